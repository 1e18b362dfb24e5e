"""The lives of a version of a controlled document, and of a document that comes from outside."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class VersionState(StrEnum):
    """Where a version of a document stands."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    UNDER_REVIEW = "under-review"
    OBSOLETE = "obsolete"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"
    DISCARDED = "discarded"


IN_EFFECT = (VersionState.EFFECTIVE, VersionState.UNDER_REVIEW)
"""The states in which people work by a version; one that is reviewed periodically stays in effect."""

AT_WORK = (VersionState.DRAFT, VersionState.IN_REVIEW)
"""The states in which a version is still being written and judged."""

OVER = (VersionState.OBSOLETE, VersionState.WITHDRAWN, VersionState.ARCHIVED)
"""The states in which a version was in effect once, or approved, and nobody works by it any more."""

VERSION = Lifecycle(
    noun=gettext_noop("Version of a document"),
    procedure="PR-DOCUMENTS",
    states=VersionState,
    words={
        VersionState.DRAFT: gettext_noop("Draft"),
        VersionState.IN_REVIEW: gettext_noop("Waits for approval"),
        VersionState.APPROVED: gettext_noop("Approved, not in effect yet"),
        VersionState.EFFECTIVE: gettext_noop("In effect"),
        VersionState.UNDER_REVIEW: gettext_noop("In effect, under periodic review"),
        VersionState.OBSOLETE: gettext_noop("Obsolete"),
        VersionState.WITHDRAWN: gettext_noop("Withdrawn"),
        VersionState.ARCHIVED: gettext_noop("Archived"),
        VersionState.DISCARDED: gettext_noop("Discarded"),
    },
    moves=(
        Move("draft", (), VersionState.DRAFT, gettext_noop("Begin a draft")),
        Move("write", (VersionState.DRAFT,), VersionState.DRAFT, gettext_noop("Write")),
        Move("submit", (VersionState.DRAFT,), VersionState.IN_REVIEW, gettext_noop("Submit for approval")),
        Move("send_back", (VersionState.IN_REVIEW,), VersionState.DRAFT, gettext_noop("Send back to the author")),
        Move("discard", (VersionState.DRAFT,), VersionState.DISCARDED, gettext_noop("Discard this draft")),
        Move("approve", (VersionState.IN_REVIEW,), VersionState.APPROVED, gettext_noop("Approve")),
        Move(
            "take_effect",
            (VersionState.APPROVED,),
            VersionState.EFFECTIVE,
            gettext_noop("Take effect"),
            by_time=True,
        ),
        Move(
            "review",
            (VersionState.EFFECTIVE,),
            VersionState.UNDER_REVIEW,
            gettext_noop("Begin the periodic review"),
        ),
        Move("confirm", (VersionState.UNDER_REVIEW,), VersionState.EFFECTIVE, gettext_noop("Review: still right")),
        Move(
            "revise",
            (VersionState.UNDER_REVIEW,),
            VersionState.EFFECTIVE,
            gettext_noop("Review: a new version is needed"),
        ),
        Move("supersede", IN_EFFECT, VersionState.OBSOLETE, gettext_noop("Replace by a later version")),
        Move(
            "withdraw",
            (VersionState.APPROVED, *IN_EFFECT),
            VersionState.WITHDRAWN,
            gettext_noop("Withdraw without a replacement"),
        ),
        Move(
            "archive",
            (VersionState.OBSOLETE, VersionState.WITHDRAWN),
            VersionState.ARCHIVED,
            gettext_noop("Put into the archive"),
        ),
    ),
)


class ExternalState(StrEnum):
    """Where a document from outside stands: a standard, a law, a manual of a maker."""

    REGISTERED = "registered"
    CURRENT = "current"
    SUPERSEDED = "superseded"


EXTERNAL = Lifecycle(
    noun=gettext_noop("External document"),
    procedure="PR-DOCUMENTS",
    states=ExternalState,
    words={
        ExternalState.REGISTERED: gettext_noop("Registered, not checked yet"),
        ExternalState.CURRENT: gettext_noop("Current"),
        ExternalState.SUPERSEDED: gettext_noop("Superseded"),
    },
    moves=(
        Move("register", (), ExternalState.REGISTERED, gettext_noop("Register an external document")),
        Move(
            "check",
            (ExternalState.REGISTERED, ExternalState.CURRENT),
            ExternalState.CURRENT,
            gettext_noop("Check: still the current edition"),
        ),
        Move(
            "supersede",
            (ExternalState.REGISTERED, ExternalState.CURRENT),
            ExternalState.SUPERSEDED,
            gettext_noop("Check: superseded"),
        ),
    ),
)
