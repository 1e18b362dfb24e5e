"""The acts of schemes, one module a noun."""
