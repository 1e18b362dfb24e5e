"""Questions of other formats: what they become, what they score, and why some are refused."""

import base64
import io
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook

from guildhall import qti
from guildhall.qti.foreign import tables
from tests.qti.writers import messages, zipped

FILES = {"gift": "q.gift", "aiken": "q.aiken", "moodle": "q.xml", "csv": "q.csv", "excel": "q.xlsx", "word": "q.docx"}


def questions(data: bytes | str, name: str = "q.gift") -> qti.Package:
    return qti.read_questions(data.encode() if isinstance(data, str) else data, name=name)


def one(data: bytes | str, name: str = "q.gift") -> qti.Item:
    (found,) = questions(data, name)
    assert found.item is not None, found.findings
    return found.item


def refused(data: bytes | str, name: str = "q.gift") -> list[str]:
    return [message for each in questions(data, name) for message in messages(each.findings)]


def points(item: qti.Item, *given: str) -> float:
    return qti.score(item, {"RESPONSE": list(given)}).score


def asked(item: qti.Item) -> str:
    return item.interactions[0].kind


def test_a_table_that_is_longer_than_is_read_is_refused_and_never_cut(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    book = Workbook()
    for row in (["question", "key"], *([f"How many are {at}?", at] for at in range(1, 4))):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(qti.QtiProblem, match="The table has more than 3 rows"):
        questions(held.getvalue(), "q.xlsx")


def test_columns_far_to_the_right_are_not_looked_at():
    book = Workbook()
    book.active.append(["question", "key"])
    book.active.append(["How many are 2 and 2?", 4])
    book.active.cell(row=2, column=16_000, value="far away")
    held = io.BytesIO()
    book.save(held)
    assert points(one(held.getvalue(), "q.xlsx"), "4") == 1
    (row,) = tables.excel_rows(held.getvalue(), "q.xlsx")
    assert row[1] == {"question": "How many are 2 and 2?", "key": "4"}


@pytest.mark.parametrize(("name", "kind"), [("q.xlsx", "Excel workbook"), ("q.docx", "Word document")])
def test_a_file_that_is_no_document_is_called_so(name, kind):
    with pytest.raises(qti.QtiProblem, match=f"The file is no {kind}, or it is damaged. Save it again as"):
        questions(b"no zip", name)


def test_a_quotation_mark_that_is_not_shut_swallows_no_question():
    with pytest.raises(qti.QtiProblem) as caught:
        questions('question,key\n"How many are 2 and 2?,4\nHow many are 3?,3\n', "q.csv")
    (finding,) = caught.value.findings
    assert (finding.line, "quotation mark that is not shut" in finding.remedy) == (3, True)


@pytest.mark.parametrize("name", FILES)
def test_every_question_of_a_template_becomes_an_item_that_scores_and_comes_back(name):
    package = questions(qti.template(name), FILES[name])
    assert package.findings == ()
    assert [messages(each.findings) for each in package] == [[] for _ in package]
    assert len(package) >= 2
    for each in package:
        assert qti.read_item(qti.to_xml(each.item), name="again") == each.item
        if asked(each.item) != "extended-text":
            assert qti.score(each.item, qti.best_answers(each.item)).score == qti.maximum(each.item) > 0
    packed = qti.read_package(qti.pack(package), name="p.zip")
    assert [each.item for each in packed] == [each.item for each in package]


def test_tables_are_the_same_whatever_they_are_written_in():
    held = [[each.item for each in questions(qti.template(name), FILES[name])] for name in ("csv", "excel", "word")]
    assert held[0] == held[1] == held[2]
    assert [item.identifier for item in held[0]] == ["fuse-1", "loads-1", "power-1", "unit-1"]


def test_every_format_but_the_oldest_has_a_template():
    assert set(qti.FORMATS) == {*FILES, "qti12"}
    with pytest.raises(ValueError, match=r"no template for QTI 1\.2"):
        qti.template("qti12")


GIFT = [
    ("Q {=a ~b ~c}", "choice", {"A": 1, "B": 0}),
    ("Q {=a ~%50%b ~%-25%c}", "choice", {"A": 1, "B": 0.5, "C": 0}),
    ("Q {T}", "choice", {"A": 1, "B": 0}),
    ("Q {FALSE#No.}", "choice", {"A": 0, "B": 1}),
    ("Q {=ohm =%50%Ohms}", "text-entry", {"OHM": 1, "ohms": 0.5, "volt": 0}),
    ("Q {#3.14:0.01}", "text-entry", {"3.15": 1, "3.2": 0}),
    ("Q {#1..5}", "text-entry", {"1": 1, "5": 1, "5.1": 0}),
    ("Q {#=10:0 =%50%10:2}", "text-entry", {"10": 1, "11": 0.5, "13": 0}),
    ("Q \\{x\\} {=a\\=b ~c#why not ~d####all}", "choice", {"A": 1, "B": 0}),
]


@pytest.mark.parametrize(("written", "kind", "scores"), GIFT)
def test_gift_is_read_and_scored(written, kind, scores):
    item = one(written)
    assert asked(item) == kind
    assert {given: points(item, given) for given in scores} == scores


def test_gift_with_several_right_answers_and_pairs():
    several = one("::Loads:: Which? {~%50%a ~%50%b ~%-50%c}")
    assert (several.title, points(several, "A", "B"), points(several, "A", "B", "C")) == ("Loads", 1.0, 0.5)
    pairs = one("Q {=U -> V =I -> A = -> W}")
    assert (asked(pairs), points(pairs, "S1 T1", "S2 T2"), points(pairs, "S1 T1", "S2 T3")) == ("match", 1.0, 0.5)
    assert len(pairs.interactions[0].choices) == 5


def test_gift_around_the_answer_and_in_html():
    assert qti.describe(one("Resistance is measured in {=ohm} .")).stem == "Resistance is measured in … ."
    html = one("[html]<p>Is it <b>dead</b>?</p><script>x()</script> {T}")
    assert "<b>dead</b>" in qti.render(html, id_prefix="q").html
    assert "script" not in qti.render(html, id_prefix="q").html


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Only read this.", "The text asks nothing."),
        ("Q {=a ~b", "The brace is not shut."),
        ("{=a ~b}", "The question has no text."),
        ("Q {a b}", "The answers cannot be read."),
        ("Q {~a ~b}", "No answer is right."),
        ("Q {=a ~b =c}", "2 answers are wholly right; there has to be one."),
        ("Q {#three}", "'three' is no number."),
        ("Q {#3:x}", "'x' is no number."),
        ("Q {=a -> b}", "There are fewer than two pairs."),
    ],
)
def test_gift_that_is_no_question_is_refused_with_its_reason(written, said):
    assert refused(written) == [said]


