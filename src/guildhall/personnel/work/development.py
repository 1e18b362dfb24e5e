"""What waits for whom in development: to plan, to record, to check."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel.queries import needs


@work("personnel.needs")
def needs_to_plan_and_check(*, person_id: UUID) -> Iterator[WorkItem]:
    """What people have to learn and for which nothing is planned, and effects that can be judged by now."""
    if person_id not in grants.holders(QUALITY_MANAGER):
        return
    for need in needs.unplanned()[:100]:
        yield WorkItem(
            _("Need %(number)s: plan something") % {"number": need.number},
            _("%(role)s: nothing is planned for it yet.") % {"role": need.role_word},
            _("Plan"),
            ("personnel:need", str(need.pk)),
            need.due_on,
        )
    for need in needs.to_check().exclude(person_id=person_id)[:100]:
        yield WorkItem(
            _("Need %(number)s: check the effect") % {"number": need.number},
            _("They attended some weeks ago; whether they learned shows in their work."),
            _("Check"),
            ("personnel:need", str(need.pk)),
            need.due_on,
        )


@work("personnel.measures")
def measures_to_record(*, person_id: UUID) -> Iterator[WorkItem]:
    """Measures that one planned, whose day has passed."""
    for measure in needs.unheld().filter(organised_by_id=person_id)[:100]:
        yield WorkItem(
            _("Measure %(number)s: record who attended") % {"number": measure.number},
            _("Its day has passed; what people had to learn waits for it."),
            _("Record"),
            ("personnel:measure-hold", str(measure.pk)),
            measure.planned_on,
        )
