"""What the rules of items and tests reckon with: about eighty expressions, each once in the table of operators."""

from guildhall.qti.expressions import (
    arithmetic,
    choosing,
    comparing,
    containers,
    deciding,
    statistics,
    subsets,
    variables,
)
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
    "subsets",
    "variables",
]
