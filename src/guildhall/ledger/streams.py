"""The ledger read from first to last, as canonical texts, in one snapshot and without holding it in memory.

The database spells each column as `canonical` does, so that a million entries need no million of models and dates.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from guildhall.ledger import canonical
from guildhall.ledger.models import Access, Entry

ROWS = 500
"""Rows fetched at a time."""

ROOM = 65_536
"""Kibibytes of pages that SQLite keeps while it reads the whole log; its default is 2,000."""

_quoted = json.JSONEncoder(ensure_ascii=False, default=repr).encode


def leaf_data(texts: Sequence[str | None]) -> bytes:
    """The bytes of a leaf whose columns the database has spelled; equal to `canonical.leaf_data` of its entry."""
    spelled = [encode_basestring(text) if isinstance(text, str) else _other(text) for text in texts]
    return f"[{','.join(spelled)}]".encode(errors="surrogatepass")


def _other(value: Any) -> str:
    """What is no text is nothing; or it is what somebody put there, and then its hash differs anyway."""
    return "null" if value is None else _quoted(value)


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the whole block from one moment of the database, without keeping any writer waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{ROOM}")
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
                cursor.execute("PRAGMA cache_size=-2000")


def leaves() -> Iterator[tuple[Any, ...]]:
    """Every leaf in order: index, entry as it is stored, hash, seal, then `canonical.FIELDS`, null without an entry."""
    return _rows(
        f"""SELECT leaf."index", leaf.entry, leaf.hash, leaf.seal,
            {_columns(Entry, "entry", canonical.FIELDS)}
            FROM ledger_leaf leaf LEFT JOIN ledger_entry entry ON entry.id = leaf.entry ORDER BY leaf."index" """
    )


def identifier(stored: Any) -> str:
    """An identifier as it is stored, spelled for people; as it is, where it is none."""
    try:
        return str(UUID(str(stored)))
    except ValueError:
        return str(stored)


def strays() -> Iterator[tuple[Any, ...]]:
    """Entries that neither have a leaf nor wait for one: id, act, moment."""
    return _rows(
        f"""SELECT {_columns(Entry, "entry", ("id", "act", "at"))} FROM ledger_entry entry
            WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf leaf WHERE leaf.entry = entry.id)
            AND NOT EXISTS (SELECT 1 FROM ledger_waiting waiting WHERE waiting.entry = entry.id) ORDER BY entry.id"""
    )


def waiting() -> Iterator[tuple[Any, ...]]:
    """What waits for its place: entry, seal, whether it has a place already, then the columns of `canonical.FIELDS`."""
    return _rows(
        f"""SELECT {_spelled("waiting.entry", "UUIDField")}, waiting.seal, leaf.entry IS NOT NULL,
            {_columns(Entry, "entry", canonical.FIELDS)}
            FROM ledger_waiting waiting LEFT JOIN ledger_entry entry ON entry.id = waiting.entry
            LEFT JOIN ledger_leaf leaf ON leaf.entry = waiting.entry ORDER BY waiting.entry"""
    )


def digested() -> Iterator[tuple[Any, ...]]:
    """Every reading that a digest covers: the digest's number, the reading, then the columns of `canonical.READ`."""
    return _rows(
        f"""SELECT digested.digest, {_spelled("digested.access", "UUIDField")},
                {_columns(Access, "access", canonical.READ)}
            FROM ledger_digested digested LEFT JOIN ledger_access access ON access.id = digested.access
            ORDER BY digested.digest, digested.access"""
    )


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS):
            yield from rows


def _columns(model: type[models.Model], alias: str, names: Sequence[str]) -> str:
    kinds = {field.name: field.get_internal_type() for field in model._meta.concrete_fields}
    return ", ".join(_spelled(f"{alias}.{name}", kinds[name]) for name in names)


def _spelled(column: str, kind: str) -> str:
    """The SQL that spells a column of this kind of field as `canonical` does."""
    return (_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE).get(kind, "{0}").format(column)


_POSTGRESQL = {
    "UUIDField": "{0}::text",
    "DateTimeField": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "DateField": "to_char({0}, 'YYYY-MM-DD')",
    "BinaryField": "encode({0}, 'hex')",
}
_SQLITE = {
    "UUIDField": "substr({0},1,8)||'-'||substr({0},9,4)||'-'||substr({0},13,4)||'-'||substr({0},17,4)||'-'||"
    "substr({0},21)",
    "DateTimeField": "substr({0},1,10)||'T'||substr({0},12,8)||CASE length({0}) WHEN 19 THEN '.000000' "
    "ELSE substr({0},20) END||'Z'",
    "DateField": "substr({0},1)",
    "BinaryField": "lower(hex({0}))",
}
