"""Rooms of sites are added, changed, and taken out of use for a while."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change as changed
from guildhall.ledger.records import create
from guildhall.personnel.lifecycles import ROOM, RoomState
from guildhall.personnel.models import ExamRoom, Venue
from guildhall.personnel.permissions.resources import may_keep_resources
from guildhall.personnel.rules.venues import (
    a_changed_room_is_described,
    a_room_is_described,
    it_is_said_why,
    its_site_is_kept,
    rooms_are_of_sites,
    the_venue_is_kept,
)

CLAUSES = ("2012:6.4", "2012:9.2.5", "2026:6.4")


@act(
    "personnel.room.add",
    about="venue",
    move=ROOM.add,
    permission=may_keep_resources,
    rules=[the_venue_is_kept, rooms_are_of_sites, a_room_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("added the room {subject}"),
)
def add(
    *, by: Actor, venue: Venue, name: str, capacity: int, features: tuple[str, ...] = (), note: str = ""
) -> ExamRoom:
    """Add a room of a site: how many can sit an examination there, and what makes it accessible."""
    told = {"name": name.strip(), "capacity": capacity, "features": sorted(features), "note": note.strip()}
    return create(ExamRoom, venue=venue, **told)


@act(
    "personnel.room.change",
    about="room",
    permission=may_keep_resources,
    rules=[its_site_is_kept, a_changed_room_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("changed the seats or the equipment for access of the room {subject}"),
    label=gettext_noop("Change the room"),
)
def change(*, by: Actor, room: ExamRoom, capacity: int, features: tuple[str, ...] = (), note: str = "") -> ExamRoom:
    """Enter how many seats a room has now, and what makes it accessible."""
    return changed(room, capacity=capacity, features=sorted(features), note=note.strip())


@act(
    "personnel.room.take_out",
    about="room",
    move=ROOM.take_out,
    permission=may_keep_resources,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("took the room {subject} out of use: {reason}"),
)
def take_out(*, by: Actor, room: ExamRoom, reason: str) -> ExamRoom:
    """Take a room out of use, as for repairs: no sitting is opened there."""
    return changed(room, state=RoomState.OUT_OF_USE, reason=reason.strip())


@act(
    "personnel.room.put_back",
    about="room",
    move=ROOM.put_back,
    permission=may_keep_resources,
    rules=[its_site_is_kept],
    clauses=CLAUSES,
    sentence=gettext_noop("put the room {subject} back into use"),
)
def put_back(*, by: Actor, room: ExamRoom) -> ExamRoom:
    """Put a room back into use."""
    return changed(room, state=RoomState.IN_USE, reason="")
