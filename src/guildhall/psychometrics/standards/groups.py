"""Cuts from persons whose worth is known otherwise: those who are competent, those who are not, those in between."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, known, spread
from guildhall.psychometrics.fairness.logit import fit_logit
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

LEAST = 15
"""Persons a group needs, by custom, for a cut to rest on it."""


@dataclass(frozen=True, eq=False)
class GroupCut(Result):
    """A cut from groups, its error by resampling, and how many of each group it would misplace."""

    method: str
    cut: float
    error: float
    competent_failing: float
    others_passing: float
    notes: tuple[Note, ...]


@checked
def contrasting_groups(
    competent: ArrayLike,
    others: ArrayLike,
    *,
    method: Literal["crossing", "logistic"] = "logistic",
    resamples: int = 500,
    seed: int = 17024,
) -> GroupCut:
    """The score that separates the competent from the others best (Livingston and Zieky 1982; Cizek and Bunch 2007, 8).

    "logistic": where a logistic regression of competence on the score gives one half, with both groups of equal weight;
    "crossing": where two normal curves of the groups' means and spreads cross between the means. The error comes from
    drawing persons anew. Refused where the competent do not score higher. Missing scores are left out.
    """
    good, bad = known(competent), known(others)
    if good.mean() <= bad.mean():
        raise CannotMeasure("order", "The competent do not score higher than the others: no cut separates them.")
    find = _logistic if method == "logistic" else _crossing
    cut = find(good, bad)
    chance = np.random.default_rng(seed)
    draws = np.array([find(chance.choice(good, good.size), chance.choice(bad, bad.size)) for _ in range(resamples)])
    draws = draws[np.isfinite(draws)]
    notes = [*about_size(min(good.size, bad.size), what="persons in the smaller group", least=LEAST)]
    if np.isnan(cut):
        notes.append(Note("no_cut", "The groups cannot be separated by one score."))
    return GroupCut(
        method=f"contrasting groups, {method}",
        cut=cut,
        error=spread(draws) if draws.size else float("nan"),
        competent_failing=float((good < cut).mean()),
        others_passing=float((bad >= cut).mean()),
        notes=tuple(notes),
    )


@checked
def borderline_group(scores: ArrayLike) -> GroupCut:
    """The median of those judged just qualified (Livingston and Zieky 1982), with error 1.2533 s / sqrt(n).

    1.2533 is sqrt(pi / 2), the error of a median of normal scores against that of their mean. Missing scores are left
    out; one person has no error.
    """
    found = known(scores)
    unknown = float("nan")
    error = 1.2533 * spread(found) / float(np.sqrt(found.size))
    notes = about_size(found.size, what="borderline persons", least=LEAST)
    return GroupCut("borderline group", float(np.median(found)), error, unknown, unknown, notes)


def _logistic(good: Floats, bad: Floats) -> float:
    """The score at one half; complete separation gives the middle between the groups."""
    if good.min() > bad.max():
        return float((good.min() + bad.max()) / 2)
    score = np.concatenate([good, bad])
    competent = np.concatenate([np.ones(good.size), np.zeros(bad.size)])
    weight = np.concatenate([np.full(good.size, 0.5 / good.size), np.full(bad.size, 0.5 / bad.size)])
    middle, unit = score.mean(), score.std()
    fit = fit_logit(np.column_stack([np.ones(score.size), (score - middle) / unit]), competent, weight * score.size)
    slope = fit.coefficients[1]
    return float(middle - fit.coefficients[0] / slope * unit) if slope > 0 else float("nan")


def _crossing(good: Floats, bad: Floats) -> float:
    """Where two normal densities are equal, between the means."""
    first, second, wide, narrow = bad.mean(), good.mean(), spread(bad), spread(good)
    if not (wide > 0 and narrow > 0):
        return float((first + second) / 2)
    if abs(wide - narrow) < 1e-9 * wide:
        return float((first + second) / 2)
    one = 1 / (2 * narrow**2) - 1 / (2 * wide**2)
    two = first / wide**2 - second / narrow**2
    three = second**2 / (2 * narrow**2) - first**2 / (2 * wide**2) - np.log(wide / narrow)
    inside = two**2 - 4 * one * three
    roots = [(-two + sign * np.sqrt(max(inside, 0.0))) / (2 * one) for sign in (-1, 1)]
    between = [each for each in roots if first <= each <= second]
    return float(between[0]) if between else float("nan")
