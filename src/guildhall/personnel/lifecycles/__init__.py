"""The lives of what the body records of its people, one module a noun; every lifecycle is named here too."""

from guildhall.personnel.lifecycles.authorisations import AUTHORISATION, AuthorisationState
from guildhall.personnel.lifecycles.clearances import CLEARANCE, ClearanceState
from guildhall.personnel.lifecycles.courses import (
    COURSE,
    EMPLOYMENT,
    PARTICIPATION,
    CourseState,
    EmploymentState,
    ParticipationState,
)
from guildhall.personnel.lifecycles.criteria import (
    CRITERIA,
    EVIDENCE,
    SUPERVISION,
    CriteriaState,
    EvidenceState,
    SupervisionState,
)
from guildhall.personnel.lifecycles.declarations import (
    DECLARATION,
    INTEREST,
    TEXT,
    DeclarationState,
    InterestState,
    TextState,
)
from guildhall.personnel.lifecycles.development import MEASURE, NEED, MeasureState, NeedState
from guildhall.personnel.lifecycles.equipment import (
    EQUIPMENT,
    EquipmentState,
)
from guildhall.personnel.lifecycles.monitorings import MONITORING, MonitoringState
from guildhall.personnel.lifecycles.posts import POST, PostState
from guildhall.personnel.lifecycles.releases import (
    RELEASE,
    ReleaseState,
)
from guildhall.personnel.lifecycles.signals import INQUIRY, SIGNAL, InquiryState, SignalState
from guildhall.personnel.lifecycles.trainings import TRAINING, TrainingState
from guildhall.personnel.lifecycles.venues import (
    ROOM,
    VENUE,
    RoomState,
    VenueState,
)

__all__ = [
    "AUTHORISATION",
    "CLEARANCE",
    "COURSE",
    "CRITERIA",
    "DECLARATION",
    "EMPLOYMENT",
    "EQUIPMENT",
    "EVIDENCE",
    "INQUIRY",
    "INTEREST",
    "MEASURE",
    "MONITORING",
    "NEED",
    "PARTICIPATION",
    "POST",
    "RELEASE",
    "ROOM",
    "SIGNAL",
    "SUPERVISION",
    "TEXT",
    "TRAINING",
    "VENUE",
    "AuthorisationState",
    "ClearanceState",
    "CourseState",
    "CriteriaState",
    "DeclarationState",
    "EmploymentState",
    "EquipmentState",
    "EvidenceState",
    "InquiryState",
    "InterestState",
    "MeasureState",
    "MonitoringState",
    "NeedState",
    "ParticipationState",
    "PostState",
    "ReleaseState",
    "RoomState",
    "SignalState",
    "SupervisionState",
    "TextState",
    "TrainingState",
    "VenueState",
]
