"""Everything that keeps an item out, and everything that its reviewer is told."""

import pytest

from guildhall import qti
from guildhall.qti.interactions import DELIVERED, KINDS
from guildhall.qti.rendering import ALL_CONTROLS
from tests.qti.writers import (
    BODY,
    CHOICES,
    ENTRY,
    MATCH,
    SCORE,
    messages,
    outcome,
    read,
    response,
    rules,
    sets,
    text,
    value,
    variable,
)

GOOD = response(correct=("A",))
PAIRED = response("directedPair", "multiple", ("A X",))


def found(*parts: str, severity: str = "error", **named: str) -> list[str]:
    return messages(qti.validate(read(*parts, **named)), severity)


def matched(often: str) -> str:
    """A body in which A and B are matched with X and Y, each as `often` as this."""
    choice = "qti-simple-associable-choice"
    sets_ = "".join(
        "<qti-simple-match-set>"
        + "".join(f'<{choice} identifier="{each}" match-max="{often}">{each}</{choice}>' for each in names)
        + "</qti-simple-match-set>"
        for names in ("AB", "XY")
    )
    asked = (
        f'<qti-match-interaction response-identifier="RESPONSE" max-associations="2">{sets_}</qti-match-interaction>'
    )
    return f"<qti-item-body>{asked}</qti-item-body>"


def condition(*branches: str) -> str:
    return rules(f"<qti-response-condition>{''.join(branches)}</qti-response-condition>")


def branch(name: str, *held: str) -> str:
    return f"<qti-response-{name}>{''.join(held)}</qti-response-{name}>"


def test_a_good_item_has_no_findings():
    assert qti.validate(read(GOOD)) == []


def test_a_finding_has_place_sentence_and_remedy():
    source = text(response(correct=("Q",)), BODY).replace("<qti-response-declaration", "\n\n<qti-response-declaration")
    item, findings = qti.examine(source.encode(), name="pool/q7.xml")
    assert item is not None
    assert findings == (
        qti.Finding(
            "error",
            "pool/q7.xml",
            3,
            "qti-response-declaration",
            "The key 'Q' is no choice; nobody can give it.",
            "Correct the key.",
        ),
    )


def test_what_cannot_be_read_comes_through_the_same_door():
    item, findings = qti.examine(b"<a>", name="a.xml")
    assert item is None
    assert [finding.severity for finding in findings] == ["error"]


def test_what_is_delivered_has_its_control():
    assert set(DELIVERED) == set(ALL_CONTROLS)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(DELIVERED)))
def test_what_cannot_be_delivered_is_refused_by_its_name(kind):
    body = f'<qti-item-body><qti-{kind}-interaction response-identifier="RESPONSE"/></qti-item-body>'
    said = f"The interaction '{KINDS[kind].label}' cannot be given to candidates here."
    assert said in found(GOOD, body)


