"""The lives of what the body records of its people, one module a noun; every lifecycle is named here too."""

from guildhall.personnel.lifecycles.authorisations import AUTHORISATION, AuthorisationState
from guildhall.personnel.lifecycles.clearances import CLEARANCE, ClearanceState
from guildhall.personnel.lifecycles.declarations import (
    DECLARATION,
    INTEREST,
    TEXT,
    DeclarationState,
    InterestState,
    TextState,
)
from guildhall.personnel.lifecycles.trainings import TRAINING, TrainingState

__all__ = [
    "AUTHORISATION",
    "CLEARANCE",
    "DECLARATION",
    "INTEREST",
    "TEXT",
    "TRAINING",
    "AuthorisationState",
    "ClearanceState",
    "DeclarationState",
    "InterestState",
    "TextState",
    "TrainingState",
]
