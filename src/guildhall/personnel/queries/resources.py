"""Venues, rooms, equipment and releases, as others read them."""

from datetime import timedelta

from django.db.models import Q, QuerySet, Sum

from guildhall.kernel import clock
from guildhall.personnel.lifecycles import EquipmentState, RoomState, VenueState
from guildhall.personnel.models import Equipment, ExamRoom, Pace, SoftwareRelease, Upkeep, Venue, VenueKind

SOON_DUE = timedelta(days=60)
"""How long before its end an inspection or a calibration is asked to be made again (T-14, first warning)."""


def venues() -> QuerySet[Venue]:
    """All sites and platforms, each with the seats of its rooms that are in use."""
    in_use = Sum("rooms__capacity", filter=Q(rooms__state=RoomState.IN_USE))
    return Venue.objects.annotate(seats=in_use).order_by("number")


def rooms_in_use() -> QuerySet[ExamRoom]:
    """The rooms that can be chosen for a sitting: in use, at an approved site whose inspection carries it today."""
    carried = {"venue__state": VenueState.APPROVED, "venue__due_on__gte": clock.today()}
    found = ExamRoom.objects.filter(state=RoomState.IN_USE, **carried).select_related("venue")
    return found.order_by("venue__name", "name")


def platforms_in_use() -> QuerySet[Venue]:
    """The platforms that can be chosen for a sitting at a distance."""
    carried = {"state": VenueState.APPROVED, "due_on__gte": clock.today()}
    return Venue.objects.filter(kind=VenueKind.PLATFORM, **carried).order_by("name")


def venues_due() -> QuerySet[Venue]:
    """Approved venues whose inspection is due soon or overdue, the most urgent first."""
    soon = Venue.objects.filter(state=VenueState.APPROVED, due_on__lte=clock.today() + SOON_DUE)
    return soon.order_by("due_on")


def equipment() -> QuerySet[Equipment]:
    """All equipment, each with where it stands."""
    return Equipment.objects.select_related("venue").order_by("number")


def equipment_in_service() -> QuerySet[Equipment]:
    """What can be chosen for a sitting, as far as its service goes; whether its proof carries it, the act asks."""
    return equipment().filter(state=EquipmentState.IN_SERVICE)


def equipment_due() -> QuerySet[Equipment]:
    """Equipment in service whose calibration or verification ends soon, has ended, or was never entered."""
    soon = Q(valid_until__isnull=True) | Q(valid_until__lte=clock.today() + SOON_DUE)
    return equipment_in_service().exclude(proof="none").filter(soon).order_by("valid_until")


def upkeep_due() -> QuerySet[Upkeep]:
    """Upkeep that is due soon or overdue, of equipment that is kept."""
    waiting = Upkeep.objects.filter(done_on__isnull=True, due_on__lte=clock.today() + SOON_DUE)
    return waiting.exclude(equipment__state=EquipmentState.RETIRED).select_related("equipment").order_by("due_on")


def releases() -> QuerySet[SoftwareRelease]:
    """All reports on releases of the software, the latest first."""
    return SoftwareRelease.objects.select_related("judged_by").order_by("-number")


def paces() -> dict[str, int]:
    """How much of each kind of work one person does in a month, where this body said so."""
    return dict(Pace.objects.values_list("work", "pieces"))
