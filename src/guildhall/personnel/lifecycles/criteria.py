"""The lives of criteria of competence, and of what shows that somebody meets them."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class CriteriaState(StrEnum):
    """Where a version of the criteria for a role stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


CRITERIA = Lifecycle(
    noun=gettext_noop("Criteria of competence"),
    procedure="PR-COMPETENCE",
    states=CriteriaState,
    words={
        CriteriaState.DRAFT: gettext_noop("Being written"),
        CriteriaState.PROPOSED: gettext_noop("Waits for approval"),
        CriteriaState.EFFECTIVE: gettext_noop("In effect"),
        CriteriaState.SUPERSEDED: gettext_noop("Replaced"),
        CriteriaState.DISCARDED: gettext_noop("Discarded"),
    },
    moves=(
        Move("begin", (), CriteriaState.DRAFT, gettext_noop("Write criteria")),
        Move("submit", (CriteriaState.DRAFT,), CriteriaState.PROPOSED, gettext_noop("Submit for approval")),
        Move("hand_back", (CriteriaState.PROPOSED,), CriteriaState.DRAFT, gettext_noop("Hand back to the author")),
        Move("approve", (CriteriaState.PROPOSED,), CriteriaState.EFFECTIVE, gettext_noop("Approve")),
        Move("supersede", (CriteriaState.EFFECTIVE,), CriteriaState.SUPERSEDED, gettext_noop("Replace")),
        Move("discard", (CriteriaState.DRAFT,), CriteriaState.DISCARDED, gettext_noop("Discard this draft")),
    ),
)


class EvidenceState(StrEnum):
    """Whether somebody looked at what somebody says of their own competence."""

    ADDED = "added"
    VERIFIED = "verified"
    REJECTED = "rejected"


EVIDENCE = Lifecycle(
    noun=gettext_noop("Evidence of competence"),
    procedure="PR-COMPETENCE",
    states=EvidenceState,
    words={
        EvidenceState.ADDED: gettext_noop("Waits for a look"),
        EvidenceState.VERIFIED: gettext_noop("Verified"),
        EvidenceState.REJECTED: gettext_noop("Not accepted"),
    },
    moves=(
        Move("add", (), EvidenceState.ADDED, gettext_noop("Add evidence")),
        Move("verify", (EvidenceState.ADDED,), EvidenceState.VERIFIED, gettext_noop("Verify")),
        Move(
            "reject",
            (EvidenceState.ADDED, EvidenceState.VERIFIED),
            EvidenceState.REJECTED,
            gettext_noop("Do not accept"),
        ),
    ),
)


class SupervisionState(StrEnum):
    """Where the supervised phase of a trainee stands."""

    RUNNING = "running"
    COMPLETED = "completed"
    BROKEN_OFF = "broken-off"


SUPERVISION = Lifecycle(
    noun=gettext_noop("Supervised phase"),
    procedure="PR-COMPETENCE",
    states=SupervisionState,
    words={
        SupervisionState.RUNNING: gettext_noop("Works under supervision"),
        SupervisionState.COMPLETED: gettext_noop("Completed"),
        SupervisionState.BROKEN_OFF: gettext_noop("Broken off"),
    },
    moves=(
        Move("begin", (), SupervisionState.RUNNING, gettext_noop("Begin a supervised phase")),
        Move("complete", (SupervisionState.RUNNING,), SupervisionState.COMPLETED, gettext_noop("Complete")),
        Move("break_off", (SupervisionState.RUNNING,), SupervisionState.BROKEN_OFF, gettext_noop("Break off")),
    ),
)
