"""What others may read of exports: which items fit what is asked for, and which exports somebody may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from guildhall.itembank.models import ExportedVersion, ExportKind, ItemExport, ItemVersion
from guildhall.itembank.queries.items import sight
from guildhall.kernel import actors
from guildhall.ledger.models import Access, Outcome
from guildhall.schemes.models import Scheme

WITH_KEYS = ("itembank.export.file", "itembank.export.print")
"""The readings by which somebody has the keys of what was exported."""


@dataclass(frozen=True)
class Wanted:
    """Which items are asked for; what is left open does not narrow."""

    states: Sequence[str] = ()
    domains: Sequence[str] = ()
    level: str = ""
    language: str = ""
    numbers: Sequence[str] = ()

    def __str__(self) -> str:
        asked = (*self.states, *self.domains, self.level, self.language, *self.numbers)
        return ", ".join(each for each in asked if each)


def chosen(scheme: Scheme, wanted: Wanted) -> QuerySet[ItemVersion]:
    """The versions of a scheme's items that fit what is asked for, by number."""
    found = ItemVersion.objects.filter(item__scheme=scheme).select_related(
        "item__scheme__scope", "exposure", "staged_as"
    )
    given = {
        "state__in": wanted.states,
        "item__domain_code__in": wanted.domains,
        "item__level": wanted.level,
        "language": wanted.language,
        "item__number__in": wanted.numbers,
    }
    narrowed = found.filter(**{name: value for name, value in given.items() if value})
    return narrowed.defer("staged_as__source", "staged_as__pictures").order_by("item__number", "ordinal")


def exports_of(person_id: UUID) -> QuerySet[ItemExport]:
    """The exports of the schemes whose bank somebody keeps; who trains for a scheme sees none of it."""
    found = ItemExport.objects.filter(scheme__scope__in=sight(person_id).managed)
    return found.select_related("scheme__scope", "made_by")


def exported(export: ItemExport) -> QuerySet[ExportedVersion]:
    """The versions that went out with an export, in their order."""
    return export.versions.select_related("version__item__scheme__scope").order_by("position")


def exports_with(version: ItemVersion) -> QuerySet[ExportedVersion]:
    """The exports with which a version went out, the latest first."""
    return version.exports.select_related("export__made_by", "export__scheme").order_by("-export__made_at")


def had_key(person_id: UUID, version: ItemVersion) -> bool:
    """Whether somebody opened an export with the key of an item: they answer it blind no more."""
    with_keys = ExportedVersion.objects.filter(version__item=version.item_id).exclude(export__kind=ExportKind.PRINT)
    refs = [f"{ItemExport._meta.label_lower}:{pk}" for pk in with_keys.values_list("export_id", flat=True)]
    opened = Access.objects.filter(subject__in=refs, actor=str(actors.person(person_id)), reading__in=WITH_KEYS)
    return bool(refs) and opened.filter(outcome=Outcome.DONE).exists()
