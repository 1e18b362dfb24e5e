"""The life of a report on a release of the software."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ReleaseState(StrEnum):
    """Whether a release of the software may deliver examinations."""

    REPORTED = "reported"
    VERIFIED = "verified"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


RELEASE = Lifecycle(
    noun=gettext_noop("Software release"),
    procedure="PR-RESOURCES",
    states=ReleaseState,
    words={
        ReleaseState.REPORTED: gettext_noop("Waits for a signature"),
        ReleaseState.VERIFIED: gettext_noop("Verified"),
        ReleaseState.DECLINED: gettext_noop("Declined"),
        ReleaseState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("report", (), ReleaseState.REPORTED, gettext_noop("Report on a release")),
        Move("sign", (ReleaseState.REPORTED,), ReleaseState.VERIFIED, gettext_noop("Sign as verified")),
        Move("decline", (ReleaseState.REPORTED,), ReleaseState.DECLINED, gettext_noop("Decline")),
        Move("withdraw", (ReleaseState.VERIFIED,), ReleaseState.WITHDRAWN, gettext_noop("Withdraw")),
    ),
)
