"""The lives of threats to impartiality, of the signals that point at them, and of the bodies from which they come."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ThreatState(StrEnum):
    """Where a threat to impartiality stands."""

    IDENTIFIED = "identified"
    ANALYSED = "analysed"
    TREATED = "treated"
    ESCALATED = "escalated"
    ACCEPTED = "accepted"
    CLOSED = "closed"


THREAT = Lifecycle(
    noun=gettext_noop("Threat to impartiality"),
    procedure="PR-THREATS",
    states=ThreatState,
    words={
        ThreatState.IDENTIFIED: gettext_noop("Waits for analysis"),
        ThreatState.ANALYSED: gettext_noop("Waits for treatment"),
        ThreatState.TREATED: gettext_noop("Treated, waits for acceptance"),
        ThreatState.ESCALATED: gettext_noop("Before the impartiality committee"),
        ThreatState.ACCEPTED: gettext_noop("Residual risk accepted"),
        ThreatState.CLOSED: gettext_noop("Gone"),
    },
    moves=(
        Move("identify", (), ThreatState.IDENTIFIED, gettext_noop("Name a threat")),
        Move(
            "analyse",
            (ThreatState.IDENTIFIED, ThreatState.TREATED, ThreatState.ESCALATED, ThreatState.ACCEPTED),
            ThreatState.ANALYSED,
            gettext_noop("Analyse"),
        ),
        Move("treat", (ThreatState.ANALYSED, ThreatState.ESCALATED), ThreatState.TREATED, gettext_noop("Treat")),
        Move("accept", (ThreatState.TREATED,), ThreatState.ACCEPTED, gettext_noop("Accept the residual risk")),
        Move(
            "escalate",
            (ThreatState.ANALYSED, ThreatState.TREATED, ThreatState.ACCEPTED),
            ThreatState.ESCALATED,
            gettext_noop("Bring before the committee"),
        ),
        Move("settle", (ThreatState.ESCALATED,), ThreatState.ACCEPTED, gettext_noop("Accept as the committee advised")),
        Move("review", (ThreatState.ACCEPTED,), ThreatState.ACCEPTED, gettext_noop("Review: unchanged")),
        Move(
            "close",
            (ThreatState.IDENTIFIED, ThreatState.ANALYSED, ThreatState.TREATED, ThreatState.ACCEPTED),
            ThreatState.CLOSED,
            gettext_noop("Close, as it is gone"),
        ),
    ),
)


class SightingState(StrEnum):
    """What became of something that records show and that may threaten impartiality."""

    RAISED = "raised"
    NEW_THREAT = "new-threat"
    KNOWN_THREAT = "known-threat"
    NO_THREAT = "no-threat"
    FADED = "faded"


SIGHTING = Lifecycle(
    noun=gettext_noop("Signal"),
    procedure="PR-THREATS",
    states=SightingState,
    words={
        SightingState.RAISED: gettext_noop("Waits for judgement"),
        SightingState.NEW_THREAT: gettext_noop("Became a threat"),
        SightingState.KNOWN_THREAT: gettext_noop("A known threat"),
        SightingState.NO_THREAT: gettext_noop("No threat"),
        SightingState.FADED: gettext_noop("Not seen any more"),
    },
    moves=(
        Move("record", (), SightingState.RAISED, gettext_noop("Raise")),
        Move("name", (SightingState.RAISED,), SightingState.NEW_THREAT, gettext_noop("Judge: a new threat")),
        Move("recognise", (SightingState.RAISED,), SightingState.KNOWN_THREAT, gettext_noop("Judge: a known threat")),
        Move("dismiss", (SightingState.RAISED,), SightingState.NO_THREAT, gettext_noop("Judge: no threat")),
        Move("fade", (SightingState.RAISED,), SightingState.FADED, gettext_noop("Take back")),
        Move(
            "raise_again",
            (SightingState.NEW_THREAT, SightingState.KNOWN_THREAT, SightingState.NO_THREAT, SightingState.FADED),
            SightingState.RAISED,
            gettext_noop("Raise again"),
        ),
    ),
)


class RelatedState(StrEnum):
    """Whether a body is still related to ours."""

    RELATED = "related"
    ENDED = "ended"


RELATED = Lifecycle(
    noun=gettext_noop("Related body"),
    procedure="PR-THREATS",
    states=RelatedState,
    words={RelatedState.RELATED: gettext_noop("Related"), RelatedState.ENDED: gettext_noop("Not related any more")},
    moves=(
        Move("relate", (), RelatedState.RELATED, gettext_noop("Record a related body")),
        Move("end", (RelatedState.RELATED,), RelatedState.ENDED, gettext_noop("Record the end of the relation")),
    ),
)
