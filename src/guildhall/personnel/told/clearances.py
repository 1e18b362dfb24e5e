"""Who is told of conflicts in single matters."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find
from guildhall.personnel.models import Clearance


@tells("personnel.clearance.disclose", text="personnel/conflict-named", mailed=False)
def judges_hear_of_a_conflict(*, entry: Any) -> Iterator[Told]:
    """Everybody who may judge a conflict, except who named it: the matter waits for them."""
    clearance = find(entry.subject)
    if isinstance(clearance, Clearance):
        for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - {clearance.person_id}):
            yield Told(person_id, str(clearance), link=("personnel:clearance", str(clearance.pk)))


@tells("personnel.clearance.treat", text="personnel/conflict-judged")
@tells("personnel.clearance.bar", text="personnel/conflict-judged")
def declarer_hears_what_became_of_the_conflict(*, entry: Any) -> Iterator[Told]:
    """Whoever named the conflict: they go on with the work, or hand it over."""
    clearance = find(entry.subject)
    if isinstance(clearance, Clearance):
        yield Told(clearance.person_id, str(clearance), link=("personnel:clearance", str(clearance.pk)))
