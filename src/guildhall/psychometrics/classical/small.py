"""Difficulty with few attempts: what was known before, joined with what was seen, and how far it can be trusted."""

from dataclasses import dataclass

from scipy import stats

from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class BayesianDifficulty(Result):
    """The share of right answers to be expected: mean and interval of its posterior distribution."""

    right: int
    answers: int
    mean: float
    interval: tuple[float, float]
    notes: tuple[Note, ...]


@checked
def bayesian_difficulty(
    right: int, answers: int, *, expected: float = 0.5, worth: float = 1.0, level: float = 0.95
) -> BayesianDifficulty:
    """The difficulty of an item from `right` of `answers`, beside what was expected of it before.

    The prior is Beta(m w, (1 - m) w) with m = `expected` and w = `worth`: as if w answers had been seen. The default is
    Jeffreys' prior (0.5, 0.5). `expected` may be the mean Angoff rating or the difficulty at an earlier administration.
    The posterior is Beta(a + right, b + wrong) (Gelman and others 2013, 2.4), and holds for an item that all answered
    alike; persons without an answer count neither as right nor as wrong; the interval takes equal tails. Without
    answers it is the prior.
    """
    if not 0 <= right <= answers:
        raise CannotMeasure("range", f"{right} right of {answers} answers is not possible.")
    if not 0 < expected < 1 or worth <= 0:
        raise CannotMeasure("prior", "What was expected must lie between 0 and 1 and be worth more than nothing.")
    first, second = expected * worth + right, (1 - expected) * worth + answers - right
    tail = (1 - level) / 2
    low, high = stats.beta.ppf([tail, 1 - tail], first, second)
    return BayesianDifficulty(right, answers, first / (first + second), (float(low), float(high)), about_size(answers))
