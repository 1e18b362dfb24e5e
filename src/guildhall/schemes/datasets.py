"""What a study computes from: answers and scores of attempts, item by item, in one canonical spelling.

A data set names attempts by their numbers and items by theirs; it knows no person and no question. Rooms above build
it, a study freezes it. What is not answers (ratings of judges, a survey, another form's scores) stands in `extra`, as
the module of the study's kind in `guildhall.schemes.studying` says.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Self


@dataclass(frozen=True)
class ItemColumn:
    """An item as it stood in what was taken: its greatest points, its keys and options, whether it was a pretest."""

    name: str
    version_id: str = ""
    domain: str = ""
    maximum: float = 1.0
    pretest: bool = False
    key: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One attempt: its score on every item (None: not presented), its answers and seconds where they are known."""

    attempt: str
    sitting: str = ""
    scores: tuple[float | None, ...] = ()
    answers: tuple[str | None, ...] = ()
    seconds: tuple[float | None, ...] | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Dataset:
    """Everything that a study is computed from, apart from its options."""

    items: tuple[ItemColumn, ...] = ()
    rows: tuple[Row, ...] = ()
    cut: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def persons(self) -> int:
        """How many the study is about: attempts, or else judges or respondents."""
        asked = self.extra.get("judges") or self.extra.get("respondents") or ()
        return len(self.rows) or len(asked)

    def as_dict(self) -> dict[str, Any]:
        """The data as JSON holds it, and as computing takes it."""
        found: dict[str, Any] = json.loads(canonical(asdict(self)))
        return found

    def canonical(self) -> bytes:
        """The one spelling that is hashed and kept."""
        return canonical(asdict(self))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """The data set that was spelled so."""
        held = json.loads(content)
        return cls(
            items=tuple(ItemColumn(**_tuples(each)) for each in held["items"]),
            rows=tuple(Row(**_tuples(each)) for each in held["rows"]),
            cut=held["cut"],
            extra=held["extra"],
        )


def canonical(value: object) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8; a number that is none has no place in it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: bytes) -> str:
    """The SHA-256 of a canonical spelling, in hexadecimal."""
    return sha256(content).hexdigest()


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(each) if isinstance(each, list) else each for name, each in row.items()}
