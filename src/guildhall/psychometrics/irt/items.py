"""Items as item response theory knows them: a slope, one intercept a step, and a floor for guessing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.irt import curves
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.results import Result

Kind = Literal["logistic", "graded", "credit"]


@dataclass(frozen=True, eq=False)
class IrtItem(Result):
    """One item on the logit scale: logit = a theta + d.

    - logistic: P(right) = g + (1 - g) / (1 + exp(-(a theta + d))), one d (Rasch, 1PL, 2PL, 3PL);
    - graded: P(at least k) = 1 / (1 + exp(-(a theta + d_k))), d falling (Samejima 1969);
    - credit: P(k) proportional to exp(k a theta + d_k), d_0 = 0 (Masters 1982; Muraki 1992).
    """

    name: str
    a: float
    d: tuple[float, ...]
    g: float = 0.0
    kind: Kind = "logistic"

    def check(self) -> None:
        """Refuse parameters with which nothing can be calculated."""
        if not np.isfinite([self.a, *self.d]).all() or not 0 <= self.g < 1 or not self.d:
            raise CannotMeasure("parameters", f"The parameters of {self.name} are not usable.")
        if self.kind == "logistic" and len(self.d) != 1:
            raise CannotMeasure("parameters", f"{self.name} is right or wrong and has one intercept.")
        if self.kind == "graded" and (np.diff(self.d) >= 0).any():
            raise CannotMeasure("parameters", f"The intercepts of {self.name} must fall from step to step.")

    @property
    def categories(self) -> int:
        """How many categories there are; scores count from 0."""
        return len(self.d) + 1

    @property
    def b(self) -> tuple[float, ...]:
        """Difficulties: where a step is taken with probability one half (guessing apart). Unknown for a = 0."""
        if self.a == 0:
            return (float("nan"),) * len(self.d)
        steps = np.diff([0.0, *self.d]) if self.kind == "credit" else np.array(self.d)
        return tuple((-steps / self.a).tolist())


@dataclass(frozen=True, eq=False)
class Batch:
    """Items of one kind and number of categories, as arrays: `places` in the test, `parameters` a, d..., logit g."""

    kind: Kind
    places: Whole
    parameters: Floats
    guessing: bool

    def log_chances(self, theta: Floats) -> Floats:
        """log P, items x abilities x categories."""
        return curves.log_chances(self.kind, self.parameters, theta, guessing=self.guessing)

    def slopes(self, theta: Floats) -> Floats:
        """Derivatives of log P by each parameter, items x abilities x categories x parameters."""
        return curves.slopes(self.kind, self.parameters, theta, guessing=self.guessing)


class ItemSet:
    """The items of a test, for calculations on all of them at once."""

    def __init__(self, items: Sequence[IrtItem]) -> None:
        if not items:
            raise CannotMeasure("empty", "There are no items.")
        for item in items:
            item.check()
        self.items = tuple(items)
        self.batches = batches(self.items)

    @property
    def names(self) -> tuple[str, ...]:
        """What the items are called, in order."""
        return tuple(item.name for item in self.items)

    @property
    def most(self) -> int:
        """The greatest raw score."""
        return sum(item.categories - 1 for item in self.items)

    def chances(self, theta: Floats) -> list[Floats]:
        """P of each category of each item, abilities x categories."""
        found: list[Floats] = [np.zeros((0, 0))] * len(self.items)
        for batch in self.batches:
            values = np.exp(batch.log_chances(theta))
            for place, each in zip(batch.places.tolist(), values, strict=True):
                found[place] = each
        return found

    def expected(self, theta: Floats) -> Floats:
        """The expected raw score at each ability: the test characteristic curve."""
        total: Floats = np.zeros(len(theta))
        for batch in self.batches:
            values = np.exp(batch.log_chances(theta))
            total = total + values.sum(axis=0) @ np.arange(values.shape[2])
        return total

    def information(self, theta: Floats) -> Floats:
        """Fisher's information of each item at each ability, items x abilities: sum over categories of P'^2 / P."""
        found = np.zeros((len(self.items), len(theta)))
        for batch in self.batches:
            chance, first, _ = curves.by_ability(batch.kind, batch.parameters, theta, guessing=batch.guessing)
            found[batch.places] = (first**2 / np.maximum(chance, 1e-300)).sum(axis=2)
        return found


def batches(items: Sequence[IrtItem]) -> tuple[Batch, ...]:
    """The items sorted into batches that can be calculated at once."""
    kinds: dict[tuple[Kind, int, bool], list[int]] = {}
    for place, item in enumerate(items):
        kinds.setdefault((item.kind, item.categories, item.g > 0), []).append(place)
    found = []
    for (kind, _, guessing), places in kinds.items():
        rows = [[items[place].a, *items[place].d] for place in places]
        if guessing:
            rows = [[*row, float(np.log(items[p].g / (1 - items[p].g)))] for row, p in zip(rows, places, strict=True)]
        found.append(Batch(kind, np.array(places), np.array(rows, dtype=np.float64), guessing))
    return tuple(found)
