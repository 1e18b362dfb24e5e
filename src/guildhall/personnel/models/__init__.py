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
from guildhall.personnel.models.monitorings import Agreement, Monitoring, MonitoringKind
from guildhall.personnel.models.organisations import Employment, Organisation
from guildhall.personnel.models.paces import (
    Pace,
)
from guildhall.personnel.models.relations import Course, Participation, Relation, RelationKind
from guildhall.personnel.models.releases import (
    SoftwareRelease,
)
from guildhall.personnel.models.signals import (
    ConflictSearch,
    ConflictSignal,
    Inquiry,
    InquiryReason,
    SignalKind,
    Trace,
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
    "Agreement",
    "Authorisation",
    "Calibration",
    "Clearance",
    "ConflictSearch",
    "ConflictSignal",
    "Course",
    "Declaration",
    "DeclarationText",
    "Employment",
    "Equipment",
    "EquipmentKind",
    "ExamRoom",
    "Exemption",
    "FoundingEnd",
    "Inquiry",
    "InquiryReason",
    "Inspection",
    "Interest",
    "InterestKind",
    "Monitoring",
    "MonitoringKind",
    "Organisation",
    "Pace",
    "Participation",
    "Proof",
    "Relation",
    "RelationKind",
    "SignalKind",
    "SoftwareRelease",
    "Trace",
    "Training",
    "Upkeep",
    "Venue",
    "VenueKind",
]
