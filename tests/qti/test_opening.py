"""One door for every file: what format it is, its items, and the oldest dialect within a package."""

import pytest

from guildhall import qti
from tests.qti.writers import messages, zipped

FILES = {"gift": "q.gift", "aiken": "q.aiken", "moodle": "q.xml", "csv": "q.csv", "excel": "q.xlsx", "word": "q.docx"}
ITEM = qti.to_xml(
    qti.single_choice(identifier="i", title="I", stem="Which?", options=[("A", "a"), ("B", "b")], key="A")
)
OLDER = """<questestinterop><item ident="{0}" title="T"><presentation><material><mattext texttype="text/html">
&lt;p&gt;Which? {1}&lt;/p&gt;</mattext></material><response_lid ident="r"><render_choice>
<response_label ident="a"><material><mattext>Yes</mattext></material></response_label>
<response_label ident="b"><material><mattext>No</mattext></material></response_label></render_choice></response_lid>
</presentation><resprocessing><respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar>
<setvar>100</setvar></respcondition></resprocessing></item></questestinterop>"""


@pytest.mark.parametrize("name", FILES)
def test_every_format_comes_through_the_one_door(name):
    package, found = qti.read_file(qti.template(name), name=FILES[name])
    assert (found, len(package) >= 2) == (name, True)
    assert [messages(each.findings) for each in package] == [[] for _ in package]


def test_a_single_item_is_a_package_of_one():
    package, found = qti.read_file(ITEM, name="i.xml")
    assert (found, [each.file for each in package], package.items[0].refused) == ("qti", ["i.xml"], False)


def test_a_package_stays_a_package():
    package, found = qti.read_file(zipped({"items/i.xml": ITEM.decode()}), name="p.zip")
    assert (found, [each.file for each in package]) == ("package", ["items/i.xml"])


def test_a_package_of_the_oldest_dialect_is_read_with_its_pictures():
    shown = '&lt;img src="$IMS-CC-FILEBASE$/a%20b.png" alt="A sign"/&gt;'
    lost = '&lt;img src="gone.png" alt="A sign"/&gt;'
    files = {
        "q/one.xml": OLDER.format("one", shown),
        "q/two.xml": OLDER.format("two", lost),
        "q/broken.xml": "<questestinterop><item></questestinterop>",
        "web_resources/a b.png": "PNG",
        "notes.xml": "<notes/>",
    }
    package, found = qti.read_file(zipped(files), name="p.zip")
    assert (found, [each.file for each in package]) == ("qti12", ["q/broken.xml", "q/one.xml", "q/two.xml"])
    broken, one, two = package
    assert "no well-formed XML" in messages(broken.findings)[0]
    assert list(one.resources.values()) == ["web_resources/a b.png"]
    assert package.resource("web_resources/a b.png") == b"PNG"
    assert qti.score(one.item, {"RESPONSE": ["A"]}).score == qti.maximum(one.item)
    assert messages(two.findings) == ["The picture 'gone.png' is not in the package."]


def test_a_package_without_questions_says_so():
    package, found = qti.read_file(zipped({"notes.xml": "<notes/>"}), name="p.zip")
    assert (found, len(package)) == ("package", 1)
    with pytest.raises(qti.QtiProblem):
        qti.read_file(b"PK\x03\x04 no zip", name="p.zip")
