"""What files say about questions beside the questions: read from every format that says something, never lost."""

from dataclasses import replace

import pytest

from guildhall import qti
from tests.qti.writers import zipped

LOM = """<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><language>de</language>
<keyword><string language="en">ladder</string><string language="de">Leiter</string></keyword>
<keyword>fall</keyword></general>
<educational><difficulty><source>LOMv1.0</source><value>medium</value></difficulty></educational>
<classification><purpose><source>LOMv1.0</source><value>discipline</value></purpose><taxonPath><source>own</source>
<taxon><id>A1</id><entry><string>At height</string></entry></taxon></taxonPath>
<keyword><string>rescue</string></keyword>
</classification><classification><purpose><value>educational level</value></purpose><taxonPath><taxon>
<entry><string>recall</string></entry></taxon></taxonPath></classification></lom></metadata>"""
MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/><resources>
<resource identifier="r" type="imsqti_item_xmlv3p0" href="i.xml">{}
<file href="i.xml"/></resource></resources></manifest>"""
ITEM = qti.single_choice(identifier="i", title="I", stem="Which?", options=[("A", "a"), ("B", "b")], key="A")


def package(metadata: str) -> qti.Package:
    files = {"imsmanifest.xml": MANIFEST.format(metadata), "i.xml": qti.to_xml(ITEM).decode()}
    return qti.read_package(zipped(files), name="p.zip")


def said(data: bytes, name: str) -> list[tuple[qti.Said, ...]]:
    return [qti.said_of(each.metadata) for each in qti.read_file(data, name=name)[0]]


def test_lom_is_read_whatever_it_says_it_in():
    (each,) = package(LOM)
    assert qti.said_of(each.metadata) == (
        ("language", "de"),
        ("keyword", "ladder"),
        ("keyword", "Leiter"),
        ("keyword", "fall"),
        ("level", "medium"),
        ("class", "A1"),
        ("class", "At height"),
        ("class", "rescue"),
        ("level", "recall"),
    )


def test_labels_of_a_curriculum_are_classes():
    told = "<curriculumStandardsMetadataSet><labelledGUID><label>7.4</label><GUID>x-1</GUID></labelledGUID>"
    (each,) = package(f"<metadata>{told}</curriculumStandardsMetadataSet></metadata>")
    assert qti.said_of(each.metadata) == (("class", "7.4"), ("class", "x-1"))


@pytest.mark.parametrize("metadata", ["", "<metadata/>"])
def test_nothing_is_said_where_nothing_is_said(metadata):
    (each,) = package(metadata)
    assert qti.said_of(each.metadata) == ()
    assert qti.as_metadata([("keyword", " ")]) is None


def test_what_is_written_into_a_package_is_read_from_it_again():
    told = (("language", "en"), ("keyword", "fuse & <wire>"), ("class", "A/B"), ("level", "recall"))
    (each,) = package("")
    written = replace(each, metadata=qti.as_metadata([*told, told[1]]))
    packed = qti.pack(qti.Package("p.zip", (written,), ()))
    assert said(packed, "p.zip") == [told]


def test_other_formats_say_it_in_their_own_ways():
    fuse = (("keyword", "fuses"), ("class", "Electrics"))
    assert said(qti.template("gift"), "q.gift")[:2] == [fuse, fuse[1:]]
    assert said(qti.template("moodle"), "q.xml") == [fuse, fuse[1:]]
    table = (("keyword", "fuses"), ("keyword", "protection"), ("class", "A"), ("level", "recall"))
    assert [said(qti.template(name), f"q.{ending}") for name, ending in (("csv", "csv"), ("word", "docx"))] == [
        [table, (), (), ()]
    ] * 2


def test_a_category_of_moodle_is_known_as_a_whole_and_by_its_end():
    gift = "$CATEGORY: $course$/top/Safety/At height\n\nWhat? {=a ~b}\n"
    assert said(gift.encode(), "q.gift") == [(("class", "Safety/At height"), ("class", "At height"))]


def test_fields_of_the_oldest_dialect_are_kept():
    fields = {"qmd_topic": "Safety", "qmd_levelofdifficulty": "easy", "question_type": "essay_question"}
    told = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in fields.items()
    )
    asked = "<presentation><material><mattext>Why?</mattext></material></presentation>"
    item = f'<item ident="i"><itemmetadata><qtimetadata>{told}</qtimetadata></itemmetadata>{asked}</item>'
    data = f"<questestinterop>{item}</questestinterop>"
    assert said(data.encode(), "q.xml") == [(("class", "Safety"), ("level", "easy"))]
