"""The act that is running: its entry's identifier, what it has changed, and whether an inner act failed."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from guildhall.kernel import identifiers
from guildhall.ledger.guard import WriteOutsideAct


@dataclass
class Running:
    """One act in progress. `outermost` is the act that opened the transaction; `cause` the entry that called it.

    `spoiled` is why an inner act failed: then nothing of the whole is written, whoever swallows it.
    """

    cause: UUID | None = None
    outermost: "Running | None" = None
    entry_id: UUID = field(default_factory=identifiers.new_id)
    changes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    spoiled: BaseException | None = None

    def note(self, verb: str, ref: str, values: dict[str, Any]) -> None:
        """Remember a write, for the entry."""
        self.changes.append((verb, ref, values))


_now: ContextVar[Running | None] = ContextVar("running_act", default=None)


def current() -> Running | None:
    """The act that runs here, if one does."""
    return _now.get()


def required() -> Running:
    """The act that runs here; without one, nothing may be written."""
    found = _now.get()
    if found is None:
        raise WriteOutsideAct("Records are written inside an act only.")
    return found
