"""What waits for whom in governance, one module a noun; each is imported here."""
