"""What others may read of translations: those of a version, those that wait for somebody, and which are out of date."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.itembank.lifecycles import TRANSLATING, ItemState, TranslationState
from guildhall.itembank.models import ItemVersion, Translation
from guildhall.itembank.queries.items import sight


def translations() -> QuerySet[Translation]:
    """All translations, each with its source, its version, and who works on it."""
    return Translation.objects.select_related(
        "source__item__scheme__scope", "version__item__scheme__scope", "translator", "verified_by"
    )


def of_version(version: ItemVersion) -> QuerySet[Translation]:
    """The translations of a version, by language; those that were given up are not shown."""
    return translations().filter(source=version).exclude(state=TranslationState.ABANDONED).order_by("language")


def of_version_or_its_own(version: ItemVersion) -> QuerySet[Translation]:
    """The translation that a version is, whatever became of it; otherwise its translations, by language."""
    return translations().filter(version=version) if made_from(version) else of_version(version)


def of_earlier(version: ItemVersion) -> QuerySet[Translation]:
    """The translations of versions of the same item before this one that are still worked on or used."""
    standing = translations().filter(source__item=version.item_id, source__ordinal__lt=version.ordinal)
    return standing.filter(state__in=[*TRANSLATING, TranslationState.VERIFIED]).order_by("number")


def made_from(version: ItemVersion) -> Translation | None:
    """The translation that a version is; None where it was written in its own language."""
    found: Translation | None = getattr(version, "translation_of", None)
    return found


def item_in(version: ItemVersion, language: str) -> ItemVersion | None:
    """The latest version of the item that an earlier version was translated into; None where there is none."""
    earlier = translations().filter(source__item=version.item_id, language=language)
    kept = earlier.exclude(state=TranslationState.ABANDONED).order_by("-version__ordinal").first()
    return kept.version if kept else None


def has_translated(person_id: UUID, version: ItemVersion) -> bool:
    """Whether somebody translated an item, into whichever language, or into it: they know its key."""
    theirs = Q(source__item=version.item_id) | Q(version__item=version.item_id)
    return Translation.objects.filter(theirs, translator_id=person_id).exists()


def visible_translations(person_id: UUID) -> QuerySet[Translation]:
    """The translations that somebody may open: their own, those to verify, and all of the banks that they keep."""
    seen = sight(person_id)
    own = Q(translator_id=person_id, source__item__scheme__scope__in=seen.written)
    to_verify = Q(source__item__scheme__scope__in=seen.reviewed, state=TranslationState.HANDED_OVER)
    verified = Q(source__item__scheme__scope__in=seen.reviewed, verified_by_id=person_id)
    kept = Q(source__item__scheme__scope__in=seen.managed)
    return translations().filter(own | to_verify | verified | kept)


def to_translate(person_id: UUID) -> QuerySet[Translation]:
    """Somebody's own translations that are not handed over."""
    return visible_translations(person_id).filter(translator_id=person_id, state=TranslationState.BEGUN)


def to_verify(person_id: UUID) -> QuerySet[Translation]:
    """The translations of others that wait for a verification that somebody may make."""
    waiting = translations().filter(
        source__item__scheme__scope__in=sight(person_id).reviewed, state=TranslationState.HANDED_OVER
    )
    return waiting.exclude(translator_id=person_id).order_by("handed_over_at")


def unverified() -> QuerySet[ItemVersion]:
    """The versions in use that are translations and were not verified, or whose source has a newer version in use."""
    newer = ItemVersion.objects.filter(
        item=OuterRef("translation_of__source__item"),
        ordinal__gt=OuterRef("translation_of__source__ordinal"),
        state=ItemState.OPERATIONAL,
    )
    found = ItemVersion.objects.filter(state=ItemState.OPERATIONAL, translation_of__isnull=False)
    return found.filter(~Q(translation_of__state=TranslationState.VERIFIED) | Exists(newer)).select_related("item")
