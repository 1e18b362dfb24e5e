"""The lives of what the body says and offers on training, and of its search for equivalents and favouring words."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class StatementState(StrEnum):
    """Whether a statement on training is the one that holds."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


STATEMENT = Lifecycle(
    noun=gettext_noop("Statement on training"),
    procedure="PR-THREATS",
    states=StatementState,
    words={StatementState.CURRENT: gettext_noop("Current"), StatementState.SUPERSEDED: gettext_noop("Replaced")},
    moves=(
        Move("state", (), StatementState.CURRENT, gettext_noop("State whether the body trains")),
        Move("supersede", (StatementState.CURRENT,), StatementState.SUPERSEDED, gettext_noop("Replace")),
    ),
)


class OfferState(StrEnum):
    """Whether a training is offered."""

    OFFERED = "offered"
    ENDED = "ended"


OFFER = Lifecycle(
    noun=gettext_noop("Training offered"),
    procedure="PR-THREATS",
    states=OfferState,
    words={OfferState.OFFERED: gettext_noop("Offered"), OfferState.ENDED: gettext_noop("Not offered any more")},
    moves=(
        Move("offer", (), OfferState.OFFERED, gettext_noop("Record a training that is offered")),
        Move("end", (OfferState.OFFERED,), OfferState.ENDED, gettext_noop("Record its end")),
    ),
)


class SearchState(StrEnum):
    """Whether it stands that a course has no equivalent."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


SEARCH = Lifecycle(
    noun=gettext_noop("Search for equivalent training"),
    procedure="PR-THREATS",
    states=SearchState,
    words={
        SearchState.PROPOSED: gettext_noop("Waits for approval"),
        SearchState.APPROVED: gettext_noop("Approved: no equivalent exists"),
        SearchState.REJECTED: gettext_noop("Rejected"),
        SearchState.SUPERSEDED: gettext_noop("Renewed by a later one"),
    },
    moves=(
        Move("propose", (), SearchState.PROPOSED, gettext_noop("Record a search for equivalents")),
        Move("approve", (SearchState.PROPOSED,), SearchState.APPROVED, gettext_noop("Approve")),
        Move("reject", (SearchState.PROPOSED,), SearchState.REJECTED, gettext_noop("Reject")),
        Move("supersede", (SearchState.APPROVED,), SearchState.SUPERSEDED, gettext_noop("Replace by a later one")),
    ),
)


class WordingState(StrEnum):
    """Whether a text that the public is to read may be published."""

    PROPOSED = "proposed"
    CLEARED = "cleared"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WORDING = Lifecycle(
    noun=gettext_noop("Text for the public"),
    procedure="PR-PUBLIC",
    states=WordingState,
    words={
        WordingState.PROPOSED: gettext_noop("Waits for its review"),
        WordingState.CLEARED: gettext_noop("May be published"),
        WordingState.REFUSED: gettext_noop("May not be published"),
        WordingState.WITHDRAWN: gettext_noop("Not published any more"),
    },
    moves=(
        Move("propose", (), WordingState.PROPOSED, gettext_noop("Hand in a text for the public")),
        Move("clear", (WordingState.PROPOSED,), WordingState.CLEARED, gettext_noop("Clear for publication")),
        Move("refuse", (WordingState.PROPOSED,), WordingState.REFUSED, gettext_noop("Refuse")),
        Move("withdraw", (WordingState.CLEARED,), WordingState.WITHDRAWN, gettext_noop("Record that it is withdrawn")),
    ),
)
