"""From what a form must be to inequalities: each rule keeps its sentence, so that a conflict can be told in words.

The unknowns are, form by form, whether an item stands in it (1) or not (0).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.assembly.bank import Bank
from guildhall.psychometrics.assembly.specification import Specification
from guildhall.psychometrics.notes import CannotMeasure, listed

MOST_CHOICES = 1_000_000
"""How many times an item may stand or not stand in a form, over all forms."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One thing asked: its sentence, and rows over the items of one form (or, for `across`, over all forms at once)."""

    sentence: str
    rows: sparse.csr_array
    low: Floats
    high: Floats
    across: bool = False

    def over(self, forms: int) -> tuple[sparse.csr_array, Floats, Floats]:
        """The rows for all forms."""
        if self.across:
            return sparse.csr_array(sparse.hstack([self.rows] * forms)), self.low, self.high
        blocks = sparse.csr_array(sparse.block_diag([self.rows] * forms))
        return blocks, np.tile(self.low, forms), np.tile(self.high, forms)


def rules(bank: Bank, wanted: Specification) -> list[Rule]:
    """All rules of a specification; those that weigh most stand first."""
    size = len(bank)
    if size * wanted.forms > MOST_CHOICES:
        sentence = f"{wanted.forms} forms from {size} items are too many at once: at most {MOST_CHOICES // size} forms."
        raise CannotMeasure("forms", sentence)
    short = f"; the bank has {size}" if wanted.length > size else ""
    found = [_row(f"Each form has {wanted.length} items{short}.", np.ones(size), wanted.length, wanted.length)]
    if wanted.forms > 1 and wanted.overlap < wanted.forms:
        times = "one form" if wanted.overlap == 1 else f"{wanted.overlap} forms"
        sentence = f"An item stands in no more than {times}."
        high = np.full(size, float(wanted.overlap))
        high[bank.places(wanted.must)] = wanted.forms
        found.append(Rule(sentence, sparse.csr_array(sparse.eye_array(size)), np.zeros(size), high, across=True))
    parts = (
        _named(bank, wanted),
        _cells(bank, wanted),
        _together(bank, wanted),
        _sums(bank, wanted),
        _targets(bank, wanted),
    )
    return found + [rule for part in parts for rule in part]


def _row(sentence: str, values: Floats, low: float, high: float) -> Rule:
    return Rule(sentence, sparse.csr_array(values[None, :]), np.array([float(low)]), np.array([float(high)]))


def _marked(bank: Bank, names: tuple[str, ...]) -> Floats:
    found = np.zeros(len(bank))
    found[bank.places(names)] = 1.0
    return found


def _named(bank: Bank, wanted: Specification) -> Iterator[Rule]:
    for name in wanted.must:
        yield _row(f"{name} must stand in each form.", _marked(bank, (name,)), 1, 1)
    if wanted.must_not:
        yield _row(f"These must not stand in a form: {listed(wanted.must_not)}.", _marked(bank, wanted.must_not), 0, 0)
    if wanted.exposure is not None:
        column, most = wanted.exposure
        worn = (bank.numbers(column) > most).astype(np.float64)
        yield _row(f"Items with more than {most:g} {column} are not used: {int(worn.sum())} items.", worn, 0, 0)
    for form in wanted.earlier:
        sentence = f"At most {form.most} of the {len(form.items)} items of {form.name} come again."
        yield _row(sentence, _marked(bank, form.items), 0, form.most)


def _cells(bank: Bank, wanted: Specification) -> Iterator[Rule]:
    for cell in wanted.cells:
        inside = bank.where(cell.where)
        count = f"{cell.least}" if cell.least == cell.most else f"{cell.least} to {cell.most}"
        sentence = f"{count} items of {cell} in each form; the bank has {int(inside.sum())}."
        yield _row(sentence, inside.astype(np.float64), cell.least, cell.most)


def _together(bank: Bank, wanted: Specification) -> Iterator[Rule]:
    if wanted.enemies:
        yield _enemies(bank, wanted)
    for name, members in wanted.sets.items():
        places = bank.places(members)
        table = np.zeros((len(places) - 1, len(bank)))
        for row, (one, other) in enumerate(pairwise(places)):
            table[row, one], table[row, other] = 1.0, -1.0
        nothing = np.zeros(len(table))
        yield Rule(f"All of the set {name} or none of it.", sparse.csr_array(table), nothing, nothing)


def _enemies(bank: Bank, wanted: Specification) -> Rule:
    pairs = [(row, place) for row, group in enumerate(wanted.enemies) for place in bank.places(group)]
    places = np.array(pairs).T
    shape = (len(wanted.enemies), len(bank))
    table = sparse.csr_array((np.ones(len(pairs)), (places[0], places[1])), shape=shape)
    some = listed(["/".join(group) for group in wanted.enemies], 3)
    return Rule(f"Of enemies at most one in a form: {some}.", table, np.zeros(shape[0]), np.ones(shape[0]))


def _sums(bank: Bank, wanted: Specification) -> Iterator[Rule]:
    for budget in wanted.budgets:
        low = -np.inf if budget.least is None else budget.least
        high = np.inf if budget.most is None else budget.most
        limits = " and ".join(
            f"{word} {value:g}"
            for word, value in (("at least", budget.least), ("at most", budget.most))
            if value is not None
        )
        yield _row(f"{budget.column} of a form: {limits}.", bank.numbers(budget.column), low, high)
    for mean in wanted.means:
        values, sentence = bank.numbers(mean.column), f"Mean {mean.column} of a form: {mean.least:g} to {mean.most:g}."
        yield _row(sentence, values, mean.least * wanted.length, mean.most * wanted.length)


def _targets(bank: Bank, wanted: Specification) -> Iterator[Rule]:
    if not wanted.targets:
        return
    at = bank.information(np.array([target.theta for target in wanted.targets]))
    for place, target in enumerate(wanted.targets):
        share = f"{target.within:.1%}"
        sentence = f"Information {target.information:g} at ability {target.theta:g}, within {share}."
        low, high = (target.information * (1 + sign * target.within) for sign in (-1, 1))
        yield _row(sentence, at[:, place], low, high)
