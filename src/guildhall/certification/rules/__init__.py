"""What deciding must not break, one module a noun."""
