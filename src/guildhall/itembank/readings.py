"""What is read only by who may, and leaves a trace: questions, keys, and the files that they came from."""

from guildhall import qti
from guildhall.itembank import delivering, queries
from guildhall.itembank.models import ItemImport, ItemVersion, StagedItem
from guildhall.itembank.permissions import may_have_file, may_see, may_see_import, may_see_staged
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile

PREVIEW = "preview"
"""How the controls of a preview are called on its page."""


@reading("itembank.item.see", about="version", permission=may_see)
def seen(*, by: Actor, version: ItemVersion) -> qti.Rendered:
    """An item as a candidate meets it, without its key."""
    return delivering.shown(version, id_prefix=PREVIEW)


@reading("itembank.item.open", about="version", permission=may_see)
def opened(*, by: Actor, version: ItemVersion) -> qti.Item:
    """An item with its key and its scoring."""
    return delivering.parsed(version)


@reading("itembank.item.file", about="version", permission=may_have_file)
def original(*, by: Actor, version: ItemVersion) -> StoredFile | None:
    """The file that an item came from, as it was handed in; nothing where it was written here."""
    return version.original


@reading("itembank.import.see", about="batch", permission=may_see_import)
def looked_through(*, by: Actor, batch: ItemImport) -> list[StagedItem]:
    """The files of an import, with the titles and findings that tell of their content."""
    return list(queries.staged(batch))


@reading("itembank.import.file", about="batch", permission=may_see_import)
def handed_in(*, by: Actor, batch: ItemImport) -> StoredFile:
    """The file or package of an import, as it was handed in."""
    return batch.file


@reading("itembank.staged-item.see", about="staged", permission=may_see_staged)
def staged_as_seen(*, by: Actor, staged: StagedItem) -> qti.Rendered | None:
    """What a file of an import would look like to a candidate; nothing where it is rejected."""
    if staged.rejected:
        return None
    item = qti.read_item(staged.source.encode(), name=staged.name)
    return delivering.rendered(item, staged.pictures, id_prefix=PREVIEW)
