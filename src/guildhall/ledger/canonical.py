"""One spelling for content that is hashed: sorted keys, no spaces, UTF-8; what the leaf of an entry is made of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from guildhall.ledger.records import Record

FIELDS = (
    "id",
    "at",
    "act",
    "actor",
    "subject",
    "line",
    "before",
    "after",
    "effective_on",
    "outcome",
    "code",
    "clauses",
    "cause",
    "once",
    "result",
    "mac",
)
"""The columns of an entry that its leaf covers, in this order."""

READ = ("id", "at", "actor", "reading", "subject", "outcome")
"""The columns of a reading that a digest covers, in this order."""


def moment(value: datetime) -> str:
    """A moment in UTC with microseconds: ``2026-11-22T09:42:07.000123Z``."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf_data(entry: Mapping[str, Any]) -> bytes:
    """The bytes of an entry that the tree commits to: a JSON array of `FIELDS`.

    Identifiers, dates and moments are texts, `mac` is hexadecimal, what is absent is null.
    """
    return array([_plain(entry[name]) for name in FIELDS])


def reading_data(access: Mapping[str, Any]) -> bytes:
    """The bytes of a reading that a digest commits to: a JSON array of `READ`."""
    return array([_plain(access[name]) for name in READ])


def array(texts: Sequence[str | None]) -> bytes:
    """The one spelling of a row: a JSON array without spaces, letters as they are, UTF-8."""
    return json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def content(value: Any) -> bytes:
    """Arguments and changes of an act, spelled canonically."""
    return json.dumps(value, default=_spelled, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _spelled(value: Any) -> Any:
    if isinstance(value, Record):
        return value.ref
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, datetime):
        return moment(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset | tuple):
        return sorted(value) if not isinstance(value, tuple) else list(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
