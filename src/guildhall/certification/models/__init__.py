"""What deciding records, one module a noun."""

from guildhall.certification.models.certificates import Certificate, StatusList
from guildhall.certification.models.certifications import Certification, Hold, HoldKind
from guildhall.certification.models.decisions import DecisionFile, DecisionKind

__all__ = [
    "Certificate",
    "Certification",
    "DecisionFile",
    "DecisionKind",
    "Hold",
    "HoldKind",
    "StatusList",
]
