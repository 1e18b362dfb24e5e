"""The acts of personnel, one module a noun."""
