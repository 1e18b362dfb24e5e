"""Takes the arguments of an act from a command line: ``NAME=VALUE``, ``NAME=@FILE``, or ``NAME=-`` to be asked."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guildhall.cli.asking import asked
from guildhall.cli.parser import WrongCommand
from guildhall.ledger import arguments
from guildhall.ledger.acts import Act


def given(act: Act[..., Any], pairs: Iterable[str]) -> dict[str, Any]:
    """The arguments of `act` that ``NAME=VALUE`` pairs give; `WrongCommand` says what is wrong or missing."""
    texts = dict(_split(pair) for pair in pairs)
    try:
        arguments.refuse_wrong_names(act, texts)
        return arguments.read(act, {name: _value(name, text) for name, text in texts.items()})
    except arguments.Unreadable as problem:
        raise WrongCommand(str(problem)) from problem


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
