"""Containers and records: to build them, to count them, to look into them."""

from collections import Counter

from guildhall.qti.expressions.operands import amount, numbers
from guildhall.qti.expressions.operators import Operands, evaluate, operator
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import NUMERIC, Cardinality, Scalar, Value, boolean, container, single

MOST_REPEATS = 1000


def _gathered(node: Node, cardinality: Cardinality, operands: Operands, state: State) -> Value | None:
    held = [each for each in operands if each is not None]
    bases = {each.base for each in held}
    items = [item for each in held for item in each.items]
    if bases == NUMERIC:
        return container(cardinality, "float", (float(each) for each in items if isinstance(each, (int, float))))
    if len(bases) > 1:
        raise state.problem(node, f"It mixes {' and '.join(sorted(bases))}.", "Gather values of one base type.")
    return container(cardinality, bases.pop() if bases else "", items)


@operator("multiple", most=None, gives="first", shape="multiple")
def multiple(node: Node, operands: Operands, state: State) -> Value | None:
    """All operands in one container without an order; NULL ones are left out."""
    return _gathered(node, "multiple", operands, state)


@operator("ordered", most=None, gives="first", shape="ordered")
def ordered(node: Node, operands: Operands, state: State) -> Value | None:
    """All operands in one container in their order; NULL ones are left out."""
    return _gathered(node, "ordered", operands, state)


@operator("repeat", least=1, most=None, gives="first", shape="ordered")
def repeat(node: Node, operands: Operands, state: State) -> Value | None:
    """Reckon the operands anew several times and gather the results."""
    times = amount(node, "number-repeats", state)
    if times is None or times < 1:
        return None
    if times > MOST_REPEATS:
        raise state.problem(node, f"It repeats more than {MOST_REPEATS} times.", "Repeat it less often.")
    held = [evaluate(each, state) for _ in range(int(times)) for each in node.elements]
    return _gathered(node, "ordered", held, state)


@operator("container-size", least=1, most=1, gives="integer")
def size(node: Node, operands: Operands, state: State) -> Value | None:
    """How many a container holds; NULL holds none."""
    return single("integer", len(operands[0].items) if operands[0] else 0)


@operator("index", least=1, most=2, gives="first")
def index(node: Node, operands: Operands, state: State) -> Value | None:
    """The one at a place of an ordered container, counted from 1; beyond the end there is none.

    The place stands in `n`; some tools write it as a second operand.
    """
    places = numbers(node, operands[1:], state) if len(operands) == 2 else [amount(node, "n", state) or 0]
    if operands[0] is None or not places:
        return None
    place = int(places[0])
    held = operands[0].items
    return single(operands[0].base, held[place - 1]) if 1 <= place <= len(held) else None


@operator("contains", least=2, most=2, gives="boolean")
def contains(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether the first container holds the second: as often as it does, or in its order one after the other."""
    whole, part = operands
    if whole is None or part is None:
        return None
    if whole.cardinality == "ordered":
        return boolean(_in_order(whole.items, part.items))
    return boolean(not Counter(part.items) - Counter(whole.items))


def _in_order(whole: tuple[Scalar, ...], part: tuple[Scalar, ...]) -> bool:
    starts = range(len(whole) - len(part) + 1)
    return any(whole[start : start + len(part)] == part for start in starts)


@operator("member", least=2, most=2, gives="boolean")
def member(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether the container that comes second holds the value that comes first."""
    asked, whole = operands
    return None if asked is None or whole is None else boolean(asked.one in whole.items)


@operator("delete", least=2, most=2, gives="second", shape="second")
def delete(node: Node, operands: Operands, state: State) -> Value | None:
    """The container that comes second without the value that comes first, however often it held it."""
    unwanted, whole = operands
    if unwanted is None or whole is None:
        return None
    return container(whole.cardinality, whole.base, (each for each in whole.items if each != unwanted.one))


@operator("field-value", least=1, most=1, gives="unknown")
def field_value(node: Node, operands: Operands, state: State) -> Value | None:
    """A field of a record; within a record that is being built, the value of the field."""
    held = operands[0]
    if held is None or held.cardinality != "record":
        return held
    return held.fields.get(node.get("field-identifier"))


@operator("record", most=None, gives="", shape="record", dialect=True)
def record(node: Node, operands: Operands, state: State) -> Value | None:
    """A record of named fields (an extension that some tools write)."""
    names = [each.get("field-identifier") for each in node.elements]
    return Value("record", "", fields=dict(zip(names, operands, strict=True))) if names else None
