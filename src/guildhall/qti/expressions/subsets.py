"""What the rules of a test reckon with: the items of a candidate's form, all of them or a part.

A part is named by its section, by a category that its items have, and by one that they have not.
"""

from collections.abc import Callable

from guildhall.qti.assessment.sitting import Sat, Sitting
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.model import Node, Outcome
from guildhall.qti.state import State
from guildhall.qti.values import BASE_SPELLINGS, NUMERIC, Scalar, Value, container, single, text_of


def _sitting(node: Node, state: State) -> Sitting:
    if not isinstance(state, Sitting):
        raise state.problem(node, f"'{node.name}' belongs into a test.", "Take it out of the item.")
    return state


@operator("test-variables", gives="number", shape="multiple")
def variables_of_items(node: Node, operands: Operands, state: State) -> Value | None:
    """The values of one variable of the items, each times its weight where one is named. Items without it are left."""
    sitting, name = _sitting(node, state), node.get("variable-identifier")
    base = BASE_SPELLINGS.get(node.get("base-type"), node.get("base-type"))
    found = {}
    for each in sitting.subset(node):
        value = each.weighted(name, node.get("weight-identifier"))
        if value is not None and value.cardinality == "single" and _asked(value.base, base):
            found[each.place.key] = value
    _tell(sitting, node, name, {key: value.one for key, value in found.items()})
    bases = {value.base for value in found.values()}
    shared = bases.pop() if len(bases) == 1 else "float"
    return container("multiple", shared, (_as(shared, value.one) for value in found.values()))


def _asked(base: str, wanted: str) -> bool:
    return base == wanted if wanted and wanted not in NUMERIC else base in NUMERIC


def _as(base: str, item: Scalar) -> Scalar:
    return float(item) if base == "float" and isinstance(item, int) else item


def _tell(sitting: Sitting, node: Node, name: str, found: dict[str, Scalar]) -> None:
    said = ", ".join(f"{key} {text_of(item)}" for key, item in found.items())
    sitting.tell(node, f"{name} of {len(found)} items: {said}." if found else f"No item has {name}.")


@operator("outcome-maximum", gives="float", shape="multiple")
def outcome_maximum(node: Node, operands: Operands, state: State) -> Value | None:
    """The most that an outcome of the items may be; NULL where one of them does not declare it."""
    found = [(each, _declared(each, node)) for each in _sitting(node, state).subset(node)]
    most = [(each, declared.normal_maximum) for each, declared in found if declared]
    if any(amount is None for _, amount in most):
        return None
    return container("multiple", "float", (_weighed(each, node, amount) for each, amount in most if amount is not None))


@operator("outcome-minimum", gives="float", shape="multiple")
def outcome_minimum(node: Node, operands: Operands, state: State) -> Value | None:
    """The least that an outcome of the items may be; items that do not declare it are left out."""
    found = [(each, _declared(each, node)) for each in _sitting(node, state).subset(node)]
    least = [(each, declared.normal_minimum) for each, declared in found if declared]
    return container(
        "multiple", "float", (_weighed(each, node, amount) for each, amount in least if amount is not None)
    )


def _declared(each: Sat, node: Node) -> Outcome | None:
    name = node.get("outcome-identifier")
    return each.state.item.outcome(each.place.item.renamed.get(name, name))


def _weighed(each: Sat, node: Node, amount: float) -> float:
    weight = node.get("weight-identifier")
    return amount * each.weight(weight) if weight else amount


def _number_of(name: str, meaning: str, holds: Callable[[Sat], bool]) -> None:
    """Enter an expression that counts items."""

    def count(node: Node, operands: Operands, state: State) -> Value | None:
        return single("integer", sum(holds(each) for each in _sitting(node, state).subset(node)))

    count.__doc__ = meaning
    operator(f"number-{name}", gives="integer")(count)


def _has_keys(each: Sat) -> bool:
    responses = each.state.item.responses
    return bool(responses) and all(each.state.correct.get(declared.identifier) for declared in responses)


def is_correct(each: Sat) -> bool:
    """Whether every response of an item is its key."""
    return _has_keys(each) and all(_same(each, name) for name in each.state.responses)


def _same(each: Sat, name: str) -> bool:
    given, right = each.state.responses[name], each.state.correct.get(name)
    if given is None or right is None or given.cardinality != right.cardinality:
        return False
    if given.cardinality == "multiple":
        return sorted(map(text_of, given.items)) == sorted(map(text_of, right.items))
    return given.items == right.items


def _is_answered(each: Sat) -> bool:
    return any(value is not None for value in each.state.responses.values())


def _is_incorrect(each: Sat) -> bool:
    return each.presented and _has_keys(each) and not is_correct(each)


_number_of("correct", "How many items were answered by their keys.", is_correct)
_number_of("incorrect", "How many items with keys were presented and not answered by them.", _is_incorrect)
_number_of("presented", "How many items were put before the candidate.", lambda each: each.presented)
_number_of("responded", "How many items have an answer.", _is_answered)
_number_of("selected", "How many items the candidate's form has.", lambda _: True)
