"""The one place that writes behind the acts.

What a rule prevents no act can create, and what a trigger refuses nobody can change; yet controls must find the one and
the ledger's verification the other. Here a test breaks in: the guard is open and the triggers are away for the block.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import UUID

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry, Leaf, Waiting


@contextmanager
def behind_the_acts(*aliases: str) -> Iterator[None]:
    """Write what you like for the block, in ``default`` or the databases that are named."""
    with ExitStack() as broken:
        broken.enter_context(writing_as("forge"))
        for alias in aliases or ("default",):
            broken.enter_context(_without_triggers(connections[alias]))
        yield


@contextmanager
def _without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    away, back = _sqlite(connection) if connection.vendor == "sqlite" else _postgresql(connection)
    _execute(connection, away)
    try:
        yield
    finally:
        _execute(connection, back)


def _sqlite(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    rows = _fetch(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [f'DROP TRIGGER "{name}"' for name, _ in rows], [sql for _, sql in rows]


def _postgresql(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    rows = _fetch(connection, "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    away, back = ([f"ALTER TABLE {table} {verb} TRIGGER USER" for (table,) in rows] for verb in ("DISABLE", "ENABLE"))
    return [CHECKED_NOW, *away, CHECKED_LATER], [CHECKED_NOW, *back, CHECKED_LATER]


CHECKED_NOW, CHECKED_LATER = "SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"
"""PostgreSQL lays no hand on the triggers of a table whose foreign keys still wait to be checked."""


def _fetch(connection: BaseDatabaseWrapper, sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def make(model: type[models.Model], **values: Any) -> Any:
    """Put a row there that no act would make."""
    with behind_the_acts():
        record = model(**values)
        record.save(force_insert=True)
        return record


def put(model: type[models.Model], **values: Any) -> Any:
    """Put a row there like `make`, with the triggers in place: they refuse no new row, and many are made quickly."""
    with writing_as("forge"):
        record = model(**values)
        record.save(force_insert=True)
        return record


def alter(record: models.Model, **values: Any) -> None:
    """Change a row as somebody with a database client would."""
    with behind_the_acts():
        type(record)._base_manager.filter(pk=record.pk).update(**values)


def remove(record: models.Model) -> None:
    """Delete a row as somebody with a database client would."""
    with behind_the_acts():
        type(record)._base_manager.filter(pk=record.pk).delete()


def alter_entry(entry_id: UUID, **values: Any) -> None:
    """Change columns of an entry that is already in the ledger."""
    with behind_the_acts():
        Entry.objects.filter(pk=entry_id).update(**values)


def remove_entry(entry_id: UUID) -> None:
    """Take an entry out of the ledger, its leaf and its place in the outbox left as they are."""
    with behind_the_acts():
        Entry.objects.filter(pk=entry_id).delete()


def swap_leaves(first: int, second: int) -> None:
    """Let two entries change places in the tree, each leaf with its own hash."""
    with behind_the_acts():
        a, b = Leaf.objects.get(index=first), Leaf.objects.get(index=second)
        Leaf.objects.filter(index__in=[first, second]).delete()
        Leaf(index=first, entry=b.entry, hash=b.hash, seal=b.seal).save(force_insert=True)
        Leaf(index=second, entry=a.entry, hash=a.hash, seal=a.seal).save(force_insert=True)


def truncate_log(size: int) -> None:
    """Cut the log to its first `size` leaves, and the entries behind them, as if the rest had never been."""
    with behind_the_acts():
        cut = Leaf.objects.filter(index__gte=size)
        entries = list(cut.values_list("entry", flat=True))
        Entry.objects.filter(pk__in=entries).delete()
        Waiting.objects.filter(pk__in=entries).delete()
        cut.delete()
