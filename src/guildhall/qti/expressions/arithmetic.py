"""Reckoning with numbers. What has no result (a division by nought, an overflow) is NULL."""

import math
from collections.abc import Callable

from guildhall.qti.expressions.operands import integers, numbers, required
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.expressions.rounding import rounded, to_whole
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value, number, single

LARGEST = 10**18
"""Integers beyond it become floats: no item can make the server reckon with endless digits."""


def _result(amount: float) -> Value | None:
    if isinstance(amount, int) and abs(amount) > LARGEST:
        return number(float(amount))
    return number(amount)


def _over_all(name: str, reckon: Callable[[list[float]], float]) -> None:
    """Enter an expression over all the numbers in its operands."""

    def over_all(node: Node, operands: Operands, state: State) -> Value | None:
        held = numbers(node, operands, state)
        try:
            return _result(reckon(held)) if held else None
        except (OverflowError, ValueError):
            return None

    operator(name, least=1, most=None, takes="number", gives="number")(over_all)


def _product(held: list[float]) -> float:
    result: float = 1
    for each in held:
        result *= each
        if abs(result) > LARGEST:
            result = float(result)
    return result


_over_all("sum", lambda held: sum(held) if all(isinstance(each, int) for each in held) else math.fsum(held))
_over_all("product", _product)
_over_all("min", min)
_over_all("max", max)


def _of_two(name: str, reckon: Callable[[float, float], float], gives: str = "number") -> None:
    """Enter an expression of two numbers."""

    def of_two(node: Node, operands: Operands, state: State) -> Value | None:
        held = numbers(node, operands, state)
        try:
            return None if held is None else _result(reckon(held[0], held[1]))
        except (ArithmeticError, ValueError):
            return None

    operator(name, least=2, most=2, takes="number", gives=gives)(of_two)


_of_two("subtract", lambda first, second: first - second)
_of_two("divide", lambda first, second: float(first / second), "float")
_of_two("power", math.pow, "float")


def _of_integers(name: str, reckon: Callable[[list[int]], int], most: int | None, least: int = 1) -> None:
    """Enter an expression of integers."""

    def of_integers(node: Node, operands: Operands, state: State) -> Value | None:
        held = integers(node, operands, state)
        try:
            return _result(reckon(held)) if held else None
        except ArithmeticError:
            return None

    operator(name, least=least, most=most, takes="integer", gives="integer")(of_integers)


_of_integers("integer-divide", lambda held: held[0] // held[1], 2, least=2)
_of_integers("integer-modulus", lambda held: held[0] % held[1], 2, least=2)
_of_integers("gcd", lambda held: math.gcd(*held), None)
_of_integers("lcm", lambda held: math.lcm(*held), None)


def _to_integer(name: str, reckon: Callable[[float], int]) -> None:
    """Enter an expression that makes an integer of a number."""

    def to_integer(node: Node, operands: Operands, state: State) -> Value | None:
        held = numbers(node, operands, state)
        return _result(reckon(held[0])) if held else None

    operator(name, least=1, most=1, takes="number", gives="integer")(to_integer)


_to_integer("round", to_whole)
_to_integer("truncate", math.trunc)


@operator("round-to", least=1, most=1, takes="number", gives="float")
def round_to(node: Node, operands: Operands, state: State) -> Value | None:
    """A number rounded to figures or decimal places."""
    held, figures = numbers(node, operands[:1], state), required(node, "figures", state)
    if not held or figures is None:
        return None
    result = rounded(held[0], node.get("rounding-mode", "significantFigures"), int(figures))
    return None if result is None else number(float(result))


@operator("integer-to-float", least=1, most=1, takes="integer", gives="float")
def integer_to_float(node: Node, operands: Operands, state: State) -> Value | None:
    """The same number as a float."""
    held = numbers(node, operands, state)
    return single("float", float(held[0])) if held else None


@operator("math-constant", gives="float")
def constant(node: Node, operands: Operands, state: State) -> Value | None:
    """Pi or Euler's number."""
    known = {"pi": math.pi, "e": math.e}
    if node.get("name") not in known:
        raise state.problem(node, f"There is no constant '{node.get('name')}'.", "Write pi or e.")
    return single("float", known[node.get("name")])


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "cot": lambda x: 1 / math.tan(x),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "asec": lambda x: math.acos(1 / x),
    "acsc": lambda x: math.asin(1 / x),
    "acot": lambda x: math.pi / 2 - math.atan(x) if x < 0 else math.atan2(1, x),
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sech": lambda x: 1 / math.cosh(x),
    "csch": lambda x: 1 / math.sinh(x),
    "coth": lambda x: 1 / math.tanh(x),
    "log": math.log10,
    "ln": math.log,
    "exp": math.exp,
    "abs": abs,
    "signum": lambda x: (x > 0) - (x < 0),
    "floor": math.floor,
    "ceil": math.ceil,
    "toDegrees": math.degrees,
    "toRadians": math.radians,
}
WHOLE = frozenset({"signum", "floor", "ceil"})


@operator("math-operator", least=1, most=2, takes="number", gives="number")
def function(node: Node, operands: Operands, state: State) -> Value | None:
    """A function of mathematics by its name; outside its domain the result is NULL."""
    held, name = numbers(node, operands, state), node.get("name")
    if name != "atan2" and name not in FUNCTIONS:
        raise state.problem(node, f"There is no function '{name}'.", "Use one of the standard's functions.")
    if not held or (name == "atan2" and len(held) != 2):
        return None
    try:
        result = math.atan2(*held) if name == "atan2" else FUNCTIONS[name](held[0])
    except (ArithmeticError, ValueError):
        return None
    return _result(int(result)) if name in WHOLE else number(float(result))
