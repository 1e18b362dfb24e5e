"""One door for whatever somebody hands in: QTI as a file or a package, and every other format that is read."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote
from zipfile import ZipFile

from guildhall.qti.describing import pictures
from guildhall.qti.examining import examine
from guildhall.qti.findings import Finding, QtiProblem
from guildhall.qti.foreign.opening import format_of, read_questions
from guildhall.qti.packages import Package, Packaged, opened, read_package

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, with files or with none."""

OFFICE = (".xlsx", ".docx")
OLDER = "qti12"
PACKAGE, SINGLE = "package", "qti"
"""What QTI 2 and 3 are called among the formats, as a package and as a single file."""

BASE = re.compile(r"^\$(?:IMS|1EdTech)[-_]CC[-_]FILE[-_]?BASE\$/?", re.IGNORECASE)
"""How packages of courses call the folder in which their pictures lie."""

FOLDERS = ("", "web_resources")


def read_file(data: bytes, *, name: str) -> tuple[Package, str]:
    """The items of a file of any format that is read, and the name of that format. QtiProblem says why there are none.

    A file of QTI alone becomes a package of one item; a package of QTI 1.2 is read as the questions of its files.
    """
    if data.startswith(ZIP) and not name.lower().endswith(OFFICE):
        return _zipped(data, name)
    if found := format_of(data, name):
        return read_questions(data, name=name), found
    item, findings = examine(data, name=name)
    return Package(name, (Packaged(name, item, findings, data),), ()), SINGLE


def _zipped(data: bytes, name: str) -> tuple[Package, str]:
    package = read_package(data, name=name)
    if any(each.item for each in package):
        return package, PACKAGE
    archive = opened(data, name)
    files = {each.filename: each.filename for each in archive.infolist() if not each.is_dir()}
    items = tuple(_older(archive, files))
    if not items:
        return package, PACKAGE
    held = {address: archive.read(address) for each in items for address in each.resources.values()}
    return Package(name, items, (), held), OLDER


def _older(archive: ZipFile, files: Mapping[str, str]) -> Iterator[Packaged]:
    """The questions of the files of QTI 1.2 in a package, each with the pictures that lie beside them."""
    for file in sorted(each for each in files if each.lower().endswith(".xml")):
        data = archive.read(file)
        if format_of(data, file) != OLDER:
            continue
        folder = posixpath.dirname(file)
        try:
            for each in read_questions(data, name=file):
                yield _with_pictures(replace(each, file=posixpath.join(folder, each.file)), folder, files)
        except QtiProblem as problem:
            yield Packaged(file, None, problem.findings, data)


def _with_pictures(packaged: Packaged, folder: str, files: Mapping[str, str]) -> Packaged:
    if packaged.item is None:
        return packaged
    resources, missing = {}, []
    for address in pictures(packaged.item):
        if found := _found(address, folder, files):
            resources[address] = found
        elif not address.startswith("data:"):
            message = f"The picture '{address[:120]}' is not in the package."
            missing.append(Finding("error", packaged.file, 0, "img", message, "Add it to the package."))
    return replace(packaged, resources=resources, findings=(*packaged.findings, *missing))


def _found(address: str, folder: str, files: Mapping[str, str]) -> str:
    """The name in the package of a picture; nothing where it is not there."""
    path = BASE.sub("", unquote(address)).partition("?")[0]
    places = (posixpath.normpath(posixpath.join(each, path)) for each in (folder, *FOLDERS))
    return next((files[each] for each in places if each in files), "")
