"""Taking operands apart: numbers, texts and truths out of values. NULL stays NULL; a wrong sort is the item's fault."""

import re
from collections.abc import Sequence
from typing import TypeVar

from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import NUMERIC, Scalar, Value, number_in

Wanted = TypeVar("Wanted")


_WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)


def items_of(operands: Sequence[Value | None]) -> list[Scalar] | None:
    """Everything that the operands hold, containers opened; None where any of them is NULL."""
    held: list[Scalar] = []
    for each in operands:
        if each is None:
            return None
        held.extend(each.items)
    return held


def numbers(node: Node, operands: Sequence[Value | None], state: State) -> list[float] | None:
    """The numbers in the operands; None where any of them is NULL."""
    for each in operands:
        if each is not None and each.base not in NUMERIC and each.base != "duration":
            raise state.problem(node, f"It reckons with numbers, not with the base type {each.base}.", "Correct it.")
    held = items_of(operands)
    return None if held is None else [each for each in held if isinstance(each, (int, float))]


def integers(node: Node, operands: Sequence[Value | None], state: State) -> list[int] | None:
    """The integers in the operands; None where any of them is NULL."""
    held = numbers(node, operands, state)
    if held is None:
        return None
    if any(float(each) != int(each) for each in held):
        raise state.problem(node, "It reckons with integers.", "Round the operand first.")
    return [int(each) for each in held]


def text(node: Node, operand: Value | None, state: State) -> str | None:
    """The text of an operand; None where it is NULL."""
    if operand is None:
        return None
    held = operand.items[0] if operand.items else ""
    if not isinstance(held, str):
        raise state.problem(node, f"It compares texts, not the base type {operand.base}.", "Correct it.")
    return held


def truth(node: Node, operand: Value | None, state: State) -> bool | None:
    """The truth of an operand, in three values: true, false, unknown."""
    if operand is None:
        return None
    held = operand.items[0] if operand.items else None
    if not isinstance(held, bool):
        raise state.problem(node, f"It asks what is true or false, not the base type {operand.base}.", "Correct it.")
    return held


def amount(node: Node, name: str, state: State, default: float | None = None) -> float | None:
    """The number in an attribute: written there, or in the variable that is named there."""
    stated = node.get(name).strip().strip("{}")
    if not stated:
        return default
    try:
        return int(stated) if _WHOLE.fullmatch(stated) else number_in(stated)
    except ValueError:
        held = state.value(Node(node.name, {"identifier": stated}, line=node.line))
    if held is None:
        return None
    found = numbers(node, (held,), state)
    return found[0] if found else None


def required(node: Node, name: str, state: State) -> float | None:
    """The number in an attribute that must be there."""
    if not node.get(name).strip():
        raise state.problem(node, f"The attribute '{name}' is missing.", "Write it.")
    return amount(node, name, state)
