"""Lists of names, written as a line of words."""


def names(line: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(line.split())
