"""Who is away, and who sees what waits for them meanwhile."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guildhall.identity.models import Absence
from guildhall.kernel import clock


def on(day: date) -> QuerySet[Absence]:
    """The absences that cover `day`."""
    return Absence.objects.filter(from_on__lte=day, until_on__gte=day, ended_at__isnull=True)


def stands_in_for(person_id: UUID) -> set[UUID]:
    """Whose work a person sees today besides their own."""
    return set(on(clock.today()).filter(deputy_id=person_id).values_list("person_id", flat=True))


def deputy_of(person_id: UUID) -> UUID | None:
    """Who sees a person's work today, if that person is away."""
    return on(clock.today()).filter(person_id=person_id).order_by("id").values_list("deputy_id", flat=True).first()
