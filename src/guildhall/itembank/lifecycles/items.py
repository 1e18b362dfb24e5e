"""The life of a version of an item."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ItemState(StrEnum):
    """Where a version of an item stands.

    Statistics come from administrations. A scheme with enough candidates tries its items in a pilot first; elsewhere a
    reviewed item is approved for use, and its statistics are looked at before the first release of results
    (obligations, section 4).
    """

    DRAFT = "draft"
    CONTENT = "content"
    FAIRNESS = "fairness"
    KEYING = "keying"
    VALIDATED = "validated"
    PILOT = "pilot"
    PILOTING = "piloting"
    STATISTICS = "statistics"
    OPERATIONAL = "operational"
    RESTING = "resting"
    FLAGGED = "flagged"
    COMPROMISED = "compromised"
    RETIRED = "retired"


REVIEWED_STATES = (ItemState.CONTENT, ItemState.FAIRNESS, ItemState.KEYING)
"""States in which reviewers work on a version."""

APPROVED_STATES = (
    ItemState.PILOT,
    ItemState.PILOTING,
    ItemState.STATISTICS,
    ItemState.OPERATIONAL,
    ItemState.RESTING,
    ItemState.FLAGGED,
)
"""States in which candidates meet a version, or met it: it was approved, and does not change."""

ITEM = Lifecycle(
    noun=gettext_noop("Item"),
    procedure="PR-ITEMS",
    states=ItemState,
    words={
        ItemState.DRAFT: gettext_noop("Draft"),
        ItemState.CONTENT: gettext_noop("In content review"),
        ItemState.FAIRNESS: gettext_noop("In fairness and language review"),
        ItemState.KEYING: gettext_noop("In key validation"),
        ItemState.VALIDATED: gettext_noop("Reviewed, waits for approval"),
        ItemState.PILOT: gettext_noop("Approved for a pilot"),
        ItemState.PILOTING: gettext_noop("In a pilot"),
        ItemState.STATISTICS: gettext_noop("Statistics reviewed, waits for approval"),
        ItemState.OPERATIONAL: gettext_noop("In use"),
        ItemState.RESTING: gettext_noop("Resting"),
        ItemState.FLAGGED: gettext_noop("Flagged: judged before it is used again"),
        ItemState.COMPROMISED: gettext_noop("Compromised: locked"),
        ItemState.RETIRED: gettext_noop("Retired"),
    },
    moves=(
        Move("write", (), ItemState.DRAFT, gettext_noop("Write an item")),
        Move("submit", (ItemState.DRAFT,), ItemState.CONTENT, gettext_noop("Submit for review")),
        Move(
            "endorse", (ItemState.CONTENT,), ItemState.CONTENT, gettext_noop("Accept its content as the first of two")
        ),
        Move("accept", (ItemState.CONTENT,), ItemState.FAIRNESS, gettext_noop("Accept its content")),
        Move("assess", (ItemState.FAIRNESS,), ItemState.KEYING, gettext_noop("Accept its fairness and language")),
        Move("confirm_key", (ItemState.KEYING,), ItemState.VALIDATED, gettext_noop("Find its key borne out")),
        Move("dispute_key", (ItemState.KEYING,), ItemState.DRAFT, gettext_noop("Send its key back")),
        Move("send_back", (*REVIEWED_STATES, ItemState.VALIDATED), ItemState.DRAFT, gettext_noop("Send back")),
        Move("approve_for_pilot", (ItemState.VALIDATED,), ItemState.PILOT, gettext_noop("Approve for a pilot")),
        Move("begin_pilot", (ItemState.PILOT,), ItemState.PILOTING, gettext_noop("Begin its pilot")),
        Move("review_statistics", (ItemState.PILOTING,), ItemState.STATISTICS, gettext_noop("Accept its statistics")),
        Move(
            "approve",
            (ItemState.VALIDATED, ItemState.STATISTICS),
            ItemState.OPERATIONAL,
            gettext_noop("Approve for use"),
        ),
        Move(
            "take_back",
            (ItemState.DRAFT, *REVIEWED_STATES, ItemState.VALIDATED),
            ItemState.RETIRED,
            gettext_noop("Take back with its import"),
        ),
        Move("rest", (ItemState.OPERATIONAL,), ItemState.RESTING, gettext_noop("Let it rest")),
        Move("wake", (ItemState.RESTING,), ItemState.OPERATIONAL, gettext_noop("Use it again")),
        Move(
            "flag",
            (ItemState.OPERATIONAL, ItemState.RESTING),
            ItemState.FLAGGED,
            gettext_noop("Flag to be judged"),
        ),
        Move("keep", (ItemState.FLAGGED,), ItemState.OPERATIONAL, gettext_noop("Keep in use")),
        Move(
            "compromise",
            (ItemState.DRAFT, *REVIEWED_STATES, ItemState.VALIDATED, *APPROVED_STATES),
            ItemState.COMPROMISED,
            gettext_noop("Lock as compromised"),
        ),
        Move("clear", (ItemState.COMPROMISED,), ItemState.DRAFT, gettext_noop("Clear: back to draft")),
        Move(
            "retire",
            (ItemState.DRAFT, ItemState.VALIDATED, *APPROVED_STATES, ItemState.COMPROMISED),
            ItemState.RETIRED,
            gettext_noop("Retire"),
        ),
    ),
)
