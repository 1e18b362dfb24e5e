"""Makes a version of an item findable and comparable as it stands now; inside an act."""

from collections.abc import Set as AbstractSet

from guildhall.itembank import delivering, words
from guildhall.itembank.likeness import shingles
from guildhall.itembank.models import ItemBand, ItemVersion, ItemWord


def index(version: ItemVersion) -> frozenset[str]:
    """Keep beside a version, as keyed hashes, its words and what makes it alike to others; returns its shingles."""
    forget(version)
    text = words.said(delivering.parsed(version))
    told, pieces = words.terms(version.item, version.title, text), shingles(text)
    ItemWord.objects.bulk_create(ItemWord(term=term, version=version) for term in sorted(told))
    ItemBand.objects.bulk_create(ItemBand(band=band, version=version) for band in _bands(version, pieces))
    return pieces


def forget(version: ItemVersion) -> None:
    """Make a version unfindable and comparable with nothing."""
    ItemWord.objects.filter(version=version).delete()
    ItemBand.objects.filter(version=version).delete()


def _bands(version: ItemVersion, pieces: AbstractSet[str]) -> list[int]:
    return words.bands(version.item.scheme_id, pieces)
