"""Followers: what happens because an act was done, and must not be lost in a crash.

A follower reads the log leaf by leaf and keeps a cursor that moves in the transaction of its effect, so that each entry
has its effect exactly once. Notices, deadlines and caches are followers::

    @follower("notices.inbox")
    def inbox(*, entry: Entry, index: int) -> None:
        '''Tell people what an act says is to be told them. ...'''

One that fails is tried again, ever more slowly, and shows it; it is never skipped and never stops the others.
"""

import inspect
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from guildhall.kernel import clock
from guildhall.ledger import guard, locks
from guildhall.ledger.models import Cursor, Entry, Leaf
from guildhall.vault import keys

BATCH = 100
"""Entries to a transaction, as long as nothing fails; after a failure one by one."""

LONGEST_REST = timedelta(hours=1)
"""How long a failing follower rests at most before it is tried again."""

log = logging.getLogger(__name__)


class Effect(Protocol):
    """What a follower does about one entry of the log; `index` is its place."""

    def __call__(self, *, entry: Entry, index: int) -> None: ...


@dataclass(frozen=True, eq=False)
class Follower:
    """A registered follower."""

    name: str
    effect: Effect

    @property
    def meaning(self) -> str:
        return inspect.getdoc(self.effect) or ""


@dataclass(frozen=True)
class Standing:
    """How a follower stands: how far it has read, how far it is behind, and whether it fails."""

    name: str
    position: int
    behind: int
    failures: int
    problem: str
    retry_at: datetime | None


_followers: dict[str, Follower] = {}


def follower(name: str) -> Callable[[Effect], Follower]:
    """Declare a follower; `name` is ``room.what_it_keeps``."""

    def declare(effect: Effect) -> Follower:
        if name in _followers:
            raise ValueError(f"There are two followers named {name}.")
        _followers[name] = Follower(name, effect)
        return _followers[name]

    return declare


def all_followers() -> tuple[Follower, ...]:
    """Every follower of the house, by name."""
    return tuple(_followers[name] for name in sorted(_followers))


def advance_all(limit: int = BATCH) -> int:
    """Let each follower read up to `limit` entries further; returns how many were read in all."""
    return sum(advance(each, limit) for each in all_followers())


def advance(follower: Follower, limit: int = BATCH) -> int:
    """Let one follower read up to `limit` entries further; where a batch fails it goes entry by entry."""
    if not _is_due(follower):
        return 0
    try:
        return _read(follower, limit)
    except Exception:  # noqa: BLE001  # whatever a follower raises, its batch is undone and tried entry by entry
        return _read_singly(follower, limit)


def standings() -> list[Standing]:
    """How every follower stands, for the page that shows what runs."""
    cursors = {each.follower: each for each in Cursor.objects.all()}
    size = Leaf.objects.count()
    return [
        _standing(each.name, cursors.get(each.name) or Cursor(follower=each.name), size) for each in all_followers()
    ]


def _standing(name: str, cursor: Cursor, size: int) -> Standing:
    at = cursor.position
    return Standing(name, at, size - at, cursor.failures, cursor.problem, cursor.retry_at)


def _is_due(follower: Follower) -> bool:
    """Whether there is something to read and the follower does not rest; asked without a lock.

    A rest that ends later than any given now was given before a demonstration's clock went back; it counts as over.
    """
    cursor = Cursor.objects.filter(pk=follower.name).first()
    if cursor and cursor.retry_at and clock.now() < cursor.retry_at <= clock.now() + LONGEST_REST:
        return False
    return Leaf.objects.filter(index__gte=cursor.position if cursor else 0).exists()


def _read(follower: Follower, limit: int) -> int:
    with transaction.atomic(durable=True), keys.one_request(), guard.writing_as("follower"):
        locks.lock([f"ledger.follower:{follower.name}"])
        cursor = _cursor(follower)
        leaves = list(Leaf.objects.filter(index__gte=cursor.position).order_by("index")[:limit])
        entries = Entry.objects.in_bulk([leaf.entry for leaf in leaves])
        for leaf in leaves:
            follower.effect(entry=entries[leaf.entry], index=leaf.index)
        if leaves:
            _move(cursor, leaves)
    return len(leaves)


def _read_singly(follower: Follower, limit: int) -> int:
    for count in range(limit):
        try:
            if not _read(follower, limit=1):
                return count
        except Exception as problem:  # noqa: BLE001  # shown and tried again; the other followers go on
            _rest(follower, problem)
            return count
    return limit


def _cursor(follower: Follower) -> Cursor:
    return Cursor.objects.get_or_create(follower=follower.name)[0]


def _move(cursor: Cursor, leaves: Sequence[Leaf]) -> None:
    cursor.position = leaves[-1].index + 1
    cursor.failures, cursor.problem, cursor.retry_at = 0, "", None
    cursor.save()


def _rest(follower: Follower, problem: Exception) -> None:
    with transaction.atomic(durable=True), guard.writing_as("follower"):
        cursor = _cursor(follower)
        cursor.failures += 1
        cursor.problem = type(problem).__name__
        cursor.retry_at = clock.now() + min(timedelta(seconds=2 ** min(cursor.failures, 12)), LONGEST_REST)
        cursor.save()
    log.error("Follower %s fails at entry %d: %s.", follower.name, cursor.position, cursor.problem)
