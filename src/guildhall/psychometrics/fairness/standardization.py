"""DIF by standardization: the difference of p that is left when both groups have the focal group's scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, quotient
from guildhall.psychometrics.fairness.matching import Matched, Tables
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

NOTABLE = 0.10
"""The standardized difference from which an item is looked at (Dorans and Holland 1993)."""


@dataclass(frozen=True, eq=False)
class StandardizedItem(Result):
    """One item: focal p less reference p at equal scores, the standardized odds ratio, and whether it is notable."""

    name: str
    difference: float
    alpha: float
    notable: bool


@checked
def standardization(
    answers: ArrayLike, group: Sequence[object], focal: object, names: Sequence[str] | None = None
) -> tuple[StandardizedItem, ...]:
    """Standardized p-difference (Dorans and Kulick 1986): sum of w_k (P_fk - P_rk) over sum of w_k, w_k focal persons.

    `alpha` is the odds ratio of the two standardized p. Scores at which a group has nobody do not count; persons with a
    missing answer are set aside. Items nobody
    or everybody answers rightly have a difference of 0 and no odds ratio.
    """
    matched = Matched.of(answers, group, focal, names)
    anchors = np.ones(len(matched.names), dtype=bool)
    found = []
    for item, name in enumerate(matched.names):
        tables = Tables.of(matched.answers[:, item], matched.focal, matched.score(item, anchors))
        found.append(_item(name, tables))
    return tuple(found)


def _item(name: str, tables: Tables) -> StandardizedItem:
    usable = (tables.reference > 0) & (tables.focus > 0)
    weight: Floats = tables.focus[usable]
    if not weight.sum() > 0:
        return StandardizedItem(name, float("nan"), float("nan"), notable=False)
    p_reference = float(weight @ (tables.right[usable] / tables.reference[usable])) / float(weight.sum())
    p_focal = float(tables.focal_right[usable].sum()) / float(weight.sum())
    alpha = quotient(p_reference * (1 - p_focal), (1 - p_reference) * p_focal)
    return StandardizedItem(name, p_focal - p_reference, alpha, notable=abs(p_focal - p_reference) >= NOTABLE)
