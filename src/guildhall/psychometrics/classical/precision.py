"""How far a score may be from what the person is worth: standard errors of measurement, in points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, quotient, root, vector
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

MOST_ITEMS = 10_000


@dataclass(frozen=True, eq=False)
class ConditionalError(Result):
    """The standard error of measurement at one raw score: Lord's and, where reliability is known, Keats' correction."""

    score: float
    lord: float
    keats: float


@checked
def standard_error(sd: float, reliability: float) -> float:
    """SEM = s_X sqrt(1 - rho), in points (Lord and Novick 1968, 3.8.2); not-a-number for a reliability
    above 1 or not known, as where scores do not differ."""
    return float(sd) * root(1 - reliability)


@checked
def conditional_errors(
    items: int, scores: ArrayLike | None = None, *, reliability: float | None = None, kr21: float | None = None
) -> tuple[ConditionalError, ...]:
    """The standard error at each raw score x of a test with `items` 0/1 items.

    Lord's binomial error (1955) is sqrt(x (k - x) / (k - 1)). It takes the items for a random sample, and is too great
    for a form built to a blueprint: Keats (1957) multiplies it by sqrt((1 - rho) / (1 - KR21)), so that on average it
    agrees with the reliability; given only where both are. Zero at both ends: there the formula says nothing. A score
    that is missing has no error; without `scores` all from 0 to k are given.
    """
    if not 2 <= items <= MOST_ITEMS:
        raise CannotMeasure("items", f"A conditional standard error needs 2 to {MOST_ITEMS} items.")
    raw = np.arange(items + 1, dtype=np.float64) if scores is None else vector(scores)
    if np.any((raw < 0) | (raw > items)):
        raise CannotMeasure("range", f"A score lies outside 0 to {items}.")
    factor = float("nan")
    if reliability is not None and kr21 is not None:
        factor = root(quotient(1 - reliability, 1 - kr21))
    lord: Floats = np.sqrt(raw * (items - raw) / (items - 1))
    return tuple(ConditionalError(float(x), float(e), float(e) * factor) for x, e in zip(raw, lord, strict=True))


@checked
def spearman_brown(reliability: float, factor: float) -> float:
    """The reliability of a test `factor` times as long: m rho / (1 + (m - 1) rho) (Spearman 1910; Brown 1910).

    Lord and Novick (1968, 5.10). Assumes that what is added is parallel to what is there. A reliability that is not
    known (without spread, say) stays unknown.
    """
    if factor <= 0:
        raise CannotMeasure("factor", "A test can only become a positive number of times as long.")
    return quotient(factor * reliability, 1 + (factor - 1) * reliability)


@checked
def spearman_brown_length(reliability: float, wanted: float) -> float:
    """How many times as long a test must be to reach the reliability `wanted`.

    m = rho_w (1 - rho) / (rho (1 - rho_w)), the formula of Spearman (1910) and Brown (1910) turned round. Not-a-number
    for a reliability that is not known, or not between 0 and 1: no length helps then.
    """
    if not 0 < wanted < 1:
        raise CannotMeasure("wanted", "The reliability wanted must lie between 0 and 1.")
    if not 0 < reliability < 1:
        return float("nan")
    return quotient(wanted * (1 - reliability), reliability * (1 - wanted))
