"""How many pass, how sure that number is, and what another cut would have changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import known, vector
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class PassRate(Result):
    """The share that passes, with Wilson's interval."""

    passed: int
    persons: int
    rate: float
    interval: tuple[float, float]
    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False)
class MovedCut(Result):
    """What a cut would do: who passes, and who changes sides against the cut that holds (more pass: positive)."""

    cut: float
    passed: int
    rate: float
    change: int


@checked
def pass_rate(passed: int, persons: int, level: float = 0.95) -> PassRate:
    """The share that passes, with the score interval of Wilson (1927), which holds with few and with extreme shares.

    (p + z^2 / 2n +- z sqrt(p q / n + z^2 / 4 n^2)) / (1 + z^2 / n). Persons without a result are not among `persons`.
    """
    if not 0 <= passed <= persons or persons < 1:
        raise CannotMeasure("range", f"{passed} of {persons} cannot have passed.")
    return PassRate(passed, persons, passed / persons, wilson(passed, persons, level), about_size(persons))


def wilson(count: float, whole: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of a share: (p + z^2/2n +- z sqrt(p q / n + z^2 / 4 n^2)) / (1 + z^2 / n)."""
    z = float(stats.norm.ppf((1 + level) / 2))
    share = count / whole
    middle = share + z * z / (2 * whole)
    half = z * float(np.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)))
    below = 1 + z * z / whole
    return max((middle - half) / below, 0.0), min((middle + half) / below, 1.0)


@checked
def moved_cuts(scores: ArrayLike, cut: float, others: Sequence[float]) -> tuple[MovedCut, ...]:
    """What other cuts would have changed, in the order given. A score that equals the cut passes.

    For each cut the number and share with x >= cut, and how many more or fewer than now. Counts of these persons, no
    estimates; missing scores are left out.
    """
    found, others = known(scores), vector(others, "the other cuts").tolist()
    now = int((found >= cut).sum())
    passed = [int((found >= each).sum()) for each in others]
    return tuple(
        MovedCut(float(each), count, count / len(found), count - now)
        for each, count in zip(others, passed, strict=True)
    )
