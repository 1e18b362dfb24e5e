"""What a version holds, as one keyed hash: to tell later that what is in use is what was reviewed and approved."""

from collections.abc import Mapping
from uuid import UUID

from guildhall.itembank.models import ItemPicture, ItemVersion
from guildhall.kernel import remembering
from guildhall.ledger import canonical
from guildhall.vault import keys
from guildhall.vault.kinds import JPEG, PNG
from guildhall.vault.models import StoredFile

EMBEDDED = tuple(f"data:{kind.media_type};base64," for kind in (PNG, JPEG))
"""How the address of a picture begins that stands in the item itself."""


def fingerprint(version: ItemVersion) -> str:
    """An HMAC of the source and of the pictures that it shows, under the body's key: nobody can guess from it."""
    shown = {address: file.address for address, file in pictures(version.pictures).items()}
    return keys.mac(version.key_id, canonical.content({"source": version.source, "pictures": shown})).hex()


def pictures(named: Mapping[str, str]) -> dict[str, StoredFile]:
    """The files behind what an item shows and plays, by the address under which the item shows them."""
    if not named:
        return {}
    kept = _kept(frozenset(UUID(each) for each in named.values()))
    return {address: kept[UUID(pk)].file for address, pk in named.items()}


@remembering.remembered
def _kept(wanted: frozenset[UUID]) -> Mapping[UUID, ItemPicture]:
    return ItemPicture.objects.select_related("file").in_bulk(wanted)
