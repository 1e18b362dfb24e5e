"""Files become one model, or say why not: place, sentence and remedy."""

import pytest

from guildhall import qti
from guildhall.qti import Finding
from guildhall.qti.model import Node
from tests.qti.writers import BODY, ENTRY, MATCH, NS, SCORE, outcome, read, response, text

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p{minor}" identifier="item-1" title="An item"
  adaptive="false" timeDependent="false" xml:lang="en">
  <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair">
    <correctResponse><value>A X</value></correctResponse>
    <mapping lowerBound="0"><mapEntry mapKey="A X" mappedValue="1"/></mapping>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"/>
  <itemBody><p>Match <b>them</b>.</p>
    <matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">
      <simpleMatchSet><simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice></simpleMatchSet>
      <simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="2">x</simpleAssociableChoice></simpleMatchSet>
    </matchInteraction>
    <feedbackBlock outcomeIdentifier="SCORE" identifier="f" showHide="show"><p>Well done.</p></feedbackBlock>
  </itemBody>
  <responseProcessing>
    <responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseIf>
      <responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>
      </responseElse></responseCondition>
  </responseProcessing>
</assessmentItem>"""
NEW = f"""<qti-assessment-item {NS} identifier="item-1" title="An item" adaptive="false" time-dependent="false"
  xml:lang="en">
  <qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="directedPair">
    <qti-correct-response><qti-value>A X</qti-value></qti-correct-response>
    <qti-mapping lower-bound="0"><qti-map-entry map-key="A X" mapped-value="1"/></qti-mapping>
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="1"/>
  <qti-item-body><p>Match <b>them</b>.</p>
    <qti-match-interaction response-identifier="RESPONSE" max-associations="2">
      <qti-simple-match-set>
        <qti-simple-associable-choice identifier="A" match-max="1">a</qti-simple-associable-choice>
      </qti-simple-match-set>
      <qti-simple-match-set>
        <qti-simple-associable-choice identifier="X" match-max="2">x</qti-simple-associable-choice>
      </qti-simple-match-set>
    </qti-match-interaction>
    <qti-feedback-block outcome-identifier="SCORE" identifier="f" show-hide="show"
      ><qti-content-body><p>Well done.</p></qti-content-body></qti-feedback-block>
  </qti-item-body>
  <qti-response-processing>
    <qti-response-condition><qti-response-if><qti-is-null><qti-variable identifier="RESPONSE"/></qti-is-null>
      <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0</qti-base-value>
      </qti-set-outcome-value></qti-response-if>
      <qti-response-else><qti-set-outcome-value identifier="SCORE"><qti-map-response identifier="RESPONSE"/>
      </qti-set-outcome-value></qti-response-else></qti-response-condition>
  </qti-response-processing>
