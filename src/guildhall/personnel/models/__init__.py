"""What is recorded of the people of the body, one module a noun."""

from guildhall.personnel.models.authorisations import Authorisation, FoundingEnd
from guildhall.personnel.models.clearances import Clearance
from guildhall.personnel.models.declarations import Declaration, DeclarationText, Interest, InterestKind
from guildhall.personnel.models.trainings import Exemption, Training

__all__ = [
    "Authorisation",
    "Clearance",
    "Declaration",
    "DeclarationText",
    "Exemption",
    "FoundingEnd",
    "Interest",
    "InterestKind",
    "Training",
]
