"""The lives of schemes, one module a noun; every lifecycle is named here too."""

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
    "TASK_IMPORT",
    "VERSION",
    "AnalysisState",
    "ImportState",
    "MembershipState",
    "VersionState",
]
