"""Chance, from the recorded seed."""

from guildhall.qti.expressions.operands import required
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value, number, single


@operator("random", least=1, most=1, gives="first")
def random(node: Node, operands: Operands, state: State) -> Value | None:
    """One of those in a container."""
    held = operands[0]
    return single(held.base, state.draw(held.items)) if held and held.items else None


@operator("random-integer", gives="integer")
def random_integer(node: Node, operands: Operands, state: State) -> Value | None:
    """An integer between `min` and `max`, in steps."""
    least, most = _from(node, state), required(node, "max", state)
    step = required(node, "step", state) if node.get("step") else 1
    if least is None or most is None or step is None or most < least:
        return None
    if step < 1:
        raise state.problem(node, "The step is less than 1.", "Write a step of 1 or more.")
    return single("integer", int(least) + int(step) * int(state.chance.random() * ((most - least) // step + 1)))


@operator("random-float", gives="float")
def random_float(node: Node, operands: Operands, state: State) -> Value | None:
    """A number between `min` and `max`."""
    least, most = _from(node, state), required(node, "max", state)
    return None if least is None or most is None else number(float(least + (most - least) * state.chance.random()))


def _from(node: Node, state: State) -> float | None:
    return required(node, "min", state) if node.get("min") else 0
