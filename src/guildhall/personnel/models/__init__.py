"""What is recorded of the people of the body, one module a noun."""

from guildhall.personnel.models.authorisations import Authorisation, FoundingEnd
from guildhall.personnel.models.clearances import Clearance
from guildhall.personnel.models.declarations import Declaration, DeclarationText, Interest, InterestKind
from guildhall.personnel.models.equipment import (
    Calibration,
    Equipment,
    EquipmentKind,
    Proof,
    Upkeep,
)
from guildhall.personnel.models.paces import (
    Pace,
)
from guildhall.personnel.models.releases import (
    SoftwareRelease,
)
from guildhall.personnel.models.trainings import Exemption, Training
from guildhall.personnel.models.venues import (
    Access,
    ExamRoom,
    Inspection,
    Venue,
    VenueKind,
)

__all__ = [
    "Access",
    "Authorisation",
    "Calibration",
    "Clearance",
    "Declaration",
    "DeclarationText",
    "Equipment",
    "EquipmentKind",
    "ExamRoom",
    "Exemption",
    "FoundingEnd",
    "Inspection",
    "Interest",
    "InterestKind",
    "Pace",
    "Proof",
    "SoftwareRelease",
    "Training",
    "Upkeep",
    "Venue",
    "VenueKind",
]
