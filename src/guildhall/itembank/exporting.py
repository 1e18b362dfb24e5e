"""Items as they leave the bank: a package of QTI 3.0 with what they show and play, and a table of what is known.

Made before the act, like everything that takes a while, from versions that whoever asks may have; the act keeps it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import contents, delivering
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import Aspect, ExportKind, ItemVersion, StagedItem
from guildhall.kernel import clock
from guildhall.shell.exports import FORMULA, text
from guildhall.shell.words import translated
from guildhall.vault import files, keys, kinds
from guildhall.vault.files import Received
from guildhall.vault.models import StoredFile

MOST_ITEMS = 2_000
"""Items that one export holds: a package that other systems still read, and one person can answer for."""

PICTURES, RECORDINGS = "pictures", "recordings"
"""The folders of a package in which lies what its items show and play."""

CLASSIFIED = (Aspect.CLASS, Aspect.KEYWORD)


class Outgoing:
    """What is about to leave the bank: the versions in their order, how they were chosen, and the files made of them.

    No dataclass on purpose: an entry of the ledger names what an act was given, not all of its content.
    """

    def __init__(
        self,
        kind: str,
        versions: Sequence[ItemVersion],
        chosen: str = "",
        file: Received | None = None,
        table: Received | None = None,
    ) -> None:
        self.kind, self.versions, self.chosen, self.file, self.table = kind, versions, chosen, file, table

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(str(each.pk) for each in self.versions)}"


def outgoing(kind: str, versions: Sequence[ItemVersion], chosen: str = "") -> Outgoing:
    """What leaves: for a package its files are written, sealed; what is printed has none."""
    if kind != ExportKind.PACKAGE or not versions or len(versions) > MOST_ITEMS:
        return Outgoing(kind, versions, chosen)
    name = f"items-{clock.today().isoformat()}"
    file = _received(f"{name}.zip", package(versions), kinds.ZIP)
    return Outgoing(kind, versions, chosen, file, _received(f"{name}.csv", table(versions), kinds.CSV))


def _received(name: str, content: bytes, kind: kinds.Kind) -> Received:
    upload = SimpleUploadedFile(name, content, kind.media_type)
    return files.receive(upload, key_id=keys.BODY, allowed=(kind,))


def package(versions: Iterable[ItemVersion]) -> bytes:
    """The versions as a package of QTI 3.0 with what is recorded of them; taken in again, they score the same."""
    held: dict[str, StoredFile] = {}
    items = tuple(_packaged(each, held) for each in versions)
    archive = {name: b"".join(files.open_stream(file)) for name, file in held.items()}
    return qti.pack(qti.Package("items.zip", items, (), archive))


def _packaged(version: ItemVersion, held: dict[str, StoredFile]) -> qti.Packaged:
    shown = {address: (_name(file), file) for address, file in contents.pictures(version.pictures or {}).items()}
    held |= dict(shown.values())
    item = qti.with_addresses(delivering.parsed(version), {address: name for address, (name, _) in shown.items()})
    resources = {name: name for name, _ in shown.values()}
    return qti.Packaged(f"{version.item.number}.xml", item, (), b"", resources, qti.as_metadata(said_of(version)))


def _name(file: StoredFile) -> str:
    folder = RECORDINGS if file.what in kinds.RECORDINGS else PICTURES
    return f"{folder}/{file.pk}.{file.what.extensions[0]}"


def said_of(version: ItemVersion) -> Iterator[qti.Said]:
    """What a package says about an item: its language, place and level here, and what it said when it came."""
    item = version.item
    yield from (("language", each) for each in (version.language,) if each)
    yield "class", item.domain_code
    yield from (("level", each) for each in (item.level,) if each)
    yield from (("keyword", each) for each in (item.topic,) if each)
    came: StagedItem | None = getattr(version, "staged_as", None)
    yield from ((aspect, word) for aspect, word in (came.told if came else ()) or () if aspect in CLASSIFIED)


def table(versions: Iterable[ItemVersion]) -> bytes:
    """What is recorded of each version, one a line, without its question and its key."""
    rows = [_row(each) for each in versions]
    heads = list(rows[0]) if rows else []
    file = io.StringIO()
    csv.writer(file).writerows([heads, *([_harmless(text(value)) for value in row.values()] for row in rows)])
    return file.getvalue().encode("utf-8-sig")


def _row(version: ItemVersion) -> Mapping[str, object]:
    item, exposure = version.item, getattr(version, "exposure", None)
    return {
        _("Number"): item.number,
        _("Version"): version.ordinal,
        _("Identifier"): item.identifier,
        _("Title"): version.title,
        _("State"): translated(ITEM.words[ItemState(version.state)]),
        _("Domain"): item.domain_code,
        _("Level"): str(item.level_word),
        _("Topic"): item.topic,
        _("Language"): version.language,
        _("Asks for"): version.interactions,
        _("Points"): version.maximum.normalize(),
        _("Written"): version.authored_at,
        _("Approved"): version.approved_at,
        _("Candidates who saw it"): exposure.shown if exposure else 0,
    }


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
