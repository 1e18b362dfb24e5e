"""What a signal is: a statistic, how often chance alone makes it, and that it is no verdict."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, matrix
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

NO_VERDICT = Note(
    "no_verdict",
    "A signal raises a question. A person looks at it, and accepts or rejects it with a reason; it decides nothing.",
    Weight.TELLS,
)


@dataclass(frozen=True, eq=False)
class Signal(Result):
    """One person: the statistic and its p among honest candidates."""

    person: int
    statistic: float
    p: float
    explanation: str


@dataclass(frozen=True, eq=False)
class Signals(Result):
    """The persons above the limit. Of `compared` honest ones, `expected_false` would be signalled by chance."""

    method: str
    compared: int
    false_positive_rate: float
    expected_false: float
    signals: tuple[Signal, ...]
    values: Floats
    notes: tuple[Note, ...]


def options_of(choices: ArrayLike) -> Floats:
    """Persons x items of options as whole numbers from 0 to 99, NaN omitted; refuses everything else."""
    table = matrix(choices, "the choices")
    chosen = table[~np.isnan(table)]
    if chosen.min() < 0 or chosen.max() > 99 or (chosen != np.floor(chosen)).any():
        raise CannotMeasure("options", "Options are whole numbers from 0 to 99, or missing.")
    return table


@checked
def several(compared: int, rate: float, *, family: bool) -> float:
    """The p below which a signal is raised: `rate` for each, or for the whole family of comparisons.

    rate, or rate / comparisons (Bonferroni; Dunn 1961), which keeps the chance of any false signal below the rate.
    """
    return rate / max(compared, 1) if family else rate


def upper(method: str, z: Floats, rate: float, words: str, *, family: bool, extra: tuple[Note, ...] = ()) -> Signals:
    """Signals from standard normal values of which great ones are odd. Those not known are not compared."""
    known = np.isfinite(z)
    compared = int(known.sum())
    limit = several(compared, rate, family=family)
    p = np.where(known, stats.norm.sf(np.where(known, z, 0.0)), 1.0)
    order = [int(each) for each in np.argsort(p, kind="stable") if p[each] < limit]
    found = tuple(Signal(each, float(z[each]), float(p[each]), words.format(z=float(z[each]))) for each in order)
    return Signals(method, compared, limit, limit * compared, found, z, (NO_VERDICT, *extra))
