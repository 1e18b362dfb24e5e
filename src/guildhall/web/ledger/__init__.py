"""The ledger's faces: what the whole world may check of it, and what the desk reads of it."""
