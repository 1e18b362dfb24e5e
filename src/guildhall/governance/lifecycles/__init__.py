"""The lives of what governs the body, one module a noun; every lifecycle is named here too."""

from guildhall.governance.lifecycles.ai import AI_USE
from guildhall.governance.lifecycles.body import ACCREDITATION, COVER, ENTITY, LIABILITY, REGISTRATION, YEAR
from guildhall.governance.lifecycles.committees import (
    AGENDA_ITEM,
    COMMITTEE,
    ITEM_CONFLICT,
    MEETING,
    RESOLUTION,
    SEAT,
)
from guildhall.governance.lifecycles.impartiality import RELATED, SIGHTING, THREAT
from guildhall.governance.lifecycles.information import AGREEMENT_TEXT, CONSENT, LEGAL_REQUEST
from guildhall.governance.lifecycles.providers import PROVIDER
from guildhall.governance.lifecycles.training import OFFER, SEARCH, STATEMENT, WORDING

__all__ = [
    "ACCREDITATION",
    "AGENDA_ITEM",
    "AGREEMENT_TEXT",
    "AI_USE",
    "COMMITTEE",
    "CONSENT",
    "COVER",
    "ENTITY",
    "ITEM_CONFLICT",
    "LEGAL_REQUEST",
    "LIABILITY",
    "MEETING",
    "OFFER",
    "PROVIDER",
    "REGISTRATION",
    "RELATED",
    "RESOLUTION",
    "SEARCH",
    "SEAT",
    "SIGHTING",
    "STATEMENT",
    "THREAT",
    "WORDING",
    "YEAR",
]