def test_one_bad_question_keeps_no_other_out_and_tells_its_line():
    package = questions("// first\nQ {=a ~b}\n\n\nOnly\nthis.\n\n$CATEGORY: x\nR {T}\n")
    assert [each.refused for each in package] == [False, True, False]
    assert [(each.file, each.line) for each in package.items[1].findings] == [("q.gift", 5)]
    assert [each.item.identifier for each in package if each.item] == ["q-q-1", "q-q-3"]


def test_aiken_is_read_and_told_from_gift():
    text = "Which?\nA. one\nB) two\nANSWER: B\n"
    item = one(text, "q.txt")
    assert (points(item, "B"), points(item, "A")) == (1.0, 0.0)
    assert asked(one("Which? {=a ~b}", "q.txt")) == "choice"
    assert refused("Which?\nA. one\nB. two\nANSWER: C\n", "q.aiken") == ["The key C is none of the answers."]
    assert refused("Which?\nA. one\n", "q.aiken") == ["The question has no answer."]


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def moodle(kind: str, inner: str, question: str = "<text>Which?</text>") -> str:
    return (
        f'<quiz><question type="category"/><question type="{kind}"><name><text>N</text></name>'
        f'<questiontext format="html">{question}</questiontext><defaultgrade>2</defaultgrade>{inner}</question></quiz>'
    )


def answer(part: float, said: str, more: str = "") -> str:
    return f'<answer fraction="{part}"><text>{said}</text>{more}</answer>'


def test_moodle_is_read_and_scored():
    single = one(moodle("multichoice", f"<single>true</single>{answer(100, 'a')}{answer(50, 'b')}"), "q.xml")
    assert (points(single, "A"), points(single, "B"), qti.maximum(single)) == (2.0, 1.0, 2.0)
    some_right = answer(50, "a") + answer(50, "b") + answer(-100, "c")
    several = one(moodle("multichoice", f"<single>false</single>{some_right}"), "q.xml")
    assert (points(several, "A", "B"), points(several, "A", "C")) == (2.0, 0.0)
    number = one(moodle("numerical", answer(100, "460", "<tolerance>5</tolerance>")), "q.xml")
    assert (points(number, "465"), points(number, "466")) == (2.0, 0.0)
    word = one(moodle("shortanswer", f"<usecase>1</usecase>{answer(100, 'Ohm')}"), "q.xml")
    assert (points(word, "Ohm"), points(word, "ohm")) == (2.0, 0.0)
    pair = "".join(
        f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
        for left, right in (("U", "V"), ("I", "A"), ("", "W"))
    )
    assert points(one(moodle("matching", pair), "q.xml"), "S1 T1", "S2 T2") == 2
    assert asked(one(moodle("essay", ""), "q.xml")) == "extended-text"


