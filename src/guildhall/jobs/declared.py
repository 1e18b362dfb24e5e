"""Kinds of jobs and schedules, as rooms declare them in their ``jobs.py``::

    @job("notices.send", attempts=8)
    def send(*, letter_id: UUID) -> None:
        '''Send one letter. ...'''

    @every("notices.remind", seconds=3600)
    def remind() -> None:
        '''Remind whoever let a date pass. ...'''

A job takes identifiers only and changes things through acts only.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, ParamSpec
from uuid import UUID

P = ParamSpec("P")

IDENTIFIERS = (UUID, int, str)
"""What a job's arguments may be: identifiers, and nothing that says anything about anybody."""


class BadJob(TypeError):
    """A job is declared in a way that could not be trusted; it fails when the house is imported."""


@dataclass(frozen=True, eq=False)
class Kind(Generic[P]):
    """A declared kind of job: its name, what it does, how often it is tried before it has failed."""

    name: str
    function: Callable[P, None]
    attempts: int = 5

    @property
    def meaning(self) -> str:
        return inspect.getdoc(self.function) or ""

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        return inspect.signature(self.function).parameters

    def run(self, arguments: Mapping[str, Any]) -> None:
        """Do the job with the arguments as they were stored."""
        read = {name: self.parameters[name].annotation(value) for name, value in arguments.items()}
        self.function(**read)  # type: ignore[call-arg]  # checked against the signature when it was queued


@dataclass(frozen=True)
class Schedule:
    """A kind of job that queues itself again and again."""

    kind: Kind[[]]
    interval: timedelta


_kinds: dict[str, Kind[Any]] = {}
_schedules: dict[str, Schedule] = {}


def job(name: str, *, attempts: int = 5) -> Callable[[Callable[P, None]], Kind[P]]:
    """Declare a kind of job; `name` is ``room.verb``, `attempts` counts the first one."""

    def declare(function: Callable[P, None]) -> Kind[P]:
        declared = Kind(name, function, attempts)
        _refuse_bad_declaration(declared)
        _kinds[name] = declared
        return declared

    return declare


def every(name: str, *, seconds: float, attempts: int = 3) -> Callable[[Callable[[], None]], Kind[[]]]:
    """Declare a job without arguments that is queued every so many `seconds`, never twice at a time."""

    def declare(function: Callable[[], None]) -> Kind[[]]:
        declared = job(name, attempts=attempts)(function)
        _schedules[name] = Schedule(declared, timedelta(seconds=seconds))
        return declared

    return declare


def kind_named(name: str) -> Kind[Any]:
    """The kind of job called `name`; KeyError where there is none."""
    return _kinds[name]


def all_kinds() -> tuple[Kind[Any], ...]:
    """Every kind of job of the house, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def all_schedules() -> tuple[Schedule, ...]:
    """Every schedule of the house, by name."""
    return tuple(_schedules[name] for name in sorted(_schedules))


def _refuse_bad_declaration(declared: Kind[Any]) -> None:
    if declared.name in _kinds:
        raise BadJob(f"There are two jobs named {declared.name}.")
    if len(declared.name.split(".")) != 2:
        raise BadJob(f"{declared.name}: a job is named room.verb.")
    if not declared.meaning:
        raise BadJob(f"{declared.name}: a job says in its docstring what it does for the body.")
    if declared.attempts < 1:
        raise BadJob(f"{declared.name}: a job is tried at least once.")
    for parameter in declared.parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY or parameter.annotation not in IDENTIFIERS:
            raise BadJob(f"{declared.name}: '{parameter.name}' is no keyword that takes a UUID, an int or a str.")
