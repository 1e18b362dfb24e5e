"""The values that items reckon with: a cardinality, a base type and what is in it. NULL is None.

An answer that was not given is NULL, never nought and never the empty text; the three-valued logic of the expressions
rests on that.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn
from unicodedata import normalize

from guildhall.qti.naming import names

Cardinality = Literal["single", "multiple", "ordered", "record"]
CARDINALITIES: tuple[Cardinality, ...] = ("single", "multiple", "ordered", "record")
BASE_TYPES = (
    "boolean", "directedPair", "duration", "file", "float", "identifier",
    "integer", "pair", "point", "string", "uri",
)  # fmt: skip
NUMERIC = frozenset({"integer", "float"})
TEXTUAL = frozenset({"string", "identifier", "uri"})
BASE_SPELLINGS = {"directed-pair": "directedPair", "directedpair": "directedPair", "intOrIdentifier": "identifier"}

Scalar = str | bool | int | float | tuple[str, str] | tuple[float, float]
Plain = str | bool | int | float | None | list["Plain"] | dict[str, "Plain"]

MOST_DIGITS = 9
"""A count has fewer digits than this."""

DECIMAL_COMMA = names("bg ca cs da de el es et fi fr hr hu id it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi")
"""Languages that write 3,14. There a candidate's comma is a decimal comma; elsewhere it makes no number."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:[0-9]{1,60}(?:\.[0-9]{0,60})?|\.[0-9]{1,60})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def counted(stated: str) -> int | None:
    """The count that an attribute states; None for what is no whole number from 0, or one beyond counting."""
    return int(stated) if stated.isdecimal() and len(stated) < MOST_DIGITS else None


@dataclass(frozen=True)
class Value:
    """A value that is not NULL: one or several scalars of a base type, or the fields of a record."""

    cardinality: Cardinality
    base: str
    items: tuple[Scalar, ...] = ()
    fields: Mapping[str, "Value | None"] = field(default_factory=dict)

    @property
    def one(self) -> Scalar:
        """What a single value holds."""
        return self.items[0]


def single(base: str, item: Scalar) -> Value:
    """A value of one scalar."""
    return Value("single", base, (item,))


def boolean(truth: bool) -> Value:
    """True or false as a value."""
    return TRUE if truth else FALSE


TRUE, FALSE = Value("single", "boolean", (True,)), Value("single", "boolean", (False,))


def number(amount: float) -> Value | None:
    """An integer or a float as a value; what is no number (infinite, undefined) is NULL."""
    if isinstance(amount, int):
        return single("integer", amount)
    return single("float", amount) if math.isfinite(amount) else None


def container(cardinality: Cardinality, base: str, items: Iterable[Scalar]) -> Value | None:
    """A container; an empty one is NULL."""
    held = tuple(items)
    return Value(cardinality, base, held) if held else None


def scalar(text: str, base: str, *, comma: bool = False) -> Scalar:
    """Read one scalar; ValueError where the text is none of its base type."""
    stripped = text.strip()
    if base in NUMERIC:
        return _number(stripped.replace(",", ".") if comma and stripped.count(",") == 1 else stripped, base)
    if base == "boolean":
        return _TRUTH[stripped.lower()] if stripped.lower() in _TRUTH else _none_of(base, text)
    if base in {"pair", "directedPair"}:
        first, second = _two(stripped, base)
        return (second, first) if base == "pair" and second < first else (first, second)
    if base == "point":
        across, down = _two(stripped, base)
        return number_in(across), number_in(down)
    if base == "duration":
        return number_in(stripped)
    return normalize("NFC", stripped)


def number_in(text: str) -> float:
    """The number that a text writes; ValueError where it writes none."""
    return float(_number(text.strip(), "float"))


def _number(text: str, base: str) -> int | float:
    if base == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if base == "float" and _FLOAT.fullmatch(text) and math.isfinite(read := float(text)):
        return read
    return _none_of(base, text)


def _two(text: str, base: str) -> tuple[str, str]:
    parts = text.split()
    return (parts[0], parts[1]) if len(parts) == 2 else _none_of(base, text)


def _none_of(base: str, text: str) -> NoReturn:
    raise ValueError(f"'{text[:40]}' is no {base}")


def value_of(texts: Sequence[str], cardinality: Cardinality, base: str, *, comma: bool = False) -> Value | None:
    """Read a value from its texts: empty texts are no answer, and no answer is NULL."""
    given = [text for text in texts if text.strip()]
    if not given:
        return None
    if cardinality == "single" and len(given) > 1:
        raise ValueError("there are several values where one is expected")
    return Value(cardinality, base, tuple(scalar(text, base, comma=comma) for text in given))


def text_of(item: Scalar) -> str:
    """A scalar as QTI writes it."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, tuple):
        return " ".join(f"{part:g}" if isinstance(part, float) else part for part in item)
    return repr(item) if isinstance(item, float) else str(item)


def plain(value: Value | None) -> Plain:
    """A value as JSON knows it: pairs and points as QTI writes them, containers as lists, NULL as null."""
    if value is None:
        return None
    if value.cardinality == "record":
        return {name: plain(each) for name, each in value.fields.items()}
    items: list[Plain] = [text_of(item) if isinstance(item, tuple) else item for item in value.items]
    return items[0] if value.cardinality == "single" else items


def words(value: Value | None) -> str:
    """A value as a person reads it in a trace."""
    if value is None:
        return "no value"
    if value.cardinality == "record":
        return ", ".join(f"{name} {words(each)}" for name, each in value.fields.items())
    return ", ".join(text_of(item) for item in value.items)