def test_moodle_brings_its_pictures_along():
    question = (
        '<text><![CDATA[<p>See <img src="@@PLUGINFILE@@/a.png" alt="A plan" onload="x()"></p>]]></text>'
        f'<file name="a.png" encoding="base64">{PNG}</file>'
    )
    item = one(moodle("truefalse", answer(100, "true") + answer(0, "false"), question), "q.xml")
    assert qti.describe(item).pictures == (f"data:image/png;base64,{PNG}",)
    assert "onload" not in qti.to_xml(item).decode()


@pytest.mark.parametrize(
    ("kind", "inner", "said"),
    [
        ("calculated", "", "Questions of the type 'calculated' are not read."),
        ("multichoice", answer(50, "a"), "0 answers are wholly right; there has to be one."),
        ("numerical", answer(100, "many"), "'many' is no number."),
        ("shortanswer", answer(0, "a"), "No answer is wholly right."),
    ],
)
def test_moodle_questions_that_cannot_be_used_are_refused(kind, inner, said):
    assert refused(moodle(kind, inner), "q.xml") == [said]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Which?,one,two,C,1", "The key 'C' is none of the answers."),
        ("Which?,one,two,,1", "The key '' is none of the answers."),
        (",one,two,A,1", "The question has no text."),
        ("Which?,one,,A,1", "There are fewer than two answers to choose from."),
        ("Which?,one,two,A,many", "'many' is no number."),
        ("Which?,one,two,A,0", "The question is worth no points, or too many."),
    ],
)
def test_rows_that_cannot_be_used_are_refused_with_their_number(row, said):
    package = questions(f"question,a,b,key,points\nGood?,one,two,B,1\n\n{row}\n", "q.csv")
    assert [each.refused for each in package] == [False, True]
    assert [(each.line, each.message) for each in package.items[1].findings] == [(4, said)]


def test_tables_without_their_heads_and_with_the_same_name_twice():
    with pytest.raises(qti.QtiProblem, match="No column is called 'question'"):
        questions("a,b\n1,2\n", "q.csv")
    twice = questions("id;question;key\nx;One?;1\nx;Two?;2\n", "q.csv")
    assert [messages(each.findings) for each in twice] == [[], ["A question before it has the same identifier."]]


def test_a_workbook_is_read_as_people_keep_it():
    book = Workbook()
    for line in (["Question", "A", "B", "Key", None], ["How many?", 1, 2.0, "b", None], [None, None, None, None, None]):
        book.worksheets[0].append(line)
    held = io.BytesIO()
    book.save(held)
    item = one(held.getvalue(), "q.xlsx")
    assert [each.text for each in qti.describe(item).questions[0].options] == ["1", "2"]
    assert points(item, "B") == 1


@pytest.mark.parametrize("name", ["q.xlsx", "q.docx"])
@pytest.mark.parametrize("data", [b"no zip", zipped({"a.xml": "x"}), zipped({"../a.xml": "x"})])
def test_office_files_that_are_none_are_refused(name, data):
    with pytest.raises(qti.QtiProblem):
        questions(data, name)


def test_a_document_may_have_a_row_for_each_question():
    text = ZipFile(io.BytesIO(qti.template("word"))).read("word/document.xml").decode()
    space = text.split('xmlns:w="')[1].split('"')[0]
    rows = (("Question", "A", "B", "Key"), ("Which?", "one", "two", "B"))
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in row) for row in rows]
    table = f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"
    body = f'<w:document xmlns:w="{space}"><w:body>{table}</w:body></w:document>'
    assert points(one(zipped({"word/document.xml": body}), "q.docx"), "B") == 1


def older(kind: str, presented: str, processed: str) -> str:
    told = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in (("question_type", kind), ("points_possible", "2"))
    )
    return (
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment><section>'
        f'<item ident="i1" title="T"><itemmetadata><qtimetadata>{told}</qtimetadata></itemmetadata><presentation>'
        f'<material><mattext texttype="text/html">&lt;p&gt;Which?&lt;/p&gt;</mattext></material>{presented}'
        f"</presentation><resprocessing>{processed}</resprocessing></item></section></assessment></questestinterop>"
    )


