"""Sittings, their seats, and who is on duty there."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from guildhall.exams.lifecycles import NOT_COUNTED, SittingState
from guildhall.exams.models import Sitting, SittingEquipment, SittingStaff
from guildhall.ledger.records import Record
from guildhall.personnel.models import Equipment, ExamRoom, Venue


def sittings() -> QuerySet[Sitting]:
    """All sittings, each with its component and scheme and how many of its seats are taken."""
    taken_seats = Count("attempts", filter=~Q(attempts__state__in=NOT_COUNTED))
    return Sitting.objects.select_related(*Sitting.reload_with).annotate(taken=taken_seats)


def taken(sitting: Sitting) -> int:
    """How many seats of a sitting are taken; a seat that was given up is free again."""
    return sitting.attempts.exclude(state__in=NOT_COUNTED).count()


def free_seats(sitting: Sitting) -> int:
    """How many seats of a sitting can still be booked."""
    return max(0, sitting.capacity - taken(sitting))


def on_duty(sitting: Sitting) -> QuerySet[SittingStaff]:
    """Who is on duty at a sitting."""
    return sitting.staff.filter(removed_at__isnull=True).select_related("person").order_by("duty", "assigned_at")


def equipment_of(sitting: Sitting) -> QuerySet[SittingEquipment]:
    """What is used at a sitting."""
    used = sitting.equipment.filter(removed_at__isnull=True).select_related("equipment")
    return used.order_by("equipment__number")


def held_at_the_same_time(
    room: ExamRoom | None, platform: Venue | None, begins_at: datetime, ends_at: datetime
) -> QuerySet[Sitting]:
    """The sittings that are planned or open in a room, or on a platform, at some time between two moments."""
    standing = Sitting.objects.filter(state__in=[SittingState.PLANNED, SittingState.OPEN])
    meanwhile = standing.filter(begins_at__lt=ends_at, ends_at__gt=begins_at)
    return meanwhile.filter(room=room) if room else meanwhile.filter(platform=platform)


def planned_with(used: Record | None) -> QuerySet[Sitting]:
    """The sittings that are planned at a venue, in a room, or with a piece of equipment."""
    planned = Sitting.objects.filter(state=SittingState.PLANNED).select_related(*Sitting.reload_with)
    match used:
        case Venue():
            return planned.filter(Q(room__venue=used) | Q(platform=used)).order_by("begins_at")
        case ExamRoom():
            return planned.filter(room=used).order_by("begins_at")
        case Equipment():
            assigned = SittingEquipment.objects.filter(equipment=used, removed_at__isnull=True)
            return planned.filter(pk__in=assigned.values("sitting_id")).order_by("begins_at")
    return planned.none()
