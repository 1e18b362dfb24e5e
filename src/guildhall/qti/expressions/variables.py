"""Where values come from: what is written, what was answered, the key, and what keys and places are worth."""

from guildhall.qti import geometry
from guildhall.qti.expressions.operands import items_of, numbers
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.model import AreaMapping, KeyMapping, MapEntry, Node, Response
from guildhall.qti.state import State
from guildhall.qti.tables import looked_up, table_of
from guildhall.qti.values import BASE_SPELLINGS, Scalar, Value, number, single


@operator("base-value", gives="stated")
def base_value(node: Node, operands: Operands, state: State) -> Value | None:
    """A value that the item's author wrote; an empty one is NULL."""
    if not node.text.strip():
        return None
    return single(_base(node), state.read(node, node.text, _base(node)))


def _base(node: Node) -> str:
    stated = node.get("base-type")
    return BASE_SPELLINGS.get(stated, stated)


@operator("variable", gives="declared", shape="declared")
def variable(node: Node, operands: Operands, state: State) -> Value | None:
    """The present value of a variable."""
    return state.value(node)


@operator("correct", gives="declared", shape="declared")
def correct(node: Node, operands: Operands, state: State) -> Value | None:
    """The key of a response."""
    return state.correct.get(state.declaration(node).identifier)


@operator("default", gives="declared", shape="declared")
def default(node: Node, operands: Operands, state: State) -> Value | None:
    """What a variable began with."""
    declared = state.declaration(node)
    return state.defaults.get(declared.identifier, declared.default)


@operator("null", gives="unknown", shape="unknown")
def null(node: Node, operands: Operands, state: State) -> Value | None:
    """No value."""
    return None


@operator("map-response", gives="float")
def map_response(node: Node, operands: Operands, state: State) -> Value | None:
    """What an answer is worth by the mapping: each key counts once, within the bounds."""
    declared = _response(node, state)
    if declared.mapping is None:
        raise state.problem(node, f"'{declared.identifier}' has no mapping.", "Give the response a mapping.")
    given = state.responses.get(declared.identifier)
    return number(worth(declared.mapping, declared.base, given.items if given else ()))


def worth(mapping: KeyMapping, base: str, given: tuple[Scalar, ...]) -> float:
    """What some answers are worth together."""
    counted: set[object] = set()
    total = 0.0
    for each in given:
        entry = next((entry for entry in mapping.entries if _is_key(entry, each, base)), None)
        key = entry.key if entry else each
        if key not in counted:
            counted.add(key)
            total += entry.worth if entry else mapping.default
    return _bounded(total, mapping)


def _is_key(entry: MapEntry, given: Scalar, base: str) -> bool:
    if isinstance(entry.key, str) and isinstance(given, str):
        key, said = (entry.key.strip(), given.strip()) if base == "string" else (entry.key, given)
        return key == said if entry.case_sensitive else key.casefold() == said.casefold()
    return entry.key == given


@operator("map-response-point", gives="float")
def map_response_point(node: Node, operands: Operands, state: State) -> Value | None:
    """What points are worth by the areas they hit: each area counts once, within the bounds."""
    declared = _response(node, state)
    if declared.areas is None:
        raise state.problem(node, f"'{declared.identifier}' has no areas.", "Give the response an area mapping.")
    given = state.responses.get(declared.identifier)
    return number(worth_of_points(declared.areas, given.items if given else ()))


def worth_of_points(mapping: AreaMapping, given: tuple[Scalar, ...]) -> float:
    """What some points are worth together; a point outside every area is worth the default."""
    hit: set[int] = set()
    total = 0.0
    for each in dict.fromkeys(given):
        place = next((place for place, area in enumerate(mapping.areas) if geometry.holds(area, each)), None)
        if place is None:
            total += mapping.default
        elif place not in hit:
            hit.add(place)
            total += mapping.areas[place].worth
    return _bounded(total, mapping)


def _bounded(total: float, mapping: KeyMapping | AreaMapping) -> float:
    if mapping.upper is not None:
        total = min(total, mapping.upper)
    return total if mapping.lower is None else max(total, mapping.lower)


def _response(node: Node, state: State) -> Response:
    declared = state.declaration(node)
    if not isinstance(declared, Response):
        raise state.problem(node, f"'{declared.identifier}' is no response.", "Name a response.")
    return declared


@operator("lookup-table", least=1, most=None, gives="float", dialect=True)
def lookup_table(node: Node, operands: Operands, state: State) -> Value | None:
    """A number looked up in a table that stands beside it (an extension that some tools write)."""
    held = numbers(node, operands[:1], state)
    table = table_of(node)
    if table is None or held is None or items_of(operands[:1]) is None:
        return None
    found = looked_up(table, held[0])
    return None if not found else single("float", state.read(node, found, "float"))


@operator("match-table", most=None, gives="unknown", dialect=True)
@operator("interpolation-table", most=None, gives="unknown", dialect=True)
@operator("match-table-entry", gives="unknown", dialect=True)
@operator("interpolation-table-entry", gives="unknown", dialect=True)
def part_of_a_table(node: Node, operands: Operands, state: State) -> Value | None:
    """Part of a table; its value is the table's business."""
    return None