MOVED = response("integer", correct=("{}",))
SLIDER = (
    '<qti-item-body><qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="10" step="1">'
    "<qti-prompt>How many?</qti-prompt></qti-slider-interaction></qti-item-body>"
)
ONE = CHOICES[: CHOICES.index('<qti-simple-choice identifier="B"')]
BROKEN = [
    ((GOOD, "<qti-item-body><p>Read.</p></qti-item-body>"), "The item asks for no answer."),
    ((response(correct=("A",), identifier="OTHER"),), "There is no response 'RESPONSE'."),
    ((GOOD + GOOD,), "'RESPONSE' is declared 2 times."),
    ((GOOD + response(identifier="1 2"),), "'1 2' is no identifier."),
    ((response(cardinality="record", base="string"),), "A response that is a record cannot be given."),
    ((response("string", correct=("A",)),), "A response to choice has the base type identifier, not string."),
    ((response(cardinality="ordered", correct=("A",)),), "A response to choice is single or multiple, not ordered."),
    ((response(correct=("Q",)),), "The key 'Q' is no choice; nobody can give it."),
    (
        (response(cardinality="multiple", correct=("A", "B", "C")), BODY.replace('max-choices="0"', 'max-choices="2"')),
        "The key has 3 choices; 2 may be chosen.",
    ),
    ((GOOD, BODY.replace(CHOICES, ONE)), "There are fewer than two things to choose from."),
    ((GOOD, BODY.replace('identifier="B"', 'identifier="A"')), "2 choices are called 'A'."),
    ((GOOD, BODY.replace('identifier="B"', 'identifier="b b"')), "'b b' is no identifier."),
    ((GOOD, BODY.replace("Option B", " ")), "The choice 'B' is empty."),
    (
        (GOOD, BODY.replace("</qti-item-body>", f"{BODY[15:-16]}</qti-item-body>")),
        "2 interactions answer to 'RESPONSE'.",
    ),
    ((GOOD, BODY, ""), "Nothing makes a score of the answer."),
    ((GOOD, BODY, MATCH.replace("match_correct", "our_own")), "There is no standard template 'our_own'."),
    ((GOOD, BODY, MATCH.replace("match_correct", "map_response")), "The template needs a mapping of RESPONSE."),
    ((GOOD, BODY.replace("Which?", '<img src="a.png" alt=" "/>')), "The picture 'a.png' has no alternative text."),
    ((GOOD, BODY.replace("Which?", '<img src="a.png"/>')), "The picture 'a.png' has no alternative text."),
    ((GOOD, BODY.replace("Which?", "<script>alert(1)</script>")), "An item may not bring 'script'."),
    ((GOOD, BODY.replace("Which?", '<iframe src="https://elsewhere"/>')), "An item may not bring 'iframe'."),
    ((GOOD, BODY.replace("Which?", '<object type="application/pdf" data="a"/>')), "An item may not bring 'object'."),
    ((GOOD, BODY.replace("Which?", '<p onclick="x()">?</p>')), "The attribute 'onclick' would run a script."),
    ((GOOD, BODY.replace("Which?", '<a href=" JavaScript:x()">?</a>')), "The address in 'href' would run a script."),
    ((GOOD, BODY.replace("Which?", '<a href="java&#10;script:x()">?</a>')), "The address in 'href' would run a"),
    ((GOOD, BODY.replace("Which?", '<a href="data:text/html,x">?</a>')), "The address in 'href' would run a script."),
    ((GOOD, BODY.replace("Which?", '<script xmlns="http://www.w3.org/1999/xhtml"/>')), "An item may not bring 'scr"),
    ((GOOD, BODY.replace("Which?", '<v:x xmlns:v="urn:vendor"/>')), "'{urn:vendor}x' is an extension"),
    (('<v:x xmlns:v="urn:vendor"/>' + GOOD,), "'{urn:vendor}x' is an extension"),
    ((response(correct=("A",), more='<v:x xmlns:v="urn:vendor"/>'),), "'{urn:vendor}x' is an extension"),
    (
        (GOOD, BODY.replace('max-choices="0"', 'min-choices="3" max-choices="2"')),
        "At least 3 have to be chosen, where no more than 2 can be.",
    ),
    (
        (GOOD, BODY.replace('max-choices="0"', 'min-choices="5" max-choices="0"')),
        "At least 5 have to be chosen, where no more than 4 can be.",
    ),
    (
        (response(correct=("A",), more='<qti-mapping lower-bound="5" upper-bound="1"/>'),),
        "The mapping gives at least 5 points and at most 1.",
    ),
    ((MOVED.format(50), SLIDER), "The key 50 is no place on the slider; nobody can give it."),
    ((MOVED.format(5), SLIDER.replace('step="1"', 'step="2"')), "The key 5 is no place on the slider"),
    ((MOVED.format(5), SLIDER.replace('"0"', '"20"')), "The slider goes from 20 to 10."),
    ((MOVED.format(5), SLIDER.replace("lower-bound", "least")), "The slider does not say from where to where."),
    (
        (GOOD, BODY.replace("Which?", '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="a"/>')),
        "'xi:include' is an extension that is not known here.",
    ),
    (
        ('<qti-assessment-stimulus-ref identifier="s" href="s.xml"/>' + GOOD,),
        "The item needs 'qti-assessment-stimulus-ref', which is not read.",
    ),
    ((GOOD, BODY, rules("<qti-do-it/>")), "There is no rule 'qti-do-it'."),
    ((GOOD, BODY, rules("<qti-include href='a'/>")), "The item includes another file."),
    ((GOOD, BODY, rules(sets("GRADE", value(1)))), "There is no outcome 'GRADE'."),
    ((GOOD, BODY.replace("simple-choice", "hottext")), "'qti-hottext' is nothing that is chosen in choice."),
    ((GOOD, BODY, rules(sets("SCORE", ""))), "It needs exactly one expression."),
    ((GOOD + outcome("N", "integer"), BODY, rules(sets("N", value(0.5)))), "'N' is an integer and cannot hold 0.5."),
    ((GOOD, BODY, rules(sets("SCORE", variable("NO")))), "There is no variable 'NO'."),
    ((GOOD, BODY, rules(sets("SCORE", value("x")))), "'x' is no float."),
    ((GOOD, BODY, rules(sets("SCORE", value(1, "colour")))), "There is no base type 'colour'."),
    (
        (GOOD, BODY, rules(sets("SCORE", value("a", "string")))),
        "'SCORE' has the base type float; the value set has string.",
    ),
    (
        (GOOD, BODY, rules(sets("SCORE", f"<qti-multiple>{value(1)}</qti-multiple>"))),
        "'SCORE' is single; the value set is multiple.",
    ),
    ((GOOD, BODY, rules(sets("SCORE", "<qti-wrong/>"))), "There is no expression 'qti-wrong'."),
    (
        (GOOD, BODY, rules(sets("SCORE", '<qti-custom-operator class="com.vendor.Magic"/>'))),
        "The custom operator 'com.vendor.Magic' is no part of the standard.",
    ),
    ((GOOD, BODY, rules(sets("SCORE", "<qti-number-correct/>"))), "'qti-number-correct' belongs into a test."),
    ((GOOD, BODY, rules(sets("SCORE", "<qti-divide/>"))), "0 operands are not what 'qti-divide' takes."),
    (
        (GOOD, BODY, rules(sets("SCORE", f"<qti-round-to>{value(1)}</qti-round-to>"))),
        "The attribute 'figures' is missing.",
    ),
    (
        (GOOD, BODY, rules(sets("SCORE", f"<qti-sum>{value('true', 'boolean')}</qti-sum>"))),
        "It gives the base type boolean; number is needed.",
    ),
    ((GOOD, BODY, rules(sets("SCORE", '<qti-map-response identifier="RESPONSE"/>'))), "'RESPONSE' lacks a mapping."),
    ((GOOD, BODY, rules(sets("SCORE", '<qti-map-response identifier="R"/>'))), "There is no response 'R'."),
    (
        (GOOD, BODY, condition(branch("if", f'<qti-pattern-match pattern="(">{variable()}</qti-pattern-match>'))),
        "'(' is no pattern.",
    ),
    (
        (
            GOOD,
            BODY,
            condition(branch("if", f"<qti-match>{variable()}<qti-multiple>{variable()}</qti-multiple></qti-match>")),
        ),
        "It compares a single value with a multiple one.",
    ),
    ((GOOD, BODY, condition(branch("if", sets("SCORE", value(1))))), "There is nothing to decide by."),
    ((GOOD, BODY, condition(branch("if", variable()))), "It gives the base type identifier; boolean is needed."),
    (
        (
            GOOD,
            BODY,
            condition(
                branch("if", value("true", "boolean")), branch("else"), branch("else-if", value("true", "boolean"))
            ),
        ),
        "It stands after the 'else' and is never reached.",
    ),
    ((GOOD, BODY, condition(branch("unless", value("true", "boolean")))), "'qti-response-unless' is no branch."),
    (
        (GOOD, BODY, condition(*[branch("if", value("true", "boolean"))] * 2)),
        "The condition needs exactly one 'if'.",
    ),
    *[
        ((GOOD, BODY.replace('max-choices="0"', f'max-choices="{stated}"')), f"'max-choices' is '{stated}', which")
        for stated in ("-4", "two", "²", "1" * 20)
    ],
    ((PAIRED, matched("²")), "'match-max' is '²', which is no count."),
    (
        (GOOD, BODY, rules(sets("SCORE", value(0)))),
        "No answer earns a point: the key cannot be reached.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), BROKEN, ids=[case[1][:60] for case in BROKEN])
def test_a_broken_item_is_refused(parts, said):
    errors = found(*parts)
    assert [each for each in errors if each.startswith(said)]


def test_a_response_that_is_a_record_is_refused_once():
    declared = '<qti-response-declaration identifier="RESPONSE" cardinality="record"/>'
    assert found(declared, ENTRY) == ["A response that is a record cannot be given."]


def test_the_whole_picture_needs_no_coordinates():
    expression = f'<qti-inside shape="default">{value("1 1", "point")}</qti-inside>'
    assert found(GOOD, BODY, condition(branch("if", expression, sets("SCORE", value(1))))) == []


def test_an_item_without_a_score_is_refused():
    points = rules(sets("POINTS", value(1)))
    assert found(GOOD, BODY, points, outcomes=outcome("POINTS")) == ["The item has no outcome SCORE."]


def test_an_adaptive_item_is_refused():
    item = qti.read_item(text(GOOD).replace('adaptive="false"', 'adaptive="true"').encode(), name="i")
    assert messages(qti.validate(item)) == ["The item is adaptive; it cannot be delivered."]


INLINE = (
    '<qti-item-body><p>A <qti-inline-choice-interaction response-identifier="RESPONSE">'
    '<qti-inline-choice identifier="A">{0}</qti-inline-choice><qti-inline-choice identifier="B">b</qti-inline-choice>'
    "</qti-inline-choice-interaction></p></qti-item-body>"
)
FORMULA = '<math xmlns="http://www.w3.org/1998/Math/MathML"{0}><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'


def test_a_list_shows_no_formula_without_words():
    assert found(GOOD, INLINE.format(FORMULA.format(""))) == ["A list cannot show a formula."]
    assert found(GOOD, INLINE.format(FORMULA.format(' alttext="one half"'))) == []


ORDER = BODY.replace("choice-interaction", "order-interaction")
TOLD = [
    (
        (response(cardinality="ordered", correct=("A", "B", "C", "D")), ORDER),
        "The choices stand in the right order already.",
    ),
    ((GOOD, BODY.replace('identifier="A"', 'identifier="correct_A"')), "The name 'correct_A' may tell the key"),
    ((GOOD, BODY.replace("Which?", '<p style="color:red">?</p>')), "Styles of its own are not shown."),
    (('<qti-stylesheet href="a.css"/>' + GOOD,), "Style sheets of an item are not used."),
    (
        (response(correct=("A",), more="<qti-default-value><qti-value>B</qti-value></qti-default-value>"),),
        "A response that is given beforehand begins empty here.",
    ),
    (
        (
            response(
                correct=("A",), more="<qti-mapping><qti-map-entry map-key='Q' mapped-value='1'/></qti-mapping>"
            ),
        ),
        "'Q' has a value, but is no choice.",
    ),
    ((response("string"), ENTRY), "The item was not tried out: it states no key."),
    ((GOOD, BODY.replace("Option B", " Option  A")), "2 choices say the same: 'Option A'."),
    (
        (GOOD, BODY.replace("Which?", '<qti-printed-variable identifier="SCORE"/>')),
        "'SCORE' is no variable that is drawn; nothing is printed.",
    ),
    ((GOOD + response(identifier="R2"),), "No interaction answers to 'R2'; its key is never given."),
    (
        (GOOD, BODY.replace('max-choices="0"', 'max-choices="2"')),
        "2 may be chosen, but the response takes a single one.",
    ),
    (
        (GOOD, BODY, condition(branch("else", sets("SCORE", value(1))))),
        "The condition does not begin with an 'if'.",
    ),
    (
        (response("string"), ENTRY.replace("text-entry", "extended-text")),
        "A person has to score the answer.",
    ),
    (
        (GOOD, INLINE.format('<img src="a.png" alt="a valve"/>')),
        "In a list the picture is its alternative text.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), TOLD, ids=[case[1][:60] for case in TOLD])
def test_a_reviewer_is_told(parts, said):
    assert [each for each in found(*parts, severity="warning") if each.startswith(said)]


def test_a_reviewer_is_told_what_the_key_does_not_reach():
    most = outcome("MAXSCORE", more="<qti-default-value><qti-value>4</qti-value></qti-default-value>")
    assert found(GOOD, outcomes=SCORE + most, severity="warning") == ["The key earns 1 of 4 points."]


def test_an_item_that_is_there_to_be_read_is_told_as_such():
    body = "<qti-item-body><p>Read.</p></qti-item-body>"
    assert found("", body, "") == []
    assert found("", body, "", severity="warning") == [
        "The item asks for no answer and yields no score: it is there to be read."
    ]
    assert qti.score(read("", body, ""), {}).outcomes == {"SCORE": 0.0}


PICTURED = '<img src="a.png" alt="A plan" width="20" height="10"/>'
SPOT = '<qti-hotspot-choice identifier="A" shape="circle" coords="5,5,2" hotspot-label="Valve"/>'


def spots(inner: str, kind: str = "hotspot") -> str:
    return (
        f'<qti-item-body><qti-{kind}-interaction response-identifier="RESPONSE"><qti-prompt>Which?</qti-prompt>{inner}'
        f"</qti-{kind}-interaction></qti-item-body>"
    )


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (SPOT + SPOT.replace('"A"', '"B"'), "There is no picture to choose on."),
        (
            PICTURED.replace(' width="20"', "") + SPOT + SPOT.replace('"A"', '"B"'),
            "The picture does not say how wide and high it is.",
        ),
        (PICTURED + SPOT + SPOT.replace('"A"', '"B"').replace("5,5,2", "5,5"), "The spot cannot be read."),
        (
            PICTURED.replace("A plan", "") + SPOT + SPOT.replace('"A"', '"B"'),
            "The picture 'a.png' has no alternative text.",
        ),
        (PICTURED + SPOT, "There are fewer than two things to choose from."),
        (PICTURED + SPOT + SPOT, "2 choices are called 'A'."),
    ],
)
def test_what_is_wrong_with_spots_is_told(inner, said):
    assert said in found(GOOD, spots(inner))


def test_a_reviewer_is_told_who_cannot_answer():
    unnamed = SPOT.replace('"A"', '"B"').replace(' hotspot-label="Valve"', "")
    assert found(GOOD, spots(PICTURED + SPOT + unnamed), severity="warning") == [
        "The spot 'B' is called by its letter alone."
    ]
    assert found(response("point"), spots(PICTURED, "select-point"), severity="warning") == [
        "Who cannot see the picture cannot answer.",
        "The item was not tried out: it states no key.",
    ]


def test_what_is_played_has_to_be_told_in_words():
    body = BODY.replace("Which?", 'Which? <audio src="a.mp3"/>')
    assert found(GOOD, body) == ["What 'a.mp3' plays is not told in words."]
    assert found(GOOD, body.replace('"a.mp3"/>', '"a.mp3">The motor hums.</audio>')) == []


def feedback(awaited: str, **attributes: str) -> str:
    held = {"outcome-identifier": "F", "show-hide": "show", **{k.replace("_", "-"): v for k, v in attributes.items()}}
    named = "".join(f' {name}="{stated}"' for name, stated in held.items())
    content = "<qti-content-body>Well.</qti-content-body>"
    return f'<qti-modal-feedback identifier="{awaited}"{named}>{content}</qti-modal-feedback>'


def told(awaited: str, rule: str, more: str = "", **attributes: str) -> list[str]:
    declared = SCORE + outcome("F", "identifier", more=more)
    processing = rules(sets("SCORE", value(1)), rule) + feedback(awaited, **attributes)
    return found(
        GOOD, BODY.replace('max-choices="0"', 'max-choices="1"'), processing, outcomes=declared, severity="warning"
    )


def test_feedback_that_is_never_shown_is_told():
    right = sets("F", value("right", "identifier"))
    assert told("right", right) == []
    assert told("wrong", right) == ["'F' never becomes 'wrong'; it is never shown."]
    assert told("wrong", right, show_hide="hide") == []
    assert told("right", right, outcome_identifier="G") == ["Its outcome 'G' is not declared; it is never shown."]
    assert told("A", sets("F", variable())) == []
    assert told("low", "", "<qti-default-value><qti-value>low</qti-value></qti-default-value>") == []
    table = '<qti-match-table><qti-match-table-entry source-value="1" target-value="full"/></qti-match-table>'
    looked = f'<qti-lookup-outcome-value identifier="F">{variable("SCORE")}</qti-lookup-outcome-value>'
    assert told("full", looked, table) == []
    assert told("half", looked, table) == ["'F' never becomes 'half'; it is never shown."]
