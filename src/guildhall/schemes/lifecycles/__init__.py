"""The lives of schemes, one module a noun; every lifecycle is named here too."""

from guildhall.schemes.lifecycles.studies import STANDING, STUDY, UNPROPOSED, StudyState
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
    "TASK_IMPORT",
    "UNPROPOSED",
    "VERSION",
    "AnalysisState",
    "ImportState",
    "MembershipState",
    "StudyState",
    "VersionState",
]
