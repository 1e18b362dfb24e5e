"""The acts of the item bank, one module a noun."""
