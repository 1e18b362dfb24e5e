"""The guided set-up: how an empty installation becomes an operating body, step by step."""
