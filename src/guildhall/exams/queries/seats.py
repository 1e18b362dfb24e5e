"""Sittings, their seats, and who is on duty there."""

from django.db.models import Count, Q, QuerySet

from guildhall.exams.lifecycles import NOT_COUNTED
from guildhall.exams.models import Sitting, SittingStaff


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
