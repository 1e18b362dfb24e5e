"""The table of expressions: each under its name, with what it takes and what it gives.

The same row is used twice: to reckon, and to check an item before anybody answers it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value

Operands = Sequence[Value | None]
Function = Callable[[Node, Operands, State], Value | None]


@dataclass(frozen=True)
class Operator:
    """An expression: how many operands it takes and of which sort, and the sort of what it gives.

    Sorts are base types, ``number`` (integer or float), ``any``, and for results ``first`` (what the first operand
    is), ``declared`` (what the variable named is) and ``stated`` (what the attribute says). `shape` is the cardinality
    of the result where it is not single.
    """

    name: str
    reckon: Function
    least: int
    most: int | None
    takes: str
    gives: str
    shape: str = "single"
    dialect: bool = False


OPERATORS: dict[str, Operator] = {}


def operator(
    name: str,
    *,
    least: int = 0,
    most: int | None = 0,
    takes: str = "any",
    gives: str,
    shape: str = "single",
    dialect: bool = False,
) -> Callable[[Function], Function]:
    """Enter a function into the table under ``qti-`` and `name`. `most` is None where there is no limit."""

    def enter(function: Function) -> Function:
        full = f"qti-{name}"
        if full in OPERATORS:
            raise ValueError(f"There are two expressions named {full}.")
        OPERATORS[full] = Operator(full, function, least, most, takes, gives, shape, dialect=dialect)
        return function

    return enter


INSTEAD = "Write what it does with the expressions of the standard."
"""What mends an operator of a vendor's own."""


def custom(node: Node) -> str:
    """What is wrong with an operator of a vendor's own, by its name."""
    name = node.get("class") or node.get("definition") or "without a name"
    return f"The custom operator '{name[:120]}' is no part of the standard."


def evaluate(node: Node, state: State) -> Value | None:
    """Reckon an expression. QtiProblem where the item itself is at fault."""
    known = OPERATORS.get(node.name)
    if node.name == "qti-custom-operator":
        raise state.problem(node, custom(node), INSTEAD)
    if known is None:
        raise state.problem(node, f"There is no expression '{node.name}'.", "Use one of the standard's expressions.")
    state.count(node)
    if node.name == "qti-repeat":
        return known.reckon(node, (), state)
    operands = [evaluate(each, state) for each in node.elements]
    if len(operands) < known.least or (known.most is not None and len(operands) > known.most):
        raise state.problem(node, f"{len(operands)} operands are not what it takes.", "Correct the operands.")
    return known.reckon(node, operands, state)
