"""Reads what was handed in, before any act: every question of it as an item, or the findings that keep it out.

Reading takes a while and trusts nothing, so it is done outside a transaction and over bytes that already lie sealed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from posixpath import basename, dirname

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import contents
from guildhall.itembank.models import ItemPicture
from guildhall.kernel.refusals import Refusal
from guildhall.qti import Finding
from guildhall.vault import files, keys, kinds
from guildhall.vault.files import Received
from guildhall.vault.models import StoredFile

MOST_ITEMS = 500
"""Files that one import may hold: what people can look through, and one transaction takes in."""

MOST_POINTS = 1_000
"""Points that one item may yield."""

MOST_OF_A_PICTURE = 1_000_000
"""How large a picture may be, in bytes: it becomes part of the page."""

MOST_OF_A_RECORDING = 2_000_000
"""How large a recording may be, in bytes: five minutes of speech; it becomes part of the page like a picture."""

ACCEPTED = (kinds.XML, kinds.ZIP)
"""What may be handed in for one item: the item in QTI, or a package with its pictures and recordings."""

FORMATS = (*ACCEPTED, kinds.CSV, kinds.XLSX, kinds.DOCX, kinds.QUESTIONS, kinds.TEXT)
"""What may be imported: QTI of every version, Moodle XML, tables, and plain text in GIFT or Aiken."""

PICTURES = (kinds.PNG, kinds.JPEG)
FILES = (*PICTURES, *kinds.RECORDINGS)
"""What an item of a package may bring along."""


@dataclass(frozen=True)
class Found:
    """One question that was handed in: what it would become, what is wrong with it, and what its file says about it.

    `pictures` leads from the address in the item to the place of the picture in `Intake.pictures`.
    """

    name: str
    findings: tuple[Finding, ...]
    identifier: str = ""
    title: str = ""
    language: str = ""
    source: str = ""
    interactions: str = ""
    maximum: Decimal = Decimal(0)
    pictures: Mapping[str, int] = field(default_factory=dict)
    told: tuple[qti.Said, ...] = ()

    @property
    def rejected(self) -> bool:
        return any(each.severity == "error" for each in self.findings)

    def shown_as(self, kept: Sequence[ItemPicture]) -> dict[str, str]:
        """Which of the pictures that were kept stands under which address of the item."""
        return {address: str(kept[place].pk) for address, place in self.pictures.items()}


class Intake:
    """What was found in a file that was handed in, and in which format. `findings` are about the file as a whole.

    No dataclass on purpose: an entry of the ledger names the file that an act was given, not all of its content.
    """

    def __init__(
        self,
        received: Received,
        found: tuple[Found, ...],
        findings: tuple[Finding, ...] = (),
        pictures: tuple[Received, ...] = (),
        written_in: str = "",
    ) -> None:
        self.received, self.found, self.findings, self.pictures = received, found, findings, pictures
        self.written_in = written_in

    def __str__(self) -> str:
        return f"{self.received.address}: {len(self.found)}"


def examined(received: Received) -> Intake:
    """Read a file that was received under the body's key: an item, a package, or questions in another format."""
    data = _content(received)
    try:
        package, written_in = qti.read_file(data, name=received.name)
    except qti.QtiProblem as problem:
        return Intake(received, (), problem.findings)
    if len(package) > MOST_ITEMS:
        return Intake(received, (), (_too_many(received.name, len(package)),), written_in=written_in)
    return _Package(received, package, written_in).intake()


def _content(received: Received) -> bytes:
    """The bytes that were received, as they lie sealed in the storage."""
    kept = StoredFile(key_id=received.key_id, address=received.address, kind=received.kind, size=received.size)
    return b"".join(files.open_stream(kept))


def _found(name: str, item: qti.Item | None, findings: tuple[Finding, ...]) -> Found:
    """A file as it was read; with what this house asks of an item beyond what the library finds."""
    if item is None:
        return Found(name, findings)
    told = Found(name, findings, item.identifier[:200], (item.title or item.identifier)[:200], item.language[:20])
    if told.rejected:
        return told
    unfit = tuple(_unfit(name, item))
    if unfit:
        return replace(told, findings=(*findings, *unfit))
    source = qti.to_xml(item).decode()
    return replace(told, source=source, interactions=kinds_of(item), maximum=maximum_of(item))


def _unfit(name: str, item: qti.Item) -> Iterator[Finding]:
    if not item.interactions:
        yield _error(name, _("The item asks for no answer."), _("Put an interaction into its body."))
    points = qti.maximum(item)
    if not 0 <= points <= MOST_POINTS:
        told = _("The item would yield %(points)g points; it may yield from 0 to %(most)d.")
        yield _error(name, told % {"points": points, "most": MOST_POINTS}, _("Correct its maximum or its mapping."))
    for address in qti.describe(item).pictures:
        if address.startswith("data:") and not address.startswith(contents.EMBEDDED):
            told = _("Something that the item brings along within itself is of a kind that is not taken from there.")
            yield _error(name, told, _("Bring a picture along as PNG or JPEG, a recording as a file of the package."))


