"""A specification as JSON has it: every part read by what it must be, and refused in its own words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from math import isfinite
from typing import Any, NoReturn

from guildhall.psychometrics.notes import CannotMeasure

Reader = Callable[[Any, str], Any]
"""From a value, and what it is called, to what the specification holds."""


def whole(value: object, what: str) -> int:
    """A whole number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse(f"{what} is a whole number, not {value!r}.")
    return value


def number(value: object, what: str) -> float:
    """A number that is known."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        _refuse(f"{what} is a number, not {value!r}.")
    return value


def number_or_none(value: object, what: str) -> float | None:
    """A number, or null for none."""
    return None if value is None else number(value, what)


def text(value: object, what: str) -> str:
    """A text."""
    if not isinstance(value, str):
        _refuse(f"{what} is a text, not {value!r}.")
    return value


def texts(value: object, what: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(each, f"Each of {what}") for each in _list(value, what))


def conditions(value: object, what: str) -> dict[str, str]:
    """Columns and the values they must have, which a bank holds as texts."""
    return {column: str(wanted) for column, wanted in _object(value, what).items()}


def each_of(reader: Reader) -> Reader:
    """A list of such."""
    return lambda value, what: tuple(
        reader(each, f"{what}, row {place}") for place, each in enumerate(_list(value, what), 1)
    )


def named(reader: Reader) -> Reader:
    """An object whose values are such."""
    return lambda value, what: {name: reader(each, f"{what}, {name}") for name, each in _object(value, what).items()}


def part(kind: type[Any], readers: Mapping[str, Reader]) -> Reader:
    """An object with these words; those without a default are needed, and no others are known."""
    needed = [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]

    def read(value: object, what: str) -> Any:
        given = _object(value, what)
        unknown = sorted(set(given) - set(readers))
        if unknown:
            _refuse(f"{what} knows no {unknown[0]}; its words are {', '.join(readers)}.")
        missing = [name for name in needed if name not in given]
        if missing:
            _refuse(f"{what} lacks {missing[0]}.")
        return kind(**{name: readers[name](each, f"{what}: {name}") for name, each in given.items()})

    return read


def _list(value: object, what: str) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        _refuse(f"{what} is a list, not {value!r}.")
    return value


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        _refuse(f"{what} is an object of names and values, not {value!r}.")
    return value


def _refuse(sentence: str) -> NoReturn:
    raise CannotMeasure("specification", sentence)
