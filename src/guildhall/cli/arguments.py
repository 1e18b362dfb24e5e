"""Reads the arguments of an act as they are typed at a terminal, by the annotations of the act."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from django.db import models

from guildhall.cli.asking import asked
from guildhall.cli.parser import WrongCommand
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record, find

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
"""How plain values are read."""


def given(act: Act[..., Any], pairs: Iterable[str]) -> dict[str, Any]:
    """The arguments of `act` that ``NAME=VALUE`` pairs give; `WrongCommand` says what is wrong or missing."""
    texts = dict(_split(pair) for pair in pairs)
    takes = {name: each for name, each in act.parameters.items() if name != "by"}
    unknown = sorted(set(texts) - set(takes))
    missing = sorted(n for n, each in takes.items() if each.default is inspect.Parameter.empty and n not in texts)
    if unknown or missing:
        wrong = [f"it does not take {', '.join(unknown)}"] * bool(unknown) + [f"give {', '.join(missing)}"] * bool(
            missing
        )
        raise WrongCommand(f"{act.name}: {'; '.join(wrong)}. It takes {', '.join(spelled(act))}.")
    return {name: _read(name, takes[name].annotation, _value(name, text)) for name, text in texts.items()}


def spelled(act: Act[..., Any]) -> list[str]:
    """What an act takes, as it is typed: ``person=PERSON``, and in brackets what may be left out."""
    found = []
    for name, each in act.parameters.items():
        word = f"{name}={_word(each.annotation)}"
        if name != "by":
            found.append(word if each.default is inspect.Parameter.empty else f"[{word}]")
    return found


def _split(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise WrongCommand(f"'{pair}' gives no argument; write NAME=VALUE.")
    return name, value


def _value(name: str, text: str) -> str:
    if text == "-":
        return asked(name)
    if text.startswith("@"):
        try:
            return Path(text[1:]).read_text(encoding="utf-8").rstrip("\n")
        except OSError as problem:
            raise WrongCommand(f"{name}: {text[1:]} cannot be read ({problem.strerror}).") from problem
    return text


def _read(name: str, annotation: Any, text: str) -> Any:
    choices = _choices(annotation)
    if NoneType in choices and text == "":
        return None
    (wanted,) = [each for each in choices if each is not NoneType][:1]
    if get_origin(wanted) in {tuple, list, Sequence, set, frozenset}:
        made = get_origin(wanted) if get_origin(wanted) in {list, set, frozenset} else tuple
        return made(_one(name, get_args(wanted)[0], part.strip()) for part in text.split(",") if part.strip())
    return _one(name, wanted, text)


def _one(name: str, wanted: Any, text: str) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return _record(wanted, text)
    read = wanted if isinstance(wanted, type) and issubclass(wanted, Enum) else PLAIN.get(wanted)
    if read is None:
        raise WrongCommand(f"{name} cannot be given at a terminal; do this on the page.")
    try:
        return read(text)
    except (ValueError, KeyError, ArithmeticError) as problem:
        raise WrongCommand(f"{name}: '{text}' is not {_word(wanted)}.") from problem


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
    if text.startswith(f"{model._meta.label_lower}:"):
        return find(text)
    numbered = any(field.name == "number" for field in model._meta.get_fields())
    if numbered and (found := model._base_manager.filter(models.Q(("number", text))).first()):
        return found
    try:
        return model.reloaded(UUID(text))
    except ValueError:
        return None


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def _word(annotation: Any) -> str:
    """What to type, in a word."""
    wanted = next((each for each in _choices(annotation) if each is not NoneType), str)
    if get_origin(wanted) is not None:
        return f"{_word(get_args(wanted)[0])},..."
    words = {bool: "yes|no", date: "2026-12-31", datetime: "2026-12-31T09:00+01:00", str: "TEXT", int: "NUMBER"}
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return "|".join(str(each.value) for each in wanted)
    return words.get(wanted, getattr(wanted, "__name__", "VALUE").upper())
