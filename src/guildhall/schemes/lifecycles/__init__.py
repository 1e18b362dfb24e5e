"""The lives of schemes, one module a noun; every lifecycle is named here too."""

from guildhall.schemes.lifecycles.studies import STANDING, STUDY, UNPROPOSED, StudyState
from guildhall.schemes.lifecycles.surveys import SURVEY, SurveyState
from guildhall.schemes.lifecycles.versions import (
    ANALYSIS,
    BINDING,
    MEMBERSHIP,
    TASK_IMPORT,
    VERSION,
    AnalysisState,
    ImportState,
    MembershipState,
    VersionState,
)

__all__ = [
    "ANALYSIS",
    "BINDING",
    "MEMBERSHIP",
    "STANDING",
    "STUDY",
    "SURVEY",
    "TASK_IMPORT",
    "UNPROPOSED",
    "VERSION",
    "AnalysisState",
    "ImportState",
    "MembershipState",
    "StudyState",
    "SurveyState",
    "VersionState",
]
