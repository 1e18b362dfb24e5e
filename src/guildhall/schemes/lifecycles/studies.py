"""The life of a study: its data frozen, its numbers computed, its conclusion proposed and approved by somebody else."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class StudyState(StrEnum):
    """Where a study stands."""

    FROZEN = "frozen"
    COMPUTED = "computed"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"


STUDY = Lifecycle(
    noun=gettext_noop("Study"),
    procedure="PR-EXAMINATIONS",
    states=StudyState,
    words={
        StudyState.FROZEN: gettext_noop("Data frozen, being computed"),
        StudyState.COMPUTED: gettext_noop("Computed, no conclusion yet"),
        StudyState.PROPOSED: gettext_noop("Waits for approval"),
        StudyState.APPROVED: gettext_noop("Approved"),
        StudyState.SUPERSEDED: gettext_noop("Replaced by a later study"),
        StudyState.ABANDONED: gettext_noop("Abandoned"),
    },
    moves=(
        Move("freeze", (), StudyState.FROZEN, gettext_noop("Freeze the data of a study")),
        Move("keep", (StudyState.FROZEN,), StudyState.COMPUTED, gettext_noop("Keep the results")),
        Move("propose", (StudyState.COMPUTED,), StudyState.PROPOSED, gettext_noop("Propose a conclusion")),
        Move("send_back", (StudyState.PROPOSED,), StudyState.COMPUTED, gettext_noop("Send back")),
        Move("approve", (StudyState.PROPOSED,), StudyState.APPROVED, gettext_noop("Approve")),
        Move(
            "supersede",
            (StudyState.FROZEN, StudyState.COMPUTED, StudyState.APPROVED),
            StudyState.SUPERSEDED,
            gettext_noop("Replace by a later study"),
        ),
        Move(
            "abandon",
            (StudyState.FROZEN, StudyState.COMPUTED, StudyState.PROPOSED),
            StudyState.ABANDONED,
            gettext_noop("Abandon"),
        ),
    ),
)

UNPROPOSED = (StudyState.FROZEN, StudyState.COMPUTED)
"""States of a study on which nobody has concluded anything yet; a later one replaces it at once."""

STANDING = (*UNPROPOSED, StudyState.PROPOSED, StudyState.APPROVED)
"""States of a study that has neither been replaced nor given up."""
