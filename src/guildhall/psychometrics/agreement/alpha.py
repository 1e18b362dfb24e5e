"""Krippendorff's alpha: agreement of any number of raters, on any scale, with ratings missing."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, matrix, quotient
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Scale = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, eq=False)
class Agreement(Result):
    """Alpha, with the disagreement seen and the disagreement that chance would give."""

    cases: int
    ratings: int
    alpha: float
    observed: float
    expected: float
    interval: tuple[float, float]
    notes: tuple[Note, ...]


@checked
def krippendorff(
    ratings: ArrayLike, scale: Scale = "interval", *, resamples: int = 0, seed: int = 17024, level: float = 0.95
) -> Agreement:
    """Krippendorff's alpha = 1 - D_o / D_e (Krippendorff 2011, computing alpha, section D).

    `ratings` is raters x cases, numbers (codes on a nominal scale); NaN missing. Cases with fewer than two ratings say
    nothing and are left out. With `resamples` an interval comes from drawing cases anew; without, none is given.
    Where all ratings are equal alpha is not known: there was nothing to disagree about.
    """
    table = matrix(ratings, "the ratings")
    kept = table[:, (~np.isnan(table)).sum(axis=0) > 1]
    if not kept.size:
        raise CannotMeasure("pairs", "No case was rated by two raters.")
    if scale == "ratio" and np.nanmin(kept) < 0:
        raise CannotMeasure("ratio", "A ratio scale has no negative ratings.")
    values = np.unique(kept[~np.isnan(kept)])
    counts = np.stack([(kept == value).sum(axis=0) for value in values], axis=1).astype(np.float64)
    alpha, observed, expected = _alpha(counts, values, scale)
    interval = _bootstrap(counts, values, scale, resamples, seed, level)
    notes = about_size(len(counts), what="cases", least=10, stable=50)
    return Agreement(len(counts), int(counts.sum()), alpha, observed, expected, interval, notes)


def _alpha(counts: Floats, values: Floats, scale: Scale) -> tuple[float, float, float]:
    raters = counts.sum(axis=1)
    coincidence = np.einsum("ui,uj,u->ij", counts, counts, 1 / (raters - 1))
    coincidence -= np.diag((counts / (raters - 1)[:, None]).sum(axis=0))
    margin = coincidence.sum(axis=1)
    apart = _distance(values, margin, scale)
    total = float(margin.sum())
    observed = quotient(float((coincidence * apart).sum()), total)
    expected = quotient(float(margin @ apart @ margin), total * (total - 1))
    alpha = 1 - observed / expected if expected > 1e-15 else float("nan")
    return alpha, observed, expected


def _distance(values: Floats, margin: Floats, scale: Scale) -> Floats:
    """The squared difference of two ratings on the scale."""
    if scale == "nominal":
        return 1.0 - np.eye(len(values))
    if scale == "ordinal":
        return _ordinal(margin)
    apart = np.subtract.outer(values, values)
    if scale == "ratio":
        together = np.add.outer(values, values)
        apart = np.divide(apart, together, out=np.zeros_like(apart), where=together > 0)
    squared: Floats = apart**2
    return squared


def _ordinal(margin: Floats) -> Floats:
    middle = np.cumsum(margin) - margin / 2
    squared: Floats = np.subtract.outer(middle, middle) ** 2
    return squared


def _bootstrap(
    counts: Floats, values: Floats, scale: Scale, resamples: int, seed: int, level: float
) -> tuple[float, float]:
    unknown = float("nan")
    if not resamples:
        return unknown, unknown
    chance = np.random.default_rng(seed)
    draws = (counts[chance.integers(len(counts), size=len(counts))] for _ in range(resamples))
    found = np.array([_alpha(each, values, scale)[0] for each in draws])
    found = found[~np.isnan(found)]
    if not found.size:
        return unknown, unknown
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
