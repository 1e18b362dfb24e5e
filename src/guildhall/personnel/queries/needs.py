"""What others may read of what people of the body still have to learn, and of what is done about it."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum

from guildhall.kernel import clock
from guildhall.personnel.lifecycles import MeasureState, NeedState
from guildhall.personnel.models import Attendance, Criterion, Measure, Need

YEAR = timedelta(days=365)
OPEN = (NeedState.FOUND, NeedState.PLANNED, NeedState.ATTENDED)
"""The states of a need that is not settled."""


def needs() -> QuerySet[Need]:
    """All needs, the latest first."""
    return Need.objects.select_related("person", "scope", "criterion").order_by("-number")


def is_open(person_id: UUID, criterion: Criterion) -> bool:
    """Whether somebody already has to learn what a criterion asks for."""
    return Need.objects.filter(person_id=person_id, criterion__code=criterion.code, state__in=OPEN).exists()


def unplanned() -> QuerySet[Need]:
    """Needs for which nothing is planned, the most urgent first."""
    return needs().filter(state=NeedState.FOUND).order_by("due_on")


def to_check() -> QuerySet[Need]:
    """Needs whose effect can be judged by now and has not been."""
    return needs().filter(state=NeedState.ATTENDED, check_on__lte=clock.today()).order_by("check_on")


def overdue() -> QuerySet[Need]:
    """Needs that should have been settled by now."""
    return needs().filter(state__in=OPEN, due_on__lt=clock.today()).order_by("due_on")


def measures() -> QuerySet[Measure]:
    """All measures of development, the latest first."""
    return Measure.objects.select_related("organised_by").order_by("-planned_on", "-number")


def unheld() -> QuerySet[Measure]:
    """Measures whose day has passed and of which nobody said who attended."""
    return measures().filter(state=MeasureState.PLANNED, planned_on__lt=clock.today()).order_by("planned_on")


def attendances(measure: Measure) -> list[Attendance]:
    """Who is to take part in a measure, or did."""
    return list(Attendance.objects.filter(measure=measure).select_related("person", "need", "measure").order_by("id"))


def attended_by(person_id: UUID) -> QuerySet[Attendance]:
    """What somebody took part in, the latest first."""
    taken = Attendance.objects.filter(person_id=person_id, has_attended=True)
    return taken.select_related("measure").order_by("-measure__held_on")


def hours_of(person_id: UUID) -> Decimal:
    """How many hours of development somebody took part in, in the last twelve months."""
    found = attended_by(person_id).filter(measure__held_on__gt=clock.today() - YEAR)
    return found.aggregate(hours=Sum("measure__hours"))["hours"] or Decimal(0)
