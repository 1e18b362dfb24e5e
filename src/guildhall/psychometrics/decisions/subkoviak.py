"""Consistency of decisions from one administration, person by person."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import known
from guildhall.psychometrics.decisions.consistency import DecisionQuality, beyond_chance
from guildhall.psychometrics.notes import CannotMeasure, about_size
from guildhall.psychometrics.options import checked


@checked
def subkoviak(scores: ArrayLike, items: int, cut: float, reliability: float) -> DecisionQuality:
    """The share that two parallel forms would decide alike (Subkoviak 1976, equations 4 to 8).

    Each person's true share is the regressed p = rho x / k + (1 - rho) mean / k; on a parallel form they pass with the
    binomial probability P = Pr(X >= cut | k, p); consistency is the mean of P^2 + (1 - P)^2, and chance that of the
    mean P. Assumes items that are 0/1, independent and equally hard. Missing scores are left out; with all scores
    equal all is computed all the same. Says nothing of accuracy.
    """
    found = known(scores)
    if items < 1 or found.min() < 0 or found.max() > items:
        raise CannotMeasure("range", f"A score lies outside 0 to {items}.")
    if not 0 <= reliability <= 1:
        raise CannotMeasure("reliability", f"A reliability of {reliability:g} cannot be used here: 0 to 1.")
    share = reliability * found / items + (1 - reliability) * found.mean() / items
    passes = stats.binom.sf(np.ceil(cut) - 1, items, share)
    consistency = float(np.mean(passes**2 + (1 - passes) ** 2))
    mean = float(passes.mean())
    chance = mean**2 + (1 - mean) ** 2
    unknown = float("nan")
    return DecisionQuality(
        method="Subkoviak",
        cut=float(cut),
        accuracy=unknown,
        false_pass=unknown,
        false_fail=unknown,
        consistency=consistency,
        chance=chance,
        kappa=beyond_chance(consistency, chance),
        parameters={"reliability": reliability},
        notes=about_size(len(found)),
    )
