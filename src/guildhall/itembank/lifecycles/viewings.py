"""The life of an alert about unusual viewing: noticed by the house, judged by a person."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AlertState(StrEnum):
    """Where an alert about unusual viewing stands."""

    OPEN = "open"
    EXPLAINED = "explained"
    TAKEN_UP = "taken-up"


VIEWING_ALERT = Lifecycle(
    noun=gettext_noop("Alert about unusual viewing"),
    procedure="PR-ITEMS",
    states=AlertState,
    words={
        AlertState.OPEN: gettext_noop("Waits for a judgement"),
        AlertState.EXPLAINED: gettext_noop("Explained"),
        AlertState.TAKEN_UP: gettext_noop("Taken up as a breach"),
    },
    moves=(
        Move("notice", (), AlertState.OPEN, gettext_noop("Notice unusual viewing")),
        Move("explain", (AlertState.OPEN,), AlertState.EXPLAINED, gettext_noop("Accept as explained")),
        Move("take_up", (AlertState.OPEN,), AlertState.TAKEN_UP, gettext_noop("Take up as a breach")),
    ),
)
