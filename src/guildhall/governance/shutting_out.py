"""Who has no part in an item of an agenda: neither a vote on it nor a look at it, whatever role they hold (4.3.7).

Shut out is who declared a conflict in the item or was named to have one; whom a conflict blocks that was declared in
the matter itself; and who is the person whom the matter concerns, or has a tie to them.
"""

from collections.abc import Iterable
from uuid import UUID

from guildhall.governance.lifecycles.committees import ConflictState
from guildhall.governance.models import AgendaItem, ItemConflict
from guildhall.kernel import actors
from guildhall.personnel import impartiality
from guildhall.personnel.lifecycles import ClearanceState
from guildhall.personnel.models import Clearance
from guildhall.personnel.queries import record_called

BLOCKING = (ClearanceState.CONFLICT, ClearanceState.BARRED)


def is_shut_out(person_id: UUID, item: AgendaItem) -> bool:
    """Whether somebody has no part in an item."""
    return person_id in among([person_id], item)


def among(person_ids: Iterable[UUID], item: AgendaItem) -> set[UUID]:
    """Those of `person_ids` who have no part in an item."""
    asked = set(person_ids)
    return (asked & (_declared(item) | _blocked(item))) | {each for each in asked if _is_too_close(each, item)}


def from_items(person_id: UUID, items: Iterable[AgendaItem]) -> set[UUID]:
    """Of which items somebody has no part."""
    return {each.pk for each in items if is_shut_out(person_id, each)}


def _declared(item: AgendaItem) -> set[UUID]:
    standing = ItemConflict.objects.filter(item=item, state=ConflictState.DECLARED)
    return set(standing.values_list("person_id", flat=True))


def _blocked(item: AgendaItem) -> set[UUID]:
    """Whom a conflict blocks that they declared in the matter, or in the item, before it came here."""
    refs = [ref for ref in (item.matter, item.ref) if ref]
    blocking = Clearance.objects.filter(about__in=refs, state__in=BLOCKING)
    return set(blocking.values_list("person_id", flat=True))


def _is_too_close(person_id: UUID, item: AgendaItem) -> bool:
    matter = record_called(item.matter) if item.matter else None
    concerned = matter.person_id_concerned if matter else None
    return concerned is not None and impartiality.too_close(actors.person(person_id), concerned) is not None
