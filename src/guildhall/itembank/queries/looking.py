"""The studies that measured items in use, as far as nobody has looked at what they found."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guildhall.itembank.models import ItemVersion
from guildhall.itembank.queries.statistics import unseen_numbers
from guildhall.itembank.queries.waiting import statistics_to_see
from guildhall.schemes.models import Study


def studies_to_see(person_id: UUID) -> list[tuple[Study, int]]:
    """The studies of which somebody is to look at what they found, with of how many items."""
    mine = statistics_to_see(person_id).order_by().values("pk")
    rows = unseen_numbers().filter(version__in=mine, study__isnull=False).values_list("study").annotate(Count("pk"))
    counted = dict(rows.order_by())
    studies = Study.objects.filter(pk__in=counted).select_related("scheme").defer("results")
    return [(each, counted[each.pk]) for each in studies.order_by("number")]


def statistics_of(study: Study | None, person_id: UUID) -> QuerySet[ItemVersion]:
    """The items in use whose newest statistics, of one study or of none, somebody is to look at."""
    asked = Q(study=study) if study else Q(study__isnull=True)
    return statistics_to_see(person_id).filter(Exists(unseen_numbers().filter(asked, version=OuterRef("pk"))))
