"""Signals: what a room's own records show that may threaten impartiality, declared for an upper floor to gather.

A room declares its signals in ``signals.py``; a job upstairs asks them and hands what they saw to governance, where a
person judges it. A room never knows who reads them::

    @signal(
        "exams.examiner-pass-rate",
        title=gettext_noop("An examiner passes other candidates than their peers do"),
        threat="familiarity",
        clauses=["2012:4.3.6"],
    )
    def examiner_pass_rate() -> Iterator[Hint]: ...
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from guildhall.kernel.clauses import checked


@dataclass(frozen=True)
class Hint:
    """One thing that a signal saw, about one record (``room.model:id``).

    `words` is a translatable sentence that `figures` fill; neither names anybody. `value` says how strong it is and
    `limit` from where on it counts: the stronger, the larger. `concerns` are the people whom it is about, `link` the
    page of the record.
    """

    about: str
    words: str
    value: float
    limit: float
    figures: Mapping[str, str | float] = field(default_factory=dict)
    concerns: Sequence[UUID] = ()
    link: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Signal:
    """A look at live records for what may threaten impartiality; `threat` is the kind of threat at which it points."""

    name: str
    title: str
    threat: str
    clauses: tuple[str, ...]
    query: Callable[[], Iterable[Hint]]

    @property
    def meaning(self) -> str:
        return (self.query.__doc__ or "").strip()


_signals: dict[str, Signal] = {}


def signal(
    name: str, *, title: str, threat: str, clauses: Iterable[str]
) -> Callable[[Callable[[], Iterable[Hint]]], Signal]:
    """Declare a signal; `name` is ``room.what_is_seen``."""

    def declare(query: Callable[[], Iterable[Hint]]) -> Signal:
        if name in _signals:
            raise ValueError(f"There are two signals named {name}.")
        _signals[name] = Signal(name, title, threat, checked(tuple(clauses)), query)
        return _signals[name]

    return declare


def all_signals() -> tuple[Signal, ...]:
    """Every signal that is declared, by name."""
    return tuple(_signals[name] for name in sorted(_signals))
