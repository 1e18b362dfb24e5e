"""The lives of what governs the body, one module a noun; every lifecycle is named here too."""
