"""Studies that wait for somebody: to be concluded, to be approved, to be looked into."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import Role
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study
from guildhall.schemes.permissions.studies import APPROVING, STUDYING
from guildhall.schemes.queries import studies as queries


@work("schemes.studies-concluding")
def studies_to_conclude(*, person_id: UUID) -> Iterator[WorkItem]:
    """Computed studies that somebody prepared, for them; what the house froze by itself waits on its form's page."""
    mine = _waiting(person_id, StudyState.COMPUTED, *STUDYING).filter(prepared_by_id=person_id)
    for study in mine:
        yield _of(study, _("conclude"), _("It is computed; what follows from its numbers is for you to say."))


@work("schemes.studies-approving")
def studies_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Proposed studies, for who may approve them and neither prepared nor concluded them."""
    own = Q(prepared_by_id=person_id) | Q(proposed_by_id=person_id)
    waiting = _waiting(person_id, StudyState.PROPOSED, *APPROVING)
    for study in waiting.filter(Q(prepared_by__isnull=True) | ~own).exclude(proposed_by_id=person_id):
        yield _of(study, _("approve"), _("Whoever concluded it cannot approve it; you can."))


@work("schemes.studies-differing")
def studies_that_differ(*, person_id: UUID) -> Iterator[WorkItem]:
    """Studies from whose data other numbers came the second time, for who measures."""
    scopes = grants.scopes_of(person_id, *STUDYING)
    differing = queries.studies().filter(scheme__scope__in=scopes, state__in=queries.COMPUTED)
    for study in differing.filter(pk__in=queries.differing()).defer("results"):
        yield _of(study, _("look into it"), _("A second computation gave other numbers."))


def _waiting(person_id: UUID, state: StudyState, *roles: Role) -> QuerySet[Study]:
    scopes = grants.scopes_of(person_id, *roles)
    return queries.studies().filter(state=state, scheme__scope__in=scopes).defer("results")


def _of(study: Study, what: str, why: str) -> WorkItem:
    told = _("Study %(number)s: %(what)s") % {"number": study.number, "what": what}
    return WorkItem(told, why, _("Look"), ("schemes:study", str(study.pk)))
