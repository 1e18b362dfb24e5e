"""Assembly: forms that keep every rule, and come as near to the target as time allows."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.assembly.bank import Bank
from guildhall.psychometrics.assembly.conflicts import Conflict, smallest_conflict
from guildhall.psychometrics.assembly.rules import Rule, rules
from guildhall.psychometrics.assembly.specification import Specification
from guildhall.psychometrics.notes import Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Objective = Literal["feasible", "minimax"]
INFEASIBLE = 2
NARROWER = (0.02, 0.005, 0.002, 0.001)
"""How near to the target forms are asked to come, one after the other, as long as time is left."""


@dataclass(frozen=True, eq=False)
class Form(Result):
    """One form: its items, and its information at each target with the share by which it misses it."""

    items: tuple[str, ...]
    information: tuple[float, ...]
    deviation: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Assembly(Result):
    """The forms; or none and why: a conflict of rules, or a note that time ran out before anything was known."""

    forms: tuple[Form, ...]
    greatest_deviation: float
    conflict: Conflict | None
    seconds: float
    notes: tuple[Note, ...]


@checked
def assemble(
    bank: Bank, wanted: Specification, objective: Objective = "feasible", *, seconds: float = 60.0, seed: int = 17024
) -> Assembly:
    """Parallel forms by mixed-integer programming (van der Linden 2005, chapters 3 to 6), with HiGHS.

    "feasible" takes any forms that keep the rules; "minimax" brings the greatest deviation from the targets down, share
    by share, until time is over. Which of many equal solutions comes depends on what is spared, and then on `seed`
    alone. Where the rules cannot all hold, the smallest set that conflicts is named; within the time, else what was
    found is said to be unproven.
    """
    begun = time.monotonic()
    asked = rules(bank, wanted)
    taste = _taste(bank, wanted, seed)
    found = _solve(asked, wanted.forms, len(bank), taste, seconds)
    if found.x is None:
        return _nothing(bank, wanted, asked, found, seconds, begun)
    chosen = _forms(found.x, wanted.forms)
    if objective == "minimax" and wanted.targets:
        chosen = _narrowed(bank, wanted, chosen, taste, seconds, begun)
    made = tuple(_form(bank, wanted, each) for each in chosen)
    greatest = max((abs(each) for form in made for each in form.deviation), default=0.0)
    return Assembly(made, greatest, None, time.monotonic() - begun, ())


def _taste(bank: Bank, wanted: Specification, seed: int) -> Floats:
    """What decides between forms that keep the rules: how used their items are, where that is spared; then chance."""
    chance = np.random.default_rng(seed).random(len(bank) * wanted.forms) * 1e-3
    if not wanted.spared:
        return chance
    uses = bank.numbers(wanted.spared)
    return chance + np.tile(uses / max(1.0, float(uses.max())), wanted.forms)


def _solve(asked: Sequence[Rule], forms: int, size: int, taste: Floats, seconds: float) -> OptimizeResult:
    """Any forms that keep the rules: the first that are found."""
    tables, lows, highs = zip(*(rule.over(forms) for rule in asked), strict=True)
    constraint = LinearConstraint(sparse.csr_array(sparse.vstack(tables)), np.concatenate(lows), np.concatenate(highs))
    count = forms * size
    options = {"time_limit": max(seconds, 0.1), "mip_rel_gap": 10.0}
    return milp(taste, constraints=constraint, integrality=np.ones(count), bounds=Bounds(0, 1), options=options)


def _narrowed(
    bank: Bank, wanted: Specification, chosen: list[Floats], taste: Floats, seconds: float, begun: float
) -> list[Floats]:
    """The forms, brought nearer to the target as long as time allows."""
    for share in NARROWER:
        left = seconds - (time.monotonic() - begun)
        if left <= 0.5:
            break
        targets = tuple(replace(target, within=min(share, target.within)) for target in wanted.targets)
        asked = rules(bank, replace(wanted, targets=targets))
        found = _solve(asked, wanted.forms, len(bank), taste, left)
        if found.x is None:
            break
        chosen = _forms(found.x, wanted.forms)
    return chosen


def _forms(solution: Floats, forms: int) -> list[Floats]:
    return list(np.round(solution).reshape(forms, -1))


def _form(bank: Bank, wanted: Specification, chosen: Floats) -> Form:
    places = np.flatnonzero(chosen > 0.5)
    names = tuple(bank.items[place].name for place in places)
    if not wanted.targets:
        return Form(names, (), ())
    at = bank.information(np.array([target.theta for target in wanted.targets]))[places].sum(axis=0)
    away = tuple(float(each / target.information - 1) for each, target in zip(at, wanted.targets, strict=True))
    return Form(names, tuple(at.tolist()), away)


def _nothing(
    bank: Bank, wanted: Specification, asked: list[Rule], found: OptimizeResult, seconds: float, begun: float
) -> Assembly:
    """Why there are no forms."""
    if found.status != INFEASIBLE:
        sentence = f"In {seconds:g} seconds neither forms nor a conflict were found: allow more time."
        return Assembly((), float("nan"), None, time.monotonic() - begun, (Note("time", sentence),))
    conflict = _conflict(bank, wanted, asked, max(seconds - (time.monotonic() - begun), 5.0))
    return Assembly((), float("nan"), conflict, time.monotonic() - begun, (Note("conflict", conflict.sentence),))


def _conflict(bank: Bank, wanted: Specification, asked: list[Rule], seconds: float) -> Conflict:
    """The smallest conflict: with items in shares where these conflict, which is quick, else with whole ones."""
    size, until = len(bank), time.monotonic() + seconds
    whole = _is_possible_in_shares(asked, wanted.forms, size)
    unsure = False

    def possible(subset: Sequence[Rule]) -> bool:
        nonlocal unsure
        if not subset or time.monotonic() > until:
            unsure = unsure or bool(subset)
            return True
        if not _is_possible_in_shares(subset, wanted.forms, size):
            return False
        if not whole:
            return True
        found = _solve(subset, wanted.forms, size, np.zeros(wanted.forms * size), min(10.0, seconds))
        unsure = unsure or (found.x is None and found.status != INFEASIBLE)
        return bool(found.status != INFEASIBLE)

    named = smallest_conflict(asked, possible)
    return Conflict(tuple(rule.sentence for rule in asked if rule in named), proven=not unsure)


def _is_possible_in_shares(asked: Sequence[Rule], forms: int, size: int) -> bool:
    tables, lows, highs = zip(*(rule.over(forms) for rule in asked), strict=True)
    constraint = LinearConstraint(sparse.csr_array(sparse.vstack(tables)), np.concatenate(lows), np.concatenate(highs))
    nothing = np.zeros(forms * size)
    found = milp(nothing, constraints=constraint, integrality=nothing, bounds=Bounds(0, 1))
    return bool(found.status != INFEASIBLE)
