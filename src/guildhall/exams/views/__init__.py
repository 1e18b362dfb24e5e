"""The pages of examining, one module a noun."""
