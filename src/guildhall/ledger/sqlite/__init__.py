"""Django's SQLite backend with a fair gate before its write lock."""
