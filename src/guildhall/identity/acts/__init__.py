"""The acts of identity, one module a noun."""
