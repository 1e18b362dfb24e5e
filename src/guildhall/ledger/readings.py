"""Readings: what may only be read by who may, and leaves a trace. The third verb beside acts and queries.

For item views, files, medical evidence, decision files::

    @reading("vault.file.open", about="file", permission=may_read_the_file)
    def open_file(*, by: Actor, file: StoredFile) -> bytes: ...
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.rules import fit
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Access, Outcome

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(eq=False)
class Reading(Generic[P, R]):
    """A registered reading; call it like the function it is."""

    name: str
    body: Callable[P, R]
    about: str
    permission: Permission

    def __post_init__(self) -> None:
        update_wrapper(self, self.body)
        fit(self.permission, inspect.signature(self.body).parameters)

    @property
    def meaning(self) -> str:
        return inspect.getdoc(self.body) or ""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        by, subject = kwargs["by"], kwargs[self.about]
        refusal = self.permission.refusal(**kwargs)
        self._log(by, subject, Outcome.REFUSED if refusal else Outcome.DONE)
        if refusal:
            raise refusal
        return self.body(*args, **kwargs)

    def refusal(self, **known: Any) -> Refusal | None:
        """Why the reading would be refused; None where it would not. Leaves no trace."""
        return self.permission.refusal(**known)

    def _log(self, by: object, subject: Any, outcome: Outcome) -> None:
        with writing_as("ledger"):
            Access(at=clock.now(), actor=str(by), reading=self.name, subject=subject.ref, outcome=outcome).save(
                force_insert=True
            )


_readings: dict[str, Reading[..., Any]] = {}


def reading(name: str, *, about: str, permission: Permission) -> Callable[[Callable[P, R]], Reading[P, R]]:
    """Declare a reading of the record that the argument `about` names."""

    def declare(body: Callable[P, R]) -> Reading[P, R]:
        by = inspect.signature(body).parameters.get("by")
        if by is None or by.annotation is not Actor:
            raise TypeError(f"{name}: a reading has 'by: Actor'.")
        declared = Reading(name, body, about, permission)
        _readings[name] = declared
        return declared

    return declare


def all_readings() -> tuple[Reading[..., Any], ...]:
    """Every reading of the house, by name."""
    return tuple(_readings[name] for name in sorted(_readings))
