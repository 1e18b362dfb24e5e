"""Job analysis: what practice asks, so that the examination asks the same."""

from guildhall.psychometrics.practice.blueprint import (
    BlueprintShare,
    Sensitivity,
    blueprint,
    largest_remainder,
    sensitivity,
)
from guildhall.psychometrics.practice.response import ResponseRate, Stratum, response_rates
from guildhall.psychometrics.practice.tasks import SubgroupAgreement, Task, agreement_of_subgroups, weigh_tasks

__all__ = [
    "BlueprintShare",
    "ResponseRate",
    "Sensitivity",
    "Stratum",
    "SubgroupAgreement",
    "Task",
    "agreement_of_subgroups",
    "blueprint",
    "largest_remainder",
    "response_rates",
    "sensitivity",
    "weigh_tasks",
]
