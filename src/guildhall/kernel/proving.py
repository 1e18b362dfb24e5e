"""Reference cases: what a release of the software is asked before it may deliver an examination (R-30).

A room states them in ``proving.py``, each with what must come out and what came out when it was run::

    @proves("exams.scoring", part=Part.SCORING, title=gettext_noop("Items yield the points that they should"))
    def items_yield_their_points() -> Iterator[Proved]:
        yield Proved("One right option of four", expected="1", found=str(score(...)))

Cases change nothing and need no person: whoever runs them twice gets the same answers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from guildhall.kernel.words import gettext_noop


class Part(StrEnum):
    """What of the software a case looks at."""

    RULES = "rules"
    DELIVERY = "delivery"
    SCORING = "scoring"


PARTS = {
    Part.RULES: gettext_noop("Rules"),
    Part.DELIVERY: gettext_noop("Delivery"),
    Part.SCORING: gettext_noop("Scoring"),
}
"""The parts in words."""


@dataclass(frozen=True)
class Proved:
    """One case as it came out; it holds where what was found is what was expected."""

    case: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        return self.expected == self.found


@dataclass(frozen=True, eq=False)
class Proving:
    """A room's reference cases of one kind."""

    name: str
    part: Part
    title: str
    cases: Callable[[], Iterable[Proved]] = field(repr=False)


_provings: dict[str, Proving] = {}


def proves(name: str, *, part: Part, title: str) -> Callable[[Callable[[], Iterable[Proved]]], Proving]:
    """Declare reference cases; `name` is ``room.what``."""

    def declare(cases: Callable[[], Iterable[Proved]]) -> Proving:
        if name in _provings:
            raise ValueError(f"There are two provings named {name}.")
        _provings[name] = Proving(name, part, title, cases)
        return _provings[name]

    return declare


def all_provings() -> tuple[Proving, ...]:
    """Every kind of reference case that is declared, by name."""
    return tuple(_provings[name] for name in sorted(_provings))
