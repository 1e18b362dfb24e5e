"""What is read only by who may, and leaves a trace: questions, keys, and the files that they came from."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import delivering, queries
from guildhall.itembank.models import (
    ExportKind,
    ItemExport,
    ItemImport,
    ItemVersion,
    Likeness,
    Medium,
    MediumKind,
    StagedItem,
    Translation,
    ViewingAlert,
)
from guildhall.itembank.permissions import (
    may_compare_translation,
    may_have_export,
    may_have_file,
    may_judge_viewing,
    may_see,
    may_see_import,
    may_see_lookers,
    may_see_staged,
)
from guildhall.itembank.permissions.finding import may_compare
from guildhall.itembank.permissions.media import may_see_medium
from guildhall.itembank.queries.exports import exported
from guildhall.itembank.queries.exposures import Looked, looks_at
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


@reading("itembank.item.findings", about="version", permission=may_see)
def findings(*, by: Actor, version: ItemVersion) -> qti.Item:
    """What was found in an item and what changed of it: it tells the key, so who reads it has opened the item."""
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


@dataclass(frozen=True)
class Sheet:
    """One item as it is printed: as a candidate sees it, and what is right where keys are printed too."""

    version: ItemVersion
    html: str
    keys: list[str]


@reading("itembank.export.see", about="export", permission=may_have_export)
def export_seen(*, by: Actor, export: ItemExport) -> ItemExport:
    """Which items left the bank with an export, for whom and why."""
    return export


@reading("itembank.export.file", about="export", permission=may_have_export)
def export_file(*, by: Actor, export: ItemExport) -> StoredFile | None:
    """The package of an export, with the keys of its items; nothing where it was printed."""
    return export.file


@reading("itembank.export.table", about="export", permission=may_have_export)
def export_table(*, by: Actor, export: ItemExport) -> StoredFile | None:
    """What was recorded of the items of an export; nothing where it was printed."""
    return export.table


@reading("itembank.export.print", about="export", permission=may_have_export)
def printed(*, by: Actor, export: ItemExport) -> list[Sheet]:
    """The items of a printed export as candidates see them, with their keys where it was made with keys."""
    if export.kind == ExportKind.PACKAGE:
        return []
    with_keys = export.kind == ExportKind.PRINT_WITH_KEYS
    return [_sheet(each.version, f"item-{each.position}", with_keys=with_keys) for each in exported(export)]


def _sheet(version: ItemVersion, prefix: str, *, with_keys: bool) -> Sheet:
    keys = delivering.right_answers(delivering.parsed(version)) if with_keys else []
    return Sheet(version, delivering.shown(version, id_prefix=prefix).html, keys)


@reading("itembank.likeness.compare", about="likeness", permission=may_compare)
def compared(*, by: Actor, likeness: Likeness) -> tuple[qti.Rendered, qti.Rendered]:
    """Two items that are alike as candidates meet them, without their keys."""
    return delivering.shown(likeness.version, id_prefix="newer"), delivering.shown(likeness.other, id_prefix="other")


@reading("itembank.medium.see", about="medium", permission=may_see_medium)
def medium(*, by: Actor, medium: Medium) -> SafeString:
    """A picture, a recording or a passage of the library as items show it."""
    if medium.picture is None:
        return format_html_join("", "<p>{}</p>", ((each,) for each in medium.words.splitlines()))
    if medium.kind == MediumKind.RECORDING:
        return delivering.played(medium)
    address = delivering.embedding({medium.address: medium.picture.file})(medium.address)
    shown = '<img src="{}" alt="{}" width="{}" height="{}">'
    return format_html(shown, address, medium.alternative, medium.width, medium.height)


@dataclass(frozen=True)
class Beside:
    """Source or translation, as a candidate sees it, and which of both it is."""

    words: str
    version: ItemVersion
    html: str


@reading("itembank.translation.see", about="translation", permission=may_compare_translation)
def beside_source(*, by: Actor, translation: Translation) -> list[Beside]:
    """A translation and its source side by side, without their keys."""
    pair = ((_("Source"), translation.source), (_("Translation"), translation.version))
    return [
        Beside(words, version, delivering.shown(version, id_prefix=f"side-{place}").html)
        for place, (words, version) in enumerate(pair)
    ]


@reading("itembank.version.recorded", about="version", permission=may_see)
def recorded(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """What is recorded of an item beside its question: who found what in it, how it stands to others, its history."""
    return version


@reading("itembank.version.lookers", about="version", permission=may_see_lookers)
def lookers(*, by: Actor, version: ItemVersion) -> list[Looked]:
    """Who looked at a version in the bank, or tried to."""
    return list(looks_at(version))


@reading("itembank.viewing-alert.see", about="alert", permission=may_judge_viewing)
def alert_seen(*, by: Actor, alert: ViewingAlert) -> ViewingAlert:
    """How somebody looked at items, for who judges it."""
    return alert