</qti-assessment-item>"""


@pytest.mark.parametrize("minor", [1, 2])
def test_all_versions_become_one_model(minor):
    old = qti.read_item(OLD.format(minor=minor).encode(), name="old.xml")
    new = qti.read_item(NEW.encode(), name="new.xml")
    assert old == new
    assert (old.version, new.version) == (f"2.{minor}", "3.0")


def test_names_that_tools_use_for_standard_expressions_are_read():
    source = OLD.format(minor=2).replace(
        '<baseValue baseType="float">0</baseValue>',
        '<mod><baseValue baseType="integer">7</baseValue><baseValue baseType="integer">4</baseValue></mod>',
    )
    assert qti.score(qti.read_item(source.encode(), name="i"), {}).score == 3


def test_lines_are_those_of_the_file():
    item = qti.read_item(OLD.format(minor=2).encode(), name="old.xml")
    assert [(each.node.name, each.node.line) for each in (*item.responses, *item.outcomes)] == [
        ("qti-response-declaration", 4),
        ("qti-outcome-declaration", 8),
    ]


def problem(source: str | bytes) -> list[Finding]:
    with pytest.raises(qti.QtiProblem) as caught:
        qti.read_item(source if isinstance(source, bytes) else source.encode(), name="bad.xml")
    return list(caught.value.findings)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [BOMB, FETCH, "<!DOCTYPE x>", "<!-- <a> -->\n<?p ?><!DOCTYPE x>", "\n<!doctype x>"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="ISO-8859-1"?>'])
def test_a_document_type_is_refused_before_anything_is_expanded(before, declaration):
    source = declaration + before + text(response(correct=("A",)), BODY.replace("Which?", "&f;"))
    assert problem(source) == [
        Finding(
            "error",
            "bad.xml",
            1,
            "!DOCTYPE",
            "The file has a document type definition, which could define entities or fetch other files.",
            "Remove the DOCTYPE and write every character as itself.",
        )
    ]


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("", 1, "The file is no well-formed XML: Document is empty."),
        ("<a><b></a>", 1, "The file is no well-formed XML"),
        ("<quiz/>", 1, "The file holds no QTI item; its first element is 'quiz'."),
        ("<questestinterop/>", 1, "The file holds no QTI item; its first element is 'questestinterop'."),
        (text("", "", ""), 1, "The item has no body."),
        (text("").replace('identifier="item-1" ', "", 1), 1, "The element has no identifier."),
        (text(response("integer", correct=("x",))), 1, "'x' is no value of the base type integer."),
        (text(response("colour")), 1, "There is no base type 'colour'."),
        (text(response(cardinality="many")), 1, "There is no cardinality 'many'."),
        (text(response(correct=("A", "B"))), 1, "There are 2 values where the cardinality is single."),
        (text(response(more="<qti-mapping><qti-map-entry map-key='A'/></qti-mapping>")), 1, "The entry lacks"),
        (
            text(response(more="<qti-mapping><qti-map-entry map-key='A' mapped-value='much'/></qti-mapping>")),
            1,
            "'much' is no number (mapped-value).",
        ),
        (
            text(response("point", more="<qti-area-mapping><qti-area-map-entry shape='circle' coords='1,2'/>"
                 "</qti-area-mapping>")),
            1,
            "'1,2' describes no circle.",
        ),
        (
            text("", outcomes=outcome("G", more="<qti-match-table><qti-match-table-entry source-value='x'/>"
                 "</qti-match-table>")),
            1,
            "A source value of the table is no number.",
        ),
        (text("", BODY.replace("Which?", "&nbsp;")), 1, "The file is no well-formed XML"),
        (text("", BODY.replace("Which?", "<b>" * 120 + "</b>" * 120)), 1, "Elements stand more than 100 deep"),
        (text("", BODY.replace("Which?", "<br/>" * 50_001)), 1, "The file has more than 50,000 elements."),
        (text("", BODY.replace("Which?", "x" * 2_000_001)), 0, "The file holds 2,00"),
        (text("").encode("utf-16"), 0, "The file is not written in UTF-8."),
        (b'<?xml version="1.0" encoding="utf-7"?>' + text("").encode(), 0, "The file is not written in UTF-8."),
        (b"<a>\n\xff</a>", 2, "Byte 4 is no UTF-8 text."),
        (text(response().replace(' cardinality="single"', "")), 1, "The element states no cardinality."),
        (b'<?xml version="1.0"\n encoding="utf-8"?>\n<a><b></a>', 3, "The file is no well-formed XML"),
        (text("", BODY.replace("Which?", "<b>" * 300 + "</b>" * 300)), 1, "Elements stand more than 100 deep"),
        (b"PK\x03\x04and more", 0, "The file is a zip, where a single file of XML is read."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_place_and_reason(source, line, said):
    found = problem(source)[0]
    assert (found.severity, found.file, found.message[: len(said)]) == ("error", "bad.xml", said)
    assert found.line == line
    assert found.remedy.endswith(".")


def test_all_faults_are_told_at_once():
    declared = response("integer", correct=("x",)) + response("float", correct=("y",), identifier="R2")
    assert [finding.message for finding in problem(text(declared))] == [
        "'x' is no value of the base type integer.",
        "'y' is no value of the base type float.",
    ]


def test_other_encodings_are_read_where_the_file_names_them():
    source = text(response("string", correct=("Öl",)), ENTRY)
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?>{source}'.encode("iso-8859-1")
    assert qti.key(qti.read_item(data, name="i")) == {"RESPONSE": ["Öl"]}


def test_what_stands_beside_the_item_is_kept():
    item = read(
        response(correct=("A",)),
        processing=MATCH + '<qti-modal-feedback identifier="f" outcome-identifier="SCORE"/>',
        root='label="pool 7" tool-name="a tool"',
    )
    assert item.rest == (Node("qti-modal-feedback", {"identifier": "f", "outcome-identifier": "SCORE"}),)
    assert item.metadata == {"label": "pool 7", "tool-name": "a tool"}
    assert SCORE
