"""The rules of the whole code base, each proved over everything that is there: a new room is found by itself."""
