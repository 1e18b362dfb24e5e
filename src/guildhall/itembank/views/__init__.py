"""The pages of the item bank, one module a noun."""
