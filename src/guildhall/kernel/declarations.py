"""The types in which rooms declare facts about themselves, for upper floors to discover.

A room states its controls in ``controls.py``, what waits for whom in ``work.py``, who is told what and which timers run
in ``told.py``, and later its indicators, retention classes, signals and personal data. It never knows who reads them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

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


@dataclass(frozen=True)
class Told:
    """Somebody who is told, and what their text needs to know.

    `words` are kept encrypted under that person's key; a word whose name ends in ``_on`` is a date. `number` is what
    people call the record, `link` a route's name and its arguments.
    """

    person_id: UUID
    number: str = ""
    words: Mapping[str, str | date] = field(default_factory=dict)
    link: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Telling:
    """After `act` was done, the people that `recipients` names are told, in the words of the text `text`.

    `text` is ``room/name``: the files ``room/texts/name.en.txt`` and ``name.de.txt`` among the room's templates. A
    telling that is not `mailed` stays in the inbox.
    """

    act: str
    text: str
    recipients: Callable[..., Iterable[Told]] = field(repr=False)
    mailed: bool = True


_tellings: dict[tuple[str, str], Telling] = {}


def tells(
    act: str, *, text: str, mailed: bool = True
) -> Callable[[Callable[..., Iterable[Told]]], Callable[..., Iterable[Told]]]:
    """Declare who is told after an act; the function takes the act's ``entry``."""

    def declare(recipients: Callable[..., Iterable[Told]]) -> Callable[..., Iterable[Told]]:
        if (act, text) in _tellings:
            raise ValueError(f"Twice {text} after {act}.")
        _tellings[act, text] = Telling(act, text, recipients, mailed)
        return recipients

    return declare


def all_tellings() -> tuple[Telling, ...]:
    """Every telling that is declared, by act and text."""
    return tuple(_tellings[key] for key in sorted(_tellings))


@dataclass(frozen=True)
class Run:
    """A timer that runs, as the room's records say it now.

    `about` is the record (``room.model:id``) whose timer it is: a timer runs once about a record, and begins anew
    when it is started again. The person concerned is warned, and everybody who holds the role `role` (in the scheme
    `scope_id`, where that is given); person or role is given.
    """

    about: str
    due_on: date
    number: str = ""
    person_id: UUID | None = None
    role: str = ""
    link: tuple[str, ...] = ()
    scope_id: UUID | None = None


@dataclass(frozen=True, eq=False)
class Timer:
    """What a room says of one of its timers: which acts start it, which meet or stop it, when it warns.

    `code` is its line in the list of timers (``T-10``) and `name` tells the timers of one line apart. An act that
    meets it did what it waited for; starting it again meets it too. An act that stops it takes its reason away.
    `runs` takes the entry of such an act and returns the run that it starts or ends; None where the act was about
    something else. Where the timer `is_wait`, its end is what somebody waits for, and nobody is late then.
    """

    name: str
    code: str
    title: str
    starts: tuple[str, ...]
    meets: tuple[str, ...]
    stops: tuple[str, ...]
    warn_days: tuple[int, ...]
    text: str
    in_work: bool
    is_wait: bool
    runs: Callable[..., Run | None] = field(repr=False)


_timers: dict[str, Timer] = {}


def timer(
    name: str,
    *,
    code: str,
    title: str,
    starts: Iterable[str],
    meets: Iterable[str] = (),
    stops: Iterable[str] = (),
    warn_days: Iterable[int] = (30, 7),
    text: str = "notices/timer",
    in_work: bool = True,
    is_wait: bool = False,
) -> Callable[[Callable[..., Run | None]], Timer]:
    """Declare a timer; `name` is ``room.what_runs_out``, `warn_days` how many days before its end it warns.

    It appears in 'My work' from the first warning on, unless `in_work` says that the room's own queue shows it.
    """

    def declare(runs: Callable[..., Run | None]) -> Timer:
        if name in _timers:
            raise ValueError(f"There are two timers named {name}.")
        warnings = tuple(sorted(set(warn_days), reverse=True))
        acts = tuple(starts), tuple(meets), tuple(stops)
        _timers[name] = Timer(name, code, title, *acts, warnings, text, in_work, is_wait, runs)
        return _timers[name]

    return declare


def all_timers() -> tuple[Timer, ...]:
    """Every timer that is declared, by name."""
    return tuple(_timers[name] for name in sorted(_timers))
