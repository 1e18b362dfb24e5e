"""The shape of what people type in this room; whether it is allowed, the acts decide."""
