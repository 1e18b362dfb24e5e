"""Packages: what they bring, and what they may not be."""

import io
import zipfile

import pytest

from guildhall import qti
from tests.qti.assessments import reference, section, written
from tests.qti.writers import BODY, NS, messages, response, text, zipped

GOOD = text(response(correct=("A",)))
PICTURED = text(response(correct=("A",)), BODY.replace("Which?", 'Which? <img src="img/a%20b.png" alt="A valve"/>'))
ITEM = '<resource identifier="{0}" type="imsqti_item_xmlv3p0" href="{1}">{2}<file href="{1}"/></resource>'


def manifest(*resources: str) -> str:
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/>'
        f"<resources>{''.join(resources)}</resources></manifest>"
    )


def test_items_come_in_the_order_of_the_manifest_with_what_they_show():
    metadata = '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><difficulty>hard</difficulty></lom></metadata>'
    data = zipped(
        {
            "course/imsmanifest.xml": manifest(
                ITEM.format("B", "items/b.xml", metadata),
                ITEM.format("A", "items/a.xml", ""),
                '<resource identifier="T" type="imsqti_test_xmlv3p0" href="test.xml"/>',
            ),
            "course/items/a.xml": GOOD,
            "course/items/b.xml": PICTURED,
            "course/items/img/a b.png": b"picture",
            "course/stray.xml": GOOD,
            "course/test.xml": written(section("S", reference("A").replace("a.xml", "items/a.xml"))),
        }
    )
    package = qti.read_package(data, name="course.zip")
    assert [each.file for each in package] == ["course/items/b.xml", "course/items/a.xml"]
    first, second = package
    assert (first.data, first.resources) == (PICTURED.encode(), {"img/a%20b.png": "course/items/img/a b.png"})
    assert package.resource("course/items/img/a b.png") == b"picture"
    assert first.metadata is not None
    assert first.metadata.text == "hard"
    assert (second.metadata, second.resources) == (None, {})
    assert [each.refused for each in package] == [False, False]
    assert package.findings == ()
    assert [(each.file, each.files) for each in package.tests] == [("course/test.xml", {"A": "course/items/a.xml"})]


def test_a_bare_zip_of_items_is_read():
    data = zipped({"b.xml": GOOD, "a.xml": "<no/>", "__MACOSX/._a.xml": "x", "picture.png": b"x"})
    package = qti.read_package(data, name="bare.zip")
    assert [(each.file, each.refused) for each in package] == [("a.xml", True), ("b.xml", False)]


def test_one_bad_item_keeps_no_other_out():
    data = zipped({"a.xml": "<broken", "b.xml": GOOD, "c.xml": PICTURED})
    package = qti.read_package(data, name="mixed.zip")
    assert [(each.file, messages(each.findings)) for each in package] == [
        ("a.xml", ["The file is no well-formed XML: " + messages(package.items[0].findings)[0].split(": ", 1)[1]]),
        ("b.xml", []),
        ("c.xml", ["The picture 'img/a%20b.png' is not in the package."]),
    ]


def test_manifest_that_names_what_is_not_there():
    data = zipped({"imsmanifest.xml": manifest(ITEM.format("A", "a.xml", ""), ITEM.format("B", "../../b.xml", ""))})
    assert messages(qti.read_package(data, name="m.zip").findings) == [
        "The manifest names a.xml, which is not in the package.",
        "The manifest names ../../b.xml, which is not in the package.",
        "The package holds no QTI item.",
    ]


def test_a_file_that_the_manifest_names_twice_is_one_item():
    data = zipped(
        {"imsmanifest.xml": manifest(ITEM.format("A", "a.xml", ""), ITEM.format("B", "a.xml", "")), "a.xml": GOOD}
    )
    package = qti.read_package(data, name="m.zip")
    assert ([each.file for each in package], package.findings) == (["a.xml"], ())


def test_a_name_that_stands_twice_in_a_zip_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.xml", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.xml", GOOD.replace("Which?", "What?"))
    assert refused(held.getvalue()).startswith("The package holds 'a.xml' more than once;")


def test_older_formats_are_named():
    old = '<resource identifier="q" type="imsqti_xmlv1p2" href="q.xml"/>'
    data = zipped({"imsmanifest.xml": manifest(old), "q.xml": "<questestinterop/>"})
    assert messages(qti.read_package(data, name="old.zip").findings)[0] == "The package is written in QTI 1.2."


def refused(data: bytes) -> str:
    with pytest.raises(qti.QtiProblem) as caught:
        qti.read_package(data, name="bad.zip")
    return caught.value.findings[0].message


