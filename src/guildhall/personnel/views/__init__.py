"""The pages of personnel, one module a noun."""
