"""Comparisons of values, numbers, texts and places."""

import operator as compare
from collections import Counter
from collections.abc import Callable

from guildhall.qti import geometry, patterns
from guildhall.qti.expressions.operands import items_of, numbers, required, text
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.expressions.rounding import rounded
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value, boolean


@operator("match", least=2, most=2, gives="boolean")
def match(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether two values are the same: order counts where they are ordered, and nowhere else."""
    first, second = operands
    return None if first is None or second is None else boolean(same(first, second))


def same(first: Value, second: Value) -> bool:
    """Whether two values hold the same."""
    if first.cardinality == second.cardinality == "record":
        return dict(first.fields) == dict(second.fields)
    if first.cardinality != second.cardinality:
        return False
    if first.cardinality == "multiple":
        return Counter(first.items) == Counter(second.items)
    return first.items == second.items


@operator("equal", least=2, most=2, takes="number", gives="boolean")
def equal(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether the second number is the first, or near enough by the tolerance."""
    held = numbers(node, operands, state)
    if held is None:
        return None
    first, second = held
    mode = node.get("tolerance-mode", "exact")
    if mode == "exact":
        return boolean(first == second)
    below, above = _tolerances(node, state)
    if below is None or above is None:
        return None
    if mode == "relative":
        below, above = abs(first) * below / 100, abs(first) * above / 100
    return boolean(_within(node, second, first - below, first + above))


def _tolerances(node: Node, state: State) -> tuple[float | None, float | None]:
    stated = node.get("tolerance").split()
    if not stated:
        raise state.problem(node, "The tolerance is missing.", "Write it.")
    both = [required(Node(node.name, {"t": each}, line=node.line), "t", state) for each in (stated[0], stated[-1])]
    return both[0], both[1]


def _within(node: Node, asked: float, lower: float, upper: float) -> bool:
    lowest = asked >= lower if node.is_set("include-lower-bound", default=True) else asked > lower
    highest = asked <= upper if node.is_set("include-upper-bound", default=True) else asked < upper
    return lowest and highest


@operator("equal-rounded", least=2, most=2, takes="number", gives="boolean")
def equal_rounded(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether two numbers are the same after both were rounded."""
    held, figures = numbers(node, operands, state), required(node, "figures", state)
    if held is None or figures is None:
        return None
    mode = node.get("rounding-mode", "significantFigures")
    first, second = (rounded(each, mode, int(figures)) for each in held)
    return None if first is None or second is None else boolean(first == second)


def _ordered(name: str, holds: Callable[[float, float], bool], takes: str = "number") -> None:
    def compared(node: Node, operands: Operands, state: State) -> Value | None:
        held = numbers(node, operands, state)
        return None if held is None else boolean(holds(held[0], held[1]))

    operator(name, least=2, most=2, takes=takes, gives="boolean")(compared)


_ordered("lt", compare.lt)
_ordered("lte", compare.le)
_ordered("gt", compare.gt)
_ordered("gte", compare.ge)
_ordered("duration-lt", compare.lt, "duration")
_ordered("duration-gte", compare.ge, "duration")


@operator("string-match", least=2, most=2, takes="text", gives="boolean")
def string_match(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether two texts are the same, or (an old attribute) the first contains the second."""
    first, second = text(node, operands[0], state), text(node, operands[1], state)
    if first is None or second is None:
        return None
    if not node.is_set("case-sensitive", default=True):
        first, second = first.casefold(), second.casefold()
    return boolean(second in first if node.is_set("substring") else first == second)


@operator("substring", least=2, most=3, takes="any", gives="boolean")
def substring(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether the first text is part of the second.

    With three operands, as some tools write it, the part of a text from a place (counted from 1) and of a length.
    """
    if len(operands) == 3:
        return _part(node, operands, state)
    first, second = text(node, operands[0], state), text(node, operands[1], state)
    if first is None or second is None:
        return None
    sensitive = node.is_set("case-sensitive", default=True)
    return boolean(first in second if sensitive else first.casefold() in second.casefold())


def _part(node: Node, operands: Operands, state: State) -> Value | None:
    whole, places = text(node, operands[0], state), numbers(node, operands[1:], state)
    if whole is None or places is None:
        return None
    start = max(int(places[0]) - 1, 0)
    part = whole[start : start + max(int(places[1]), 0)]
    return Value("single", "string", (part,)) if part else None


@operator("pattern-match", least=1, most=2, takes="text", gives="boolean")
def pattern_match(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether a whole text follows a pattern of XML Schema."""
    asked = text(node, operands[0], state)
    pattern = text(node, operands[1], state) if len(operands) == 2 else node.get("pattern")
    if asked is None or pattern is None:
        return None
    sensitive = node.is_set("case-sensitive", default=True)
    spellings = (asked,) if sensitive else (asked, asked.lower(), asked.upper())
    try:
        return boolean(any(patterns.follows(each, pattern) for each in spellings))
    except ValueError as error:
        raise state.problem(node, f"'{pattern[:60]}' is no pattern.", "Write a pattern of XML Schema.") from error


@operator("inside", least=1, most=1, takes="point", gives="boolean")
def inside(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether a point, or one of several, lies within a shape."""
    held = items_of(operands)
    if held is None:
        return None
    area = geometry.area(node.get("shape"), node.get("coords"))
    if area is None:
        raise state.problem(node, "The shape cannot be read.", "Correct the shape or its coordinates.")
    return boolean(any(geometry.holds(area, each) for each in held))


@operator("is-type-of", least=2, most=2, gives="boolean", dialect=True)
def is_type_of(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether a value is of a base type (an extension that some tools write)."""
    base = text(node, operands[1], state)
    return None if operands[0] is None or base is None else boolean(operands[0].base == base)
