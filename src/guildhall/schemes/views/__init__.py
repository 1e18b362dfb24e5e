"""The pages of schemes, one module a noun."""
