"""The lives of courses, of who took part in them, and of who is employed where: recorded, or void."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class CourseState(StrEnum):
    """Whether a course that was declared took place."""

    DECLARED = "declared"
    VOID = "void"


COURSE = Lifecycle(
    noun=gettext_noop("Course"),
    procedure="PR-INTERESTS",
    states=CourseState,
    words={CourseState.DECLARED: gettext_noop("Declared"), CourseState.VOID: gettext_noop("Void")},
    moves=(
        Move("declare", (), CourseState.DECLARED, gettext_noop("Declare a course")),
        Move("void", (CourseState.DECLARED,), CourseState.VOID, gettext_noop("Void, as declared in error")),
    ),
)


class ParticipationState(StrEnum):
    """Whether somebody took part in a course."""

    RECORDED = "recorded"
    VOID = "void"


PARTICIPATION = Lifecycle(
    noun=gettext_noop("Participation in a course"),
    procedure="PR-INTERESTS",
    states=ParticipationState,
    words={ParticipationState.RECORDED: gettext_noop("Took part"), ParticipationState.VOID: gettext_noop("Void")},
    moves=(
        Move("record", (), ParticipationState.RECORDED, gettext_noop("Name a participant")),
        Move("void", (ParticipationState.RECORDED,), ParticipationState.VOID, gettext_noop("Void, as named in error")),
    ),
)


class EmploymentState(StrEnum):
    """Whether somebody is, or was, employed where it says."""

    RECORDED = "recorded"
    VOID = "void"


EMPLOYMENT = Lifecycle(
    noun=gettext_noop("Employment"),
    procedure="PR-INTERESTS",
    states=EmploymentState,
    words={EmploymentState.RECORDED: gettext_noop("Recorded"), EmploymentState.VOID: gettext_noop("Void")},
    moves=(
        Move("record", (), EmploymentState.RECORDED, gettext_noop("Record an employer")),
        Move("void", (EmploymentState.RECORDED,), EmploymentState.VOID, gettext_noop("Void, as recorded in error")),
    ),
)