def kinds_of(item: qti.Item) -> str:
    """The kinds of interaction of an item, each once, in their order."""
    return " ".join(dict.fromkeys(each.kind for each in item.interactions))[:200]


def maximum_of(item: qti.Item) -> Decimal:
    """The most points that an item can yield."""
    return round(Decimal(repr(qti.maximum(item))), 3)


class _Package:
    """Goes through a package: its items, and the files that good ones show or play, each received once."""

    def __init__(self, received: Received, package: qti.Package, written_in: str) -> None:
        self.received, self.package, self.written_in = received, package, written_in
        self.places: dict[str, int] = {}
        self.kept: list[Received] = []

    def intake(self) -> Intake:
        found = tuple(_once_each(self._item(each) for each in self.package))
        return Intake(self.received, found, self.package.findings, tuple(self.kept), self.written_in)

    def _item(self, packaged: qti.Packaged) -> Found:
        found = _found(packaged.file, packaged.item, packaged.findings)
        if found.rejected or packaged.item is None:
            return found
        shown = packaged.resources
        unfit = [why for name in shown.values() if (why := self._unfit(found.name, name))]
        unfit += _lacking(found.name, packaged.item, shown)
        if unfit:
            return replace(found, findings=(*found.findings, *unfit))
        pictures = {address: self.places[name] for address, name in shown.items()}
        return replace(found, pictures=pictures, told=_told(packaged, found.language))

    def _unfit(self, file: str, name: str) -> Finding | None:
        """Why a file cannot be taken in; it is received where it can."""
        try:
            self._receive(name)
        except Refusal as refusal:
            told = _("The file “%(name)s” cannot be taken in: %(why)s") % {"name": name, "why": refusal.sentence}
            return _error(file, told, str(refusal.mend.sentence))
        return None

    def _receive(self, name: str) -> None:
        if name in self.places:
            return
        content, claimed = self.package.resource(name), kinds.called(name)
        if refusal := _too_large(len(content), is_recording=claimed in kinds.RECORDINGS):
            raise refusal
        upload = SimpleUploadedFile(basename(name), content, claimed.media_type if claimed else "")
        self.kept.append(files.receive(upload, key_id=keys.BODY, allowed=FILES))
        self.places[name] = len(self.kept) - 1


def _too_large(size: int, *, is_recording: bool) -> Refusal | None:
    told, most = _("it holds %(size)d kB, and a picture may hold %(most)d."), MOST_OF_A_PICTURE
    if is_recording:
        told, most = _("it holds %(size)d kB, and a recording may hold %(most)d."), MOST_OF_A_RECORDING
    sizes = {"size": size // 1000, "most": most // 1000}
    return Refusal(told % sizes, mend=_("Save it smaller.")) if size > most else None


def _lacking(file: str, item: qti.Item, shown: Mapping[str, str]) -> Iterator[Finding]:
    """Files that did not come along: a single file brings none beside it."""
    for address in qti.describe(item).pictures:
        if address not in shown and not address.startswith(contents.EMBEDDED):
            told = _("“%s”, which the item shows or plays, did not come with the file.") % address
            yield _error(file, told, _("Hand the item in as a package (ZIP) that holds its files."))


def _told(packaged: qti.Packaged, language: str) -> tuple[qti.Said, ...]:
    """What the file says about a question, with its language and where it lay in the package."""
    folder = [("file", each) for each in (packaged.file, dirname(packaged.file)) if each]
    spoken = [("language", language)] if language else []
    return tuple(dict.fromkeys((*qti.said_of(packaged.metadata), *spoken, *folder)))


def _once_each(found: Iterator[Found]) -> Iterator[Found]:
    """Of files with the same identifier the first counts."""
    first: dict[str, str] = {}
    for each in found:
        holder = first.setdefault(each.identifier, each.name) if each.identifier and not each.rejected else each.name
        yield each if holder == each.name else replace(each, findings=(*each.findings, _twice(each, holder)))


def _twice(found: Found, holder: str) -> Finding:
    return _error(
        found.name,
        _("“%(holder)s” in this package has the same identifier, “%(identifier)s”.")
        % {"holder": holder, "identifier": found.identifier},
        _("Give this item another identifier, or take one of both out of the package."),
    )


def in_the_bank(found: Found, number: str) -> Found:
    """A file whose identifier is that of an item in the bank."""
    told = _("The bank has an item with the identifier “%(identifier)s” already: %(number)s.")
    mend = _("Write a new version of that item and hand this file in for it, or give the item another identifier.")
    words = told % {"identifier": found.identifier, "number": number}
    return replace(found, findings=(*found.findings, _error(found.name, words, mend)))


def _too_many(name: str, count: int) -> Finding:
    return _error(
        name,
        _("The package holds %(count)d items; %(most)d can be looked through at once.")
        % {"count": count, "most": MOST_ITEMS},
        _("Split it into several packages."),
    )


def _error(name: str, message: str, remedy: str) -> Finding:
    return Finding("error", name, 0, "", message, remedy)
