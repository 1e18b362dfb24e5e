"""What holds between the items of a scheme, as whoever assembles forms needs it: enemies and sets."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guildhall.itembank.lifecycles import EnemyState, SetState
from guildhall.itembank.models import EnemyPair, Item, ItemSet, SetMember
from guildhall.itembank.queries.items import sight
from guildhall.schemes.models import Scheme


def enemies(scheme: Scheme) -> list[tuple[UUID, UUID]]:
    """The pairs of items that never stand in one form, by the identifiers of the items."""
    pairs = pairs_of(scheme).order_by("item", "other")
    return list(pairs.values_list("item_id", "other_id"))


def sets(scheme: Scheme) -> Mapping[str, Sequence[UUID]]:
    """The items that go into a form together or not at all, in their order, by the number of their set."""
    found: dict[str, list[UUID]] = {}
    members = SetMember.objects.filter(of__scheme=scheme, of__state=SetState.KEPT, left_at__isnull=True)
    for number, item in members.order_by("of__number", "position").values_list("of__number", "item_id"):
        found.setdefault(number, []).append(item)
    return found


def pairs_of(scheme: Scheme) -> QuerySet[EnemyPair]:
    """The enemies of a scheme."""
    return declared().filter(item__scheme=scheme)


def declared() -> QuerySet[EnemyPair]:
    """The enemies of all schemes."""
    return EnemyPair.objects.filter(state=EnemyState.DECLARED)


def enemies_of(item: Item) -> QuerySet[EnemyPair]:
    """The pairs in which an item stands."""
    found = declared().filter(Q(item=item) | Q(other=item))
    return found.select_related("item__scheme__scope", "other__scheme__scope").order_by("declared_at", "id")


def are_enemies(item: Item, others: QuerySet[SetMember]) -> bool:
    """Whether an item is an enemy of one of the members of a set."""
    ids = list(others.values_list("item_id", flat=True))
    return enemies_of(item).filter(Q(item__in=ids, other=item) | Q(other__in=ids, item=item)).exists()


def membership(item: Item) -> SetMember | None:
    """The set in which an item is, and its place."""
    found = SetMember.objects.filter(item=item, left_at__isnull=True).select_related("of__scheme__scope", "item")
    return found.first()


def members(item_set: ItemSet) -> QuerySet[SetMember]:
    """The items of a set, in their order."""
    found = SetMember.objects.filter(of=item_set, left_at__isnull=True).order_by("position", "id")
    return found.select_related("of__scheme__scope", "item__scheme__scope")


def sets_of(person_id: UUID) -> QuerySet[ItemSet]:
    """The sets of the schemes whose items somebody manages and for which they train nobody."""
    size = Count("members", filter=Q(members__left_at__isnull=True))
    found = ItemSet.objects.filter(scheme__scope__in=sight(person_id).managed).annotate(size=size)
    return found.select_related("scheme__scope", "formed_by")


def pairs_seen_by(person_id: UUID) -> QuerySet[EnemyPair]:
    """The enemies of the schemes whose items somebody manages and for which they train nobody."""
    found = EnemyPair.objects.filter(item__scheme__scope__in=sight(person_id).managed)
    return found.select_related("item__scheme__scope", "other__scheme__scope", "declared_by")
