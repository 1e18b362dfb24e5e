"""What waits for whom in criteria and evidence: to approve, to look at, to sign."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import CriteriaState, SupervisionState

VERIFY_WITHIN = timedelta(days=30)
"""How soon somebody looks at evidence (our own choice)."""


@work("personnel.criteria")
def criteria_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Criteria that somebody else wrote, for top management to approve."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for criteria in queries.all_criteria().filter(state=CriteriaState.PROPOSED).exclude(drafted_by_id=person_id):
        yield WorkItem(
            _("Criteria %(number)s: approve or hand back") % {"number": criteria.number},
            _("%(role)s, %(where)s; their author cannot approve them.")
            % {"role": criteria.role_word, "where": criteria.where_word},
            _("Read"),
            ("personnel:criteria", str(criteria.pk)),
        )


@work("personnel.evidence")
def evidence_to_verify(*, person_id: UUID) -> Iterator[WorkItem]:
    """Evidence of others at which the quality manager has not looked yet."""
    if person_id not in grants.holders(QUALITY_MANAGER):
        return
    for evidence in queries.evidence_unverified().exclude(person_id=person_id)[:100]:
        yield WorkItem(
            _("Evidence %(number)s: look at it") % {"number": evidence.number},
            _("An evaluation rests on it only when somebody has seen it."),
            _("Look"),
            ("personnel:evidence", str(evidence.pk)),
            clock.day_of(evidence.added_at) + VERIFY_WITHIN,
        )


@work("personnel.supervision")
def trainees_of_mine(*, person_id: UUID) -> Iterator[WorkItem]:
    """Phases that one supervises: each task is recorded, and at the end what the trainee can do."""
    running = queries.supervisions().filter(state=SupervisionState.RUNNING, supervisor_id=person_id)
    for phase in running:
        yield WorkItem(
            _("Supervised phase %(number)s: record how the tasks go") % {"number": phase.number},
            _("%(role)s in %(scheme)s; you supervise, and you complete the phase.")
            % {"role": phase.role_word, "scheme": phase.scope.name},
            _("Record"),
            ("personnel:supervision", str(phase.pk)),
        )
