"""How much of a cut is the item, how much the panellist: a generalizability study of judges by items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import matrix, quotient, root
from guildhall.psychometrics.classical.answers import settle
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class PanelStudy(Result):
    """Variance of one rating by judge, by item and by what is left; and the error of the mean as a share of items.

    `error_judges` is the standard error of the cut (as a share) if other judges like these had rated these items,
    `error_both` if other items had been rated too. `reliability` is that of the items' mean ratings.
    """

    judges: int
    items: int
    judge_variance: float
    item_variance: float
    residual_variance: float
    error_judges: float
    error_both: float
    reliability: float
    notes: tuple[Note, ...]

    def error_with(self, judges: int) -> float:
        """The standard error of the cut, as a share, with another number of judges for the same items."""
        if judges < 1:
            raise CannotMeasure("judges", "A panel has at least one judge.")
        return root((self.judge_variance + self.residual_variance / self.items) / judges)


@checked
def panel_study(ratings: ArrayLike) -> PanelStudy:
    """Judges crossed with items, one rating a cell (Brennan 2001, 2.2; for standard setting Brennan 1995).

    `ratings` is judges x items. A judge who left out an item is set aside. s_j^2 = (MS_j - MS_r) / I and s_i^2 = (MS_i
    - MS_r) / J; what comes out below zero counts as zero. The error of the mean over judges is sqrt((s_j^2 + s_r^2 / I)
    / J), and s_i^2 / I more if items are sampled. Needs two judges and two items.
    """
    table, notes = settle(matrix(ratings, "the ratings"), "complete")
    judges, items = table.shape
    if judges < 2 or items < 2:
        raise CannotMeasure("size", "A panel study needs at least two judges and two items.")
    by_judge, by_item, grand = table.mean(axis=1), table.mean(axis=0), float(table.mean())
    rest = table - by_judge[:, None] - by_item[None, :] + grand
    residual = float((rest**2).sum()) / ((judges - 1) * (items - 1))
    judge = max((items * float(np.var(by_judge, ddof=1)) - residual) / items, 0.0)
    item = max((judges * float(np.var(by_item, ddof=1)) - residual) / judges, 0.0)
    within = (judge + residual / items) / judges
    return PanelStudy(
        judges=judges,
        items=items,
        judge_variance=judge,
        item_variance=item,
        residual_variance=residual,
        error_judges=root(within),
        error_both=root(within + item / items),
        reliability=quotient(item, item + residual / judges),
        notes=notes,
    )
