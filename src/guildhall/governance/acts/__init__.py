"""The acts of governing the body, one module a noun."""
