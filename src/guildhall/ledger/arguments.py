"""Reads the arguments of an act as a terminal or a program gives them, by the annotations of the act.

Records are given by their number, by their reference (``room.model:id``) or by their identifier; dates and moments as
ISO 8601 has them; several values as a list, or as one text with commas between. What is made only on a page, such as a
file that was received, cannot be given.
"""

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from django.db import models

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record

PLAIN: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    Decimal: Decimal,
    UUID: UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    bool: lambda text: {"yes": True, "no": False}[text.lower()],
}
"""How plain values are read from a text."""

SEVERAL = (tuple, list, Sequence, Collection, Iterable, set, frozenset)
NAMED = (dict, Mapping)


class Unreadable(ValueError):
    """What was given for an act cannot be its arguments; says which and why."""


def read(act: Act[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of `act` that `given` names; `Unreadable` says what is unknown, missing or of the wrong kind.

    A record that is not there is a `Refusal`, as it would be on its page.
    """
    refuse_wrong_names(act, given)
    takes = taken(act)
    return {name: _named(name, takes[name].annotation, value) for name, value in given.items()}


def refuse_wrong_names(act: Act[..., Any], names: Collection[str]) -> None:
    """Say what of `names` the act does not take, and what it takes that is not among them."""
    takes = taken(act)
    unknown = sorted(set(names) - set(takes))
    missing = sorted(n for n, each in takes.items() if each.default is inspect.Parameter.empty and n not in names)
    if unknown or missing:
        wrong = [f"it does not take {', '.join(unknown)}"] * bool(unknown)
        wrong += [f"give {', '.join(missing)}"] * bool(missing)
        raise Unreadable(f"{act.name}: {'; '.join(wrong)}. It takes {', '.join(spelled(act))}.")


def taken(act: Act[..., Any]) -> dict[str, inspect.Parameter]:
    """What an act takes besides who acts."""
    return {name: each for name, each in act.parameters.items() if name != "by"}


def spelled(act: Act[..., Any]) -> list[str]:
    """What an act takes, as it is typed: ``person=PERSON``, and in brackets what may be left out."""
    found = []
    for name, each in taken(act).items():
        said = f"{name}={word(each.annotation)}"
        found.append(said if each.default is inspect.Parameter.empty else f"[{said}]")
    return found


def can_be_given(annotation: Any) -> bool:
    """Whether a value of this kind can be spelled outside a page at all."""
    return all(_is_spelled(each) for each in _choices(annotation) if each is not NoneType)


def _is_spelled(wanted: Any) -> bool:
    if get_origin(wanted) in (*SEVERAL, *NAMED):
        return all(can_be_given(each) for each in get_args(wanted) if each is not Ellipsis)
    is_a_kind = isinstance(wanted, type) and issubclass(wanted, Record | Enum)
    return wanted is Any or wanted in PLAIN or is_a_kind


def word(annotation: Any) -> str:
    """What to give, in a word."""
    wanted = next((each for each in _choices(annotation) if each is not NoneType), str)
    if get_origin(wanted) in NAMED:
        return "{...}"
    if get_origin(wanted) is not None:
        return f"{word(get_args(wanted)[0])},..."
    words = {bool: "yes|no", date: "2026-12-31", datetime: "2026-12-31T09:00+01:00", str: "TEXT", int: "NUMBER"}
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return "|".join(str(each.value) for each in wanted)
    return words.get(wanted, getattr(wanted, "__name__", "VALUE").upper())


def _named(name: str, annotation: Any, value: Any) -> Any:
    try:
        return _value(annotation, value)
    except Unreadable as problem:
        raise Unreadable(f"{name}: {problem}") from problem


def _value(annotation: Any, value: Any) -> Any:
    choices = _choices(annotation)
    if NoneType in choices and value in (None, ""):
        return None
    wanted = next(each for each in choices if each is not NoneType)
    if wanted is Any:
        return value
    if get_origin(wanted) in SEVERAL:
        return _several(wanted, value)
    return _mapped(wanted, value) if get_origin(wanted) in NAMED else _one(wanted, value)


def _several(wanted: Any, value: Any) -> Any:
    """A list of values; a text holds them with commas between."""
    parts = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise Unreadable(f"give a list, not {_shown(value)}.")
    kinds = [each for each in get_args(wanted) if each is not Ellipsis]
    if len(kinds) > 1 and len(kinds) != len(parts):
        raise Unreadable(f"give {len(kinds)} values, not {len(parts)}.")
    made = get_origin(wanted) if get_origin(wanted) in {list, set, frozenset} else tuple
    return made(_value(kinds[place if len(kinds) > 1 else 0], part) for place, part in enumerate(parts))


def _mapped(wanted: Any, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise Unreadable("it cannot be given as a text; do this on the page.")
    of_names, of_values = get_args(wanted)
    return {_value(of_names, name): _value(of_values, each) for name, each in value.items()}


def _one(wanted: Any, value: Any) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return _record(wanted, str(value))
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _from_text(wanted, wanted, str(value))
    if wanted not in PLAIN:
        raise Unreadable("it cannot be given here; do this on the page.")
    return _from_text(wanted, PLAIN[wanted], value) if isinstance(value, str) else _from_json(wanted, value)


def _from_text(wanted: Any, reader: Callable[[str], Any], text: str) -> Any:
    try:
        return reader(text)
    except (ValueError, KeyError, ArithmeticError) as problem:
        raise Unreadable(f"'{text}' is not {word(wanted)}.") from problem


def _from_json(wanted: Any, value: Any) -> Any:
    """A number, or yes or no, as JSON has them; nothing else has a spelling of its own there."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is int and isinstance(value, int) and is_number:
        return value
    if wanted in {float, Decimal} and is_number:
        return wanted(str(value))
    raise Unreadable(f"{_shown(value)} is not {word(wanted)}.")


def _shown(value: Any) -> str:
    """What was given, in a word; never a whole document."""
    return {bool: "yes or no", dict: "an object", list: "a list", NoneType: "nothing"}.get(type(value), str(value)[:60])


def _record(model: type[Record], text: str) -> Record:
    found = _found(model, text)
    if found is None:
        raise Refusal(
            gettext_noop("This record does not exist."),
            mend=Mend(gettext_noop("Look it up again by its number or name.")),
            code="gone",
        )
    return found


def _found(model: type[Record], text: str) -> Record | None:
    pk = text.removeprefix(f"{model._meta.label_lower}:")
    numbered = any(field.name == "number" for field in model._meta.get_fields())
    if numbered and (found := model._base_manager.filter(models.Q(("number", text))).first()):
        return model.reloaded(found.pk)
    try:
        return model.reloaded(UUID(pk))
    except ValueError:
        return None


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)
