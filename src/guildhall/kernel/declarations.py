"""The types in which rooms declare facts about themselves, for upper floors to discover.

A room states its controls in ``controls.py``, what waits for whom in ``work.py``, and later its indicators, retention
classes, signals and personal data. It never knows who reads them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from guildhall.kernel.clauses import checked


class ControlState(StrEnum):
    """What a control can say."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    NOT_APPLICABLE = "not applicable"
    NEEDS_JUDGEMENT = "needs judgement"


@dataclass(frozen=True)
class Finding:
    """One record that a control names, with a sentence that holds no personal data.

    `record` is ``room.model:id``, `number` what people call it, `link` a route's name and its arguments.
    """

    record: str
    number: str
    sentence: str
    link: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a control found: offending records, or why it does not apply or cannot tell.

    `looked_at` counts the records that the query went over, so that 'holds' over nothing can be told from 'holds'.
    """

    findings: Sequence[Finding] = ()
    looked_at: int = 0
    not_applicable: str = ""
    judgement: str = ""
    changes_on: date | None = None

    @property
    def state(self) -> ControlState:
        if self.not_applicable:
            return ControlState.NOT_APPLICABLE
        if self.findings:
            return ControlState.DOES_NOT_HOLD
        return ControlState.NEEDS_JUDGEMENT if self.judgement else ControlState.HOLDS


@dataclass(frozen=True, eq=False)
class Control:
    """A look at live records that a clause asks for; it detects what rules could not prevent.

    `events` are the names of the acts after which the answer may differ; a trailing ``*`` stands for any ending.
    """

    name: str
    title: str
    clauses: tuple[str, ...]
    events: tuple[str, ...]
    query: Callable[[], Answer]

    @property
    def meaning(self) -> str:
        return (self.query.__doc__ or "").strip()


_controls: dict[str, Control] = {}


def control(
    name: str, *, title: str, clauses: Iterable[str], events: Iterable[str]
) -> Callable[[Callable[[], Answer]], Control]:
    """Declare a control; `name` is ``room.what_holds``."""

    def declare(query: Callable[[], Answer]) -> Control:
        if name in _controls:
            raise ValueError(f"There are two controls named {name}.")
        _controls[name] = Control(name, title, checked(tuple(clauses)), tuple(events), query)
        return _controls[name]

    return declare


def all_controls() -> tuple[Control, ...]:
    """Every control that is declared, by name."""
    return tuple(_controls[name] for name in sorted(_controls))


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits for somebody: what (a sentence with its number), why for them, until when, what to press."""

    what: str
    why: str
    action: str
    link: tuple[str, ...]
    due_on: date | None = None


@dataclass(frozen=True, eq=False)
class WorkQueue:
    """A room's answer to 'what waits for this person?'; the argument is the person's identifier."""

    name: str
    waiting_for: Callable[..., Iterable[WorkItem]] = field(repr=False)


_queues: dict[str, WorkQueue] = {}


def work(name: str) -> Callable[[Callable[..., Iterable[WorkItem]]], WorkQueue]:
    """Declare a queue of work; the function takes ``person_id`` and yields what waits for that person."""

    def declare(waiting_for: Callable[..., Iterable[WorkItem]]) -> WorkQueue:
        _queues[name] = WorkQueue(name, waiting_for)
        return _queues[name]

    return declare


def all_queues() -> tuple[WorkQueue, ...]:
    """Every queue that is declared, by name."""
    return tuple(_queues[name] for name in sorted(_queues))
