"""The acts of examining, one module a noun."""
