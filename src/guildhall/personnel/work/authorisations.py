"""What waits for whom in authorisations: to evaluate, to decide, to renew."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import AuthorisationState

EVALUATE_WITHIN = timedelta(days=30)
"""How soon a proposal is evaluated (our own choice)."""


@work("personnel.competence")
def competence_to_evaluate(*, person_id: UUID) -> Iterator[WorkItem]:
    """Proposals in the schemes of an evaluator, except of themselves."""
    schemes = grants.scopes_of(person_id, EVALUATOR)
    proposed = queries.authorisations().filter(state=AuthorisationState.PROPOSED, scope_id__in=schemes)
    for authorisation in proposed.exclude(person_id=person_id)[:100]:
        yield WorkItem(
            _("Authorisation %(number)s: evaluate competence") % {"number": authorisation.number},
            _("%(role)s in %(scheme)s; you are an evaluator there.")
            % {"role": authorisation.role_word, "scheme": authorisation.scope.name},
            _("Evaluate"),
            ("personnel:authorisation", str(authorisation.pk)),
            clock.day_of(authorisation.proposed_at) + EVALUATE_WITHIN,
        )


@work("personnel.authorisations")
def people_to_authorise(*, person_id: UUID) -> Iterator[WorkItem]:
    """Who was found competent by somebody else, for top management to authorise."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    found = queries.authorisations().filter(state=AuthorisationState.EVALUATED)
    for authorisation in found.exclude(person_id=person_id).exclude(evaluated_by_id=person_id)[:100]:
        yield WorkItem(
            _("Authorisation %(number)s: authorise or decline") % {"number": authorisation.number},
            _("Found competent as %(role)s in %(scheme)s; top management authorises.")
            % {"role": authorisation.role_word, "scheme": authorisation.scope.name},
            _("Decide"),
            ("personnel:authorisation", str(authorisation.pk)),
        )


@work("personnel.renewals")
def authorisations_to_renew(*, person_id: UUID) -> Iterator[WorkItem]:
    """Authorisations that end soon and whose renewal nobody proposed yet, for who proposes."""
    for authorisation in queries.ending_unrenewed(person_id)[:100]:
        yield WorkItem(
            _("Authorisation %(number)s ends: propose its renewal") % {"number": authorisation.number},
            _("%(role)s in %(scheme)s lapses that day, and no renewal is proposed.")
            % {"role": authorisation.role_word, "scheme": authorisation.scope.name},
            _("Propose"),
            ("personnel:authorisation-renew", str(authorisation.pk)),
            authorisation.until_on,
        )
