"""What governing the body records, one module a noun."""

from guildhall.governance.models.ai import AiAcknowledgement, AiEvaluation, AiJudgement, AiUse, AiVerdict, Touches
from guildhall.governance.models.body import (
    Accreditation,
    AccreditedScheme,
    Cover,
    CoverKind,
    LegalEntity,
    Liability,
    Registration,
    RegistrationKind,
)
from guildhall.governance.models.finance import FinancialYear, RevenueSource, SourceKind
from guildhall.governance.models.sightings import Sighting
from guildhall.governance.models.threats import (
    RegisterReview,
    RelatedBody,
    RelatedKind,
    Threat,
    ThreatKind,
    ThreatRating,
    ThreatSource,
)
from guildhall.governance.models.training import (
    EquivalentSearch,
    OfferKind,
    PublicWording,
    TrainingOffer,
    TrainingStatement,
)

__all__ = [
    "Accreditation",
    "AccreditedScheme",
    "AiAcknowledgement",
    "AiEvaluation",
    "AiJudgement",
    "AiUse",
    "AiVerdict",
    "Cover",
    "CoverKind",
    "EquivalentSearch",
    "FinancialYear",
    "LegalEntity",
    "Liability",
    "OfferKind",
    "PublicWording",
    "RegisterReview",
    "Registration",
    "RegistrationKind",
    "RelatedBody",
    "RelatedKind",
    "RevenueSource",
    "Sighting",
    "SourceKind",
    "Threat",
    "ThreatKind",
    "ThreatRating",
    "ThreatSource",
    "Touches",
    "TrainingOffer",
    "TrainingStatement",
]
