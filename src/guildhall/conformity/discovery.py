"""Finds what the rooms declare, and says which of it bears on which clause.

Rooms declare in ``rules.py``, ``controls.py`` and ``acts``; this floor imports those modules through the app registry
and reads the registries. Nothing is told to anybody, and no signal is sent.
"""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Generic, Protocol, TypeVar

from django.apps import apps

from guildhall.conformity import catalogue, checks
from guildhall.conformity.catalogue import Clause
from guildhall.kernel.declarations import Control, all_controls
from guildhall.kernel.rules import Rule, all_rules
from guildhall.ledger.acts import Act, all_acts

DOORS = ("rules", "acts", "controls")


class Declared(Protocol):
    """Anything that cites clauses."""

    @property
    def clauses(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=Declared)


class Via(StrEnum):
    """How something bears on a clause: cited for it, for a clause above it, or for the clause of 2012 it continues; or
    as what answers one of its checks.
    """

    CITED = "cited"
    CHECK = "check"
    ABOVE = "above"
    EARLIER = "2012"


@dataclass(frozen=True)
class Bearing(Generic[T]):
    """A rule, control or act that bears on a clause, and by which of its references."""

    declared: T
    via: Via
    reference: str


@cache
def discover() -> None:
    """Import every room's rules, acts and controls, once a process."""
    for room in apps.get_app_configs():
        if room.name.startswith("guildhall."):
            for door in DOORS:
                _open(f"{room.name}.{door}")


def _open(name: str) -> None:
    if find_spec(name) is None:
        return
    module = import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        import_module(f"{name}.{found.name}")


def rules_for(clause: Clause) -> Sequence[Bearing[Rule]]:
    """The rules that prevent what the clause forbids."""
    discover()
    return _bearings(all_rules()).get(clause.key, ())


def controls_for(clause: Clause) -> Sequence[Bearing[Control]]:
    """The controls that detect where the clause does not hold: those that cite it, and those that answer its checks."""
    discover()
    cited = _bearings(all_controls()).get(clause.key, ())
    known = {each.declared.name for each in cited}
    return (*cited, *(Bearing(each, Via.CHECK, clause.key) for each in _answering(clause) if each.name not in known))


def _answering(clause: Clause) -> Sequence[Control]:
    names = {name for each in checks.of(clause) for name in each.controls}
    return [each for each in all_controls() if each.name in names]


def acts_for(clause: Clause) -> Sequence[Bearing[Act[..., Any]]]:
    """The acts that are done because the clause asks for them."""
    discover()
    return _bearings(all_acts()).get(clause.key, ())


def clauses_of(declared: Declared) -> Sequence[Clause]:
    """The clauses that something cites, as far as the catalogue knows them exactly."""
    return tuple(dict.fromkeys(catalogue.clause(each) for each in declared.clauses))


@lru_cache(maxsize=8)
def _bearings(registry: tuple[T, ...]) -> dict[str, list[Bearing[T]]]:
    gathered: dict[str, list[Bearing[T]]] = {}
    for declared in registry:
        cited = {catalogue.clause(reference).key: reference for reference in declared.clauses}
        for key, (via, reference) in _reach(cited).items():
            gathered.setdefault(key, []).append(Bearing(declared, via, reference))
    return gathered


def _reach(cited: dict[str, str]) -> dict[str, tuple[Via, str]]:
    """Every clause that the citations bear on; the nearest way wins.

    What is cited for a clause counts for those below it, unless the same thing also names one of them: then it is meant
    for that one alone.
    """
    reached = {key: (Via.CITED, reference) for key, reference in cited.items()}
    for key, reference in cited.items():
        for passage in catalogue.passages_of(catalogue.clause(key)):
            if passage.source == key:
                reached.setdefault(passage.target, (Via.EARLIER, reference))
    for key in tuple(cited):
        below = _below(catalogue.clause(key))
        if not any(each.key in reached for each in below):
            reached.update({each.key: (Via.ABOVE, cited[key]) for each in below})
    return reached


def _below(clause: Clause) -> list[Clause]:
    return [each for child in catalogue.children(clause) for each in (child, *_below(child))]
