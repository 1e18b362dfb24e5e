"""Erasures from wrong to right, and gains between attempts, that are greater than chance makes them."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, same_length, vector
from guildhall.psychometrics.forensics.signals import Signals, upper
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked


@checked
def erasures(wrong_to_right: ArrayLike, items: int, *, rate: float = 0.001, family: bool = False) -> Signals:
    """Changes from wrong to right, against the rate of all others (Primoli and others 2011; here by a binomial test).

    `wrong_to_right` counts the changes of each person among `items`. The rate is that of the others together, so that
    one person cannot hide behind their own number; where nobody else changed anything, half a change is assumed. Turned
    into a normal value for comparison; a person without a count has none.
    """
    counts = vector(wrong_to_right, "the erasures")
    known = ~np.isnan(counts)
    if (counts[known] < 0).any() or (counts[known] > items).any() or known.sum() < 3:
        raise CannotMeasure(
            "range", "Erasures are counts between 0 and the number of items, of three persons at least."
        )
    total, people = float(counts[known].sum()), int(known.sum())
    others = np.maximum(total - np.where(known, counts, 0.0), 0.5) / ((people - 1) * items)
    p = stats.binom.sf(np.where(known, counts, 0.0) - 1, items, np.minimum(others, 1.0))
    value: Floats = np.where(known, stats.norm.isf(np.clip(p, 1e-300, 1 - 1e-16)), np.nan)
    return upper("erasures", value, rate, "More answers changed to right than usual: {z:.1f}.", family=family)


@checked
def score_gains(
    before: ArrayLike, after: ArrayLike, *, reliability: float, rate: float = 0.001, family: bool = False
) -> Signals:
    """Gains between two attempts that errors of measurement do not explain (Jacobson and Truax 1991).

    z = (after - before - mean gain) / (s sqrt(2 (1 - rho))), s the standard deviation of the first attempt. Only
    positive gains are odd. Persons without both scores are left out;
    scores that do not differ are refused. Learning between attempts is honest: look at what
    lies between.
    """
    first, second = vector(before, "the first scores"), vector(after, "the second scores")
    same_length(first, second, "first and second scores")
    if not 0 < reliability < 1:
        raise CannotMeasure("reliability", "The reliability must lie between 0 and 1.")
    usable = ~(np.isnan(first) | np.isnan(second))
    if usable.sum() < 3 or float(np.std(first[usable])) < 1e-12:
        raise CannotMeasure("size", "Gains need three persons with both scores, and scores that differ.")
    gain = second - first
    error = float(np.std(first[usable], ddof=1)) * float(np.sqrt(2 * (1 - reliability)))
    value: Floats = (gain - float(gain[usable].mean())) / error
    return upper("score gains", value, rate, "A gain {z:.1f} standard errors above the usual.", family=family)
