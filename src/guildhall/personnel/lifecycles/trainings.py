"""The life of the record of who trained whom."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class TrainingState(StrEnum):
    """Whether a training that was recorded took place."""

    RECORDED = "recorded"
    VOID = "void"


TRAINING = Lifecycle(
    noun=gettext_noop("Training"),
    procedure="PR-INTERESTS",
    states=TrainingState,
    words={
        TrainingState.RECORDED: gettext_noop("Recorded"),
        TrainingState.VOID: gettext_noop("Void"),
    },
    moves=(
        Move("record", (), TrainingState.RECORDED, gettext_noop("Record a training")),
        Move("void", (TrainingState.RECORDED,), TrainingState.VOID, gettext_noop("Void, as recorded in error")),
    ),
)
