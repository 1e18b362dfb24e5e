"""What is recorded of the people of the body, one module a noun."""

from guildhall.personnel.models.authorisations import Authorisation, FoundingEnd
from guildhall.personnel.models.clearances import Clearance
from guildhall.personnel.models.criteria import CriteriaSet, Criterion, CriterionResult, Evidence, EvidenceKind, Point
from guildhall.personnel.models.declarations import Declaration, DeclarationText, Interest, InterestKind
from guildhall.personnel.models.development import Attendance, Measure, MeasureKind, Need, NeedSource
from guildhall.personnel.models.engagements import Engagement, EngagementKind
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
from guildhall.personnel.models.posts import Description, Occupancy, Post, ReportingLine, Responsibility
from guildhall.personnel.models.relations import Course, Participation, Relation, RelationKind
from guildhall.personnel.models.releases import (
    ReleaseReport,
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
from guildhall.personnel.models.supervision import SupervisedTask, Supervision
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
    "Attendance",
    "Authorisation",
    "Calibration",
    "Clearance",
    "ConflictSearch",
    "ConflictSignal",
    "Course",
    "CriteriaSet",
    "Criterion",
    "CriterionResult",
    "Declaration",
    "DeclarationText",
    "Description",
    "Employment",
    "Engagement",
    "EngagementKind",
    "Equipment",
    "EquipmentKind",
    "Evidence",
    "EvidenceKind",
    "ExamRoom",
    "Exemption",
    "FoundingEnd",
    "Inquiry",
    "InquiryReason",
    "Inspection",
    "Interest",
    "InterestKind",
    "Measure",
    "MeasureKind",
    "Monitoring",
    "MonitoringKind",
    "Need",
    "NeedSource",
    "Occupancy",
    "Organisation",
    "Pace",
    "Participation",
    "Point",
    "Post",
    "Proof",
    "Relation",
    "RelationKind",
    "ReleaseReport",
    "ReportingLine",
    "Responsibility",
    "SignalKind",
    "SoftwareRelease",
    "SupervisedTask",
    "Supervision",
    "Trace",
    "Training",
    "Upkeep",
    "Venue",
    "VenueKind",
]
