"""Persons of two groups who are matched on what they can do: by their total, or by the items that hold for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Flags, Floats, dichotomous, is_absent, item_names
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size, listed

LEAST_GROUP = 100
"""Persons in the smaller group below which DIF says little (Zieky 1993 asks for 100 in the smaller, 500 in all)."""

Rounds = Callable[["Matched", int, Flags], bool]


@dataclass(frozen=True, eq=False)
class Matched:
    """Complete answers of a reference and a focal group, and what became of those that are not complete."""

    answers: Floats
    focal: Flags
    names: tuple[str, ...]
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, answers: ArrayLike, group: Sequence[object], focal: object, names: Sequence[str] | None) -> "Matched":
        """Check the answers and the groups. Persons who lack an answer or a group are set aside."""
        table = dichotomous(answers, names=names)
        if len(group) != len(table):
            raise CannotMeasure("length", f"There are {len(table)} persons and {len(group)} memberships.")
        kinds = list(dict.fromkeys(each for each in group if not is_absent(each)))
        if not any(focal == each for each in kinds) or len(kinds) != 2:
            sentence = f"Two groups are needed, one of them {focal}; there are {len(kinds)}: {listed(kinds)}."
            raise CannotMeasure("groups", sentence)
        usable = ~np.isnan(table).any(axis=1) & np.array([not is_absent(each) for each in group])
        mine = np.array([each == focal for each in group])[usable]
        if not mine.any() or mine.all():
            raise CannotMeasure("groups", "In one of the groups nobody answered every item.")
        aside = int((~usable).sum())
        notes = (Note("set_aside", f"{aside} persons lack an answer or a group.", Weight.TELLS),) if aside else ()
        smaller = int(min(mine.sum(), (~mine).sum()))
        size = about_size(smaller, what="persons in the smaller group", least=30, stable=LEAST_GROUP)
        return cls(table[usable], mine, item_names(names, table.shape[1]), (*size, *notes))

    def score(self, item: int, anchors: Flags) -> Floats:
        """The matching score for an item: the sum of the anchors and, always, of the item itself (Holland 1985)."""
        chosen = anchors.copy()
        chosen[item] = True
        found: Floats = self.answers[:, chosen].sum(axis=1)
        return found


def purified(items: int, flags: Callable[[Flags], Flags], rounds: int = 10) -> tuple[Flags, int, bool]:
    """The anchors left when flagged items no longer match persons, by repetition (Holland and Thayer 1988).

    Also how many rounds it took and whether it came to rest. All items flagged leave the anchors as they were.
    """
    anchors = np.ones(items, dtype=bool)
    flagged = flags(anchors)
    for turn in range(1, rounds + 1):
        after = ~flagged
        if not after.any() or (after == anchors).all():
            return anchors, turn - 1, True
        anchors, flagged = after, flags(after)
        if (~flagged == anchors).all():
            return anchors, turn, True
    return anchors, rounds, False


@dataclass(frozen=True, eq=False)
class Tables:
    """The 2 x 2 tables of one item at each matching score: reference right and wrong, focal right and wrong."""

    right: Floats
    wrong: Floats
    focal_right: Floats
    focal_wrong: Floats

    @classmethod
    def of(cls, answers: Floats, focal: Flags, score: Floats) -> "Tables":
        """The tables of one item; a score at which nobody is has none."""
        _, place = np.unique(score, return_inverse=True)
        size = int(place.max()) + 1
        cell = place * 4 + focal * 2 + (answers == 0)
        counts = np.bincount(cell, minlength=4 * size).reshape(size, 4).astype(np.float64)
        return cls(*counts.T)

    @property
    def total(self) -> Floats:
        """Persons at each score."""
        return self.right + self.wrong + self.focal_right + self.focal_wrong

    @property
    def reference(self) -> Floats:
        """Persons of the reference group at each score."""
        return self.right + self.wrong

    @property
    def focus(self) -> Floats:
        """Persons of the focal group at each score."""
        return self.focal_right + self.focal_wrong
