"""Gains from one attempt to the next that regression to the mean, practice and error do not explain."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, same_length, vector
from guildhall.psychometrics.forensics.signals import Signals, upper
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked

LEAST = 5
"""Repeaters from whom it is known how much practice alone brings."""


@checked
def repeated_gains(
    before: ArrayLike, after: ArrayLike, reliability: ArrayLike, *, rate: float = 0.001, family: bool = False
) -> Signals:
    """Second scores above what the first lets expect (Kelley 1947; Lord and Novick 1968, section 3.7).

    `before` and `after` are standard scores: each attempt on the scale of all who took its form for the first time, so
    that whoever repeats, mostly because they failed, is not their own yardstick. `reliability` is the correlation that
    two honest attempts without practice have: sqrt(r1 r2) of the two forms. Expected is reliability * before plus the
    practice of the other repeaters, which is the mean of what they have above that; the error is
    sqrt((1 - reliability^2)(1 + 1 / (n - 1))). Only positive values are odd. Persons without both scores are left out;
    five with both are asked for. A value is standard normal; where practice differs between people by more than error
    does, it is turned from Student's t with n - 2, so that no more than `rate` of the honest are signalled.
    """
    first, second = vector(before, "the first scores"), vector(after, "the second scores")
    known = vector(reliability, "the reliabilities")
    same_length(first, second, "first and second scores")
    same_length(first, known, "scores and reliabilities")
    usable = ~(np.isnan(first) | np.isnan(second) | np.isnan(known))
    if ((known[usable] <= 0) | (known[usable] >= 1)).any():
        raise CannotMeasure("reliability", "A reliability must lie between 0 and 1.")
    if usable.sum() < LEAST:
        raise CannotMeasure("size", "What practice brings is known from five persons with both scores, and not fewer.")
    value = np.full(first.shape, np.nan)
    value[usable] = _standard(second[usable] - known[usable] * first[usable], known[usable])
    return upper("repeated gains", value, rate, "A gain {z:.1f} standard errors above the expected.", family=family)


def _standard(above: Floats, reliability: Floats) -> Floats:
    """What each has above the expected, less the practice of the others, in standard errors; of two errors the greater.

    Where practice differs between people by more than error does, the spread of the others is the yardstick.
    """
    found = np.empty(above.size)
    for place in range(above.size):
        others = np.delete(above, place)
        practice = float(others.mean())
        error = float(np.sqrt((1 - reliability[place] ** 2) * (1 + 1 / others.size)))
        spread = float(others.std(ddof=1) * np.sqrt(1 + 1 / others.size))
        found[place] = (above[place] - practice) / error
        if spread > error:
            found[place] = _normal((above[place] - practice) / spread, others.size - 1)
    return found


def _normal(value: float, degrees: int) -> float:
    """The normal value that is as rare as a value of Student's t."""
    return float(stats.norm.isf(np.clip(stats.t.sf(value, degrees), 1e-300, 1 - 1e-16)))
