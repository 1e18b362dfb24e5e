"""Training is kept apart: what the body states and offers, that its course has no equivalent, and what it publishes."""

from datetime import date, timedelta

from guildhall.governance.lifecycles import OFFER, SEARCH, STATEMENT
from guildhall.governance.lifecycles.training import OfferState, SearchState, StatementState
from guildhall.governance.models import EquivalentSearch, RelatedBody, Threat, TrainingOffer, TrainingStatement
from guildhall.governance.permissions.training import (
    may_approve_searches,
    may_keep_offers,
    may_search,
    may_state_on_training,
)
from guildhall.governance.rules.body import a_change_has_its_reason
from guildhall.governance.rules.training import (
    APART,
    EQUIVALENTS,
    ONGOING,
    a_rejection_has_its_reason,
    a_search_is_of_a_scheme,
    a_search_is_told,
    a_statement_is_told,
    an_offer_is_recorded_before_it_begins,
    an_offer_is_told,
    its_threat_is_analysed,
    what_is_offered_is_stated,
    who_offers_is_related,
    who_searched_does_not_approve,
)
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

YEAR = timedelta(days=365)
"""After how long a statement is confirmed, and a search made anew (our choice)."""


@act(
    "governance.training-statement.state",
    move=STATEMENT.state,
    permission=may_state_on_training,
    rules=[a_statement_is_told, what_is_offered_is_stated],
    clauses=APART,
    sentence=gettext_noop("stated in {subject} whether the body trains"),
)
def state(*, by: Actor, trains: bool, educates: bool, words: str) -> TrainingStatement:
    """State for a year whether this legal entity trains or educates; the statement before it is replaced and kept."""
    for earlier in TrainingStatement.objects.filter(state=StatementState.CURRENT):
        supersede_statement(by=by, statement=earlier)
    return create(
        TrainingStatement,
        number=next_number("TS"),
        trains=trains,
        educates=educates,
        words=words.strip(),
        confirm_on=clock.today() + YEAR,
        stated_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.training-statement.supersede",
    about="statement",
    move=STATEMENT.supersede,
    permission=may_state_on_training,
    clauses=APART,
    sentence=gettext_noop("replaced the statement {subject} on training"),
)
def supersede_statement(*, by: Actor, statement: TrainingStatement) -> TrainingStatement:
    """End a statement because a newer one takes its place."""
    return change(statement, state=StatementState.SUPERSEDED)


@act(
    "governance.training-offer.offer",
    about="threat",
    move=OFFER.offer,
    permission=may_keep_offers,
    rules=[an_offer_is_told, its_threat_is_analysed, an_offer_is_recorded_before_it_begins, who_offers_is_related],
    clauses=ONGOING,
    sentence=gettext_noop("recorded the training {subject} that is offered"),
)
def offer(
    *,
    by: Actor,
    threat: Threat,
    kind: str,
    title: str,
    scope: Scope,
    begins_on: date,
    related: RelatedBody | None = None,
) -> TrainingOffer:
    """Record a training that the entity, or a related body, is going to offer for the work of a scheme.

    The threat that lies in it was analysed before.
    """
    return create(
        TrainingOffer,
        number=next_number("TO"),
        threat=threat,
        kind=kind,
        title=title.strip(),
        scope=scope,
        related=related,
        begins_on=begins_on,
        offered_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.training-offer.end",
    about="offer",
    move=OFFER.end,
    permission=may_keep_offers,
    rules=[a_change_has_its_reason],
    clauses=ONGOING,
    sentence=gettext_noop("recorded that the training {subject} is not offered any more: {reason}"),
)
def end(*, by: Actor, offer: TrainingOffer, reason: str) -> TrainingOffer:
    """Record that a training is not offered any more; who was trained stays barred from their trainers."""
    return change(offer, state=OfferState.ENDED, ended_on=clock.today())


@act(
    "governance.equivalent-search.propose",
    about="scope",
    move=SEARCH.propose,
    permission=may_search,
    rules=[a_search_is_of_a_scheme, a_search_is_told],
    clauses=EQUIVALENTS,
    sentence=gettext_noop("recorded the search for equivalents {subject}"),
)
def propose(
    *, by: Actor, scope: Scope, requirement: str, course: str, looked_at: str, findings: str
) -> EquivalentSearch:
    """Record that equivalents of the body's own course were looked for, where, and why none of them is one."""
    return create(
        EquivalentSearch,
        number=next_number("ES"),
        scope=scope,
        requirement=requirement.strip(),
        course=course.strip(),
        looked_at=looked_at.strip(),
        findings=findings.strip(),
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.equivalent-search.approve",
    about="search",
    move=SEARCH.approve,
    permission=may_approve_searches,
    rules=[who_searched_does_not_approve],
    clauses=EQUIVALENTS,
    sentence=gettext_noop("approved the search for equivalents {subject}"),
)
def approve(*, by: Actor, search: EquivalentSearch) -> EquivalentSearch:
    """Approve for a year that no equivalent exists; a requirement may accept the own course alone as long."""
    same = EquivalentSearch.objects.filter(scope=search.scope, requirement=search.requirement)
    for earlier in same.filter(state=SearchState.APPROVED):
        supersede_search(by=by, search=earlier)
    return change(
        search,
        state=SearchState.APPROVED,
        approved_at=clock.now(),
        approved_by=Person.objects.get(pk=by.name),
        until_on=clock.today() + YEAR,
    )


@act(
    "governance.equivalent-search.reject",
    about="search",
    move=SEARCH.reject,
    permission=may_approve_searches,
    rules=[who_searched_does_not_approve, a_rejection_has_its_reason],
    clauses=EQUIVALENTS,
    sentence=gettext_noop("rejected the search for equivalents {subject}: {reason}"),
)
def reject(*, by: Actor, search: EquivalentSearch, reason: str) -> EquivalentSearch:
    """Reject a search that looked too little, or overlooked an equivalent."""
    return change(search, state=SearchState.REJECTED, reasons=reason.strip())


@act(
    "governance.equivalent-search.supersede",
    about="search",
    move=SEARCH.supersede,
    permission=may_approve_searches,
    clauses=EQUIVALENTS,
    sentence=gettext_noop("replaced the search for equivalents {subject}"),
)
def supersede_search(*, by: Actor, search: EquivalentSearch) -> EquivalentSearch:
    """End a search because a newer one takes its place."""
    return change(search, state=SearchState.SUPERSEDED)
