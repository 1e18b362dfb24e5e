"""The pages of applying, one module a noun."""
