"""What others may read of the terms on which people work for the body."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Grant
from guildhall.identity.roles import ASSESSOR
from guildhall.kernel import clock
from guildhall.personnel.models import Engagement, EngagementKind
from guildhall.personnel.models.posts import lasting


def engagements() -> QuerySet[Engagement]:
    """All engagements, the latest first."""
    return Engagement.objects.select_related("person").order_by("-number")


def engaged_on(day: date) -> QuerySet[Engagement]:
    """The engagements that bind somebody on `day`."""
    return lasting(engagements(), day)


def employs(person_id: UUID, day: date) -> bool:
    """Whether the body employs somebody on `day`; such a person takes the flagged route as an applicant (R-13)."""
    return engaged_on(day).filter(person_id=person_id, kind=EngagementKind.EMPLOYED).exists()


def overlapping(person_id: UUID, kind: str, from_on: date, until_on: date | None) -> Engagement | None:
    """An engagement of that kind that covers one of those days."""
    found = Engagement.objects.filter(person_id=person_id, kind=kind)
    found = found.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
    return (found.filter(from_on__lte=until_on) if until_on else found).first()


def holding_roles_unengaged() -> QuerySet[Grant]:
    """Roles that are held today by somebody on no recorded terms; an assessor works for somebody else."""
    today = clock.today()
    bound = lasting(Engagement.objects.filter(person=OuterRef("person")), today)
    ours = grants.held_on(today).exclude(role=ASSESSOR.code)
    return ours.exclude(Exists(bound)).select_related("person").order_by("person__number")
