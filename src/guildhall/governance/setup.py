"""The steps of the set-up in this room."""
