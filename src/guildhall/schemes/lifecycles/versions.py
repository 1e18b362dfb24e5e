"""The lives of a job analysis, its lists of tasks and its panel, and of a version of a scheme."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class AnalysisState(StrEnum):
    """Where a job analysis stands."""

    PREPARING = "preparing"
    RATING = "rating"
    CLOSED = "closed"
    APPROVED = "approved"
    ABANDONED = "abandoned"


ANALYSIS = Lifecycle(
    noun=gettext_noop("Job analysis"),
    procedure="PR-SCHEMES",
    states=AnalysisState,
    words={
        AnalysisState.PREPARING: gettext_noop("Being prepared"),
        AnalysisState.RATING: gettext_noop("The panel rates"),
        AnalysisState.CLOSED: gettext_noop("Ratings are closed"),
        AnalysisState.APPROVED: gettext_noop("Approved"),
        AnalysisState.ABANDONED: gettext_noop("Abandoned"),
    },
    moves=(
        Move("begin", (), AnalysisState.PREPARING, gettext_noop("Begin a job analysis")),
        Move("open", (AnalysisState.PREPARING,), AnalysisState.RATING, gettext_noop("Open for rating")),
        Move("close", (AnalysisState.RATING,), AnalysisState.CLOSED, gettext_noop("Close the ratings")),
        Move("reopen", (AnalysisState.CLOSED,), AnalysisState.RATING, gettext_noop("Open for rating again")),
        Move("approve", (AnalysisState.CLOSED,), AnalysisState.APPROVED, gettext_noop("Approve")),
        Move(
            "abandon",
            (AnalysisState.PREPARING, AnalysisState.RATING, AnalysisState.CLOSED),
            AnalysisState.ABANDONED,
            gettext_noop("Abandon"),
        ),
    ),
)


class ImportState(StrEnum):
    """Where a staged list of tasks stands."""

    STAGED = "staged"
    TAKEN = "taken"
    DISCARDED = "discarded"


TASK_IMPORT = Lifecycle(
    noun=gettext_noop("Staged list of tasks"),
    procedure="PR-SCHEMES",
    states=ImportState,
    words={
        ImportState.STAGED: gettext_noop("Waits for approval"),
        ImportState.TAKEN: gettext_noop("Taken in"),
        ImportState.DISCARDED: gettext_noop("Discarded"),
    },
    moves=(
        Move("stage", (), ImportState.STAGED, gettext_noop("Import a list of tasks")),
        Move("take", (ImportState.STAGED,), ImportState.TAKEN, gettext_noop("Take the good rows in")),
        Move("discard", (ImportState.STAGED,), ImportState.DISCARDED, gettext_noop("Discard")),
    ),
)


class MembershipState(StrEnum):
    """Where somebody's membership of a panel stands."""

    MEMBER = "member"
    LEFT = "left"


MEMBERSHIP = Lifecycle(
    noun=gettext_noop("Membership of a panel"),
    procedure="PR-SCHEMES",
    states=MembershipState,
    words={
        MembershipState.MEMBER: gettext_noop("On the panel"),
        MembershipState.LEFT: gettext_noop("Left the panel"),
    },
    moves=(
        Move("join", (), MembershipState.MEMBER, gettext_noop("Take somebody onto the panel")),
        Move("leave", (MembershipState.MEMBER,), MembershipState.LEFT, gettext_noop("Let somebody leave the panel")),
    ),
)


class VersionState(StrEnum):
    """Where a version of a scheme stands."""

    DRAFT = "draft"
    VALIDATION = "validation"
    APPROVED = "approved"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    ABANDONED = "abandoned"


VERSION = Lifecycle(
    noun=gettext_noop("Version of a scheme"),
    procedure="PR-SCHEMES",
    states=VersionState,
    words={
        VersionState.DRAFT: gettext_noop("Draft"),
        VersionState.VALIDATION: gettext_noop("In validation"),
        VersionState.APPROVED: gettext_noop("Approved"),
        VersionState.PUBLISHED: gettext_noop("Published, not yet in effect"),
        VersionState.EFFECTIVE: gettext_noop("In effect"),
        VersionState.SUPERSEDED: gettext_noop("Replaced; earlier candidates may finish"),
        VersionState.RETIRED: gettext_noop("Retired"),
        VersionState.ABANDONED: gettext_noop("Abandoned"),
    },
    moves=(
        Move("begin", (), VersionState.DRAFT, gettext_noop("Begin a version")),
        Move("submit", (VersionState.DRAFT,), VersionState.VALIDATION, gettext_noop("Submit for validation")),
        Move("send_back", (VersionState.VALIDATION,), VersionState.DRAFT, gettext_noop("Send back")),
        Move("approve", (VersionState.VALIDATION,), VersionState.APPROVED, gettext_noop("Approve")),
        Move("publish", (VersionState.APPROVED,), VersionState.PUBLISHED, gettext_noop("Publish")),
        Move(
            "take_effect", (VersionState.PUBLISHED,), VersionState.EFFECTIVE, gettext_noop("Take effect"), by_time=True
        ),
        Move(
            "supersede", (VersionState.EFFECTIVE,), VersionState.SUPERSEDED, gettext_noop("Replace by a later version")
        ),
        Move("retire", (VersionState.EFFECTIVE, VersionState.SUPERSEDED), VersionState.RETIRED, gettext_noop("Retire")),
        Move(
            "abandon",
            (VersionState.DRAFT, VersionState.VALIDATION, VersionState.APPROVED),
            VersionState.ABANDONED,
            gettext_noop("Abandon"),
        ),
    ),
)

BINDING = (VersionState.EFFECTIVE, VersionState.SUPERSEDED)
"""States in which a version may bind applicants, candidates and certified persons (R-24)."""
