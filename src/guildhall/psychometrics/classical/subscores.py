"""Whether a score for a part of the examination may be reported: only where it says more than the total does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, matrix, places, quotient, root
from guildhall.psychometrics.classical.answers import Missing, settle
from guildhall.psychometrics.classical.items import _Sums
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Subscore(Result):
    """A score of a part, its reliability, and whether it adds to the total.

    `prmse_subscore`, `prmse_total` and `prmse_augmented` are the share by which the error in guessing the true subscore
    falls when one knows the subscore, the total, or both. `adds_value` where the first is above the second.
    """

    name: str
    items: int
    mean: float
    sd: float
    alpha: float
    sem: float
    correlation_with_rest: float
    prmse_subscore: float
    prmse_total: float
    prmse_augmented: float
    adds_value: bool
    notes: tuple[Note, ...]


@checked
def subscores(
    answers: ArrayLike, parts: Mapping[str, Sequence[int]], *, missing: Missing = "complete"
) -> tuple[Subscore, ...]:
    """The subscores of an administration and their added value (Haberman 2008, equations 6 to 12).

    `parts` gives the places of the items of each part; parts may not overlap. The true-score covariance of part s with
    the total is the observed covariance less the error variance s_s^2 (1 - alpha_s), and the reliability of the total
    is 1 - sum of error variances / s_X^2 (stratified alpha). Then PRMSE of the subscore is alpha_s, and of the total
    the squared correlation of true subscore and observed total. A part of one item, or without spread, adds nothing.
    """
    settled, notes = settle(matrix(answers), missing)
    _check(parts, settled.shape[1])
    sums = {name: _Sums.of(settled[:, places(each, settled.shape[1])]) for name, each in parts.items()}
    used = [place for each in parts.values() for place in places(each, settled.shape[1])]
    total = settled[:, used].sum(axis=1)
    remarks = (*about_size(len(settled)), *notes)
    return tuple(_subscore(name, each, total, remarks) for name, each in sums.items())


def _check(parts: Mapping[str, Sequence[int]], items: int) -> None:
    used = [place for places in parts.values() for place in places]
    if not used or any(not places for places in parts.values()):
        raise CannotMeasure("parts", "Each part needs at least one item.")
    if len(set(used)) != len(used):
        raise CannotMeasure("parts", "An item stands in two parts.")
    if min(used) < 0 or max(used) >= items:
        raise CannotMeasure("parts", f"A part names an item that is not there: there are {items}.")


def _subscore(name: str, sums: _Sums, total: Floats, notes: tuple[Note, ...]) -> Subscore:
    alpha = sums.alpha()
    score = sums.total
    centred = total - total.mean()
    below = max(len(total) - 1, 1)
    variance, whole = float(score @ score) / below, float(centred @ centred) / below
    together = float(score @ centred) / below
    rest = centred - score
    from_total = _from_total(alpha, variance, whole, together)
    both = _from_both(alpha, variance, whole, together)
    return Subscore(
        name=name,
        items=sums.items,
        mean=sums.mean,
        sd=root(sums.total_variance),
        alpha=alpha,
        sem=root(sums.total_variance) * root(1 - alpha),
        correlation_with_rest=quotient(float(score @ rest), root(float((score @ score) * (rest @ rest)))),
        prmse_subscore=alpha,
        prmse_total=from_total,
        prmse_augmented=both,
        adds_value=bool(alpha > from_total),
        notes=notes,
    )


def _from_total(alpha: float, variance: float, whole: float, together: float) -> float:
    """Squared correlation of the true subscore with the observed total."""
    if np.isnan(alpha) or alpha <= 0:
        return float("nan")
    with_true = together - variance * (1 - alpha)
    return min(quotient(with_true**2, alpha * variance * whole), 1.0)


def _from_both(alpha: float, variance: float, whole: float, together: float) -> float:
    """Squared multiple correlation of the true subscore with observed subscore and total."""
    if np.isnan(alpha) or alpha <= 0:
        return float("nan")
    observed = np.array([[variance, together], [together, whole]])
    with_true = np.array([alpha * variance, together - variance * (1 - alpha)])
    if np.linalg.det(observed) < 1e-12 * variance * whole:
        return alpha
    return min(float(with_true @ np.linalg.solve(observed, with_true)) / (alpha * variance), 1.0)
