"""The lives of what is noticed and said between items: near duplicates, enemies, sets; and of work given to writers."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class LikenessState(StrEnum):
    """Where the likeness of two items stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    GONE = "gone"


LIKENESS = Lifecycle(
    noun=gettext_noop("Likeness of two items"),
    procedure="PR-ITEMS",
    states=LikenessState,
    words={
        LikenessState.WAITING: gettext_noop("Waits to be judged"),
        LikenessState.ACCEPTED: gettext_noop("Accepted: both may stand"),
        LikenessState.REJECTED: gettext_noop("Rejected: a duplicate"),
        LikenessState.GONE: gettext_noop("No longer alike"),
    },
    moves=(
        Move("notice", (), LikenessState.WAITING, gettext_noop("Notice a likeness")),
        Move("accept", (LikenessState.WAITING,), LikenessState.ACCEPTED, gettext_noop("Accept: both may stand")),
        Move("reject", (LikenessState.WAITING,), LikenessState.REJECTED, gettext_noop("Reject as a duplicate")),
        Move(
            "reopen",
            (LikenessState.ACCEPTED, LikenessState.REJECTED),
            LikenessState.WAITING,
            gettext_noop("Judge it anew"),
        ),
        Move(
            "fade",
            (LikenessState.WAITING, LikenessState.REJECTED),
            LikenessState.GONE,
            gettext_noop("Find two items no longer alike"),
        ),
    ),
)


class EnemyState(StrEnum):
    """Whether two items are enemies."""

    DECLARED = "declared"
    LIFTED = "lifted"


ENEMIES = Lifecycle(
    noun=gettext_noop("Enemy items"),
    procedure="PR-ITEMS",
    states=EnemyState,
    words={
        EnemyState.DECLARED: gettext_noop("Never in one form"),
        EnemyState.LIFTED: gettext_noop("Lifted"),
    },
    moves=(
        Move("declare", (), EnemyState.DECLARED, gettext_noop("Declare items enemies")),
        Move("lift", (EnemyState.DECLARED,), EnemyState.LIFTED, gettext_noop("Lift")),
    ),
)


class SetState(StrEnum):
    """Whether items of a set go into forms together."""

    KEPT = "kept"
    DISSOLVED = "dissolved"


ITEM_SET = Lifecycle(
    noun=gettext_noop("Item set"),
    procedure="PR-ITEMS",
    states=SetState,
    words={
        SetState.KEPT: gettext_noop("All of it or nothing"),
        SetState.DISSOLVED: gettext_noop("Dissolved"),
    },
    moves=(
        Move("form", (), SetState.KEPT, gettext_noop("Form an item set")),
        Move("dissolve", (SetState.KEPT,), SetState.DISSOLVED, gettext_noop("Dissolve")),
    ),
)


class AssignmentState(StrEnum):
    """Where items stand that somebody was asked to write."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


ASSIGNMENT = Lifecycle(
    noun=gettext_noop("Assignment to a writer"),
    procedure="PR-ITEMS",
    states=AssignmentState,
    words={
        AssignmentState.OPEN: gettext_noop("Being written"),
        AssignmentState.DONE: gettext_noop("Done"),
        AssignmentState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("give", (), AssignmentState.OPEN, gettext_noop("Give items to write")),
        Move("conclude", (AssignmentState.OPEN,), AssignmentState.DONE, gettext_noop("Conclude")),
        Move("withdraw", (AssignmentState.OPEN,), AssignmentState.WITHDRAWN, gettext_noop("Withdraw")),
    ),
)
