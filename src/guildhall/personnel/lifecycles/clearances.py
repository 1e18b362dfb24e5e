"""The life of what somebody declares on conflicts in one matter."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ClearanceState(StrEnum):
    """What somebody declared on conflicts in one matter, and what became of it."""

    CLEAR = "clear"
    CONFLICT = "conflict"
    TREATED = "treated"
    BARRED = "barred"


CLEARANCE = Lifecycle(
    noun=gettext_noop("Declaration on conflicts"),
    procedure="PR-INTERESTS",
    states=ClearanceState,
    words={
        ClearanceState.CLEAR: gettext_noop("No conflict"),
        ClearanceState.CONFLICT: gettext_noop("Conflict waits for judgement"),
        ClearanceState.TREATED: gettext_noop("Treated by a safeguard"),
        ClearanceState.BARRED: gettext_noop("Barred from this matter"),
    },
    moves=(
        Move("declare", (), ClearanceState.CLEAR, gettext_noop("Declare: no conflict")),
        Move(
            "disclose",
            (ClearanceState.CLEAR, ClearanceState.TREATED),
            ClearanceState.CONFLICT,
            gettext_noop("Name a conflict"),
        ),
        Move("treat", (ClearanceState.CONFLICT,), ClearanceState.TREATED, gettext_noop("Judge: treat by a safeguard")),
        Move(
            "bar",
            (ClearanceState.CONFLICT, ClearanceState.TREATED),
            ClearanceState.BARRED,
            gettext_noop("Judge: bar from this matter"),
        ),
        Move(
            "reopen",
            (ClearanceState.TREATED, ClearanceState.BARRED),
            ClearanceState.CONFLICT,
            gettext_noop("Judge again"),
        ),
    ),
)
