"""Template tags of the item bank."""
