"""Read a package of items and tests: a zip with a manifest, or simply a zip of their files.

Nothing is unpacked to a disk. What a package may not be (a bomb, encrypted, with paths that lead out of it) is refused
by name before anything of it is read; one file that cannot be used never keeps the others out.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from guildhall.qti.assessment.model import Test
from guildhall.qti.assessment.reading import is_test, read_test
from guildhall.qti.assessment.validating import validate_test
from guildhall.qti.describing import addresses, pictures
from guildhall.qti.findings import Finding, Findings, QtiProblem, problem
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.parsing import parse
from guildhall.qti.reading import read_item
from guildhall.qti.sanitising import picture
from guildhall.qti.stimuli import with_stimuli
from guildhall.qti.validating import validate

MANIFEST = "imsmanifest.xml"
MOST_FILES = 5_000
MOST_BYTES = 500_000_000
MOST_OF_A_FILE = 50_000_000
MOST_TIMES_SMALLER = 200
"""How many times smaller than its content a file of some size may be packed; beyond that it is a bomb."""

SMALL = 1_000_000
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What the library of zips says of a damaged one."""


@dataclass(frozen=True)
class Packaged:
    """One item file of a package: the item, or why it is refused; the bytes as they came; what it shows."""

    file: str
    item: Item | None
    findings: tuple[Finding, ...]
    data: bytes = field(repr=False)
    resources: Mapping[str, str] = field(default_factory=dict)
    """The files that the item shows: from its own words for them to their names in the package."""

    metadata: Node | None = None
    """What the manifest says about the item (LOM and the like), as it stands."""

    @property
    def refused(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class PackagedTest:
    """One test file of a package: the test, or why it is refused; the items that it refers to, by their files."""

    file: str
    test: Test | None
    findings: tuple[Finding, ...]
    data: bytes = field(repr=False)
    files: Mapping[str, str] = field(default_factory=dict)
    """From the identifiers of its references to the names of their files in the package."""

    metadata: Node | None = None

    @property
    def refused(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class Package:
    """A package that was read: its items and tests in the order of its manifest, and the other files by name."""

    name: str
    items: tuple[Packaged, ...]
    findings: tuple[Finding, ...]
    _archive: Mapping[str, bytes] = field(repr=False, default_factory=dict)
    tests: tuple[PackagedTest, ...] = ()

    def __iter__(self) -> Iterator[Packaged]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def resource(self, name: str) -> bytes:
        """The bytes of a file that an item shows."""
        return self._archive[name]


def read_package(data: bytes, *, name: str) -> Package:
    """The items of a zip. QtiProblem where the zip itself cannot be accepted."""
    archive = opened(data, name)
    files = {each.filename: each for each in archive.infolist() if not each.is_dir()}
    findings = Findings(name)
    listed = _listed(archive, files, findings)
    there = [each for each in listed if each.file in files]
    items = tuple(_item(archive, files, each.file, each.metadata) for each in there if not each.test)
    tests = tuple(_test(archive, files, each, items) for each in there if each.test)
    for each in (each for each in listed if each.file not in files):
        message = f"The manifest names {each.file[:120]}, which is not in the package."
        findings.error(None, message, "Add it, or name it not.")
    if not items:
        findings.error(None, "The package holds no QTI item.", "Put items of QTI 2.1, 2.2 or 3.0 into it.")
    shown = sorted({address for item in items for address in item.resources.values()})
    held = {address: _read(archive, files[address], name) for address in shown}
    return Package(name, items, tuple(findings.found), held, tests)


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip that may be read. QtiProblem where it is a bomb, encrypted, damaged, or leads out of itself."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise problem(name, "The file is no zip, or it is damaged.", "Pack the package again.") from error
    _within_limits([each for each in archive.infolist() if not each.is_dir()], name)
    return archive


def _within_limits(files: list[zipfile.ZipInfo], name: str) -> None:
    if len(files) > MOST_FILES:
        raise problem(name, f"The package holds {len(files):,} files; {MOST_FILES:,} are allowed.", "Split it.")
    for each in files:
        _acceptable(each, name)
    twice = [held for held, times in Counter(each.filename for each in files).items() if times > 1]
    if twice:
        message = f"The package holds '{twice[0][:120]}' more than once; which of them counts cannot be told."
        raise problem(name, message, "Pack each file once.")
    unpacked = sum(each.file_size for each in files)
    if unpacked > MOST_BYTES:
        raise problem(name, f"Unpacked it holds {unpacked:,} bytes; {MOST_BYTES:,} are allowed.", "Split it.")


def _acceptable(each: zipfile.ZipInfo, name: str) -> None:
    shown = each.filename[:120]
    if _leads_out(each.filename):
        raise problem(name, f"The file '{shown}' has a path that leads out of the package.", "Pack it without paths.")
    if each.flag_bits & 0x1:
        raise problem(name, f"The file '{shown}' is encrypted.", "Pack it without a password.")
    if each.external_attr >> 28 == 0xA:
        raise problem(name, f"The file '{shown}' is a link to another file.", "Pack the file itself.")
    bomb = each.file_size > SMALL and each.file_size > MOST_TIMES_SMALLER * max(each.compress_size, 1)
    if each.file_size > MOST_OF_A_FILE or bomb:
        raise problem(name, f"The file '{shown}' would unpack to {each.file_size:,} bytes.", "Leave it out.")


def _leads_out(path: str) -> bool:
    clean = path.replace("\\", "/")
    return clean.startswith("/") or ":" in clean.split("/")[0] or ".." in clean.split("/") or "\x00" in clean


def _read(archive: zipfile.ZipFile, each: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a file, never more than its entry says."""
    try:
        with archive.open(each) as held:
            return held.read(each.file_size + 1)[: each.file_size]
    except DAMAGED as error:
        raise problem(name, f"The file '{each.filename[:120]}' is damaged.", "Pack the package again.") from error


@dataclass(frozen=True)
class _Listed:
    """A file of an item or a test, with what the manifest says about it."""

    file: str
    metadata: Node | None = None
    test: bool = False


def _listed(archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo], findings: Findings) -> list[_Listed]:
    """The files of items and tests by the manifest; without a manifest, every XML file."""
    manifest = next((each for each in sorted(files, key=len) if posixpath.basename(each) == MANIFEST), None)
    if manifest is None:
        named = [each for each in sorted(files) if each.lower().endswith(".xml") and not _is_litter(each)]
        return [_Listed(each, test=_looks_like_a_test(archive, files[each])) for each in named]
    root, _ = parse(_read(archive, files[manifest], findings.file), manifest)
    folder = posixpath.dirname(manifest)
    found = list(_resources(root, folder))
    if any(kind.startswith(("imsqti_xmlv1", "imsqti_assessment_xmlv1")) for kind, _, _ in found):
        findings.error(None, "The package is written in QTI 1.2.", "Export it as QTI 2.1, 2.2 or 3.0.")
    listed = {
        file: _Listed(file, metadata, test="item" not in kind)
        for kind, file, metadata in reversed(found)
        if "qti" in kind and ("item" in kind or "_test_" in kind or kind.endswith("test"))
    }
    return list(reversed(listed.values()))


def _looks_like_a_test(archive: zipfile.ZipFile, each: zipfile.ZipInfo) -> bool:
    try:
        return is_test(_read(archive, each, each.filename))
    except QtiProblem:
        return False


def _is_litter(file: str) -> bool:
    return "__MACOSX" in file or posixpath.basename(file).startswith(".")


def _resources(root: Node, folder: str) -> Iterator[tuple[str, str, Node | None]]:
    for each in root.walk():
        if _local(each) == "resource" and each.get("href"):
            metadata = next((child for child in each.elements if _local(child) == "metadata"), None)
            address = each.get("href")
            yield each.get("type").lower(), _within(folder, address) or address, metadata


def _local(node: Node) -> str:
    return node.name.rsplit("}", 1)[-1].removeprefix("qti-")


def _within(folder: str, address: str) -> str:
    """The name in the package of what an address means from a folder; nothing for what lies elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return "" if _leads_out(path) else path


def _item(archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo], file: str, metadata: Node | None) -> Packaged:
    """An item of the package, with the passages that it shares with others."""
    try:
        data = _read(archive, files[file], file)
    except QtiProblem as error:
        return Packaged(file, None, error.findings, b"", metadata=metadata)

    def fetched(address: str) -> bytes | None:
        name = _within(posixpath.dirname(file), address)
        return _read(archive, files[name], file) if name in files else None

    try:
        item, wrong = with_stimuli(read_item(data, name=file), fetched)
    except QtiProblem as error:
        return Packaged(file, None, error.findings, data, metadata=metadata)
    findings = (*wrong, *validate(item))
    return _with_resources(Packaged(file, item, findings, data, metadata=metadata), item, files)


def _test(
    archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo], listed: _Listed, items: tuple[Packaged, ...]
) -> PackagedTest:
    """A test of the package, checked together with the items that it refers to."""
    file, metadata = listed.file, listed.metadata
    try:
        data = _read(archive, files[file], file)
        test = read_test(data, name=file)
    except QtiProblem as error:
        return PackagedTest(file, None, error.findings, b"", metadata=metadata)
    named = {each.identifier: _within(posixpath.dirname(file), each.href) for each in test.items}
    usable = {each.file: each.item for each in items if each.item and not each.refused}
    found = {identifier: item for identifier, name in named.items() if (item := usable.get(name))}
    return PackagedTest(file, test, tuple(validate_test(test, found)), data, named, metadata)


def _what(node: Node, address: str) -> str:
    return f"The picture '{address[:120]}'" if picture(node) else f"The file '{address[:120]}' that the item plays"


def _with_resources(packaged: Packaged, item: Item, files: Mapping[str, zipfile.ZipInfo]) -> Packaged:
    missing = Findings(packaged.file)
    found = {}
    for address in pictures(item):
        name = _within(posixpath.dirname(packaged.file), address)
        if name in files:
            found[address] = name
        elif not address.startswith("data:"):
            node = next(each for each in item.body.walk() if address in addresses(each))
            missing.error(node, f"{_what(node, address)} is not in the package.", "Add it to the package.")
    findings = (*packaged.findings, *missing.found)
    return Packaged(packaged.file, item, findings, packaged.data, found, packaged.metadata)
