"""What governing the body records, one module a noun."""
