"""The body says how much of a kind of work one person does in a month."""

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.models import Pace
from guildhall.personnel.permissions.resources import may_set_paces
from guildhall.personnel.rules.paces import a_pace_is_of_known_work


@act(
    "personnel.pace.set",
    also_locks=["personnel.pace"],
    permission=may_set_paces,
    rules=[a_pace_is_of_known_work],
    clauses=["2012:6.1.2", "2026:6.1"],
    sentence=gettext_noop("said that one person does {pieces} a month of {work}"),
    label=gettext_noop("Set the pace of one person"),
)
def set_pace(*, by: Actor, work: str, pieces: int) -> Pace:
    """Say how many pieces of a kind of work one person does in a month here; the forecast of capacity counts with it.

    Without it the house counts with a number of its own.
    """
    told = {"pieces": pieces, "set_at": clock.now(), "set_by": Person.objects.get(pk=by.name)}
    known = Pace.objects.filter(work=work).first()
    return change(known, **told) if known else create(Pace, work=work, **told)
