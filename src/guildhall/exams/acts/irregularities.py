"""What went otherwise than the manual says is noted by who saw it and settled by who answers for the results."""

from guildhall.exams.models import Attempt, Irregularity, Sitting
from guildhall.exams.permissions import is_on_duty, may_manage_sittings, may_settle
from guildhall.exams.rules.impartiality import nobody_settles_their_own
from guildhall.exams.rules.sittings import the_irregularity_waits, the_log_is_open, what_happened_is_said
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:7.4.3", "2012:9.3.2", "2026:7.4")


@act(
    "exams.irregularity.note",
    about="sitting",
    permission=is_on_duty | may_manage_sittings,
    rules=[the_log_is_open, what_happened_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("noted an irregularity at the sitting {subject}"),
    label=gettext_noop("Note an irregularity"),
)
def note(*, by: Actor, sitting: Sitting, kind: str, words: str, attempt: Attempt | None = None) -> Irregularity:
    """Note in the log of a sitting what went otherwise than the manual says, for all or for one candidate."""
    noted_by = Person.objects.get(pk=by.name)
    return create(Irregularity, sitting=sitting, attempt=attempt, kind=kind, words=words.strip(), noted_by=noted_by)


@act(
    "exams.irregularity.settle",
    about="irregularity",
    permission=may_settle,
    rules=[the_irregularity_waits, nobody_settles_their_own],
    clauses=CLAUSES,
    sentence=gettext_noop("settled an irregularity"),
    label=gettext_noop("Settle"),
)
def settle(*, by: Actor, irregularity: Irregularity, settlement: str) -> Irregularity:
    """Say what an irregularity meant for the results, so that they can be released or are looked into."""
    settled_by = Person.objects.get(pk=by.name)
    return change(irregularity, settlement=settlement.strip(), settled_by=settled_by, settled_at=clock.now())
