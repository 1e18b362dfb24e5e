"""What the rules of an item reckon with: about seventy expressions, each once in the table of operators."""

from guildhall.qti.expressions import arithmetic, choosing, comparing, containers, deciding, statistics, variables
from guildhall.qti.expressions.operators import OPERATORS, Operator, evaluate

__all__ = [
    "OPERATORS",
    "Operator",
    "arithmetic",
    "choosing",
    "comparing",
    "containers",
    "deciding",
    "evaluate",
    "statistics",
    "variables",
]
