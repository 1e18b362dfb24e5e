"""The pages of governance, one module a noun."""
