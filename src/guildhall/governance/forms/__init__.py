"""What people type when they govern the body, one module a noun."""
