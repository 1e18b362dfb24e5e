"""What conformity looks at in technical reports."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from guildhall.exams import queries
from guildhall.exams.lifecycles import ResultState
from guildhall.exams.models import Result, TechnicalReport
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop


@control(
    "exams.forms_are_reported",
    title=gettext_noop("Of each form used last year there is a technical report"),
    clauses=["2012:9.3.5", "2012:7.1.1", "2026:9.3"],
    events=["exams.report.*", "exams.result.release"],
)
def forms_are_reported() -> Answer:
    """Every form on which results of last year were released has a report of that year or a later one of all."""
    year = clock.today().year - 1
    released = Result.objects.filter(
        attempt__form=OuterRef("pk"), state=ResultState.RELEASED, attempt__sitting__begins_at__year=year
    )
    used = queries.forms().filter(Exists(released))
    later = Q(year__isnull=True, made_at__year__gt=year)
    reported = TechnicalReport.objects.filter(Q(year=year) | later, form=OuterRef("pk"), made_at__isnull=False)
    count = used.count()
    if not count:
        return Answer(not_applicable=gettext_noop("No results of last year were released."))
    return Answer(
        findings=[
            Finding(each.ref, each.number, gettext_noop("has no technical report of last year"), _to(str(each.pk)))
            for each in used.exclude(Exists(reported)).order_by("number")
        ],
        looked_at=count,
        changes_on=date(year + 2, 1, 1),
    )


def _to(pk: str) -> tuple[str, ...]:
    return ("exams:form", pk)
