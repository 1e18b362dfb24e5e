"""What the acts of the item bank must not break, one module a noun."""
