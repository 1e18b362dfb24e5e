"""Packages that are written: read again they bring the same items, scores, pictures and words about them."""

import io
import zipfile

from guildhall import qti
from tests.qti.samples import SAMPLES
from tests.qti.test_packages import GOOD, ITEM, PICTURED, manifest
from tests.qti.writers import BODY, text, zipped

METADATA = '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><difficulty>hard</difficulty></lom></metadata>'


def a_package() -> qti.Package:
    return qti.read_package(
        zipped(
            {
                "imsmanifest.xml": manifest(
                    ITEM.format("B", "items/b.xml", METADATA),
                    ITEM.format("A", "a.xml", ""),
                    ITEM.format("C", "c.xml", ""),
                ),
                "a.xml": GOOD,
                "c.xml": text("", BODY),
                "items/b.xml": PICTURED,
                "items/img/a b.png": b"picture",
            }
        ),
        name="old.zip",
    )


def test_package_brings_what_could_be_used_of_the_one_before():
    before = a_package()
    after = qti.read_package(qti.pack(before), name="new.zip")
    assert [(each.file, each.item, dict(each.resources)) for each in after] == [
        (each.file, each.item, dict(each.resources)) for each in before if not each.refused
    ]
    assert (after.findings, after.resource("items/img/a b.png")) == ((), b"picture")


def test_what_the_manifest_said_about_an_item_is_kept():
    first, second = qti.read_package(qti.pack(a_package()), name="new.zip")
    assert first.metadata is not None
    assert (first.metadata.text, second.metadata) == ("hard", None)


def test_same_items_give_the_same_bytes():
    assert qti.pack(a_package()) == qti.pack(a_package())


def test_every_interaction_scores_as_before():
    files = {f"{name}.xml": qti.to_xml(item) for name, (item, _, _) in SAMPLES.items()}
    package = qti.read_package(qti.pack(qti.read_package(zipped(files), name="samples.zip")), name="again.zip")
    assert len(package) == len(SAMPLES)
    for each in package:
        item, given, worth = SAMPLES[each.file.removesuffix(".xml")]
        assert each.item is not None
        answers = {declared.identifier: given for declared in item.responses}
        assert (each.item, qti.score(each.item, answers).score) == (item, worth)


def test_the_manifest_names_every_file():
    with zipfile.ZipFile(io.BytesIO(qti.pack(a_package()))) as archive:
        assert archive.namelist() == ["imsmanifest.xml", "items/b.xml", "a.xml", "items/img/a b.png"]
        assert b'href="items/img/a%20b.png"' in archive.read("imsmanifest.xml")
