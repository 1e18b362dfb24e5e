"""Statistics over a container of numbers."""

import statistics
from collections.abc import Callable

from guildhall.qti.expressions.operands import numbers
from guildhall.qti.expressions.operators import Operands, operator
from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import Value, number

STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "mean": statistics.fmean,
    "sampleVariance": statistics.variance,
    "sampleSD": statistics.stdev,
    "popVariance": statistics.pvariance,
    "popSD": statistics.pstdev,
}


def _reckon(name: str, node: Node, operands: Operands, state: State) -> Value | None:
    held = numbers(node, operands, state)
    if not held:
        return None
    try:
        return number(float(STATISTICS[name]([float(each) for each in held])))
    except (statistics.StatisticsError, ArithmeticError):
        return None


@operator("stats-operator", least=1, most=1, takes="number", gives="float")
def statistic(node: Node, operands: Operands, state: State) -> Value | None:
    """A statistic by its name; of too few numbers it is NULL."""
    if node.get("name") not in STATISTICS:
        raise state.problem(node, f"There is no statistic '{node.get('name')}'.", f"Use {', '.join(STATISTICS)}.")
    return _reckon(node.get("name"), node, operands, state)
