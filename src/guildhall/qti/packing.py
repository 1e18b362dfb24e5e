"""Write items and tests as a package of QTI 3.0: a zip with a manifest, each in its own file, and what items show.

The same items give the same bytes: files stand in the order of the package, and carry no time.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from guildhall.qti.assessment.writing import to_test_xml
from guildhall.qti.model import Node
from guildhall.qti.packages import MANIFEST, Package, Packaged, PackagedTest
from guildhall.qti.writing import to_xml, tree_to_xml

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ITEM, TEST, WEB = "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0", "webcontent"
WRITTEN = (1980, 1, 1, 0, 0, 0)


def pack(package: Package) -> bytes:
    """What of a package can be used, as a package of QTI 3.0, with what the manifest said about each."""
    items = [each for each in package if each.item is not None and not each.refused]
    tests = [each for each in package.tests if each.test is not None and not each.refused]
    shown = sorted({name for each in items for name in each.resources.values()})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, MANIFEST, tree_to_xml(_manifest(items, tests, shown), CP))
        for test in tests:
            _write(archive, test.file, to_test_xml(test.test) if test.test else b"")
        for each in items:
            _write(archive, each.file, to_xml(each.item) if each.item else b"")
        for name in shown:
            _write(archive, name, package.resource(name))
    return held.getvalue()


def _node(name: str, attributes: Mapping[str, str] | None = None, children: tuple[Node | str, ...] = ()) -> Node:
    return Node(f"{{{CP}}}{name}", attributes or {}, children)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, WRITTEN), data, zipfile.ZIP_DEFLATED)


def _manifest(items: Sequence[Packaged], tests: Iterable[PackagedTest], shown: Iterable[str]) -> Node:
    numbers = {name: f"file-{number}" for number, name in enumerate(shown, start=1)}
    placed = {each.file: f"item-{number}" for number, each in enumerate(items, start=1)}
    resources = [
        *_tests(tests, placed),
        *_items(items, numbers),
        *(_resource(numbers[name], WEB, name) for name in numbers),
    ]
    parts = (_about(), _node("organizations"), _node("resources", None, tuple(resources)))
    return _node("manifest", {"identifier": "package"}, parts)


def _about() -> Node:
    schema = _node("schema", None, ("QTI Package",))
    return _node("metadata", None, (schema, _node("schemaversion", {}, ("3.0.0",))))


def _tests(tests: Iterable[PackagedTest], placed: Mapping[str, str]) -> Iterator[Node]:
    for number, each in enumerate(tests, start=1):
        files = dict.fromkeys(each.files.values())
        needs = tuple(_node("dependency", {"identifierref": placed[file]}) for file in files)
        said = (each.metadata,) if each.metadata else ()
        yield _resource(f"test-{number}", TEST, each.file, before=said, after=needs)


def _items(items: Iterable[Packaged], numbers: dict[str, str]) -> Iterator[Node]:
    for number, each in enumerate(items, start=1):
        needs = tuple(_node("dependency", {"identifierref": numbers[name]}) for name in sorted(each.resources.values()))
        said = (each.metadata,) if each.metadata else ()
        yield _resource(f"item-{number}", ITEM, each.file, before=said, after=needs)


def _resource(
    identifier: str, kind: str, name: str, before: tuple[Node, ...] = (), after: tuple[Node, ...] = ()
) -> Node:
    href = quote(posixpath.normpath(name))
    children = (*before, _node("file", {"href": href}), *after)
    return _node("resource", {"identifier": identifier, "type": kind, "href": href}, children)
