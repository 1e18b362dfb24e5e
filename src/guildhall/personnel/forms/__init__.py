"""The shape of what people type in personnel, one module a noun; whether it is allowed, the acts decide."""

from guildhall.personnel.forms.authorisations import (
    AppointForm,
    CompetenceForm,
    DeclineForm,
    EvaluateForm,
    ProposeForm,
    TermForm,
)
from guildhall.personnel.forms.clearances import ClearForm, ConflictForm
from guildhall.personnel.forms.common import SCANS, PersonField, ReasonForm, ReasonsForm, called
from guildhall.personnel.forms.declarations import InterestForm, PaperForm, SignForm, TextForm
from guildhall.personnel.forms.trainings import ExemptionForm, OwnTrainingForm, TrainingForm

__all__ = [
    "SCANS",
    "AppointForm",
    "ClearForm",
    "CompetenceForm",
    "ConflictForm",
    "DeclineForm",
    "EvaluateForm",
    "ExemptionForm",
    "InterestForm",
    "OwnTrainingForm",
    "PaperForm",
    "PersonField",
    "ProposeForm",
    "ReasonForm",
    "ReasonsForm",
    "SignForm",
    "TermForm",
    "TextForm",
    "TrainingForm",
    "called",
]
