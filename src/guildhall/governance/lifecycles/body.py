"""The lives of what the body is in law: the entity, its registration, its accreditations, its cover, its money."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class EntityState(StrEnum):
    """Whether a description of the legal entity is the one that holds."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


ENTITY = Lifecycle(
    noun=gettext_noop("Legal entity"),
    procedure="PO-FINANCE",
    states=EntityState,
    words={EntityState.CURRENT: gettext_noop("Current"), EntityState.SUPERSEDED: gettext_noop("Replaced")},
    moves=(
        Move("describe", (), EntityState.CURRENT, gettext_noop("Describe the legal entity")),
        Move("supersede", (EntityState.CURRENT,), EntityState.SUPERSEDED, gettext_noop("Replace")),
    ),
)


class RegistrationState(StrEnum):
    """Whether a proof of registration is the one that counts."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    VOID = "void"


REGISTRATION = Lifecycle(
    noun=gettext_noop("Proof of registration"),
    procedure="PO-FINANCE",
    states=RegistrationState,
    words={
        RegistrationState.CURRENT: gettext_noop("Current"),
        RegistrationState.SUPERSEDED: gettext_noop("Replaced"),
        RegistrationState.VOID: gettext_noop("Void"),
    },
    moves=(
        Move("file", (), RegistrationState.CURRENT, gettext_noop("File a proof of registration")),
        Move("supersede", (RegistrationState.CURRENT,), RegistrationState.SUPERSEDED, gettext_noop("Replace")),
        Move("void", (RegistrationState.CURRENT,), RegistrationState.VOID, gettext_noop("Void, as filed in error")),
    ),
)


class AccreditationState(StrEnum):
    """Whether the body may refer to an accreditation."""

    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


ACCREDITATION = Lifecycle(
    noun=gettext_noop("Accreditation"),
    procedure="PR-PUBLIC",
    states=AccreditationState,
    words={
        AccreditationState.IN_FORCE: gettext_noop("In force"),
        AccreditationState.SUSPENDED: gettext_noop("Suspended"),
        AccreditationState.SUPERSEDED: gettext_noop("Renewed by a later one"),
        AccreditationState.EXPIRED: gettext_noop("Expired"),
        AccreditationState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("record", (), AccreditationState.IN_FORCE, gettext_noop("Record an accreditation")),
        Move(
            "suspend", (AccreditationState.IN_FORCE,), AccreditationState.SUSPENDED, gettext_noop("Record a suspension")
        ),
        Move(
            "reinstate",
            (AccreditationState.SUSPENDED,),
            AccreditationState.IN_FORCE,
            gettext_noop("Record the end of the suspension"),
        ),
        Move(
            "supersede",
            (AccreditationState.IN_FORCE, AccreditationState.SUSPENDED),
            AccreditationState.SUPERSEDED,
            gettext_noop("Replace by a later one"),
        ),
        Move(
            "expire",
            (AccreditationState.IN_FORCE, AccreditationState.SUSPENDED),
            AccreditationState.EXPIRED,
            gettext_noop("Expire"),
            by_time=True,
        ),
        Move(
            "withdraw",
            (AccreditationState.IN_FORCE, AccreditationState.SUSPENDED),
            AccreditationState.WITHDRAWN,
            gettext_noop("Record the withdrawal"),
        ),
    ),
)


class CoverState(StrEnum):
    """Whether an insurance or a reserve covers the body's liability."""

    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    CANCELLED = "cancelled"


COVER = Lifecycle(
    noun=gettext_noop("Cover of liability"),
    procedure="PO-FINANCE",
    states=CoverState,
    words={
        CoverState.IN_FORCE: gettext_noop("In force"),
        CoverState.SUPERSEDED: gettext_noop("Renewed by a later one"),
        CoverState.ENDED: gettext_noop("Ended"),
        CoverState.CANCELLED: gettext_noop("Cancelled"),
    },
    moves=(
        Move("record", (), CoverState.IN_FORCE, gettext_noop("Record an insurance or a reserve")),
        Move("supersede", (CoverState.IN_FORCE,), CoverState.SUPERSEDED, gettext_noop("Replace by a later one")),
        Move("end", (CoverState.IN_FORCE,), CoverState.ENDED, gettext_noop("End"), by_time=True),
        Move("cancel", (CoverState.IN_FORCE,), CoverState.CANCELLED, gettext_noop("Record the cancellation")),
    ),
)


class LiabilityState(StrEnum):
    """Whether an assessment of liability is the one that counts."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


LIABILITY = Lifecycle(
    noun=gettext_noop("Assessment of liability"),
    procedure="PO-FINANCE",
    states=LiabilityState,
    words={LiabilityState.CURRENT: gettext_noop("Current"), LiabilityState.SUPERSEDED: gettext_noop("Replaced")},
    moves=(
        Move("assess", (), LiabilityState.CURRENT, gettext_noop("Assess the liability")),
        Move("supersede", (LiabilityState.CURRENT,), LiabilityState.SUPERSEDED, gettext_noop("Replace")),
    ),
)


class YearState(StrEnum):
    """Whether the money of a year was looked at."""

    OPEN = "open"
    REVIEWED = "reviewed"


YEAR = Lifecycle(
    noun=gettext_noop("Financial year"),
    procedure="PO-FINANCE",
    states=YearState,
    words={YearState.OPEN: gettext_noop("Waits for its review"), YearState.REVIEWED: gettext_noop("Reviewed")},
    moves=(
        Move("open", (), YearState.OPEN, gettext_noop("Open a financial year")),
        Move("review", (YearState.OPEN,), YearState.REVIEWED, gettext_noop("Review the year")),
        Move("reopen", (YearState.REVIEWED,), YearState.OPEN, gettext_noop("Correct the year")),
    ),
)
