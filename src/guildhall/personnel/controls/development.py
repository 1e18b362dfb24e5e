"""What conformity looks at in the training and continuing development of the body's people."""

from datetime import timedelta

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.models import Measure, Need
from guildhall.personnel.queries import needs

CHECK_WITHIN = timedelta(days=30)
"""How soon an effect is judged once it can be (our own choice)."""

RECORD_WITHIN = timedelta(days=14)
"""How soon it is recorded who attended (our own choice)."""


@control(
    "personnel.needs_are_settled",
    title=gettext_noop("What people have to learn is learned in time, and its effect is checked"),
    clauses=["2012:6.1.2", "2012:6.1.5", "2026:6.1"],
    events=["personnel.need.*", "personnel.measure.*"],
)
def needs_are_settled() -> Answer:
    """No need is past its day, and none waits longer than a month for a look at the effect."""
    late = needs.to_check().filter(check_on__lt=clock.today() - CHECK_WITHIN)
    named = {each.pk: each for each in (*needs.overdue(), *late)}
    coming = needs.needs().filter(state__in=needs.OPEN, due_on__gte=clock.today()).order_by("due_on").first()
    return Answer(
        findings=[
            _need(each, gettext_noop("is past its day, or its effect was not checked")) for each in named.values()
        ],
        looked_at=Need.objects.count(),
        changes_on=coming.due_on + timedelta(days=1) if coming else None,
    )


@control(
    "personnel.measures_are_recorded",
    title=gettext_noop("Who attended a measure of development is recorded"),
    clauses=["2012:6.1.5", "2026:6.1"],
    events=["personnel.measure.*"],
)
def measures_are_recorded() -> Answer:
    """No measure whose day has passed has waited longer than two weeks for who attended."""
    late = needs.unheld().filter(planned_on__lt=clock.today() - RECORD_WITHIN)
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("has passed, and nobody recorded who attended"),
                ("personnel:measure", str(each.pk)),
            )
            for each in late
        ],
        looked_at=Measure.objects.count(),
    )


def _need(need: Need, sentence: str) -> Finding:
    return Finding(need.ref, need.number, sentence, ("personnel:need", str(need.pk)))
