"""The life of an anomaly: a number raises a question, and a person answers it with a reason (R-33)."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AnomalyState(StrEnum):
    """Where a question stands that the answers of a sitting raised."""

    OPEN = "open"
    DISMISSED = "dismissed"
    TAKEN_UP = "taken-up"
    CLOSED = "closed"


ANOMALY = Lifecycle(
    noun=gettext_noop("Anomaly"),
    procedure="PR-RESULTS",
    states=AnomalyState,
    words={
        AnomalyState.OPEN: gettext_noop("Waits for a judgement"),
        AnomalyState.DISMISSED: gettext_noop("Dismissed"),
        AnomalyState.TAKEN_UP: gettext_noop("Taken up"),
        AnomalyState.CLOSED: gettext_noop("Looked into"),
    },
    moves=(
        Move("notice", (), AnomalyState.OPEN, gettext_noop("Raise a question")),
        Move("dismiss", (AnomalyState.OPEN,), AnomalyState.DISMISSED, gettext_noop("Dismiss")),
        Move("take_up", (AnomalyState.OPEN,), AnomalyState.TAKEN_UP, gettext_noop("Take up")),
        Move("close", (AnomalyState.TAKEN_UP,), AnomalyState.CLOSED, gettext_noop("Say what was found")),
    ),
)

UNANSWERED = (AnomalyState.OPEN, AnomalyState.TAKEN_UP)
"""Nobody has said yet what came of it; the results concerned wait."""
