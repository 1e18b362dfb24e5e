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
from guildhall.personnel.lifecycles.declarations import (
    DECLARATION,
    INTEREST,
    TEXT,
    DeclarationState,
    InterestState,
    TextState,
)
from guildhall.personnel.lifecycles.equipment import (
    EQUIPMENT,
    EquipmentState,
)
from guildhall.personnel.lifecycles.monitorings import MONITORING, MonitoringState
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
    "DECLARATION",
    "EMPLOYMENT",
    "EQUIPMENT",
    "INQUIRY",
    "INTEREST",
    "MONITORING",
    "PARTICIPATION",
    "RELEASE",
    "ROOM",
    "SIGNAL",
    "TEXT",
    "TRAINING",
    "VENUE",
    "AuthorisationState",
    "ClearanceState",
    "CourseState",
    "DeclarationState",
    "EmploymentState",
    "EquipmentState",
    "InquiryState",
    "InterestState",
    "MonitoringState",
    "ParticipationState",
    "ReleaseState",
    "RoomState",
    "SignalState",
    "TextState",
    "TrainingState",
    "VenueState",
]
