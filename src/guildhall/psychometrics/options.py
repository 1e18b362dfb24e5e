"""What a function is told beside its data: numbers, words, lists, each checked by what the signature says it is.

A wrong option is refused in a sentence before anything is calculated. Data themselves are checked by `arrays`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from inspect import Signature, signature
from math import isnan
from types import NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from guildhall.psychometrics.arrays import GREATEST
from guildhall.psychometrics.notes import CannotMeasure

Taken = ParamSpec("Taken")
Given = TypeVar("Given")

SHARES = frozenset({"level", "probability"})
"""Options that lie between 0 and 1, both excluded."""

NEAREST = 1e-9
"""How near to 0 and to 1 a share may come."""

COUNTS = frozenset({"seed", "resamples", "draws", "threshold"})
"""Options that are whole numbers from 0."""

KNOWN = frozenset({"cut", "borderline", "rate", "false_positives", "limit", "seconds", "least", "most", "sd", "sem"})
"""Options that must be known: with not-a-number nothing could be compared."""

LEFT_OUT = "left out"
"""What an option may also be; a refusal of it names the other ways alone."""


def checked(function: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """The function, whose options are refused in a sentence where they are not what its signature says."""

    @wraps(function)
    def run(*given: Taken.args, **named: Taken.kwargs) -> Given:
        shape, hints = _told(function)
        for name, value in shape.bind(*given, **named).arguments.items():
            _check(name, value, hints.get(name))
        return function(*given, **named)

    return run


def check_fields(instance: object) -> None:
    """Refuse a field of a dataclass that is not what its type says."""
    kind: Any = type(instance)
    for name, hint in _fields(kind).items():
        _check(name, getattr(instance, name), hint)


@cache
def _told(function: Callable[..., Any]) -> tuple[Signature, dict[str, Any]]:
    return signature(function), get_type_hints(function)


@cache
def _fields(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _check(name: str, value: object, hint: Any) -> None:
    wrong = _wrong(name, value, hint)
    if wrong:
        raise CannotMeasure("option", f"{name.replace('_', ' ').capitalize()} must be {wrong}.")


def _wrong(name: str, value: Any, kind: Any) -> str | None:
    """What the value must be, if it is not."""
    origin = get_origin(kind)
    reader = _READERS.get(kind if origin is None else origin)
    if reader is not None:
        return reader(name, value, kind)
    if isinstance(kind, type) and kind.__module__.startswith("guildhall.") and not isinstance(value, kind):
        return f"of the kind {kind.__name__}"
    return None


def _wrong_in_all(name: str, value: Any, kind: Any) -> str | None:
    wrong = [_wrong(name, value, each) for each in get_args(kind)]
    return " or ".join(each for each in wrong if each and each != LEFT_OUT) if all(wrong) else None


def _wrong_word(_: str, value: Any, kind: Any) -> str | None:
    words = get_args(kind)
    return None if isinstance(value, str) and value in words else f"one of {', '.join(words)}"


def _wrong_text(_: str, value: Any, __: Any) -> str | None:
    return None if isinstance(value, str) else "a text"


def _wrong_flag(_: str, value: Any, __: Any) -> str | None:
    return None if isinstance(value, bool | np.bool_) else "true or false"


def _wrong_nothing(_: str, value: Any, __: Any) -> str | None:
    return None if value is None else LEFT_OUT


def _wrong_array(_: str, value: Any, __: Any) -> str | None:
    return None if isinstance(value, np.ndarray) else "an array"


def _wrong_mapping(name: str, value: Any, kind: Any) -> str | None:
    if not isinstance(value, Mapping):
        return "names with their values"
    wrong = next((each for each in (_wrong(name, one, get_args(kind)[1]) for one in value.values()) if each), None)
    return wrong and f"names, each with what is {wrong}"


def _wrong_list(name: str, value: Any, kind: Any) -> str | None:
    inner = get_args(kind)[0]
    if isinstance(value, Mapping) or not hasattr(value, "__len__") or (_is_array(value) and not value.ndim):
        return "a list"
    if _is_array(value) and value.ndim > 1 and get_origin(inner) is None:
        return f"one row, not {value.ndim} dimensions"
    wrong = next((each for each in (_wrong(name, one, inner) for one in value) if each), None)
    return wrong and f"a list, each of it {wrong}"


def _wrong_tuple(name: str, value: Any, kind: Any) -> str | None:
    inner = get_args(kind)
    if Ellipsis in inner:
        return _wrong_list(name, value, kind)
    if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str) or len(value) != len(inner):
        return f"{len(inner)} values"
    wrong = next((each for each in (_wrong(name, *pair) for pair in zip(value, inner, strict=True)) if each), None)
    return wrong and f"{len(inner)} values, each {wrong}"


def _wrong_number(name: str, value: Any, kind: Any) -> str | None:
    if not isinstance(value, int | float | np.integer | np.floating):
        return "a whole number" if kind is int else "a number"
    if kind is int and isinstance(value, float | np.floating) and not float(value).is_integer():
        return "a whole number"
    return _out_of_range(name, value if isinstance(value, int) else float(value))


def _out_of_range(name: str, value: float) -> str | None:
    if name in SHARES and not NEAREST < value < 1 - NEAREST:
        return "a number between 0 and 1"
    if name in COUNTS and not value >= 0:
        return "0 or more"
    if abs(value) >= GREATEST:
        return f"less than {GREATEST:g}"
    return "a known number" if name in KNOWN and isnan(value) else None


def _is_array(value: object) -> bool:
    return isinstance(value, np.ndarray)


_READERS: dict[Any, Callable[[str, Any, Any], str | None]] = {
    Union: _wrong_in_all,
    UnionType: _wrong_in_all,
    Literal: _wrong_word,
    NoneType: _wrong_nothing,
    str: _wrong_text,
    bool: _wrong_flag,
    int: _wrong_number,
    float: _wrong_number,
    np.ndarray: _wrong_array,
    Mapping: _wrong_mapping,
    Sequence: _wrong_list,
    list: _wrong_list,
    tuple: _wrong_tuple,
}
"""For each kind of hint, what finds a value that is not of it."""