def labels(many: str) -> str:
    inner = "".join(
        f'<response_label ident="{name}"><material><mattext texttype="text/plain">{name}</mattext></material>'
        "</response_label>"
        for name in ("x1", "x2", "x3")
    )
    return f'<response_lid ident="r" rcardinality="{many}"><render_choice>{inner}</render_choice></response_lid>'


def wants(*conditions: str) -> str:
    return (
        f"<respcondition><conditionvar>{''.join(conditions)}</conditionvar>"
        '<setvar varname="SCORE" action="Set">100</setvar></respcondition>'
    )


def same(name: str) -> str:
    return f'<varequal respident="r">{name}</varequal>'


def test_the_older_format_is_read_and_scored():
    single = one(older("multiple_choice_question", labels("Single"), wants(same("x2"))), "q.xml")
    assert (single.identifier, points(single, "B"), points(single, "A")) == ("i1", 2.0, 0.0)
    both = wants(f"<and>{same('x1')}{same('x3')}<not>{same('x2')}</not></and>")
    several = one(older("multiple_answers_question", labels("Multiple"), both), "q.xml")
    assert (points(several, "A", "C"), qti.key(several)["RESPONSE"]) == (2.0, ["A", "C"])
    word = one(older("short_answer_question", "", wants(same("ohm"))), "q.xml")
    assert (asked(word), points(word, "Ohm")) == ("text-entry", 2.0)
    span = "<vargte respident='r'>455</vargte><varlte respident='r'>465</varlte>"
    number = one(older("numerical_question", "", wants(span)), "q.xml")
    assert (points(number, "465"), points(number, "466")) == (2.0, 0.0)
    assert asked(one(older("essay_question", "", ""), "q.xml")) == "extended-text"
    assert refused(older("calculated_question", "", ""), "q.xml") == [
        "Questions of the type 'calculated_question' are not read."
    ]


def test_what_is_in_no_format_is_told():
    with pytest.raises(qti.QtiProblem, match="The format of the file is not known"):
        questions(b"x", "q.pdf")
    with pytest.raises(qti.QtiProblem, match="not written in UTF-8"):
        questions(b"\xff\xfe{", "q.gift")
    assert messages(questions("", "q.gift").findings) == ["The file holds no question."]


@settings(max_examples=150)
@given(some.sampled_from(sorted(FILES)), some.integers(0, 4000), some.integers(0, 30), some.binary(max_size=8))
def test_any_damage_to_a_template_is_read_or_refused(name, at, length, put):
    data = TEMPLATES[name]
    try:
        package = questions(data[:at] + put + data[at + length :], FILES[name])
    except qti.QtiProblem:
        return
    for each in package:
        assert each.refused or qti.read_item(qti.to_xml(each.item), name="again") == each.item


TEMPLATES = {name: qti.template(name) for name in FILES}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("One {=a ~b} and two {=c ~d}", "The question asks in more than one place."),
        ("A cloze of Moodle {1:SHORTANSWER:=x}", "The answers cannot be read."),
    ],
)
def test_what_gift_does_not_know_is_refused(asked, said):
    assert refused(asked) == [said]


def test_parts_that_were_rounded_make_a_whole():
    item = one("Which? {~%33.333%a ~%33.333%b ~%33.333%c ~%-50%d}")
    assert (points(item, "A", "B", "C"), qti.maximum(item), qti.validate(item)) == (1, 1, [])
    assert points(item, "A", "B") == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("fraction", "written", "accepted"), [(100, r"Y\*", "Y*"), (0, "*", ""), (100, "York*", ""), (50, "*", "")]
)
def test_an_asterisk_is_one_or_is_refused(fraction, written, accepted):
    more = f'<answer fraction="{fraction}"><text>{written}</text></answer>' if written else ""
    data = (
        '<quiz><question type="shortanswer"><questiontext><text>Where?</text></questiontext>'
        f'<answer fraction="100"><text>Hull</text></answer>{more}</question></quiz>'
    )
    if fraction and not accepted:
        assert refused(data, "q.xml") == [f"The answer '{written}' accepts anything in the place of an asterisk."]
    else:
        item = one(data, "q.xml")
        assert [points(item, each) for each in ("Hull", accepted)] == [1, float(bool(accepted))]
