"""Who may do what in governing the body, one module a noun."""
