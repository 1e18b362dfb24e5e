"""The lives of texts of agreement, of consents, and of what the law asks the body to release."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AgreementState(StrEnum):
    """Where a version of a text of agreement stands."""

    PROPOSED = "proposed"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


AGREEMENT_TEXT = Lifecycle(
    noun=gettext_noop("Text of agreement"),
    procedure="PR-CERTIFICATES",
    states=AgreementState,
    words={
        AgreementState.PROPOSED: gettext_noop("Proposed"),
        AgreementState.EFFECTIVE: gettext_noop("In effect"),
        AgreementState.SUPERSEDED: gettext_noop("Replaced"),
        AgreementState.REJECTED: gettext_noop("Rejected"),
    },
    moves=(
        Move("propose", (), AgreementState.PROPOSED, gettext_noop("Propose a text of agreement")),
        Move("approve", (AgreementState.PROPOSED,), AgreementState.EFFECTIVE, gettext_noop("Approve")),
        Move("reject", (AgreementState.PROPOSED,), AgreementState.REJECTED, gettext_noop("Reject")),
        Move("supersede", (AgreementState.EFFECTIVE,), AgreementState.SUPERSEDED, gettext_noop("Replace")),
    ),
)


class ConsentState(StrEnum):
    """Whether somebody still agrees that something about them is told to somebody."""

    GIVEN = "given"
    REVOKED = "revoked"


CONSENT = Lifecycle(
    noun=gettext_noop("Consent"),
    procedure="PR-CONFIDENTIALITY",
    states=ConsentState,
    words={ConsentState.GIVEN: gettext_noop("Given"), ConsentState.REVOKED: gettext_noop("Taken back")},
    moves=(
        Move("give", (), ConsentState.GIVEN, gettext_noop("Consent to a disclosure")),
        Move("revoke", (ConsentState.GIVEN,), ConsentState.REVOKED, gettext_noop("Take the consent back")),
    ),
)


class RequestState(StrEnum):
    """Where a request under the law stands."""

    RECEIVED = "received"
    FOUNDED = "founded"
    TOLD = "told"
    RELEASED = "released"
    REJECTED = "rejected"


LEGAL_REQUEST = Lifecycle(
    noun=gettext_noop("Request under the law"),
    procedure="PR-CONFIDENTIALITY",
    states=RequestState,
    words={
        RequestState.RECEIVED: gettext_noop("Waits for an assessment"),
        RequestState.FOUNDED: gettext_noop("Well founded"),
        RequestState.TOLD: gettext_noop("The person was told"),
        RequestState.RELEASED: gettext_noop("Answered"),
        RequestState.REJECTED: gettext_noop("Rejected"),
    },
    moves=(
        Move("receive", (), RequestState.RECEIVED, gettext_noop("Take in a request under the law")),
        Move("uphold", (RequestState.RECEIVED,), RequestState.FOUNDED, gettext_noop("Assess: well founded")),
        Move("reject", (RequestState.RECEIVED,), RequestState.REJECTED, gettext_noop("Assess: reject")),
        Move("tell", (RequestState.FOUNDED,), RequestState.TOLD, gettext_noop("Tell the person")),
        Move("release", (RequestState.FOUNDED, RequestState.TOLD), RequestState.RELEASED, gettext_noop("Release")),
    ),
)
