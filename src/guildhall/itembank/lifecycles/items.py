"""The life of a version of an item."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ItemState(StrEnum):
    """Where a version of an item stands.

    Statistics come from administrations; until a scheme has enough candidates for a pilot, a reviewed item is approved
    for use and its statistics are looked at before the first release of results (obligations, section 4).
    """

    DRAFT = "draft"
    REVIEW = "review"
    REVIEWED = "reviewed"
    OPERATIONAL = "operational"
    COMPROMISED = "compromised"
    RETIRED = "retired"


ITEM = Lifecycle(
    noun=gettext_noop("Item"),
    procedure="PR-ITEMS",
    states=ItemState,
    words={
        ItemState.DRAFT: gettext_noop("Draft"),
        ItemState.REVIEW: gettext_noop("In review"),
        ItemState.REVIEWED: gettext_noop("Reviewed, waits for approval"),
        ItemState.OPERATIONAL: gettext_noop("In use"),
        ItemState.COMPROMISED: gettext_noop("Compromised: locked"),
        ItemState.RETIRED: gettext_noop("Retired"),
    },
    moves=(
        Move("write", (), ItemState.DRAFT, gettext_noop("Write an item")),
        Move("submit", (ItemState.DRAFT,), ItemState.REVIEW, gettext_noop("Submit for review")),
        Move("send_back", (ItemState.REVIEW, ItemState.REVIEWED), ItemState.DRAFT, gettext_noop("Send back")),
        Move("accept", (ItemState.REVIEW,), ItemState.REVIEWED, gettext_noop("Accept in review")),
        Move("approve", (ItemState.REVIEWED,), ItemState.OPERATIONAL, gettext_noop("Approve for use")),
        Move(
            "compromise",
            (ItemState.DRAFT, ItemState.REVIEW, ItemState.REVIEWED, ItemState.OPERATIONAL),
            ItemState.COMPROMISED,
            gettext_noop("Lock as compromised"),
        ),
        Move("clear", (ItemState.COMPROMISED,), ItemState.DRAFT, gettext_noop("Clear: back to draft")),
        Move(
            "retire",
            (ItemState.DRAFT, ItemState.REVIEWED, ItemState.OPERATIONAL, ItemState.COMPROMISED),
            ItemState.RETIRED,
            gettext_noop("Retire"),
        ),
    ),
)
