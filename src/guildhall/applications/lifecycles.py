"""The lives of an application and of a request for special arrangements."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ApplicationState(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under-review"
    INFORMATION_REQUESTED = "information-requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CLOSED = "closed"


OPEN = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW, ApplicationState.INFORMATION_REQUESTED)
"""Submitted and not yet decided on."""

ALIVE = (ApplicationState.DRAFT, *OPEN, ApplicationState.ACCEPTED)
"""The person still wants something of it."""

APPLICATION = Lifecycle(
    noun=gettext_noop("Application"),
    procedure="PR-APPLICATIONS",
    states=ApplicationState,
    words={
        ApplicationState.DRAFT: gettext_noop("Not submitted yet"),
        ApplicationState.SUBMITTED: gettext_noop("Submitted"),
        ApplicationState.UNDER_REVIEW: gettext_noop("Under review"),
        ApplicationState.INFORMATION_REQUESTED: gettext_noop("Waits for information"),
        ApplicationState.ACCEPTED: gettext_noop("Admitted"),
        ApplicationState.REJECTED: gettext_noop("Rejected"),
        ApplicationState.WITHDRAWN: gettext_noop("Withdrawn"),
        ApplicationState.LAPSED: gettext_noop("Lapsed"),
        ApplicationState.CLOSED: gettext_noop("Closed"),
    },
    moves=(
        Move("begin", (), ApplicationState.DRAFT, gettext_noop("Apply")),
        Move("submit", (ApplicationState.DRAFT,), ApplicationState.SUBMITTED, gettext_noop("Submit")),
        Move("recall", (ApplicationState.SUBMITTED,), ApplicationState.DRAFT, gettext_noop("Recall")),
        Move(
            "take_up", (ApplicationState.SUBMITTED,), ApplicationState.UNDER_REVIEW, gettext_noop("Take up the review")
        ),
        Move(
            "ask",
            (ApplicationState.UNDER_REVIEW,),
            ApplicationState.INFORMATION_REQUESTED,
            gettext_noop("Ask for information"),
        ),
        Move(
            "answer",
            (ApplicationState.INFORMATION_REQUESTED,),
            ApplicationState.UNDER_REVIEW,
            gettext_noop("Hand in what was asked for"),
        ),
        Move("admit", (ApplicationState.UNDER_REVIEW,), ApplicationState.ACCEPTED, gettext_noop("Admit")),
        Move("reject", (ApplicationState.UNDER_REVIEW,), ApplicationState.REJECTED, gettext_noop("Reject")),
        Move("withdraw", (ApplicationState.DRAFT, *OPEN), ApplicationState.WITHDRAWN, gettext_noop("Withdraw")),
        Move("reopen", (ApplicationState.REJECTED,), ApplicationState.UNDER_REVIEW, gettext_noop("Review again")),
        Move(
            "lapse",
            (ApplicationState.INFORMATION_REQUESTED,),
            ApplicationState.LAPSED,
            gettext_noop("Lapse"),
            by_time=True,
        ),
        Move("close", (ApplicationState.ACCEPTED,), ApplicationState.CLOSED, gettext_noop("Close")),
    ),
)
"""What waits for the applicant lapses; what waits for the body never does."""


class AccommodationState(StrEnum):
    """Where a request for special arrangements stands."""

    REQUESTED = "requested"
    EVIDENCE_ASKED = "evidence-asked"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


UNDECIDED = (AccommodationState.REQUESTED, AccommodationState.EVIDENCE_ASKED)
"""Asked for and not yet decided on."""

ACCOMMODATION = Lifecycle(
    noun=gettext_noop("Special arrangements"),
    procedure="PR-ACCOMMODATION",
    states=AccommodationState,
    words={
        AccommodationState.REQUESTED: gettext_noop("Requested"),
        AccommodationState.EVIDENCE_ASKED: gettext_noop("Waits for evidence"),
        AccommodationState.GRANTED: gettext_noop("Granted"),
        AccommodationState.PARTLY: gettext_noop("Granted in part"),
        AccommodationState.REFUSED: gettext_noop("Refused"),
        AccommodationState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("request", (), AccommodationState.REQUESTED, gettext_noop("Ask for special arrangements")),
        Move(
            "ask_evidence",
            (AccommodationState.REQUESTED,),
            AccommodationState.EVIDENCE_ASKED,
            gettext_noop("Ask for evidence"),
        ),
        Move(
            "give_evidence",
            UNDECIDED,
            AccommodationState.REQUESTED,
            gettext_noop("Hand in evidence"),
        ),
        Move("grant", (AccommodationState.REQUESTED,), AccommodationState.GRANTED, gettext_noop("Grant")),
        Move("grant_partly", (AccommodationState.REQUESTED,), AccommodationState.PARTLY, gettext_noop("Grant in part")),
        Move(
            "refuse",
            UNDECIDED,
            AccommodationState.REFUSED,
            gettext_noop("Refuse"),
        ),
        Move(
            "withdraw",
            UNDECIDED,
            AccommodationState.WITHDRAWN,
            gettext_noop("Withdraw the request"),
        ),
    ),
)
