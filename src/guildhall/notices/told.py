"""Who is told what happened to their roles; declared here, because identity stands below and knows of no notices."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from guildhall.identity.models import Grant
from guildhall.identity.roles import role
from guildhall.kernel import clock
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.models import Entry


@tells("identity.grant.give", text="notices/role-given")
def holder_of_a_new_role(*, entry: Entry) -> Iterable[Told]:
    """Who is given a role."""
    grant = _grant(entry)
    words: dict[str, str | date] = {
        "role": role(grant.role).name,
        "from_on": grant.from_on,
        "until_on": grant.until_on or "",
    }
    yield Told(grant.person_id, words=words)


@tells("identity.grant.end", text="notices/role-ended")
def former_holder_of_a_role(*, entry: Entry) -> Iterable[Told]:
    """Who held a role that was ended."""
    grant = _grant(entry)
    ended_on = clock.day_of(grant.ended_at) if grant.ended_at else clock.today()
    yield Told(grant.person_id, words={"role": role(grant.role).name, "ended_on": ended_on})


def _grant(entry: Entry) -> Grant:
    return Grant.objects.get(pk=UUID(entry.result.partition(":")[2]))
