"""One's own account: the way in and out, who one is, second factor, sessions, and being away."""
