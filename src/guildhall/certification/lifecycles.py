"""The lives of a decision file, of a certification, and of a certificate."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class DecisionState(StrEnum):
    """Where a decision file stands."""

    PREPARED = "prepared"
    IN_DECISION = "in-decision"
    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


DECISION = Lifecycle(
    noun=gettext_noop("Decision file"),
    procedure="PR-DECISIONS",
    states=DecisionState,
    words={
        DecisionState.PREPARED: gettext_noop("Ready for decision"),
        DecisionState.IN_DECISION: gettext_noop("In decision"),
        DecisionState.GRANTED: gettext_noop("Decided: yes"),
        DecisionState.REFUSED: gettext_noop("Decided: no"),
        DecisionState.RETURNED: gettext_noop("Returned for information"),
        DecisionState.SUPERSEDED: gettext_noop("Replaced by a later decision"),
    },
    moves=(
        Move("prepare", (), DecisionState.PREPARED, gettext_noop("Prepare a decision")),
        Move("take", (DecisionState.PREPARED,), DecisionState.IN_DECISION, gettext_noop("Take the file")),
        Move(
            "hand_over",
            (DecisionState.PREPARED, DecisionState.IN_DECISION),
            DecisionState.PREPARED,
            gettext_noop("Hand over"),
        ),
        Move("grant", (DecisionState.IN_DECISION,), DecisionState.GRANTED, gettext_noop("Grant")),
        Move("carry", (DecisionState.IN_DECISION,), DecisionState.GRANTED, gettext_noop("Decide as proposed")),
        Move("refuse", (DecisionState.IN_DECISION,), DecisionState.REFUSED, gettext_noop("Refuse")),
        Move(
            "return_file",
            (DecisionState.IN_DECISION,),
            DecisionState.RETURNED,
            gettext_noop("Return for information"),
        ),
        Move("resubmit", (DecisionState.RETURNED,), DecisionState.PREPARED, gettext_noop("Submit again")),
        Move(
            "supersede",
            (DecisionState.GRANTED, DecisionState.REFUSED),
            DecisionState.SUPERSEDED,
            gettext_noop("Replace by a later decision"),
        ),
    ),
)

UNDECIDED = (DecisionState.PREPARED, DecisionState.IN_DECISION, DecisionState.RETURNED)
"""Somebody still has to decide."""

MADE = (DecisionState.GRANTED, DecisionState.REFUSED, DecisionState.SUPERSEDED)
"""The decision was made, and the file is frozen."""


class CertificationState(StrEnum):
    """Where a certification stands; the register says so in these words."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SURRENDERED = "surrendered"


CERTIFICATION = Lifecycle(
    noun=gettext_noop("Certification"),
    procedure="PR-STATUS",
    states=CertificationState,
    words={
        CertificationState.ACTIVE: gettext_noop("Valid"),
        CertificationState.SUSPENDED: gettext_noop("Suspended"),
        CertificationState.WITHDRAWN: gettext_noop("Withdrawn"),
        CertificationState.EXPIRED: gettext_noop("Expired"),
        CertificationState.SURRENDERED: gettext_noop("Surrendered"),
    },
    moves=(
        Move("begin", (), CertificationState.ACTIVE, gettext_noop("Begin a certification")),
        Move("suspend", (CertificationState.ACTIVE,), CertificationState.SUSPENDED, gettext_noop("Suspend")),
        Move(
            "extend",
            (CertificationState.SUSPENDED,),
            CertificationState.SUSPENDED,
            gettext_noop("Extend the suspension"),
        ),
        Move("reinstate", (CertificationState.SUSPENDED,), CertificationState.ACTIVE, gettext_noop("Reinstate")),
        Move(
            "withdraw",
            (CertificationState.ACTIVE, CertificationState.SUSPENDED),
            CertificationState.WITHDRAWN,
            gettext_noop("Withdraw"),
        ),
        Move(
            "surrender",
            (CertificationState.ACTIVE, CertificationState.SUSPENDED),
            CertificationState.SURRENDERED,
            gettext_noop("Accept the surrender"),
        ),
        Move(
            "expire",
            (CertificationState.ACTIVE, CertificationState.SUSPENDED),
            CertificationState.EXPIRED,
            gettext_noop("Expire"),
            by_time=True,
        ),
    ),
)


STANDING = (CertificationState.ACTIVE, CertificationState.SUSPENDED)
"""The certification is not over: valid, or suspended."""


class CertificateState(StrEnum):
    """Where a certificate, the document, stands."""

    PREPARED = "prepared"
    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"
    EXPIRED = "expired"


CERTIFICATE = Lifecycle(
    noun=gettext_noop("Certificate"),
    procedure="PR-CERTIFICATES",
    states=CertificateState,
    words={
        CertificateState.PREPARED: gettext_noop("Being made"),
        CertificateState.ISSUED: gettext_noop("Issued"),
        CertificateState.REPLACED: gettext_noop("Replaced"),
        CertificateState.REVOKED: gettext_noop("Revoked"),
        CertificateState.EXPIRED: gettext_noop("Expired"),
    },
    moves=(
        Move("prepare", (), CertificateState.PREPARED, gettext_noop("Prepare a certificate")),
        Move("issue", (CertificateState.PREPARED,), CertificateState.ISSUED, gettext_noop("Issue")),
        Move(
            "replace",
            (CertificateState.PREPARED, CertificateState.ISSUED),
            CertificateState.REPLACED,
            gettext_noop("Replace"),
        ),
        Move(
            "revoke",
            (CertificateState.PREPARED, CertificateState.ISSUED),
            CertificateState.REVOKED,
            gettext_noop("Revoke"),
        ),
        Move(
            "expire",
            (CertificateState.PREPARED, CertificateState.ISSUED),
            CertificateState.EXPIRED,
            gettext_noop("Expire"),
            by_time=True,
        ),
    ),
)

IN_FORCE = (CertificateState.PREPARED, CertificateState.ISSUED)
"""The certificate that stands for a certification now; there is one at most."""
