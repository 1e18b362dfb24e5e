"""Import, export, import: the same item and the same scores."""

import pytest

from guildhall import qti
from guildhall.qti.describing import Description, Option, Question
from tests.qti.samples import ESSAY, SAMPLES
from tests.qti.writers import BODY, outcome, read, response, rules, sets, value

RICH = read(
    response(
        "pair",
        "multiple",
        ("B A",),
        '<qti-mapping lower-bound="-1" upper-bound="2.5" default-value="-0.5">'
        '<qti-map-entry map-key="A B" mapped-value="1e-3" case-sensitive="false"/></qti-mapping>',
    )
    + response(
        "point",
        identifier="P",
        more='<qti-area-mapping default-value="1"><qti-area-map-entry shape="poly" coords="0,0,4.5,0,0,4" '
        'mapped-value="2"/></qti-area-mapping>',
    ),
    BODY.replace("Which?", '<em xml:lang="la">genus</em>?\n  <math xmlns="http://www.w3.org/1998/Math/MathML">'
                 "<mi>x</mi></math> &amp; more").replace("</qti-item-body>", " <p> a <b>b</b> c</p>\n</qti-item-body>"),
    rules(sets("GRADE", value("ä & <b>".replace("&", "&amp;").replace("<", "&lt;"), "string")), sets("SCORE", value(1)))
    + '<qti-modal-feedback identifier="f" outcome-identifier="SCORE"><qti-content-body> x </qti-content-body>'
    "</qti-modal-feedback>",
    outcomes=outcome("SCORE", more='<qti-interpolation-table default-value="0"><qti-interpolation-table-entry '
                     'source-value="1.5" target-value="2" include-boundary="false"/></qti-interpolation-table>')
    + outcome("GRADE", "string")
    + outcome("R", "", "record", '<qti-default-value><qti-value field-identifier="a" base-type="integer">3</qti-value>'
              "</qti-default-value>").replace(' base-type=""', "", 1),
    root='label="x"',
)  # fmt: skip

ALL = {name: item for name, (item, _, _) in SAMPLES.items()} | {"essay": ESSAY, "rich": RICH}


@pytest.mark.parametrize("name", ALL)
def test_an_item_comes_back_as_it_went(name):
    written = qti.to_xml(ALL[name])
    again = qti.read_item(written, name="again")
    assert again == ALL[name]
    assert qti.to_xml(again) == written
    assert again.version == "3.0"


@pytest.mark.parametrize("name", SAMPLES)
def test_an_item_that_came_back_scores_alike(name):
    item, given, points = SAMPLES[name]
    again = qti.read_item(qti.to_xml(item), name="again")
    for answer in (given, None, "A", ["A", "B"]):
        assert qti.score(again, {"RESPONSE": answer}).outcomes == qti.score(item, {"RESPONSE": answer}).outcomes
    assert qti.score(again, {"RESPONSE": given}).score == points


def test_what_an_item_includes_is_written_as_it_stood():
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="a.xml"/>'
    item = read(response(correct=("A",)), BODY.replace("Which?", include))
    assert qti.read_item(qti.to_xml(item), name="again.xml") == item


def test_a_key_that_is_no_option_is_refused_while_writing():
    with pytest.raises(ValueError, match="the key C is no option"):
        qti.single_choice(identifier="a", title="t", stem="?", options=[("A", "a"), ("B", "b")], key="C")


def test_an_item_in_plain_facts():
    item, _, _ = SAMPLES["multiple choice by worth"]
    assert qti.describe(item) == Description(
        identifier="m-2",
        title="Loads",
        language="en",
        version="3.0",
        stem="Which of these are inductive loads?",
        questions=(
            Question(
                "RESPONSE",
                "choice",
                "choice",
                "Which of these are inductive loads?",
                (
                    Option("A", "A motor"),
                    Option("B", "A heater"),
                    Option("C", "A transformer"),
                    Option("D", "A lamp"),
                ),
            ),
        ),
        correct={"RESPONSE": ["A", "C"]},
        worth={"RESPONSE": {"A": 1.0, "C": 1.0, "B": -1.0, "D": -1.0}},
        maximum=2.0,
        pictures=(),
        by_hand=False,
    )


def test_the_stem_shows_where_a_text_is_answered():
    item, _, _ = SAMPLES["text entry"]
    assert qti.describe(item).stem == "Resistance is measured in … ."
    assert qti.describe(ESSAY).by_hand
