"""Locks by subject: two acts in one line never overlap.

On PostgreSQL an advisory lock that ends with the transaction; SQLite's immediate transaction already is one. Without
it two acts each pass their rules and together break one: a person who is both examiner and decider.
"""

from collections.abc import Iterable
from hashlib import sha256

from django.db import connection


def lock(lines: Iterable[str]) -> None:
    """Take the locks of `lines` in sorted order, until the transaction ends."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for line in sorted(set(lines)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(line)])


def _number(line: str) -> int:
    return int.from_bytes(sha256(line.encode()).digest()[:8], signed=True)
