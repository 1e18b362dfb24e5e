"""Truth in three values: what is unknown stays unknown unless the rest decides."""

from guildhall.qti.expressions.operands import amount, truth
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value, boolean


@operator("and", least=1, most=None, takes="boolean", gives="boolean")
def all_hold(node: Node, operands: Operands, state: State) -> Value | None:
    """False as soon as one is false; unknown where none is false and one unknown."""
    truths = [truth(node, each, state) for each in operands]
    if False in truths:
        return boolean(False)
    return None if None in truths else boolean(True)


@operator("or", least=1, most=None, takes="boolean", gives="boolean")
def any_holds(node: Node, operands: Operands, state: State) -> Value | None:
    """True as soon as one is true; unknown where none is true and one unknown."""
    truths = [truth(node, each, state) for each in operands]
    if True in truths:
        return boolean(True)
    return None if None in truths else boolean(False)


@operator("not", least=1, most=1, takes="boolean", gives="boolean")
def does_not_hold(node: Node, operands: Operands, state: State) -> Value | None:
    """The opposite; of what is unknown, unknown."""
    held = truth(node, operands[0], state)
    return None if held is None else boolean(not held)


@operator("any-n", least=1, most=None, takes="boolean", gives="boolean")
def some_hold(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether between `min` and `max` hold, as far as the unknown ones leave it open."""
    truths = [truth(node, each, state) for each in operands]
    least, most = amount(node, "min", state), amount(node, "max", state)
    if least is None or most is None:
        return None
    certain, unknown = truths.count(True), truths.count(None)
    if least <= certain and certain + unknown <= most:
        return boolean(True)
    if certain + unknown < least or certain > most:
        return boolean(False)
    return None


@operator("is-null", least=1, most=1, gives="boolean")
def is_null(node: Node, operands: Operands, state: State) -> Value | None:
    """Whether there is no value: the one question that is never answered with unknown."""
    return boolean(operands[0] is None)
