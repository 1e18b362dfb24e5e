"""A form of their own for each candidate (linear on the fly): to one blueprint, near one target, no item worn out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.assembly.bank import Bank
from guildhall.psychometrics.assembly.specification import Specification
from guildhall.psychometrics.notes import CannotMeasure, Note, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

TRIES = 25
"""How often a form is begun anew before it is given up."""

LEAST_RATE = 1e-6
"""The least share of candidates by which an item may be seen."""

SWAPS = 60
"""How often an item is exchanged to come nearer to the target."""


@dataclass(frozen=True, eq=False)
class Loft(Result):
    """The forms as names, how often each item of the bank was used, and the greatest deviation from a target."""

    forms: tuple[tuple[str, ...], ...]
    uses: tuple[int, ...]
    greatest_deviation: float
    greatest_rate: float
    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False)
class _Plan:
    """The bank as drawing needs it: the items of each cell, enemies of each item, and what each adds to a target."""

    cells: list[Whole]
    counts: list[int]
    enemies: dict[int, set[int]]
    information: Floats
    targets: Floats
    within: Floats
    forced: list[int]


@checked
def form_per_candidate(
    bank: Bank, wanted: Specification, candidates: int, *, most_rate: float = 0.3, seed: int = 17024
) -> Loft:
    """One form a candidate, drawn at random within the blueprint, then brought to the target by exchanges.

    Cells must not overlap, have one exact number each, and fill the form. Items are drawn with more weight the less
    they were used, never above `most_rate` of the candidates; enemies never meet; then an item is exchanged for another
    of its cell as long as the greatest deviation from a target falls, until all are within. What cannot be kept this
    way is not given: a form that is not found is refused with a sentence, and the whole with it. Sets, budgets, means
    and earlier forms are for `assemble`, which plans whole forms at once, and are refused here. The same seed gives the
    same forms.
    """
    if candidates < 1 or not LEAST_RATE <= most_rate <= 1:
        raise CannotMeasure("loft", "There is at least one candidate, and a rate above 0 and at most 1.")
    plan = _plan(bank, wanted)
    most = most_rate * candidates
    _enough(plan, most_rate)
    chance = np.random.default_rng(seed)
    uses = np.zeros(len(bank))
    forms, worst = [], 0.0
    for _ in range(candidates):
        chosen, away = _one(plan, uses, most, chance)
        worst = max(worst, away)
        uses[chosen] += 1
        forms.append(tuple(bank.items[place].name for place in chosen))
    rate = float(uses.max() / candidates) if candidates else 0.0
    notes = _unused(bank, uses)
    return Loft(tuple(forms), tuple(uses.astype(int).tolist()), worst, rate, notes)


def _plan(bank: Bank, wanted: Specification) -> _Plan:
    if wanted.sets or wanted.budgets or wanted.means or wanted.earlier:
        raise CannotMeasure("loft", "Sets, budgets, means and earlier forms are planned by assembling whole forms.")
    barred = set(bank.places(wanted.must_not))
    if wanted.exposure is not None:
        column, most = wanted.exposure
        barred |= set(np.flatnonzero(bank.numbers(column) > most).tolist())
    cells, counts, seen = [], [], set[int]()
    for cell in wanted.cells:
        inside = [place for place in np.flatnonzero(bank.where(cell.where)).tolist() if place not in barred]
        if cell.least != cell.most or seen & set(inside):
            raise CannotMeasure("loft", f"For {cell}: cells must not overlap, and have one exact number.")
        seen |= set(inside)
        cells.append(np.array(inside, dtype=np.int64))
        counts.append(cell.least)
    if sum(counts) != wanted.length:
        raise CannotMeasure("loft", f"The cells give {sum(counts)} items, the form has {wanted.length}.")
    enemies: dict[int, set[int]] = {}
    for group in wanted.enemies:
        places = bank.places(group)
        for place in places:
            enemies.setdefault(place, set()).update(each for each in places if each != place)
    theta = np.array([target.theta for target in wanted.targets])
    information = bank.information(theta) if wanted.targets else np.zeros((len(bank), 0))
    forced = bank.places(wanted.must)
    return _Plan(
        cells,
        counts,
        enemies,
        information,
        np.array([target.information for target in wanted.targets]),
        np.array([target.within for target in wanted.targets]),
        forced,
    )


def _enough(plan: _Plan, most_rate: float) -> None:
    """Refuse a bank that is too small for the rate: a cell needs count / rate items."""
    for cell, count in zip(plan.cells, plan.counts, strict=True):
        forced = len(set(cell.tolist()) & set(plan.forced))
        if len(cell) - forced < (count - forced) / most_rate - 1e-9:
            needed = int(np.ceil((count - forced) / most_rate)) + forced
            raise CannotMeasure(
                "loft", f"A cell of {count} items needs {needed} in the bank at this rate; it has {len(cell)}."
            )


def _one(plan: _Plan, uses: Floats, most: float, chance: np.random.Generator) -> tuple[list[int], float]:
    best: tuple[list[int], float] | None = None
    for _ in range(TRIES):
        drawn = _drawn(plan, uses, most, chance)
        if drawn is None:
            continue
        chosen, away = _exchanged(plan, drawn, uses, most, chance)
        if best is None or away < best[1]:
            best = (chosen, away)
        if not plan.targets.size or away <= 0:
            break
    if best is None or best[1] > 0:
        raise CannotMeasure(
            "loft", "A form within blueprint, rate and target was not found: widen the target or the bank."
        )
    return best[0], _deviation(plan, best[0])


def _drawn(plan: _Plan, uses: Floats, most: float, chance: np.random.Generator) -> list[int] | None:
    """A form to the blueprint without enemies, the less used first; None where a cell runs dry."""
    chosen: list[int] = list(plan.forced)
    barred = set().union(*(plan.enemies.get(each, set()) for each in chosen)) if chosen else set()
    for cell, count in zip(plan.cells, plan.counts, strict=True):
        open_places = cell[uses[cell] + 1 <= most]
        order = open_places[
            np.argsort(uses[open_places] * (0.5 + chance.random(len(open_places))) + chance.random(len(open_places)))
        ]
        taken = sum(1 for each in cell.tolist() if each in plan.forced)
        for place in order.tolist():
            if taken == count:
                break
            if place in barred or place in plan.forced:
                continue
            chosen.append(place)
            barred |= plan.enemies.get(place, set())
            taken += 1
        if taken < count:
            return None
    return chosen


def _exchanged(
    plan: _Plan, chosen: list[int], uses: Floats, most: float, chance: np.random.Generator
) -> tuple[list[int], float]:
    """Items exchanged within their cells until every target is met; also by how much one is still missed."""
    if not plan.targets.size:
        return chosen, 0.0
    found = list(chosen)
    total = plan.information[found].sum(axis=0)
    cell_of = {place: cell for cell in plan.cells for place in cell.tolist()}
    for _ in range(SWAPS):
        away = _beyond(plan, total)
        if away <= 0:
            break
        at = int(chance.integers(len(found)))
        if found[at] in plan.forced:
            continue
        others = cell_of[found[at]]
        others = others[(uses[others] + 1 <= most)]
        tried = (
            np.abs((total - plan.information[found[at]] + plan.information[others]) / plan.targets - 1) - plan.within
        )
        for best in np.argsort(tried.max(axis=1))[:5].tolist():
            place = int(others[best])
            if place not in found and tried[best].max() < away and not plan.enemies.get(place, set()) & set(found):
                total = total - plan.information[found[at]] + plan.information[place]
                found[at] = place
                break
    return found, max(_beyond(plan, total), 0.0)


def _beyond(plan: _Plan, total: Floats) -> float:
    """By how much the worst target is missed beyond what is allowed; not above zero where all are met."""
    return float((np.abs(total / plan.targets - 1) - plan.within).max())


def _deviation(plan: _Plan, chosen: Sequence[int]) -> float:
    if not plan.targets.size:
        return 0.0
    return float(np.abs(plan.information[list(chosen)].sum(axis=0) / plan.targets - 1).max())


def _unused(bank: Bank, uses: Floats) -> tuple[Note, ...]:
    idle = [item.name for item, count in zip(bank.items, uses, strict=True) if count == 0]
    return (Note("unused", f"{len(idle)} items were never used: {listed(idle)}."),) if idle else ()
