"""The acts of notices, one module a noun."""
