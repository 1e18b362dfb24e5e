"""Standard errors by drawing persons anew: for every method of equating, at the price of time."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating.distributions import Scores
from guildhall.psychometrics.equating.neat import NeatGroup
from guildhall.psychometrics.equating.tables import Conversion
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked

Group = TypeVar("Group", Scores, NeatGroup)

MOST_FAILED = 0.05
"""The share of draws that may fail before the error is said to be unsure."""


@checked
def bootstrap(
    x: Group, y: Group, equate: Callable[[Group, Group], Conversion], *, draws: int = 500, seed: int = 17024
) -> Conversion:
    """The conversion with bootstrap standard errors (Kolen and Brennan 2014, 7.2).

    Persons of both groups are drawn anew with replacement `draws` times; the error at each score is the standard
    deviation of its equivalents. The same seed gives the same errors. Draws that cannot be equated are left out; where
    more than one in twenty is, a note says so.
    """
    if draws < 2:
        raise CannotMeasure("draws", "A bootstrap needs at least two draws.")
    chance = np.random.default_rng(seed)
    found = equate(x, y)
    drawn = []
    for _ in range(draws):
        try:
            drawn.append(equate(_drawn(x, chance), _drawn(y, chance)).y)
        except CannotMeasure:
            continue
    failed = draws - len(drawn)
    notes = found.notes
    if failed > MOST_FAILED * draws:
        notes += (Note("failed_draws", f"{failed} of {draws} draws could not be equated: the errors are too small."),)
    se: Floats = np.std(drawn, axis=0, ddof=1) if len(drawn) > 1 else np.full(len(found.x), np.nan)
    return replace(found, se=se, notes=notes)


def _drawn(group: Group, chance: np.random.Generator) -> Group:
    counts = group.counts
    drawn = chance.multinomial(round(group.persons), (counts / counts.sum()).ravel()).reshape(counts.shape)
    return type(group)(drawn.astype(np.float64))
