"""What work is ahead, and who could do it: the types in which rooms declare both in ``demand.py``.

A `Demand` counts pieces of work by scheme and month (markings, reviews, decisions, seats); a `Case` is one open file
that will need somebody who had no part in it. An upper floor holds both against the people who are authorised by then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Need:
    """So much work of one kind in one scheme, due on a day; `what` tells apart what cannot stand in for each other.

    `supply` says how much can be done of it where the room itself knows, as of seats; otherwise it follows from the
    people.
    """

    scope_id: UUID
    due_on: date
    count: int
    supply: int = 0
    what: str = ""


@dataclass(frozen=True, eq=False)
class Demand:
    """A kind of work: `role` is the code of who does it, `pace` how much of it one person usually does in a month.

    `needs` takes the first and the last day of the time that is looked at; what is overdue is due on the first.
    """

    name: str
    title: str
    role: str
    pace: int
    mend: str
    needs: Callable[[date, date], Iterable[Need]] = field(repr=False)

    @property
    def by_people(self) -> bool:
        """Whether people do it, and not rooms with seats."""
        return bool(self.role)


_demands: dict[str, Demand] = {}


def demand(
    name: str, *, title: str, mend: str, role: str = "", pace: int = 0
) -> Callable[[Callable[[date, date], Iterable[Need]]], Demand]:
    """Declare a kind of work; `name` is ``room.work``, `mend` says what helps where too much of it comes."""

    def declare(needs: Callable[[date, date], Iterable[Need]]) -> Demand:
        if name in _demands:
            raise ValueError(f"There are two kinds of demand named {name}.")
        _demands[name] = Demand(name, title, role, pace, mend, needs)
        return _demands[name]

    return declare


def all_demands() -> tuple[Demand, ...]:
    """Every kind of work that is declared, by name."""
    return tuple(_demands[name] for name in sorted(_demands))


@dataclass(frozen=True)
class Case:
    """An open file that will need a hand: `role` in `scope_id`, on `needed_on`, of somebody who is not `barred`.

    `barred` are the people who had a part in it that keeps them from this one, or are about to; `number` is what
    people call the file, `link` a route's name and its arguments.
    """

    record: str
    number: str
    scope_id: UUID
    role: str
    needed_on: date
    barred: frozenset[UUID] = frozenset()
    link: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Cases:
    """A room's open files of one kind that will need an independent hand."""

    name: str
    title: str
    open_now: Callable[[], Iterable[Case]] = field(repr=False)


_cases: dict[str, Cases] = {}


def cases(name: str, *, title: str) -> Callable[[Callable[[], Iterable[Case]]], Cases]:
    """Declare a kind of open file; `name` is ``room.what_needs_a_hand``."""

    def declare(open_now: Callable[[], Iterable[Case]]) -> Cases:
        if name in _cases:
            raise ValueError(f"There are two kinds of cases named {name}.")
        _cases[name] = Cases(name, title, open_now)
        return _cases[name]

    return declare


def all_cases() -> tuple[Cases, ...]:
    """Every kind of open file that is declared, by name."""
    return tuple(_cases[name] for name in sorted(_cases))
