"""Accuracy and consistency where every person's ability and every item's curve are known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Flags, Floats, estimates, same_length, vector
from guildhall.psychometrics.decisions.consistency import DecisionQuality, beyond_chance
from guildhall.psychometrics.notes import CannotMeasure, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.recursion import score_distribution


@checked
def rudner(abilities: ArrayLike, errors: ArrayLike, cut: float) -> DecisionQuality:
    """Accuracy and consistency on the ability scale (Rudner 2001, 2005; consistency by Wyse and Hao 2012).

    A person's estimate is taken for normal about `abilities` with `errors` as standard deviation. Accuracy is the mean
    probability of falling on the side of the cut where the estimate lies; consistency the mean of its square plus that
    of the other side. Persons without an estimate or error (an infinite one counts as none) are left out.
    """
    found, spread = estimates(abilities, "the abilities"), estimates(errors, "the errors")
    same_length(found, spread, "the abilities and their errors")
    usable = np.isfinite(found) & np.isfinite(spread) & (spread > 0)
    if not usable.any():
        raise CannotMeasure("all_missing", "No ability comes with its error.")
    passes: Floats = stats.norm.sf(cut, found[usable], spread[usable])
    return _mean_quality("Rudner", cut, passes, found[usable] >= cut)


@checked
def lee(chances: Sequence[Floats], cut: float, *, truly: ArrayLike | None = None) -> DecisionQuality:
    """Accuracy and consistency on the raw score (Lee 2010, equations 8 to 14), persons by their estimated ability.

    `chances` gives for each item the probabilities of its categories, persons x categories. A person passes with the
    probability that their raw score reaches the cut; truly they pass where their expected score does, or where `truly`
    says so (ability against a cut on that scale, say). The result is the mean over persons, as many as there are rows:
    those without an ability are left out beforehand. Where all are surely on one side kappa is not known.
    """
    if not len(chances) or any(each.ndim != 2 or each.shape[0] != len(chances[0]) for each in chances):
        raise CannotMeasure("chances", "Each item needs chances, persons x categories, and there is one item at least.")
    distribution = score_distribution(chances)
    scores = np.arange(distribution.shape[1])
    passes: Floats = distribution[:, scores >= cut].sum(axis=1)
    side = distribution @ scores >= cut if truly is None else vector(truly, "the true sides") != 0
    same_length(list(passes), list(side), "the persons and their true sides")
    return _mean_quality("Lee", cut, passes, side)


def expected_scores(chances: Sequence[Floats]) -> Floats:
    """The expected raw score of each row of `chances`."""
    found: Floats = np.sum([item @ np.arange(item.shape[1]) for item in chances], axis=0)
    return found


def _mean_quality(method: str, cut: float, passes: Floats, truly: Flags) -> DecisionQuality:
    passes = np.clip(vector(passes), 0.0, 1.0)
    right = np.where(truly, passes, 1 - passes)
    mean = float(passes.mean())
    consistency = float(np.mean(passes**2 + (1 - passes) ** 2))
    chance = mean**2 + (1 - mean) ** 2
    return DecisionQuality(
        method=method,
        cut=float(cut),
        accuracy=float(right.mean()),
        false_pass=float(np.where(truly, 0.0, passes).mean()),
        false_fail=float(np.where(truly, 1 - passes, 0.0).mean()),
        consistency=consistency,
        chance=chance,
        kappa=beyond_chance(consistency, chance),
        parameters={"true_pass": float(np.where(truly, passes, 0.0).mean())},
        notes=about_size(len(passes)),
    )
