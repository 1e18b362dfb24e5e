"""Reference cases of this room: what is not fit is not used (R-25, R-30)."""

from collections.abc import Iterator
from datetime import date, timedelta

from guildhall.kernel.proving import Part, Proved, proves
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import resources
from guildhall.personnel.lifecycles import EquipmentState, RoomState, VenueState
from guildhall.personnel.models import Equipment, ExamRoom, Proof, Venue

DAY = date(2026, 6, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@proves("personnel.resources", part=Part.RULES, title=gettext_noop("What is not fit is not used"))
def what_is_not_fit_is_not_used() -> Iterator[Proved]:
    """Venues, rooms and equipment on the day before, on and after the day that carries them."""
    yield _venue("Approved and inspected until that day", VenueState.APPROVED, DAY, "used")
    yield _venue("Inspected until the day before", VenueState.APPROVED, BEFORE, "R-25")
    yield _venue("Inspected, not approved", VenueState.REGISTERED, AFTER, "R-25")
    yield _venue("Suspended", VenueState.SUSPENDED, AFTER, "R-25")
    yield _room("Room out of use at an approved site", RoomState.OUT_OF_USE, "R-25")
    yield _room("Room in use at an approved site", RoomState.IN_USE, "used")
    yield _equipment("Calibrated until the day before", EquipmentState.IN_SERVICE, BEFORE, "R-30")
    yield _equipment("Never calibrated", EquipmentState.IN_SERVICE, None, "R-30")
    yield _equipment("Calibrated, out of service", EquipmentState.OUT_OF_SERVICE, AFTER, "R-30")


def _venue(case: str, state: VenueState, due_on: date, expected: str) -> Proved:
    venue = Venue(number="VE", name="Reference", state=state, due_on=due_on)
    return Proved(case, expected, _said(resources.unfit_venue(venue, DAY)))


def _room(case: str, state: RoomState, expected: str) -> Proved:
    venue = Venue(number="VE", name="Reference", state=VenueState.APPROVED, due_on=AFTER)
    return Proved(case, expected, _said(resources.unfit_room(ExamRoom(venue=venue, state=state), DAY)))


def _equipment(case: str, state: EquipmentState, valid_until: date | None, expected: str) -> Proved:
    equipment = Equipment(number="ED", name="Reference", state=state, proof=Proof.CALIBRATION, valid_until=valid_until)
    return Proved(case, expected, _said(resources.unfit_equipment(equipment, DAY)))


def _said(refusal: Refusal | None) -> str:
    return refusal.code if refusal else "used"
