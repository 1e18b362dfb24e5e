"""What a form must be, in the words of its blueprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guildhall.psychometrics.assembly import reading
from guildhall.psychometrics.notes import CannotMeasure

GREATEST_ABILITY = 20
"""How far from 0, in logits, an ability may be for which information is asked."""


@dataclass(frozen=True)
class Cell:
    """So many items for which the conditions hold, in each form."""

    where: Mapping[str, str]
    least: int
    most: int

    def __str__(self) -> str:
        return " and ".join(f"{column} {value}" for column, value in self.where.items())


@dataclass(frozen=True)
class Earlier:
    """A form that was given before: at most so many of its items again, in each form."""

    items: tuple[str, ...]
    most: int
    name: str = "an earlier form"


@dataclass(frozen=True)
class Budget:
    """The sum of a number over a form, words or seconds say, stays within limits."""

    column: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Mean:
    """The mean of a number over a form, p or discrimination say, lies between limits."""

    column: str
    least: float
    most: float


@dataclass(frozen=True)
class Target:
    """Information wanted at an ability (the cut, say), met within a share of it."""

    theta: float
    information: float
    within: float = 0.05


@dataclass(frozen=True)
class Specification:
    """Everything asked of the forms. `overlap` is how many forms an item may be in; `must` stand in every form.

    `sets` belong together: all of a set or none. Of `enemies` at most one stands in a form. `exposure` names a column
    of uses so far and the most that an item may have had; `spared` names one of which less is better: among forms that
    keep every rule those come first whose items were used least.
    """

    forms: int
    length: int
    cells: tuple[Cell, ...] = ()
    enemies: tuple[tuple[str, ...], ...] = ()
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    exposure: tuple[str, float] | None = None
    budgets: tuple[Budget, ...] = ()
    means: tuple[Mean, ...] = ()
    targets: tuple[Target, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    overlap: int = 1
    spared: str = ""

    def __post_init__(self) -> None:
        if self.forms < 1 or self.length < 1 or self.overlap < 1:
            raise CannotMeasure("specification", "There is at least one form, of at least one item.")
        if any(not members for members in (*self.sets.values(), *self.enemies)):
            raise CannotMeasure("specification", "A set, and a group of enemies, has at least one item.")
        for target in self.targets:
            if not (target.information > 0 and 0 < target.within <= 1 and abs(target.theta) <= GREATEST_ABILITY):
                sentence = (
                    f"Target at ability {target.theta:g}: information is above 0, within a share above 0 "
                    f"and at most 1, and ability at most {GREATEST_ABILITY} from 0."
                )
                raise CannotMeasure("specification", sentence)
        for mean in self.means:
            if mean.least > mean.most:
                raise CannotMeasure("specification", f"For the mean of {mean.column}: the least is above the most.")
        for cell in self.cells:
            if not cell.where:
                raise CannotMeasure("specification", "A cell says where: a column and the value it must have.")
            if not 0 <= cell.least <= cell.most:
                raise CannotMeasure("specification", f"For {cell}: the least is above the most, or below zero.")

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Specification":
        """A specification as JSON has it; refuses words it does not know, so that nothing is passed over."""
        found: Specification = _READER(given, "The specification")
        return found


def _exposure(value: Any, what: str) -> tuple[str, float]:
    found = reading.named(lambda each, _: each)(value, what)
    if set(found) != {"column", "most"}:
        raise CannotMeasure("specification", f"{what} has the words column and most.")
    return reading.text(found["column"], f"{what}: column"), reading.number(found["most"], f"{what}: most")


_EARLIER = {"items": reading.texts, "most": reading.whole, "name": reading.text}
_BUDGET = {"column": reading.text, "least": reading.number_or_none, "most": reading.number_or_none}
_MEAN = {"column": reading.text, "least": reading.number, "most": reading.number}
_TARGET = {"theta": reading.number, "information": reading.number, "within": reading.number}
_CELL = {"where": reading.conditions, "least": reading.whole, "most": reading.whole}

_READER = reading.part(
    Specification,
    {
        "forms": reading.whole,
        "length": reading.whole,
        "cells": reading.each_of(reading.part(Cell, _CELL)),
        "enemies": reading.each_of(reading.texts),
        "sets": reading.named(reading.texts),
        "earlier": reading.each_of(reading.part(Earlier, _EARLIER)),
        "exposure": _exposure,
        "budgets": reading.each_of(reading.part(Budget, _BUDGET)),
        "means": reading.each_of(reading.part(Mean, _MEAN)),
        "targets": reading.each_of(reading.part(Target, _TARGET)),
        "must": reading.texts,
        "must_not": reading.texts,
        "overlap": reading.whole,
        "spared": reading.text,
    },
)
"""How a specification is read from JSON."""
