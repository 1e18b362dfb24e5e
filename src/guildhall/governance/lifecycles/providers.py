"""The life of a provider to whom the body gives work out."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ProviderState(StrEnum):
    """Where a provider stands."""

    CANDIDATE = "candidate"
    EVALUATED = "evaluated"
    CONTRACTED = "contracted"
    IN_USE = "in-use"
    SUSPENDED = "suspended"
    ENDED = "ended"


PROVIDER = Lifecycle(
    noun=gettext_noop("Provider"),
    procedure="PR-OUTSOURCING",
    states=ProviderState,
    words={
        ProviderState.CANDIDATE: gettext_noop("Waits for evaluation"),
        ProviderState.EVALUATED: gettext_noop("Evaluated, without an agreement"),
        ProviderState.CONTRACTED: gettext_noop("Under agreement"),
        ProviderState.IN_USE: gettext_noop("In use"),
        ProviderState.SUSPENDED: gettext_noop("Suspended"),
        ProviderState.ENDED: gettext_noop("Ended"),
    },
    moves=(
        Move("propose", (), ProviderState.CANDIDATE, gettext_noop("Propose a provider")),
        Move("evaluate", (ProviderState.CANDIDATE,), ProviderState.EVALUATED, gettext_noop("Evaluate: fit")),
        Move("contract", (ProviderState.EVALUATED,), ProviderState.CONTRACTED, gettext_noop("Record the agreement")),
        Move("use", (ProviderState.CONTRACTED,), ProviderState.IN_USE, gettext_noop("Put on the list for use")),
        Move("suspend", (ProviderState.IN_USE,), ProviderState.SUSPENDED, gettext_noop("Suspend the use")),
        Move("reinstate", (ProviderState.SUSPENDED,), ProviderState.IN_USE, gettext_noop("Use again")),
        Move(
            "end",
            (
                ProviderState.CANDIDATE,
                ProviderState.EVALUATED,
                ProviderState.CONTRACTED,
                ProviderState.IN_USE,
                ProviderState.SUSPENDED,
            ),
            ProviderState.ENDED,
            gettext_noop("End"),
        ),
    ),
)
