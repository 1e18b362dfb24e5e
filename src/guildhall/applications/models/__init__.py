"""What applying records, one module a noun."""

from guildhall.applications.models.accommodations import Accommodation, AccommodationPaper
from guildhall.applications.models.applications import Application, ApplicationKind, Inquiry, OfApplication
from guildhall.applications.models.evidence import Evidence, RequirementResult, Signature, SignatureKind, Verdict

__all__ = [
    "Accommodation",
    "AccommodationPaper",
    "Application",
    "ApplicationKind",
    "Evidence",
    "Inquiry",
    "OfApplication",
    "RequirementResult",
    "Signature",
    "SignatureKind",
    "Verdict",
]
