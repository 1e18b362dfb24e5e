"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import AuthorisationState, TextState
from guildhall.personnel.models import DeclarationText

JUDGE_WITHIN = timedelta(days=14)
"""How soon a declared interest is judged (our own choice)."""

JUDGE_CONFLICT_WITHIN = timedelta(days=3)
"""How soon a conflict in one matter is judged, since the matter waits for it (our own choice)."""

EVALUATE_WITHIN = timedelta(days=30)
"""How soon a proposal is evaluated (our own choice)."""


@work("personnel.own-declaration")
def own_declaration(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own declaration: to begin, to sign, or to renew."""
    today = clock.today()
    draft, signed = queries.draft_of(person_id), queries.in_force(person_id, today)
    until = signed.valid_until if signed else today
    if draft:
        yield WorkItem(
            _("Declaration %(number)s: sign") % {"number": draft.number},
            _("You began it; it binds and carries your roles only when it is signed."),
            _("Sign"),
            ("personnel:declaration", str(draft.pk)),
            until,
        )
    elif until and until - today <= queries.SOON and queries.must_declare().filter(pk=person_id).exists():
        why = _("Without it your roles lapse that day.") if signed else _("Your roles do not hold until it is signed.")
        yield WorkItem(_("Declaration of interests: renew yours"), why, _("Renew"), ("personnel:declare",), until)


@work("personnel.interests")
def interests_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Interests of others that quality manager and top management judge."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for interest in queries.unjudged().exclude(declaration__person_id=person_id)[:100]:
        yield WorkItem(
            _("Declaration %(number)s names an interest: judge it") % {"number": interest.declaration.number},
            _("An interest that nobody has judged keeps its owner from work that it touches."),
            _("Judge"),
            ("personnel:interest", str(interest.pk)),
            clock.day_of(interest.declared_at) + JUDGE_WITHIN,
        )


@work("personnel.texts")
def texts_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Texts that somebody else proposed, for top management to approve."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for text in DeclarationText.objects.filter(state=TextState.PROPOSED).exclude(proposed_by_id=person_id):
        yield WorkItem(
            _("Text of declaration %(number)s: approve or reject") % {"number": text.number},
            _("Its author cannot approve it; you can."),
            _("Read"),
            ("personnel:text", str(text.pk)),
        )


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
