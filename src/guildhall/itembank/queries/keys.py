"""Who knows the keys of which items: whoever wrote, reviewed or opened them, in any version and any language."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from guildhall.itembank.models import ItemExport, ItemImport, ItemVersion, Translation
from guildhall.itembank.queries.hands import Hand, Part, hands_and_kin, of_items
from guildhall.kernel import actors
from guildhall.ledger.models import Access, Outcome

OPENS_KEY = (
    "itembank.item.open",
    "itembank.item.findings",
    "itembank.item.file",
    "itembank.import.file",
    "itembank.export.file",
    "itembank.export.print",
)
"""Readings after which somebody knows the key of an item."""

TRACES = (Part.WROTE, Part.REVIEWED, Part.EXPORTED)
"""What tells who wrote and reviewed an item, and in which files its key stands."""


def knows_the_key(person_id: UUID, version: ItemVersion) -> bool:
    """Whether somebody wrote an item, reviewed it with its key, or ever opened the key of any of its versions.

    Its sources and translations have the same key.
    """
    return bool(_known(person_id, hands_and_kin(version, *TRACES)))


def keys_known(person_id: UUID, versions: Iterable[ItemVersion]) -> set[UUID]:
    """Those of `versions` whose key somebody knows, from them, from other versions, or from their translations."""
    asked = {each.pk: each.item_id for each in versions}
    kin = _kin(set(asked.values()))
    known = _known(person_id, of_items({item for items in kin.values() for item in items}, *TRACES))
    return {pk for pk, item in asked.items() if kin[item] & known}


def _kin(items: set[UUID]) -> dict[UUID, set[UUID]]:
    """Each item with those that share its key: its sources and translations."""
    kin = {item: {item} for item in items}
    pairs = Translation.objects.filter(Q(source__item__in=items) | Q(version__item__in=items))
    for one, other in pairs.values_list("source__item_id", "version__item_id"):
        for item, shares in ((one, other), (other, one)):
            if item in kin:
                kin[item].add(shares)
    return kin


def _known(person_id: UUID, traces: list[Hand]) -> set[UUID]:
    """The items that somebody wrote or reviewed, or whose key they opened."""
    known = {each.item_id for each in traces if each.person_id == person_id}
    told: defaultdict[str, set[UUID]] = defaultdict(set)
    for each in traces:
        for ref in _refs(each):
            told[ref].add(each.item_id)
    looks = Access.objects.filter(actor=str(actors.person(person_id)), subject__in=told, outcome=Outcome.DONE)
    opened = looks.filter(reading__in=OPENS_KEY).values_list("subject", flat=True).distinct()
    return known.union(*(told[ref] for ref in opened))


def _refs(trace: Hand) -> list[str]:
    """Under which names the access log knows what tells the key: the version, its import, an export."""
    found = [(ItemVersion, str(trace.version_id)), (ItemImport, trace.told.get("batch"))]
    found.append((ItemExport, trace.told.get("export")))
    return [f"{model._meta.label_lower}:{UUID(pk)}" for model, pk in found if pk]
