"""Signals that items were known before: a person does better on those that may have leaked than on the others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Flags, Floats, dichotomous
from guildhall.psychometrics.forensics.signals import Signals, upper
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.scoring import score
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked


@checked
def preknowledge(
    answers: ArrayLike, items: ItemSet, leaked: Sequence[int], *, rate: float = 0.001, family: bool = False
) -> Signals:
    """The difference of two abilities: on the items that may have leaked, and on the others (Sinharay 2017).

    z = (theta_leaked - theta_others) / sqrt(se_1^2 + se_2^2) with Warm's estimates; standard normal for honest persons,
    roughly so with few items (at least five of each kind are asked for). Only a positive difference is odd. Missing
    answers do not count.
    """
    table = dichotomous(answers)
    inside = np.zeros(table.shape[1], dtype=bool)
    if any(not 0 <= place < table.shape[1] for place in leaked):
        raise CannotMeasure("items", "A leaked item is not among the items.")
    inside[list(leaked)] = True
    if inside.sum() < 5 or (~inside).sum() < 5:
        raise CannotMeasure("items", "At least five leaked and five other items are needed.")
    parts = [_scores(table, items, each) for each in (inside, ~inside)]
    value: Floats = (parts[0][0] - parts[1][0]) / np.sqrt(parts[0][1] ** 2 + parts[1][1] ** 2)
    return upper("preknowledge", value, rate, "Better on items that may have leaked: {z:.1f}.", family=family)


def _scores(table: Floats, items: ItemSet, chosen: Flags) -> tuple[Floats, Floats]:
    part = ItemSet([item for item, use in zip(items.items, chosen.tolist(), strict=True) if use])
    found = score(table[:, chosen], part, "wle")
    return found.theta, found.se
