"""The acts of applying, one module a noun."""
