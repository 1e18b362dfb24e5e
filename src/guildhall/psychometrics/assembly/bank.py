"""The items that forms are built from: what each is about, how it measures, and what it costs to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.notes import CannotMeasure, listed

Value = str | float


@dataclass(frozen=True, eq=False)
class BankItem:
    """One item: its name, any values (texts to choose by, numbers to sum), and its curve where it was calibrated."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    curve: IrtItem | None = None


class Bank:
    """The items, found by name."""

    def __init__(self, items: Sequence[BankItem]) -> None:
        if not items:
            raise CannotMeasure("empty", "The bank has no items.")
        self.items = tuple(items)
        if any(not item.name for item in items):
            raise CannotMeasure("names", "An item of the bank has no name.")
        self.place = {item.name: place for place, item in enumerate(items)}
        if len(self.place) != len(items):
            raise CannotMeasure("names", f"Two items of the bank have the same name: {self._twice()}.")

    def _twice(self) -> str:
        """The name of the first item that stands there again."""
        return next(item.name for place, item in enumerate(self.items) if self.place[item.name] != place)

    def __len__(self) -> int:
        return len(self.items)

    def places(self, names: Sequence[str]) -> list[int]:
        """Where items stand; refuses names that are not in the bank."""
        unknown = [name for name in names if name not in self.place]
        if unknown:
            raise CannotMeasure("names", f"Not in the bank: {listed(unknown)}.")
        return [self.place[name] for name in names]

    def where(self, conditions: Mapping[str, str]) -> Flags:
        """The items for which every condition holds."""
        found = np.ones(len(self.items), dtype=bool)
        for column, wanted in conditions.items():
            if not any(column in item.values for item in self.items):
                raise CannotMeasure("column", f"No item of the bank has a value for {column}.")
            found &= np.array([str(item.values.get(column, "")) == wanted for item in self.items])
        return found

    def numbers(self, column: str) -> Floats:
        """A column of numbers; refuses it where an item lacks one."""
        found = np.array([_number(item.values.get(column)) for item in self.items])
        if np.isnan(found).any():
            lacking = [item.name for item, value in zip(self.items, found, strict=True) if np.isnan(value)]
            raise CannotMeasure("column", f"These items have no number for {column}: {listed(lacking)}.")
        return found

    def information(self, theta: Floats) -> Floats:
        """The information of each item, items x abilities; refuses items that were not calibrated."""
        lacking = [item.name for item in self.items if item.curve is None]
        if lacking:
            raise CannotMeasure("not_calibrated", f"Without parameters there is no information: {listed(lacking)}.")
        return ItemSet([item.curve for item in self.items if item.curve is not None]).information(theta)


def _number(value: Value | None) -> float:
    if value is None or value == "":
        return float("nan")
    try:
        return float(value)
    except ValueError:
        return float("nan")
