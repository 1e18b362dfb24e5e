"""Who knows the keys of which items: whoever wrote, reviewed or opened them, in any version and any language."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from guildhall.itembank.models import (
    ExportedVersion,
    ExportKind,
    ItemExport,
    ItemImport,
    ItemReview,
    ItemVersion,
    Translation,
)
from guildhall.kernel import actors
from guildhall.ledger.models import Access, Outcome

OPENS_KEY = (
    "itembank.item.open",
    "itembank.item.file",
    "itembank.import.file",
    "itembank.export.file",
    "itembank.export.print",
)
"""Readings after which somebody knows the key of an item."""


def knows_the_key(person_id: UUID, version: ItemVersion) -> bool:
    """Whether somebody wrote an item, reviewed it with its key, or ever opened the key of any of its versions."""
    return bool(keys_known(person_id, [version]))


def keys_known(person_id: UUID, versions: Iterable[ItemVersion]) -> set[UUID]:
    """Those of `versions` whose key somebody knows, from them, from other versions, or from their translations."""
    asked = {each.pk: each.item_id for each in versions}
    kin = _kin(set(asked.values()))
    known = _known(person_id, {item for items in kin.values() for item in items})
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


def _known(person_id: UUID, items: set[UUID]) -> set[UUID]:
    """Those of `items` that somebody wrote or reviewed, or whose key they opened."""
    reviewed = ItemReview.objects.filter(version__item__in=items, reviewed_by_id=person_id)
    known = set(reviewed.values_list("version__item_id", flat=True))
    told: defaultdict[str, set[UUID]] = defaultdict(set)
    rows = ItemVersion.objects.filter(item__in=items).values_list("pk", "item_id", "authored_by_id", "imported_with_id")
    for pk, item, author, batch in rows:
        known |= {item} if author == person_id else set()
        told[_ref(ItemVersion, pk)].add(item)
        told[_ref(ItemImport, batch)].add(item)
    exported = ExportedVersion.objects.filter(version__item__in=items).exclude(export__kind=ExportKind.PRINT)
    for export, item in exported.values_list("export_id", "version__item_id"):
        told[_ref(ItemExport, export)].add(item)
    looks = Access.objects.filter(actor=str(actors.person(person_id)), subject__in=told, outcome=Outcome.DONE)
    opened = looks.filter(reading__in=OPENS_KEY).values_list("subject", flat=True).distinct()
    return known.union(*(told[ref] for ref in opened))


def _ref(model: type[ItemVersion | ItemImport | ItemExport], pk: UUID | None) -> str:
    return f"{model._meta.label_lower}:{pk}"
