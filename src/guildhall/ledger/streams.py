"""The ledger read from first to last, as canonical rows, in one snapshot and without holding it in memory.

The database spells each row as `canonical` does, so that a million entries need no million of models and dates. Rows
come as bytes: whatever somebody put into a column, reading it fails nobody.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from guildhall.ledger import canonical
from guildhall.ledger.models import Access, Entry

ROWS = 500
"""Rows fetched at a time."""

ROOM = 65_536
"""Kibibytes of pages that SQLite keeps while it reads the whole log; its default is 2,000."""


def texts(spelled: bytes | None) -> list[Any]:
    """The columns of a row that the database has spelled; none where there is no row."""
    found: list[Any] = json.loads(bytes(spelled).decode(errors="replace")) if spelled else []
    return found


def is_leaf(spelled: bytes | None, hashed: bytes) -> bool:
    """Whether a spelled row has this leaf hash.

    Databases may escape rare characters differently; where the hash differs, our own spelling decides.
    """
    if spelled is None:
        return False
    if sha256(b"\x00" + spelled).digest() == hashed:
        return True
    return sha256(b"\x00" + canonical.array(texts(spelled))).digest() == hashed


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
    """Every leaf in order: index, entry as it is stored, hash, seal, and the entry's row, null where there is none."""
    return _rows(
        f"""SELECT leaf."index", leaf.entry, leaf.hash, leaf.seal, {_row(Entry, "entry", canonical.FIELDS)}
            FROM ledger_leaf leaf LEFT JOIN ledger_entry entry ON entry.id = leaf.entry ORDER BY leaf."index" """
    )


def strays() -> Iterator[tuple[Any, ...]]:
    """The rows of entries that neither have a leaf nor wait for one."""
    return _rows(
        f"""SELECT {_row(Entry, "entry", canonical.FIELDS)} FROM ledger_entry entry
            WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf leaf WHERE leaf.entry = entry.id)
            AND NOT EXISTS (SELECT 1 FROM ledger_waiting waiting WHERE waiting.entry = entry.id) ORDER BY entry.id"""
    )


def waiting() -> Iterator[tuple[Any, ...]]:
    """What waits for its place: entry as it is stored, seal, whether it has a place already, and the entry's row."""
    return _rows(
        f"""SELECT waiting.entry, waiting.seal, leaf.entry IS NOT NULL, {_row(Entry, "entry", canonical.FIELDS)}
            FROM ledger_waiting waiting LEFT JOIN ledger_entry entry ON entry.id = waiting.entry
            LEFT JOIN ledger_leaf leaf ON leaf.entry = waiting.entry ORDER BY waiting.entry"""
    )


def digested() -> Iterator[tuple[Any, ...]]:
    """Every reading that a digest covers: the digest's number and the reading's row."""
    return _rows(
        f"""SELECT digested.digest, {_row(Access, "access", canonical.READ)}
            FROM ledger_digested digested LEFT JOIN ledger_access access ON access.id = digested.access
            ORDER BY digested.digest, digested.access"""
    )


def identifier(stored: Any) -> str:
    """An identifier as it is stored, spelled for people; as it is, where it is none."""
    try:
        return str(UUID(str(stored)))
    except ValueError:
        return str(stored)


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS):
            yield from rows


def _row(model: type[models.Model], alias: str, names: Sequence[str]) -> str:
    """The SQL that spells a row as `canonical` does, as bytes; null where there is no row."""
    kinds = {field.name: field.get_internal_type() for field in model._meta.concrete_fields}
    is_postgresql = connection.vendor == "postgresql"
    spellings, array = (_POSTGRESQL, _postgresql_array) if is_postgresql else (_SQLITE, _sqlite_array)
    columns = [spellings[kinds[name]].format(f"{alias}.{name}") for name in names]
    return f"CASE WHEN {alias}.id IS NOT NULL THEN {array(columns)} END"


def _sqlite_array(columns: Sequence[str]) -> str:
    return f"CAST(json_array({', '.join(columns)}) AS BLOB)"


def _postgresql_array(columns: Sequence[str]) -> str:
    texts = ", ".join(f"coalesce(to_json({column})::text, 'null')" for column in columns)
    return f"convert_to('[' || concat_ws(',', {texts}) || ']', 'UTF8')"


_POSTGRESQL = {
    "UUIDField": "{0}::text",
    "DateTimeField": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "DateField": "to_char({0}, 'YYYY-MM-DD')",
    "BinaryField": "encode({0}, 'hex')",
    "CharField": "{0}::text",
}
_SQLITE = {
    "UUIDField": "substr({0},1,8)||'-'||substr({0},9,4)||'-'||substr({0},13,4)||'-'||substr({0},17,4)||'-'"
    "||substr({0},21)",
    "DateTimeField": "substr({0},1,10)||'T'||substr({0},12,8)||CASE length({0}) WHEN 19 THEN '.000000' "
    "ELSE substr({0},20) END||'Z'",
    "DateField": "substr({0},1)",
    "BinaryField": "lower(hex({0}))",
    "CharField": "CAST({0} AS TEXT)",
}
"""Casts keep an intruder's blob from failing the whole query: it is spelled, and its hash differs."""
