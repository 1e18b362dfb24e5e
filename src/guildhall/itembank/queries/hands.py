"""Through whose hands an item went: who wrote, reviewed and answered which version of it, and what they found.

Nearly every rule about items asks for some of it. A page asks for all of it at once, for everything that it shows and
offers; an act asks for what its rule needs, anew and under its lock. No word of an item stands here, nor of what was
said of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from guildhall.itembank.lifecycles import LikenessState
from guildhall.itembank.models import (
    AiValidation,
    ExportedVersion,
    ExportKind,
    Item,
    ItemComment,
    ItemReview,
    ItemVersion,
    KeyValidation,
    Likeness,
    StatisticsReview,
    Translation,
)
from guildhall.kernel import remembering


class Part(StrEnum):
    """What somebody did with a version of an item."""

    WROTE = "wrote"
    REVIEWED = "reviewed"
    ANSWERED = "answered"
    STOOD = "stood"
    LOOKED = "looked"
    POINTED = "pointed"
    DOUBLED = "doubled"
    EXPORTED = "exported"


@dataclass(frozen=True)
class Hand:
    """That somebody did something with a version of an item: when, with which result, and of which content.

    `good` says that a review accepted it or that a blind answer bore its key out; `told` holds what the kind of deed
    brings along: the state of what was written, what a review found, what an answer earned.
    """

    part: str
    id: UUID
    item_id: UUID
    version_id: UUID
    ordinal: int
    person_id: UUID | None
    at: datetime
    good: bool
    fingerprint: str
    told: Mapping[str, Any]


def hands(version: ItemVersion, *parts: Part) -> list[Hand]:
    """What people did with the item of a version, of the kinds that are asked for, the latest first."""
    if remembering.is_on():
        return [each for each in _all(version.item_id) if each.part in parts and each.item_id == version.item_id]
    return of_items([version.item_id], *parts)


def hands_and_kin(version: ItemVersion, *parts: Part) -> list[Hand]:
    """The same of the item and of those that share its key: its sources and its translations."""
    if remembering.is_on():
        return [each for each in _all(version.item_id) if each.part in parts]
    return _found(_kin(version.item_id), parts)


def of_items(items: Iterable[UUID], *parts: Part) -> list[Hand]:
    """What people did with many items, the latest first; one query."""
    return _found(list(items), parts)


@remembering.remembered
def _all(item_id: UUID) -> tuple[Hand, ...]:
    return tuple(_found(_kin(item_id), Part))


def _kin(item_id: UUID) -> Any:
    """The item, its sources and its translations, as a question within another."""
    item = Item.objects.filter(pk=item_id).values("pk")
    sources = Translation.objects.filter(version__item=item_id).values("source__item")
    return item.union(sources, Translation.objects.filter(source__item=item_id).values("version__item"))


def _found(items: Any, parts: Iterable[Part]) -> list[Hand]:
    first, *others = (QUESTIONS[part](items) for part in parts)
    rows = first.union(*others, all=True) if others else first
    return sorted((Hand(*row) for row in rows), key=lambda each: (each.at, each.id), reverse=True)


TRUE = Value(True, models.BooleanField())
NO_FINGERPRINT = Value("", models.CharField())
NOBODY = Value(None, models.UUIDField())


def _rows(
    part: Part,
    found: QuerySet[Any],
    version: str,
    *,
    by: Any,
    at: str,
    good: Any = TRUE,
    fingerprint: Any = NO_FINGERPRINT,
    **told: Any,
) -> QuerySet[Any, Any]:
    """One kind of deed in the columns of `Hand`; `version` leads from the record to the version that it is about."""
    of = (F("pk"), F(f"{version}item"), F(f"{version}pk"), F(f"{version}ordinal"))
    return found.values_list(Value(part, models.CharField()), *of, by, F(at), good, fingerprint, JSONObject(**told))


def _wrote(items: Any) -> QuerySet[Any, Any]:
    found = ItemVersion.objects.filter(item__in=items)
    return _rows(Part.WROTE, found, "", by=F("authored_by"), at="authored_at", state="state", batch="imported_with")


def _reviewed(items: Any) -> QuerySet[Any, Any]:
    asked = ("content_is_right", "key_is_right", "language_is_clear", "language_is_fair")
    return _rows(
        Part.REVIEWED,
        ItemReview.objects.filter(version__item__in=items),
        "version__",
        by=F("reviewed_by"),
        at="reviewed_at",
        good=F("accepted"),
        fingerprint=F("fingerprint"),
        step="step",
        **{name: name for name in asked},
    )


def _answered(items: Any) -> QuerySet[Any, Any]:
    return _rows(
        Part.ANSWERED,
        KeyValidation.objects.filter(version__item__in=items),
        "version__",
        by=F("answered_by"),
        at="answered_at",
        good=models.ExpressionWrapper(Q(earned=F("maximum")), models.BooleanField()),
        fingerprint=F("fingerprint"),
        earned="earned",
        maximum="maximum",
    )


def _stood(items: Any) -> QuerySet[Any, Any]:
    found = AiValidation.objects.filter(version__item__in=items)
    seen = F("fingerprint")
    return _rows(Part.STOOD, found, "version__", by=F("validated_by"), at="validated_at", fingerprint=seen)


def _looked(items: Any) -> QuerySet[Any, Any]:
    found, numbers = (
        StatisticsReview.objects.filter(version__item__in=items),
        {"p": "statistic__p", "r": "statistic__r"},
    )
    return _rows(Part.LOOKED, found, "version__", by=F("reviewed_by"), at="reviewed_at", n="statistic__n", **numbers)


def _pointed(items: Any) -> QuerySet[Any, Any]:
    """The points that are open."""
    found = ItemComment.objects.filter(version__item__in=items, point=True, resolved_at__isnull=True)
    return _rows(Part.POINTED, found, "version__", by=F("said_by"), at="said_at")


def _doubled(items: Any) -> QuerySet[Any, Any]:
    """What was judged to be a duplicate of another item."""
    found = Likeness.objects.filter(version__item__in=items, state=LikenessState.REJECTED)
    return _rows(Part.DOUBLED, found, "version__", by=F("judged_by"), at="noticed_at")


def _exported(items: Any) -> QuerySet[Any, Any]:
    """What went out of the bank with its key."""
    found = ExportedVersion.objects.filter(version__item__in=items).exclude(export__kind=ExportKind.PRINT)
    return _rows(Part.EXPORTED, found, "version__", by=NOBODY, at="export__made_at", export="export")


QUESTIONS: Mapping[Part, Callable[[Any], QuerySet[Any, Any]]] = {
    Part.WROTE: _wrote,
    Part.REVIEWED: _reviewed,
    Part.ANSWERED: _answered,
    Part.STOOD: _stood,
    Part.LOOKED: _looked,
    Part.POINTED: _pointed,
    Part.DOUBLED: _doubled,
    Part.EXPORTED: _exported,
}
"""How each kind of deed is asked for."""
