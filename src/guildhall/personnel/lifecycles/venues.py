"""The lives of the venues of examinations and of their rooms."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class VenueState(StrEnum):
    """Whether examinations may be held at a venue."""

    REGISTERED = "registered"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    CLOSED = "closed"


VENUE = Lifecycle(
    noun=gettext_noop("Venue"),
    procedure="PR-RESOURCES",
    states=VenueState,
    words={
        VenueState.REGISTERED: gettext_noop("Waits for approval"),
        VenueState.APPROVED: gettext_noop("Approved"),
        VenueState.SUSPENDED: gettext_noop("Suspended"),
        VenueState.CLOSED: gettext_noop("Given up"),
    },
    moves=(
        Move("register", (), VenueState.REGISTERED, gettext_noop("Register a venue")),
        Move(
            "change",
            (VenueState.REGISTERED, VenueState.APPROVED, VenueState.SUSPENDED),
            VenueState.REGISTERED,
            gettext_noop("Enter a change"),
        ),
        Move("approve", (VenueState.REGISTERED, VenueState.SUSPENDED), VenueState.APPROVED, gettext_noop("Approve")),
        Move("suspend", (VenueState.APPROVED,), VenueState.SUSPENDED, gettext_noop("Suspend")),
        Move(
            "close",
            (VenueState.REGISTERED, VenueState.APPROVED, VenueState.SUSPENDED),
            VenueState.CLOSED,
            gettext_noop("Give up"),
        ),
    ),
)


class RoomState(StrEnum):
    """Whether a room can be used."""

    IN_USE = "in-use"
    OUT_OF_USE = "out-of-use"


ROOM = Lifecycle(
    noun=gettext_noop("Examination room"),
    procedure="PR-RESOURCES",
    states=RoomState,
    words={
        RoomState.IN_USE: gettext_noop("In use"),
        RoomState.OUT_OF_USE: gettext_noop("Out of use"),
    },
    moves=(
        Move("add", (), RoomState.IN_USE, gettext_noop("Add a room")),
        Move("take_out", (RoomState.IN_USE,), RoomState.OUT_OF_USE, gettext_noop("Take out of use")),
        Move("put_back", (RoomState.OUT_OF_USE,), RoomState.IN_USE, gettext_noop("Put back into use")),
    ),
)
