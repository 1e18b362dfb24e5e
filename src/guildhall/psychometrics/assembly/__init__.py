"""Forms built from a bank by what a form must be: several parallel ones at once, or one for each candidate."""

from guildhall.psychometrics.assembly.bank import Bank, BankItem
from guildhall.psychometrics.assembly.conflicts import Conflict
from guildhall.psychometrics.assembly.loft import Loft, form_per_candidate
from guildhall.psychometrics.assembly.solving import Assembly, Form, assemble
from guildhall.psychometrics.assembly.specification import Budget, Cell, Earlier, Mean, Specification, Target

__all__ = [
    "Assembly",
    "Bank",
    "BankItem",
    "Budget",
    "Cell",
    "Conflict",
    "Earlier",
    "Form",
    "Loft",
    "Mean",
    "Specification",
    "Target",
    "assemble",
    "form_per_candidate",
]
