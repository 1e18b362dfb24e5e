"""The life of an authorisation for the work of a role."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AuthorisationState(StrEnum):
    """Where the authorisation of a person for a role stands."""

    PROPOSED = "proposed"
    EVALUATED = "evaluated"
    DECLINED = "declined"
    AUTHORISED = "authorised"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


AUTHORISATION = Lifecycle(
    noun=gettext_noop("Authorisation"),
    procedure="PR-COMPETENCE",
    states=AuthorisationState,
    words={
        AuthorisationState.PROPOSED: gettext_noop("Waits for evaluation"),
        AuthorisationState.EVALUATED: gettext_noop("Waits for top management"),
        AuthorisationState.DECLINED: gettext_noop("Declined"),
        AuthorisationState.AUTHORISED: gettext_noop("Authorised"),
        AuthorisationState.SUSPENDED: gettext_noop("Suspended"),
        AuthorisationState.SUPERSEDED: gettext_noop("Renewed by a later one"),
        AuthorisationState.EXPIRED: gettext_noop("Expired"),
        AuthorisationState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("propose", (), AuthorisationState.PROPOSED, gettext_noop("Propose an authorisation")),
        Move("appoint", (), AuthorisationState.AUTHORISED, gettext_noop("Appoint at the founding")),
        Move(
            "evaluate",
            (AuthorisationState.PROPOSED,),
            AuthorisationState.EVALUATED,
            gettext_noop("Evaluate: competent"),
        ),
        Move(
            "decline",
            (AuthorisationState.PROPOSED, AuthorisationState.EVALUATED),
            AuthorisationState.DECLINED,
            gettext_noop("Decline"),
        ),
        Move("authorise", (AuthorisationState.EVALUATED,), AuthorisationState.AUTHORISED, gettext_noop("Authorise")),
        Move("suspend", (AuthorisationState.AUTHORISED,), AuthorisationState.SUSPENDED, gettext_noop("Suspend")),
        Move(
            "reinstate",
            (AuthorisationState.SUSPENDED,),
            AuthorisationState.AUTHORISED,
            gettext_noop("Lift the suspension"),
        ),
        Move(
            "supersede",
            (AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED),
            AuthorisationState.SUPERSEDED,
            gettext_noop("Replace by a later one"),
        ),
        Move(
            "expire",
            (AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED),
            AuthorisationState.EXPIRED,
            gettext_noop("Expire"),
            by_time=True,
        ),
        Move(
            "withdraw",
            (AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED),
            AuthorisationState.WITHDRAWN,
            gettext_noop("Withdraw"),
        ),
    ),
)
