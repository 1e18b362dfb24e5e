"""The lives of committees, seats, meetings, items on an agenda, conflicts in them, and resolutions."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class CommitteeState(StrEnum):
    """Whether a committee stands."""

    STANDING = "standing"
    DISSOLVED = "dissolved"


COMMITTEE = Lifecycle(
    noun=gettext_noop("Committee"),
    procedure="PR-COMMITTEES",
    states=CommitteeState,
    words={CommitteeState.STANDING: gettext_noop("Stands"), CommitteeState.DISSOLVED: gettext_noop("Dissolved")},
    moves=(
        Move("set_up", (), CommitteeState.STANDING, gettext_noop("Set up a committee")),
        Move("dissolve", (CommitteeState.STANDING,), CommitteeState.DISSOLVED, gettext_noop("Dissolve")),
    ),
)


class SeatState(StrEnum):
    """Whether somebody still sits where they were appointed."""

    HELD = "held"
    VACATED = "vacated"


SEAT = Lifecycle(
    noun=gettext_noop("Seat"),
    procedure="PR-COMMITTEES",
    states=SeatState,
    words={SeatState.HELD: gettext_noop("Held"), SeatState.VACATED: gettext_noop("Vacated")},
    moves=(
        Move("appoint", (), SeatState.HELD, gettext_noop("Appoint to a seat")),
        Move("vacate", (SeatState.HELD,), SeatState.VACATED, gettext_noop("End before the term")),
    ),
)


class MeetingState(StrEnum):
    """Where a meeting stands, from its planning to its approved minutes."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    DRAFTED = "drafted"
    APPROVED = "approved"
    CANCELLED = "cancelled"


MEETING = Lifecycle(
    noun=gettext_noop("Meeting"),
    procedure="PR-COMMITTEES",
    states=MeetingState,
    words={
        MeetingState.PLANNED: gettext_noop("Planned"),
        MeetingState.INVITED: gettext_noop("Invited"),
        MeetingState.HELD: gettext_noop("Held, minutes to be written"),
        MeetingState.DRAFTED: gettext_noop("Minutes wait for approval"),
        MeetingState.APPROVED: gettext_noop("Minutes approved"),
        MeetingState.CANCELLED: gettext_noop("Cancelled"),
    },
    moves=(
        Move("plan", (), MeetingState.PLANNED, gettext_noop("Plan a meeting")),
        Move("invite", (MeetingState.PLANNED,), MeetingState.INVITED, gettext_noop("Invite the members")),
        Move("hold", (MeetingState.INVITED,), MeetingState.HELD, gettext_noop("Open the meeting")),
        Move("draft", (MeetingState.HELD,), MeetingState.DRAFTED, gettext_noop("Hand in the minutes")),
        Move("send_back", (MeetingState.DRAFTED,), MeetingState.HELD, gettext_noop("Ask for other minutes")),
        Move("approve", (MeetingState.DRAFTED,), MeetingState.APPROVED, gettext_noop("Approve the minutes")),
        Move(
            "cancel",
            (MeetingState.PLANNED, MeetingState.INVITED),
            MeetingState.CANCELLED,
            gettext_noop("Cancel the meeting"),
        ),
    ),
)


class ItemState(StrEnum):
    """What became of an item on an agenda."""

    LISTED = "listed"
    VOTING = "voting"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NOTED = "noted"
    DEFERRED = "deferred"


AGENDA_ITEM = Lifecycle(
    noun=gettext_noop("Agenda item"),
    procedure="PR-COMMITTEES",
    states=ItemState,
    words={
        ItemState.LISTED: gettext_noop("On the agenda"),
        ItemState.VOTING: gettext_noop("Being voted on"),
        ItemState.ADOPTED: gettext_noop("Adopted"),
        ItemState.REJECTED: gettext_noop("Not adopted"),
        ItemState.NOTED: gettext_noop("Noted"),
        ItemState.DEFERRED: gettext_noop("Deferred"),
    },
    moves=(
        Move("add", (), ItemState.LISTED, gettext_noop("Put on the agenda")),
        Move("open", (ItemState.LISTED,), ItemState.VOTING, gettext_noop("Open the vote")),
        Move("adopt", (ItemState.VOTING,), ItemState.ADOPTED, gettext_noop("Adopt")),
        Move("reject", (ItemState.VOTING,), ItemState.REJECTED, gettext_noop("Do not adopt")),
        Move("note", (ItemState.LISTED,), ItemState.NOTED, gettext_noop("Close without a vote")),
        Move("defer", (ItemState.LISTED, ItemState.VOTING), ItemState.DEFERRED, gettext_noop("Defer")),
    ),
)


class ConflictState(StrEnum):
    """Whether a member's conflict in an item stands."""

    DECLARED = "declared"
    LIFTED = "lifted"


ITEM_CONFLICT = Lifecycle(
    noun=gettext_noop("Conflict in an agenda item"),
    procedure="PR-COMMITTEES",
    states=ConflictState,
    words={
        ConflictState.DECLARED: gettext_noop("Shut out of the item"),
        ConflictState.LIFTED: gettext_noop("Lifted: there was none"),
    },
    moves=(
        Move("declare", (), ConflictState.DECLARED, gettext_noop("Declare a conflict in an item")),
        Move("lift", (ConflictState.DECLARED,), ConflictState.LIFTED, gettext_noop("Lift, as declared in error")),
    ),
)


class ResolutionState(StrEnum):
    """What came of what a committee resolved."""

    ADOPTED = "adopted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    ACTED = "acted"


RESOLUTION = Lifecycle(
    noun=gettext_noop("Resolution"),
    procedure="PR-COMMITTEES",
    states=ResolutionState,
    words={
        ResolutionState.ADOPTED: gettext_noop("Waits for an answer"),
        ResolutionState.ACCEPTED: gettext_noop("Being carried out"),
        ResolutionState.DECLINED: gettext_noop("Not followed, with reasons"),
        ResolutionState.DONE: gettext_noop("Done"),
        ResolutionState.ACTED: gettext_noop("The committee acted by itself"),
    },
    moves=(
        Move("adopt", (), ResolutionState.ADOPTED, gettext_noop("Adopt a resolution")),
        Move(
            "accept",
            (ResolutionState.ADOPTED, ResolutionState.DECLINED),
            ResolutionState.ACCEPTED,
            gettext_noop("Answer: it is carried out"),
        ),
        Move("decline", (ResolutionState.ADOPTED,), ResolutionState.DECLINED, gettext_noop("Answer: not followed")),
        Move("complete", (ResolutionState.ACCEPTED,), ResolutionState.DONE, gettext_noop("Report as done")),
        Move(
            "act_alone",
            (ResolutionState.ADOPTED, ResolutionState.DECLINED),
            ResolutionState.ACTED,
            gettext_noop("Record independent action"),
        ),
    ),
)
