"""Chance with a fixed seed: the same story at every telling, whatever else is drawn before or after."""

from random import Random

SEED = 17024


def drawn(*what: object) -> Random:
    """The chance that belongs to `what`: to somebody's answers, a panellist's ratings."""
    return Random(":".join(str(each) for each in (SEED, *what)))  # noqa: S311  # a story, no secret


def within(least: float, value: float, most: float) -> float:
    """`value`, held between two bounds."""
    return max(least, min(value, most))
