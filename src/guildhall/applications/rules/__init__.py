"""What the acts of applying must not break, one module a noun."""
