"""From options chosen to right and wrong, by the key."""

from collections.abc import Collection, Sequence

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked


@checked
def keyed(choices: Sequence[Sequence[str | None]], key: Sequence[str | Collection[str]]) -> Floats:
    """Persons x items of 1 (right), 0 (wrong) and NaN (no answer), from the options chosen.

    `key` has one right option an item, or several of which each is right (as after a key was reviewed). Refuses a key
    that is longer or shorter than the test, and an item without a right option.
    """
    if any(not isinstance(each, Collection) for each in key):
        raise CannotMeasure("key", "The key of an item is an option, or several.")
    rights = [{each} if isinstance(each, str) else set(each) for each in key]
    if not len(choices) or not rights or any(not each for each in rights):
        raise CannotMeasure("empty", "There are no answers, or an item has no right option.")
    wrong = next((place for place, row in enumerate(choices) if len(row) != len(rights)), None)
    if wrong is not None:
        sentence = f"The key has {len(rights)} options, person {wrong + 1} {len(choices[wrong])} answers."
        raise CannotMeasure("key", sentence)
    return np.array([[_point(chosen, right) for chosen, right in zip(row, rights, strict=True)] for row in choices])


def _point(chosen: str | None, right: set[str]) -> float:
    return float("nan") if chosen is None or chosen == "" else float(chosen in right)
