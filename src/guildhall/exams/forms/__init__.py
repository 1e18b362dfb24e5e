"""What people type when they work with examinations, one module a noun."""
