"""What is read of near duplicates: which items a text is alike to, and which likenesses wait for whom."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guildhall import qti
from guildhall.itembank import delivering, likeness, words
from guildhall.itembank.lifecycles import LikenessState
from guildhall.itembank.models import Item, ItemBand, ItemVersion, Likeness
from guildhall.itembank.queries.items import SECRET, sight
from guildhall.schemes.models import Scheme

COMPARED = 8
"""How many items that share most bands are compared word by word."""


@dataclass(frozen=True)
class Alike:
    """A version to which a text is alike, and how much of their words both share."""

    version: ItemVersion
    score: float


def alike(scheme: Scheme, content: qti.Item, *, but: Item | None = None) -> list[Alike]:
    """The items of a scheme to which an item is alike, the most alike first; each in its most alike version.

    It compares with what others wrote: whoever shows it to somebody asks first whether they may know of it (R-10).
    """
    return alike_to(scheme, likeness.shingles(words.said(content)), but=but)


def alike_to(scheme: Scheme, pieces: AbstractSet[str], *, but: Item | None = None) -> list[Alike]:
    """The items to which the text of these shingles is alike."""
    near = [Alike(each, _score(pieces, each)) for each in _near(scheme, pieces, but)]
    best: dict[UUID, Alike] = {}
    for each in sorted(near, key=lambda found: (-found.score, found.version.pk)):
        if each.score >= likeness.ALIKE:
            best.setdefault(each.version.item_id, each)
    return list(best.values())


def _near(scheme: Scheme, pieces: AbstractSet[str], but: Item | None) -> list[ItemVersion]:
    """The versions that share most bands with a text."""
    shared = ItemBand.objects.filter(band__in=words.bands(scheme.pk, pieces))
    if but is not None:
        shared = shared.exclude(version__item=but)
    ranked = shared.values("version").annotate(bands=Count("pk")).order_by("-bands", "version")
    nearest = [each["version"] for each in ranked[:COMPARED]]
    return list(ItemVersion.objects.select_related("item").filter(pk__in=nearest)) if nearest else []


def _score(pieces: AbstractSet[str], version: ItemVersion) -> float:
    return likeness.likeness(pieces, likeness.shingles(words.said(delivering.parsed(version))))


def likenesses() -> QuerySet[Likeness]:
    """All likenesses with their items, without what the items ask."""
    hidden = [f"{side}__{column}" for side in ("version", "other") for column in SECRET]
    return Likeness.objects.select_related(*Likeness.reload_with).defer(*hidden)


def known(item: Item) -> QuerySet[Likeness]:
    """What was noticed between any version of an item and another item, and has not gone."""
    either = Q(version__item=item) | Q(other__item=item)
    return likenesses().filter(either).exclude(state=LikenessState.GONE)


def judged_by(person_id: UUID) -> QuerySet[Likeness]:
    """The likenesses that somebody may look at: of the schemes in which they manage or review and train nobody."""
    seen = sight(person_id)
    return likenesses().filter(version__item__scheme__scope__in=seen.managed | seen.reviewed)


def to_judge(person_id: UUID) -> QuerySet[Likeness]:
    """What waits for somebody's judgement: likenesses between items of which they wrote neither."""
    waiting = judged_by(person_id).filter(state=LikenessState.WAITING)
    wrote = ItemVersion.objects.filter(authored_by_id=person_id)
    either = Q(item=OuterRef("version__item")) | Q(item=OuterRef("other__item"))
    return waiting.exclude(Exists(wrote.filter(either))).order_by("-score", "id")


def wrote_one(person_id: UUID | None, found: Likeness) -> bool:
    """Whether somebody wrote any version of one of two items that are alike."""
    items = (found.version.item_id, found.other.item_id)
    return ItemVersion.objects.filter(item__in=items, authored_by_id=person_id).exists()


def duplicates() -> QuerySet[Likeness]:
    """The likenesses that somebody judged to be duplicates."""
    return Likeness.objects.filter(state=LikenessState.REJECTED)
