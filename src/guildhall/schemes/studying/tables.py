"""The frozen data of an administration as arrays: which items count, who answered all of them, what they scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats, only_zero_and_one
from guildhall.psychometrics.notes import WITHHELD_BELOW, CannotMeasure

Data = Mapping[str, Any]
Options = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Administration:
    """What was taken: the items that count and those on trial, with a row for each attempt.

    `points` is attempts x all items, `whole` says which attempts have a score on every item that counts.
    """

    items: tuple[Mapping[str, Any], ...]
    rows: tuple[Mapping[str, Any], ...]
    points: Floats
    cut: float | None

    @classmethod
    def of(cls, data: Data) -> "Administration":
        """The administration that the frozen data tells of; refused where there is nothing to measure."""
        items, rows = tuple(data["items"]), tuple(data["rows"])
        if not rows or not any(not each["pretest"] for each in items):
            raise CannotMeasure("empty", "There is no attempt, or no item that counts.")
        points = np.array([row["scores"] for row in rows], dtype=np.float64)
        found = cls(items, rows, points, data["cut"])
        if not found.whole.any():
            raise CannotMeasure("no_complete_person", "Nobody has a score on every item that counts.")
        return found

    @property
    def counted(self) -> list[int]:
        """The places of the items that count."""
        return [place for place, each in enumerate(self.items) if not each["pretest"]]

    @property
    def whole(self) -> Flags:
        """Which attempts have a score on every item that counts."""
        gaps: Flags = np.isnan(self.points[:, self.counted])
        found: Flags = np.logical_not(gaps.any(axis=1))
        return found

    @property
    def table(self) -> Floats:
        """Whole attempts x items that count."""
        return self.points[self.whole][:, self.counted]

    @property
    def totals(self) -> Floats:
        """The scores of whole attempts."""
        found: Floats = self.table.sum(axis=1)
        return found

    @property
    def persons(self) -> int:
        """How many attempts are whole."""
        return int(self.whole.sum())

    @property
    def names(self) -> list[str]:
        """The names of the items that count."""
        return [self.items[place]["name"] for place in self.counted]

    @property
    def most(self) -> list[float]:
        """The greatest points of the items that count."""
        return [float(self.items[place]["maximum"]) for place in self.counted]

    @property
    def greatest(self) -> float:
        """The greatest score."""
        return float(sum(self.most))

    @property
    def is_binary(self) -> bool:
        """Whether every item that counts is right or wrong for one point."""
        return all(each == 1 for each in self.most) and only_zero_and_one(self.table)

    @property
    def is_withheld(self) -> bool:
        """Whether there are too few attempts for anything but counts."""
        return self.persons < WITHHELD_BELOW

    def group(self, name: str) -> list[str | None]:
        """The membership of whole attempts in a kind of group."""
        kept = zip(self.rows, self.whole.tolist(), strict=True)
        return [row["groups"].get(name) or None for row, whole in kept if whole]

    def chosen(self, place: int) -> list[str | None]:
        """What whole attempts answered to an item; None where it is not known."""
        kept = zip(self.rows, self.whole.tolist(), strict=True)
        return [row["answers"][place] if place < len(row["answers"]) else None for row, whole in kept if whole]

    def rest(self, place: int) -> Floats:
        """The scores of whole attempts without an item."""
        if self.items[place]["pretest"]:
            return self.totals
        found: Floats = self.totals - self.points[self.whole][:, place]
        return found


def method(code: str, name: str, why: str) -> dict[str, str]:
    """A method that was used, and why this one."""
    return {"code": code, "name": name, "why": why}


def flag(item: Mapping[str, Any], code: str, sentence: str, **facts: float | str) -> dict[str, Any]:
    """Something at an item that a person should look at, and why."""
    return {
        "item": item["name"],
        "version_id": item.get("version_id", ""),
        "code": code,
        "sentence": sentence,
        "facts": facts,
    }


def distribution(scores: Floats) -> list[list[float]]:
    """How many have each score."""
    values, counts = np.unique(scores, return_counts=True)
    return [[float(value), int(count)] for value, count in zip(values, counts, strict=True)]


def once(notes: Sequence[Any]) -> list[dict[str, object]]:
    """Notes as JSON holds them, each said once."""
    said = {each.sentence: each.as_dict() for each in notes}
    return list(said.values())
