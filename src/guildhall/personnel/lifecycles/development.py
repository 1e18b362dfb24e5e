"""The lives of what somebody still has to learn, and of what is done about it."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class NeedState(StrEnum):
    """What became of something that somebody has to learn."""

    FOUND = "found"
    PLANNED = "planned"
    ATTENDED = "attended"
    MET = "met"
    DROPPED = "dropped"


NEED = Lifecycle(
    noun=gettext_noop("Need of development"),
    procedure="PR-COMPETENCE",
    states=NeedState,
    words={
        NeedState.FOUND: gettext_noop("Nothing is planned yet"),
        NeedState.PLANNED: gettext_noop("Planned"),
        NeedState.ATTENDED: gettext_noop("Effect to be checked"),
        NeedState.MET: gettext_noop("Met, effect shown"),
        NeedState.DROPPED: gettext_noop("Dropped"),
    },
    moves=(
        Move("find", (), NeedState.FOUND, gettext_noop("Record a need")),
        Move("plan", (NeedState.FOUND,), NeedState.PLANNED, gettext_noop("Plan")),
        Move("release", (NeedState.PLANNED,), NeedState.FOUND, gettext_noop("Plan anew")),
        Move("attend", (NeedState.PLANNED,), NeedState.ATTENDED, gettext_noop("Attend")),
        Move("meet", (NeedState.ATTENDED,), NeedState.MET, gettext_noop("Effect: shown")),
        Move("reopen", (NeedState.ATTENDED,), NeedState.FOUND, gettext_noop("Effect: not shown")),
        Move("drop", (NeedState.FOUND,), NeedState.DROPPED, gettext_noop("Drop")),
    ),
)


class MeasureState(StrEnum):
    """Whether a measure of development took place."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEASURE = Lifecycle(
    noun=gettext_noop("Measure of development"),
    procedure="PR-COMPETENCE",
    states=MeasureState,
    words={
        MeasureState.PLANNED: gettext_noop("Planned"),
        MeasureState.HELD: gettext_noop("Held"),
        MeasureState.CANCELLED: gettext_noop("Cancelled"),
    },
    moves=(
        Move("plan", (), MeasureState.PLANNED, gettext_noop("Plan a measure")),
        Move("hold", (MeasureState.PLANNED,), MeasureState.HELD, gettext_noop("Record who attended")),
        Move("cancel", (MeasureState.PLANNED,), MeasureState.CANCELLED, gettext_noop("Cancel")),
    ),
)
