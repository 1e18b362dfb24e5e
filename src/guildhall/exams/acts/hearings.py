"""Hearings: nobody loses a result for misconduct unheard (R-33)."""

from datetime import date

from guildhall.exams.models import Attempt, Hearing
from guildhall.exams.permissions import may_manage_attempts
from guildhall.exams.rules.attempts import suspicion_is_looked_into, what_was_said_is_recorded
from guildhall.exams.rules.impartiality import nobody_watches_over_their_own
from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create


@act(
    "exams.hearing.record",
    about="attempt",
    permission=may_manage_attempts,
    rules=[suspicion_is_looked_into, nobody_watches_over_their_own, what_was_said_is_recorded],
    clauses=["2012:7.4.3", "2026:6.5", "2026:7.4"],
    effective="held_on",
    sentence=gettext_noop("recorded the hearing on {subject}"),
    label=gettext_noop("Record a hearing"),
)
def record(*, by: Actor, attempt: Attempt, held_on: date, account: str) -> Hearing:
    """Record what a candidate under suspicion said when they were heard, or that they were invited and did not come."""
    held_by = Person.objects.get(pk=by.name)
    return create(Hearing, attempt=attempt, held_on=held_on, account=account.strip(), held_by=held_by)