@pytest.mark.parametrize("path", ["../out.xml", "a/../../out.xml", "/etc/passwd", "C:/x.xml", "a\\..\\..\\x.xml"])
def test_paths_that_lead_out_are_refused(path):
    assert refused(zipped({path: GOOD})) == f"The file '{path}' has a path that leads out of the package."


def test_a_bomb_is_refused_unread():
    assert refused(zipped({"a.xml": b"0" * 20_000_000})) == "The file 'a.xml' would unpack to 20,000,000 bytes."


def test_a_file_that_says_it_is_smaller_than_it_is_stays_small():
    data = bytearray(zipped({"a.xml": GOOD + " " * 5000}))
    for marker, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(marker) + place
        data[at : at + 4] = (100).to_bytes(4, "little")
    package = qti.read_package(bytes(data), name="lies.zip")
    assert len(package.items[0].data) <= 100
    assert package.items[0].refused


def test_too_many_files_are_refused():
    assert refused(zipped({f"{each}.xml": "" for each in range(5001)})) == (
        "The package holds 5,001 files; 5,000 are allowed."
    )


def test_an_encrypted_file_is_refused():
    data = bytearray(zipped({"a.xml": GOOD}))
    for marker, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(marker) + place] |= 1
    assert refused(bytes(data)) == "The file 'a.xml' is encrypted."


def test_a_link_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("a.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(held.getvalue()) == "The file 'a.xml' is a link to another file."


@pytest.mark.parametrize("data", [b"", b"no zip", zipped({"a.xml": GOOD})[:-30]])
def test_what_is_no_zip_is_refused(data):
    assert refused(data) == "The file is no zip, or it is damaged."


def test_a_damaged_file_keeps_no_other_out():
    data = bytearray(zipped({"a.xml": GOOD, "b.xml": GOOD.replace("item-1", "item-2")}))
    at = data.index(b"a.xml") + 40
    data[at : at + 8] = b"\x00" * 8
    package = qti.read_package(bytes(data), name="damaged.zip")
    assert [(each.file, each.refused) for each in package] == [("a.xml", True), ("b.xml", False)]


def passage(body: str) -> str:
    return (
        f'<qti-assessment-stimulus {NS} identifier="plant" title="The plant"><qti-stimulus-body>{body}'
        "</qti-stimulus-body></qti-assessment-stimulus>"
    )


SHARING = GOOD.replace(
    "<qti-item-body>", '<qti-assessment-stimulus-ref identifier="plant" href="../shared/plant.xml"/><qti-item-body>'
)


def test_shared_passages_become_part_of_every_item_that_shows_them():
    files = {
        "items/a.xml": SHARING,
        "shared/plant.xml": passage('<p>The plant <img src="plan.png" alt="Its plan"/> runs.</p>'),
        "shared/plan.png": b"picture",
    }
    listed = manifest(
        ITEM.format("A", "items/a.xml", ""),
        '<resource identifier="P" type="imsqti_stimulus_xmlv3p0" href="shared/plant.xml"/>',
    )
    package = qti.read_package(zipped({**files, "imsmanifest.xml": listed}), name="p.zip")
    (one,) = package
    assert (one.findings, one.resources) == ((), {"../shared/plan.png": "shared/plan.png"})
    assert qti.stimuli_of(one.item) == ("plant",)
    assert qti.render(one.item, id_prefix="q").html.startswith(
        '<div><p>The plant <img src="../shared/plan.png" alt="Its plan"> runs.</p></div><fieldset'
    )
    (again,) = qti.read_package(qti.pack(package), name="again.zip")
    assert again.item == one.item
    assert again.findings == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "The item needs 'qti-assessment-stimulus-ref', which is not read."),
        (GOOD, "The file holds no passage."),
        ("<broken", "The file is no well-formed XML"),
    ],
)
def test_passages_that_cannot_be_read_keep_the_item_out(written, said):
    files = {"items/a.xml": SHARING} | ({"shared/plant.xml": written} if written else {})
    listed = manifest(ITEM.format("A", "items/a.xml", ""))
    (one,) = qti.read_package(zipped({**files, "imsmanifest.xml": listed}), name="p.zip")
    assert one.refused
    assert any(each.startswith(said) for each in messages(one.findings))


def test_what_an_item_plays_comes_with_it():
    playing = GOOD.replace("Which?", 'Which? <audio src="a.mp3">The motor hums.</audio>')
    (one,) = qti.read_package(zipped({"a.xml": playing, "a.mp3": b"sound"}), name="p.zip")
    assert (one.findings, one.resources) == ((), {"a.mp3": "a.mp3"})
    (without,) = qti.read_package(zipped({"a.xml": playing}), name="p.zip")
    assert messages(without.findings) == ["The file 'a.mp3' that the item plays is not in the package."]
    assert [each.element for each in without.findings] == ["audio"]
