"""What work is ahead in this room, and which applications will need an independent reviewer."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from guildhall.applications.lifecycles import OPEN
from guildhall.applications.models import Application
from guildhall.applications.work import review_due_on
from guildhall.identity.roles import ELIGIBILITY_REVIEWER
from guildhall.kernel import clock
from guildhall.kernel.capacity import Case, Need, cases, demand
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import hands


def _open() -> QuerySet[Application]:
    return Application.objects.filter(state__in=OPEN).select_related("version__scheme")


@demand(
    "applications.reviews",
    title=gettext_noop("Reviews of applications"),
    mend=gettext_noop("Have another reviewer authorised, or tell applicants that it takes longer."),
    role=ELIGIBILITY_REVIEWER.code,
    pace=40,
)
def reviews(first: date, last: date) -> Iterator[Need]:
    """Applications that wait for a review, by the day on which it is due."""
    for application in _open():
        due_on = review_due_on(application)
        if due_on and due_on <= last:
            yield Need(application.version.scheme.scope_id, max(first, due_on), 1)


@cases("applications.reviews", title=gettext_noop("Application that needs a reviewer"))
def applications_to_review() -> Iterator[Case]:
    """Applications that nobody reviews yet, with who is tied to the applicant."""
    waiting = list(_open().filter(reviewer_by__isnull=True))
    tied = hands.tied_to({each.person_id for each in waiting}, clock.today())
    for application in waiting:
        yield Case(
            application.ref,
            application.number,
            application.version.scheme.scope_id,
            ELIGIBILITY_REVIEWER.code,
            review_due_on(application) or clock.today(),
            tied[application.person_id],
            ("applications:application", str(application.pk)),
        )
