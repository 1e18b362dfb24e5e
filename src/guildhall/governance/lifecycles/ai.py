"""The life of a use of artificial intelligence: off until everything is there, off again when anything changes."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AiState(StrEnum):
    """Where a use of artificial intelligence stands; only an active one is on."""

    PROPOSED = "proposed"
    ASSESSED = "assessed"
    VERIFIED = "verified"
    DISCLOSED = "disclosed"
    ACTIVE = "active"
    UNDER_REVIEW = "under-review"
    STOPPED = "stopped"
    RETIRED = "retired"


CHANGEABLE = (AiState.ASSESSED, AiState.VERIFIED, AiState.DISCLOSED, AiState.ACTIVE, AiState.UNDER_REVIEW)

AI_USE = Lifecycle(
    noun=gettext_noop("Use of artificial intelligence"),
    procedure="PR-AI",
    states=AiState,
    words={
        AiState.PROPOSED: gettext_noop("Off: waits for its risk assessment"),
        AiState.ASSESSED: gettext_noop("Off: waits for its verification"),
        AiState.VERIFIED: gettext_noop("Off: waits for its disclosure"),
        AiState.DISCLOSED: gettext_noop("Off: waits to be activated"),
        AiState.ACTIVE: gettext_noop("On"),
        AiState.UNDER_REVIEW: gettext_noop("Off: under review"),
        AiState.STOPPED: gettext_noop("Stopped"),
        AiState.RETIRED: gettext_noop("Given up"),
    },
    moves=(
        Move("propose", (), AiState.PROPOSED, gettext_noop("Register a use of AI")),
        Move("assess", (AiState.PROPOSED, AiState.ASSESSED), AiState.ASSESSED, gettext_noop("Assess the risks")),
        Move("verify", (AiState.ASSESSED,), AiState.VERIFIED, gettext_noop("Verify")),
        Move("disclose", (AiState.VERIFIED,), AiState.DISCLOSED, gettext_noop("Disclose")),
        Move("activate", (AiState.DISCLOSED,), AiState.ACTIVE, gettext_noop("Activate")),
        Move("change_model", CHANGEABLE, AiState.ASSESSED, gettext_noop("Record a changed model")),
        Move("question", (AiState.ACTIVE,), AiState.UNDER_REVIEW, gettext_noop("Switch off for a review")),
        Move("lapse", (AiState.ACTIVE,), AiState.UNDER_REVIEW, gettext_noop("Switch off by itself"), by_time=True),
        Move("confirm", (AiState.UNDER_REVIEW,), AiState.ACTIVE, gettext_noop("Switch on again")),
        Move("stop", (AiState.ACTIVE, AiState.UNDER_REVIEW), AiState.STOPPED, gettext_noop("Stop")),
        Move(
            "retire",
            (AiState.PROPOSED, AiState.ASSESSED, AiState.VERIFIED, AiState.DISCLOSED, AiState.STOPPED),
            AiState.RETIRED,
            gettext_noop("Give up"),
        ),
    ),
)
