"""Whether an examination treats groups alike: items that do not, and results that differ."""

from guildhall.psychometrics.fairness.impact import (
    GroupDifference,
    GroupResult,
    Impact,
    adverse_impact,
    group_differences,
)
from guildhall.psychometrics.fairness.mantel import ItemDif, MantelHaenszel, mantel_haenszel
from guildhall.psychometrics.fairness.regression import LogisticDif, LogisticItem, logistic_dif
from guildhall.psychometrics.fairness.standardization import StandardizedItem, standardization

__all__ = [
    "GroupDifference",
    "GroupResult",
    "Impact",
    "ItemDif",
    "LogisticDif",
    "LogisticItem",
    "MantelHaenszel",
    "StandardizedItem",
    "adverse_impact",
    "group_differences",
    "logistic_dif",
    "mantel_haenszel",
    "standardization",
]
