"""The shape of what people type in this room, one module a noun; whether it is allowed, the acts decide."""
