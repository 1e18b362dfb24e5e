"""The bodies from which threats may come are recorded, and the whole register is gone through every year."""

from datetime import date, timedelta

from guildhall.governance.lifecycles import RELATED
from guildhall.governance.lifecycles.impartiality import RelatedState
from guildhall.governance.models import RegisterReview, RelatedBody
from guildhall.governance.permissions.impartiality import may_keep_threats
from guildhall.governance.queries import impartiality
from guildhall.governance.rules.body import a_change_has_its_reason
from guildhall.governance.rules.threats import (
    ONGOING,
    a_relation_is_told,
    a_review_is_told,
    no_signal_waits,
    no_threat_is_overdue,
    who_trains_is_a_threat,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.notices import timers

REVIEWED = "T-09"
AT_FIRST = timedelta(days=365)
"""How far back the first review looks."""


@act(
    "governance.related-body.relate",
    move=RELATED.relate,
    permission=may_keep_threats,
    rules=[a_relation_is_told],
    clauses=ONGOING,
    sentence=gettext_noop("recorded the related body {subject}"),
)
def relate(*, by: Actor, name: str, kind: str, relation: str, since_on: date, trains: bool = False) -> RelatedBody:
    """Record a body with which ours is bound up; whoever keeps the register then looks for threats in the relation."""
    return create(
        RelatedBody,
        number=next_number("RO"),
        name=name.strip(),
        kind=kind,
        relation=relation.strip(),
        since_on=since_on,
        trains=trains,
        related_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.related-body.clear",
    about="related",
    permission=may_keep_threats,
    rules=[who_trains_is_a_threat, a_change_has_its_reason],
    clauses=ONGOING,
    label=gettext_noop("Find no threat in it"),
    sentence=gettext_noop("found no threat in the relation to {subject}"),
)
def clear(*, by: Actor, related: RelatedBody, reason: str) -> RelatedBody:
    """Say why a relation threatens impartiality in nothing."""
    return change(related, no_threat=reason.strip())


@act(
    "governance.related-body.end",
    about="related",
    move=RELATED.end,
    permission=may_keep_threats,
    rules=[a_change_has_its_reason],
    clauses=ONGOING,
    sentence=gettext_noop("recorded the end of the relation to {subject}: {reason}"),
)
def end(*, by: Actor, related: RelatedBody, reason: str) -> RelatedBody:
    """Record that a body is not related to ours any more."""
    return change(related, state=RelatedState.ENDED, until_on=clock.today())


@act(
    "governance.register.review",
    permission=may_keep_threats,
    rules=[a_review_is_told, no_signal_waits, no_threat_is_overdue],
    clauses=ONGOING,
    label=gettext_noop("Review the register"),
    sentence=gettext_noop("reviewed the register of threats in {subject}"),
)
def review(*, by: Actor, findings: str) -> RegisterReview:
    """Go through the whole register: where was looked, what was found, and what changed since the last time."""
    last, today = impartiality.last_review(), clock.today()
    since = last.until_on if last else today - AT_FIRST
    return create(
        RegisterReview,
        number=next_number("YR"),
        since_on=since,
        until_on=today,
        findings=findings.strip(),
        figures=impartiality.yearly(since, today).figures(),
        next_on=timers.due_on(REVIEWED, today),
        reviewed_by=Person.objects.get(pk=by.name),
    )
