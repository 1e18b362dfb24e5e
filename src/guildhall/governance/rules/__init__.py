"""What the acts of this room must not break, one module a noun."""
