"""What conformity looks at in governance, one module a noun; each is imported here."""
