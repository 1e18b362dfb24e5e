"""People: who is known to the body, what is recorded of them, and which roles they hold."""
