"""What others may read of how the body is governed, one module a noun."""
