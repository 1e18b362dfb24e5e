"""The distribution of a raw score at each ability: the recursion of Lord and Wingersky (1984)."""

from collections.abc import Sequence

import numpy as np

from guildhall.psychometrics.arrays import Floats


def score_distribution(chances: Sequence[Floats]) -> Floats:
    """The probability of each raw score, abilities x scores, from the chances of each item (abilities x categories).

    Categories count 0, 1, 2 and so on (Kolen and Brennan 2014, 6.4; Hanson 1994 for more than two). Assumes that the
    answers are independent at a given ability. Without items the score is 0.
    """
    found: Floats = np.ones((len(chances[0]) if len(chances) else 1, 1))
    for item in chances:
        found = add_item(found, item)
    return found


def add_item(before: Floats, item: Floats) -> Floats:
    """The distribution with one more item."""
    scores, categories = before.shape[1], item.shape[1]
    after: Floats = np.zeros((len(before), scores + categories - 1))
    for category in range(categories):
        after[:, category : category + scores] += before * item[:, category, None]
    return after
