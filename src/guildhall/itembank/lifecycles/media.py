"""The life of a medium in the library: kept with its rights, and withdrawn from new items when they end."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class MediumState(StrEnum):
    """Whether a picture, a recording or a passage may be put into further items."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"


MEDIUM = Lifecycle(
    noun=gettext_noop("Picture, recording or passage for items"),
    procedure="PR-ITEMS",
    states=MediumState,
    words={
        MediumState.KEPT: gettext_noop("May be used"),
        MediumState.WITHDRAWN: gettext_noop("Withdrawn from new items"),
    },
    moves=(
        Move("keep", (), MediumState.KEPT, gettext_noop("Add a picture, recording or passage")),
        Move("withdraw", (MediumState.KEPT,), MediumState.WITHDRAWN, gettext_noop("Withdraw")),
        Move("restore", (MediumState.WITHDRAWN,), MediumState.KEPT, gettext_noop("Allow again")),
    ),
)
