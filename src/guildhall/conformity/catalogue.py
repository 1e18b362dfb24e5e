"""The clauses of both editions of ISO/IEC 17024: number, title, our own paraphrase, and what continues what.

The data files are read once a process and in about 0.1 s. What we know only at second hand is marked with its
confidence; the text of the standard itself is deliberately absent.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from guildhall.kernel.clauses import EDITIONS

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KINDS = ("heading", "stated", "continued", "moved", "changed", "new")
CONFIDENCES = ("high", "medium", "low")
WAYS = ("continued", "moved", "retitled", "changed", "assumed", "new")


class NoSuchClause(KeyError):
    """A reference whose chapter no edition has."""


@dataclass(frozen=True)
class Clause:
    """One clause, or one topic of a clause whose sub-numbers we do not know (``2026:6.5/disclosure``).

    `checks` are statements that controls should be able to call true or false; `confidence` says how sure we are that
    number and content stand so in the edition.
    """

    key: str
    number: str
    title: str
    kind: str
    section: str
    confidence: str
    parent: str = ""
    requirement: str = ""
    evidence: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    timer: str = ""
    note: str = ""
    informative: bool = False

    @property
    def edition(self) -> str:
        return self.key.partition(":")[0]

    @property
    def reference(self) -> str:
        """The clause within its edition, unambiguous: ``9.4.4``, ``5.2.3 e)``, ``6.5/disclosure``."""
        name = self.key.partition(":")[2]
        return name if name[0].isdigit() else self.number

    @property
    def chapter(self) -> str:
        """The chapter in which the clause stands: ``9``; of an annex, its own name."""
        return self.number.partition(".")[0]

    @property
    def is_heading(self) -> bool:
        """Whether the clause only gathers others and asks nothing itself."""
        return self.kind == "heading"

    @property
    def asks(self) -> bool:
        """Whether a body can conform to it or not: no heading, nothing informative."""
        return not (self.is_heading or self.informative)


@dataclass(frozen=True)
class Passage:
    """How a clause of 2012 went over to 2026; what is new has no `source`."""

    source: str
    target: str
    way: str
    confidence: str


@cache
def clauses(edition: str) -> tuple[Clause, ...]:
    """All clauses of an edition, headings too, in the order of the standard."""
    if edition not in EDITIONS:
        raise NoSuchClause(f"There is no edition {edition}; there are {' and '.join(EDITIONS)}.")
    return tuple(_clause(row) for row in rows(f"clauses_{edition}.yaml"))


@cache
def passages() -> tuple[Passage, ...]:
    """The mapping between the editions."""
    return tuple(Passage(row["from"] or "", row["to"], row["how"], row["confidence"]) for row in rows("mapping.yaml"))


@cache
def _index() -> dict[str, Clause]:
    return {each.key: each for edition in EDITIONS for each in clauses(edition)}


@cache
def _children() -> dict[str, tuple[Clause, ...]]:
    gathered: dict[str, list[Clause]] = {}
    for each in _index().values():
        gathered.setdefault(each.parent, []).append(each)
    return {parent: tuple(found) for parent, found in gathered.items()}


def exists(reference: str) -> bool:
    """Whether a reference such as ``2012:5.2.3 e)`` or ``2026:6.5/disclosure`` names exactly a clause that we know."""
    return reference in _index()


def clause(reference: str) -> Clause:
    """The clause that a reference names, or the nearest above it that we know (sub-numbers of 2026 are unknown)."""
    key = reference
    while key not in _index():
        key = _above(key)
        if not key:
            raise NoSuchClause(f"'{reference}' is in no clause of either edition.")
    return _index()[key]


def _above(key: str) -> str:
    for mark in ("/", " ", "."):
        if mark in key:
            return key.rpartition(mark)[0]
    return ""


def ancestors(found: Clause) -> tuple[Clause, ...]:
    """The clauses above `found`, nearest first."""
    parent = _index().get(found.parent)
    return (parent, *ancestors(parent)) if parent else ()


def children(found: Clause) -> tuple[Clause, ...]:
    """The clauses directly below `found`."""
    return _children().get(found.key, ())


@cache
def _passages_by_clause() -> dict[str, tuple[Passage, ...]]:
    gathered: dict[str, list[Passage]] = {}
    for each in passages():
        for key in filter(None, (each.source, each.target)):
            gathered.setdefault(key, []).append(each)
    return {key: tuple(found) for key, found in gathered.items()}


def passages_of(found: Clause) -> tuple[Passage, ...]:
    """How `found` came from, or went over to, the other edition."""
    return _passages_by_clause().get(found.key, ())


def counterparts(reference: str) -> tuple[Clause, ...]:
    """The clauses of the other edition that a clause continues, or that continue it."""
    found = clause(reference)
    keys = ({each.source, each.target} - {found.key, ""} for each in passages_of(found))
    return tuple(_index()[key] for pair in keys for key in pair)


def chapters(edition: str) -> tuple[str, ...]:
    """The chapters of an edition in which something is asked, in order."""
    return tuple(dict.fromkeys(each.chapter for each in clauses(edition) if each.asks))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one of our data files."""
    text = resources.files("guildhall.conformity").joinpath("data", name).read_bytes()
    found: list[dict[str, Any]] = yaml.load(text, Loader=LOADER)  # noqa: S506  # one of the two safe loaders
    return found


def _clause(row: dict[str, Any]) -> Clause:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Clause(**values)
