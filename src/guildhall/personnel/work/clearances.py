"""What waits for whom in conflicts in single matters."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries

JUDGE_CONFLICT_WITHIN = timedelta(days=3)
"""How soon a conflict in one matter is judged, since the matter waits for it (our own choice)."""


@work("personnel.conflicts")
def conflicts_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Conflicts of others in single matters, which quality manager and top management judge."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for clearance in queries.conflicts_unjudged().exclude(person_id=person_id)[:100]:
        yield WorkItem(
            _("Somebody named a conflict in %(matter)s: judge it") % {"matter": clearance},
            _("Until it is judged they do no work on this matter."),
            _("Judge"),
            ("personnel:clearance", str(clearance.pk)),
            clock.day_of(clearance.named_at or clearance.declared_at) + JUDGE_CONFLICT_WITHIN,
        )
