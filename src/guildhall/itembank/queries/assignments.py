"""What is read of assignments: what somebody is asked to write, and how far they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank.lifecycles import AssignmentState, ItemState
from guildhall.itembank.models import AssignedItem, Assignment, Item, ItemVersion
from guildhall.itembank.queries.items import sight
from guildhall.schemes.models import Scheme


@dataclass(frozen=True)
class Progress:
    """How many of the items that were asked for are written, how many of them are submitted, and how many in use."""

    asked: int
    written: int = 0
    submitted: int = 0
    in_use: int = 0

    @property
    def to_write(self) -> int:
        return max(0, self.asked - self.written)

    @property
    def to_submit(self) -> int:
        return max(0, self.asked - self.submitted)


def assignments_seen_by(person_id: UUID) -> QuerySet[Assignment]:
    """One's own assignments, and those of the schemes whose items one manages and for which one trains nobody."""
    managed = Q(scheme__scope__in=sight(person_id).managed)
    found = Assignment.objects.filter(managed | Q(writer_id=person_id))
    return found.select_related("scheme__scope", "writer", "given_by")


def progress(found: Iterable[Assignment]) -> Mapping[UUID, Progress]:
    """How far each of `found` is, in one query."""
    asked = {each.pk: each.count for each in found}
    moved = ItemVersion.objects.filter(item=OuterRef("item")).exclude(state=ItemState.DRAFT)
    used = ItemVersion.objects.filter(item=OuterRef("item"), state=ItemState.OPERATIONAL)
    counts = {
        "items": Count("pk"),
        "submitted": Count("pk", filter=Exists(moved)),
        "in_use": Count("pk", filter=Exists(used)),
    }
    counted = AssignedItem.objects.filter(assignment__in=list(asked)).values_list("assignment").annotate(**counts)
    known = {pk: (written, submitted, in_use) for pk, written, submitted, in_use in counted}
    return {pk: Progress(count, *known.get(pk, ())) for pk, count in asked.items()}


def progress_of(assignment: Assignment) -> Progress:
    """How far one assignment is."""
    return progress([assignment])[assignment.pk]


def open_for(item: Item, writer_id: UUID) -> list[Assignment]:
    """The open assignments of a writer for which an item could count, the one that is due first in front."""
    found = Assignment.objects.filter(
        scheme=item.scheme_id,
        writer_id=writer_id,
        state=AssignmentState.OPEN,
        domain_code=item.domain_code,
        level__in={"", item.level},
    )
    return list(found.select_related(*Assignment.reload_with).order_by("due_on", "id"))


def open_ones(*, scopes: Iterable[UUID] = (), writer_id: UUID | None = None) -> QuerySet[Assignment]:
    """Assignments that are being written: of a writer, or of schemes."""
    found = Assignment.objects.filter(state=AssignmentState.OPEN).select_related(*Assignment.reload_with)
    found = found.filter(writer_id=writer_id) if writer_id else found.filter(scheme__scope__in=list(scopes))
    return found.order_by("due_on", "id")


def written_for(assignment: Assignment) -> QuerySet[AssignedItem]:
    """The items that count for an assignment, in their order."""
    return AssignedItem.objects.filter(assignment=assignment).select_related("item").order_by("counted_at", "id")


def writers(scheme: Scheme) -> list[Person]:
    """Who may be asked to write items of a scheme."""
    held = grants.holders(ITEM_WRITER, EXAM_MANAGER, scope_id=scheme.scope_id)
    return list(Person.objects.filter(pk__in=held).order_by("number"))
