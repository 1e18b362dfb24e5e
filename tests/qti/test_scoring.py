"""From answers to outcomes, and the trace that explains them."""

from pathlib import Path

import pytest

from guildhall import qti
from guildhall.qti.processing import RULES
from tests.qti.writers import BODY, ENTRY, MATCH, SCORE, outcome, read, response, rules, sets, text, value, variable

STANDARD = "http://www.imsglobal.org/question/qti_v3p0/rptemplates"
MAPPING = (
    '<qti-mapping lower-bound="0" upper-bound="3" default-value="-1">'
    '<qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="1.5"/>'
    '<qti-map-entry map-key="C" mapped-value="0.5"/></qti-mapping>'
)
AREAS = (
    '<qti-area-mapping default-value="-0.5">'
    '<qti-area-map-entry shape="circle" coords="100,100,20" mapped-value="2"/>'
    '<qti-area-map-entry shape="rect" coords="200,50,250,100" mapped-value="1"/></qti-area-mapping>'
)


def template(name: str) -> str:
    return f'<qti-response-processing template="{STANDARD}/{name}.xml"/>'


def score(item: qti.Item, **given: object) -> float:
    return qti.score(item, given).score


def test_match_correct_single():
    item = read(response(correct=("B",)))
    assert [score(item, RESPONSE=each) for each in ("A", "B", "", None, ["B"], [])] == [0, 1, 0, 0, 1, 0]


def test_match_correct_multiple_asks_for_exactly_the_key_in_any_order():
    item = read(response(cardinality="multiple", correct=("A", "C")))
    given = (["C", "A"], ["A"], ["A", "C", "D"], ["A", "A", "C"], [])
    assert [score(item, RESPONSE=each) for each in given] == [1, 0, 0, 1, 0]


def test_match_correct_ordered_asks_for_the_order():
    item = read(response(cardinality="ordered", correct=("A", "C")))
    assert [score(item, RESPONSE=each) for each in (["A", "C"], ["C", "A"])] == [1, 0]


def test_each_key_counts_once_and_the_bounds_hold():
    item = read(response(cardinality="multiple", more=MAPPING), processing=template("map_response"))
    given = (["A", "B", "B"], ["A", "B"], ["A", "C"], ["A", "D"], ["D"], ["C", "C"], [])
    assert [score(item, RESPONSE=each) for each in given] == [3, 3, 2.5, 1, 0, 0.5, 0]


def test_mapping_regards_case_only_where_it_says_so():
    more = (
        '<qti-mapping><qti-map-entry map-key="Ohm" mapped-value="1" case-sensitive="false"/>'
        '<qti-map-entry map-key="kV" mapped-value="2" case-sensitive="true"/></qti-mapping>'
    )
    item = read(response("string", more=more), ENTRY, processing=template("map_response"))
    given = ("OHM", " ohm ", "kV", "KV", "volt")
    assert [score(item, RESPONSE=each) for each in given] == [1, 1, 2, 0, 0]


def test_each_area_counts_once():
    item = read(response("point", "multiple", more=AREAS), processing=template("map_response_point"))
    given = (["100 100", "105 105"], ["100 120", "225 75"], ["0 0"], ["0 0", "100 100"], [])
    assert [score(item, RESPONSE=each) for each in given] == [2, 3, -0.5, 1.5, 0]


def test_common_cartridge_tells_how_it_went():
    told = outcome("FEEDBACKBASIC", "identifier") + outcome("FEEDBACK", "identifier")
    most = outcome("MAXSCORE", more="<qti-default-value><qti-value>4</qti-value></qti-default-value>")
    for name in ("CC2_match", "CC2_match_basic"):
        item = read(response(correct=("B",)), processing=template(name), outcomes=SCORE + most + told)
        right, wrong = (qti.score(item, {"RESPONSE": each}).outcomes for each in "BA")
        assert (right["SCORE"], right["FEEDBACKBASIC"]) == (4.0, "correct")
        assert (wrong["SCORE"], wrong["FEEDBACKBASIC"]) == (0.0, "incorrect")
        assert right["FEEDBACK"] == ("B" if name == "CC2_match" else None)
    mapped = read(response(more=MAPPING), processing=template("CC2_map_response"), outcomes=SCORE + most + told)
    assert qti.score(mapped, {"RESPONSE": "A"}).outcomes == {
        "SCORE": 2.0,
        "MAXSCORE": 4.0,
        "FEEDBACKBASIC": "incorrect",
        "FEEDBACK": None,
    }


def test_template_sets_no_outcome_that_is_not_declared():
    item = read(response(correct=("B",)), processing=template("CC2_match"))
    assert qti.score(item, {"RESPONSE": "B"}).outcomes == {"SCORE": 1.0, "MAXSCORE": 1.0}


def test_nothing_is_right_where_nothing_was_asked():
    item = read(response(), processing=template("match_nothing"))
    assert (score(item), score(item, RESPONSE="A")) == (1, 0)


def test_outcomes_begin_with_nought_or_their_default():
    begun = outcome("BONUS", more="<qti-default-value><qti-value>5</qti-value></qti-default-value>")
    item = read(response(), outcomes=SCORE + outcome("COUNT", "integer") + outcome("WORD", "string") + begun)
    assert qti.score(item, {}).outcomes == {"SCORE": 0.0, "COUNT": 0, "WORD": None, "BONUS": 5.0, "MAXSCORE": 1.0}


IF = (
    "<qti-response-condition><qti-response-if>{0}</qti-response-if><qti-response-else-if>{1}</qti-response-else-if>"
    "<qti-response-else>{2}</qti-response-else></qti-response-condition>"
)


def above(limit: float) -> str:
    return f"<qti-gt>{variable()}{value(limit)}</qti-gt>"


def test_the_first_branch_that_holds_is_taken_and_the_unknown_is_none():
    two, one, less = (sets("SCORE", value(each)) for each in (2, 1, -1))
    branches = IF.format(above(10) + two, above(5) + one, less)
    item = read(response("float"), processing=rules(branches))
    assert [score(item, RESPONSE=each) for each in ("11", "6", "5", None)] == [2, 1, -1, -1]


def test_rules_end_where_they_say_so():
    ended = rules(sets("SCORE", value(1)), "<qti-exit-response/>", sets("SCORE", value(2)))
    scored = qti.score(read(response(), processing=ended), {})
    assert (scored.score, scored.trace[-1].sentence) == (1.0, "The rules end here.")


def test_fragment_runs_in_its_place():
    fragment = f"<qti-response-processing-fragment>{sets('SCORE', value(3))}</qti-response-processing-fragment>"
    assert score(read(response(), processing=rules(fragment))) == 3


def test_outcome_is_looked_up_in_its_table():
    table = (
        '<qti-interpolation-table default-value="0"><qti-interpolation-table-entry source-value="10" target-value="2"/>'
        '<qti-interpolation-table-entry source-value="5" target-value="1" include-boundary="false"/>'
        "</qti-interpolation-table>"
    )
    looked = f'<qti-lookup-outcome-value identifier="GRADE">{variable()}</qti-lookup-outcome-value>'
    item = read(response("float"), outcomes=SCORE + outcome("GRADE", "integer", more=table), processing=rules(looked))
    grades = [qti.score(item, {"RESPONSE": each}).outcomes["GRADE"] for each in ("12", "10", "6", "5", None)]
    assert grades == [2, 2, 1, 0, None]


def test_outcome_processing_runs_after_response_processing():
    doubled = sets("DOUBLE", f"<qti-product>{variable('SCORE')}{value(2)}</qti-product>")
    passed = f"<qti-gte>{variable('DOUBLE')}{value(2)}</qti-gte>{sets('PASSED', value('true', 'boolean'))}"
    after = (
        f"<qti-outcome-processing><qti-outcome-processing-fragment>{doubled}</qti-outcome-processing-fragment>"
        f"<qti-outcome-condition><qti-outcome-if>{passed}</qti-outcome-if></qti-outcome-condition>"
        f"<qti-exit-test/>{sets('DOUBLE', value(9))}</qti-outcome-processing>"
    )
    declared = SCORE + outcome("DOUBLE") + outcome("PASSED", "boolean")
    item = read(response(correct=("A",)), processing=MATCH + after, outcomes=declared)
    assert qti.score(item, {"RESPONSE": "A"}).outcomes == {
        "SCORE": 1.0,
        "DOUBLE": 2.0,
        "PASSED": True,
        "MAXSCORE": 1.0,
    }


DRAWN = (
    '<qti-template-declaration identifier="N" cardinality="single" base-type="integer"/>'
    '<qti-template-declaration identifier="KIND" cardinality="single" base-type="identifier"/>'
)
TEMPLATE_RULES = (
    "<qti-template-processing>"
    '<qti-set-template-value identifier="N"><qti-random-integer min="1" max="9"/></qti-set-template-value>'
    f"<qti-template-constraint><qti-gt>{variable('N')}{value(4, 'integer')}</qti-gt></qti-template-constraint>"
    f"<qti-template-condition><qti-template-if><qti-gt>{variable('N')}{value(7, 'integer')}</qti-gt>"
    f'<qti-set-template-value identifier="KIND">{value("large", "identifier")}</qti-set-template-value>'
    "</qti-template-if><qti-template-else>"
    f'<qti-set-template-value identifier="KIND">{value("small", "identifier")}</qti-set-template-value>'
    "</qti-template-else></qti-template-condition>"
    f'<qti-set-correct-response identifier="RESPONSE">{variable("N")}</qti-set-correct-response>'
    f'<qti-set-default-value identifier="SCORE">{value(-1)}</qti-set-default-value>'
    "<qti-exit-template/>"
    f'<qti-set-correct-response identifier="RESPONSE">{value(0, "integer")}</qti-set-correct-response>'
    "</qti-template-processing>"
)


def test_key_is_drawn_from_the_seed_within_the_constraint():
    item = read(response("integer") + DRAWN + TEMPLATE_RULES)
    keys = [qti.key(item, seed)["RESPONSE"][0] for seed in range(60)]
    assert set(keys) == {"5", "6", "7", "8", "9"}
    assert keys == [qti.key(item, seed)["RESPONSE"][0] for seed in range(60)]
    assert [qti.score(item, {"RESPONSE": each}, seed).score for seed, each in enumerate(keys)] == [1.0] * 60


def test_constraint_that_never_holds_leaves_the_defaults():
    never = TEMPLATE_RULES.replace(value(4, "integer"), value(40, "integer"))
    scored = qti.score(read(response("integer", correct=("3",)) + DRAWN + never), {"RESPONSE": "3"}, 1)
    assert scored.score == 1
    assert scored.trace[0].sentence == "The constraints did not hold in 100 tries; the defaults stand."


def test_default_that_is_set_is_where_an_outcome_begins():
    processing, declared = rules(sets("OTHER", value(1))), SCORE + outcome("OTHER")
    item = read(response("integer") + DRAWN + TEMPLATE_RULES, processing=processing, outcomes=declared)
    assert qti.score(item, {}, 3).outcomes == {"SCORE": -1.0, "OTHER": 1.0}


def test_every_rule_is_run_here():
    source = Path(__file__).read_text()
    assert {name for name in RULES if f"<{name}" not in source} <= {"qti-set-outcome-value"}


def test_trace_says_what_was_answered_what_held_and_what_was_set():
    item = read(response(correct=("B",)))
    assert [step.sentence for step in qti.score(item, {"RESPONSE": "A"}).trace] == [
        "The answer to RESPONSE is A.",
        "RESPONSE = key of RESPONSE does not hold: RESPONSE is A, the key of RESPONSE is B.",
        "SCORE becomes 0.0.",
    ]


def test_trace_names_what_counts_for_nothing():
    item = read(response(cardinality="multiple", correct=("B",)))
    told = [step.sentence for step in qti.score(item, {"RESPONSE": ["B", "Z"], "OTHER": "A"}).trace]
    assert told[:3] == [
        "Z is no choice and counts for nothing.",
        "The answer to RESPONSE is B.",
        "The item does not ask for OTHER; that answer counts for nothing.",
    ]


def test_more_than_may_be_chosen_counts_for_nothing():
    body = BODY.replace('max-choices="0"', 'max-choices="2"')
    item = read(response(cardinality="multiple", more=MAPPING), body, template("map_response"))
    assert [score(item, RESPONSE=each) for each in (["A", "C"], ["A", "B", "C"])] == [2.5, 0]


MATCHING = (
    '<qti-item-body><qti-match-interaction response-identifier="RESPONSE" max-associations="0"><qti-simple-match-set>'
    '<qti-simple-associable-choice identifier="A" match-max="1">A</qti-simple-associable-choice>'
    '<qti-simple-associable-choice identifier="B" match-max="1">B</qti-simple-associable-choice></qti-simple-match-set>'
    '<qti-simple-match-set><qti-simple-associable-choice identifier="X" match-max="1">X</qti-simple-associable-choice>'
    '<qti-simple-associable-choice identifier="Y" match-max="1">Y</qti-simple-associable-choice></qti-simple-match-set>'
    "</qti-match-interaction></qti-item-body>"
)
PAIRS = (
    '<qti-mapping><qti-map-entry map-key="A X" mapped-value="1"/><qti-map-entry map-key="B Y" mapped-value="1"/>'
    "</qti-mapping>"
)


def test_nobody_earns_a_pair_by_giving_every_pair():
    item = read(response("directedPair", "multiple", more=PAIRS), MATCHING, template("map_response"))
    given = (["A X", "B Y"], ["A X", "A Y", "B Y"], ["A X", "A Y", "B X", "B Y"], ["X A"])
    assert [score(item, RESPONSE=each) for each in given] == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("base", "key", "given", "points"),
    [
        ("string", "München", " München ", 1),
        ("string", "München", "Mu\u0308nchen", 1),
        ("string", "München", "münchen", 0),
        ("integer", "42", "42", 1),
        ("integer", "42", " +42 ", 1),
        ("integer", "42", 42, 1),
        ("integer", "42", 42.0, 1),
        ("integer", "42", [None, "42"], 1),
        ("float", "0.5", 0.5, 1),
        ("integer", "42", "42.0", 0),
        ("integer", "42", "٤٢", 0),
        ("float", "3.14", "3.14", 1),
        ("float", "3.14", "3.140", 1),
        ("float", "3.14", "3,14", 0),
        ("float", "3.14", "pi", 0),
        ("float", "3.14", "nan", 0),
        ("float", "3.14", "1e999", 0),
    ],
)
def test_what_a_candidate_writes(base, key, given, points):
    assert score(read(response(base, correct=(key,)), ENTRY), RESPONSE=given) == points


def test_decimal_comma_is_read_where_the_language_writes_it():
    source = text(response("float", correct=("3.14",)), ENTRY).replace('xml:lang="en"', 'xml:lang="de-AT"').encode()
    item = qti.read_item(source, name="item.xml")
    assert [score(item, RESPONSE=each) for each in ("3,14", "3.14", "3,1,4")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("processing", "said"),
    [
        (rules(sets("COUNT", value(2.5))), "'COUNT' is an integer and cannot hold 2.5."),
        (rules(sets("SCORE", f"<qti-multiple>{value(1)}</qti-multiple>")), "'SCORE' is single; the value is multiple."),
        (
            rules(sets("SCORE", value("true", "boolean"))),
            "'SCORE' has the base type float; the value has boolean.",
        ),
        (rules(sets("NOTHING", value(1))), "There is no outcome 'NOTHING'."),
        (rules("<qti-set-outcome-value identifier='SCORE'/>"), "It sets one value by one expression."),
        (rules("<qti-do-it/>"), "There is no rule 'qti-do-it'."),
        (template("our_own"), "There is no standard template 'our_own'."),
    ],
)
def test_a_faulty_item_is_never_scored_silently(processing, said):
    item = read(response(), processing=processing, outcomes=SCORE + outcome("COUNT", "integer"))
    with pytest.raises(qti.QtiProblem) as caught:
        qti.score(item, {})
    assert [finding.message for finding in caught.value.findings] == [said]


FOUR = outcome("MAXSCORE", more="<qti-default-value><qti-value>4</qti-value></qti-default-value>")
ONE_OF = BODY.replace('max-choices="0"', 'max-choices="1"')
SEVEN = rules(
    f"<qti-response-condition><qti-response-if><qti-match>{variable()}<qti-correct identifier='RESPONSE'/></qti-match>"
    f"{sets('SCORE', value(7))}</qti-response-if></qti-response-condition>"
)


@pytest.mark.parametrize(
    ("item", "most"),
    [
        (read(response(correct=("B",))), 1),
        (read(response(correct=("B",)), outcomes=SCORE + FOUR), 4),
        (read(response(correct=("B",)), outcomes=SCORE.replace("/>", ' normal-maximum="2.5"/>')), 2.5),
        (read(response(correct=("B",)), processing=SEVEN), 7),
        (read(response(more=MAPPING), processing=template("map_response")), 2),
        (read(response(cardinality="multiple", more=MAPPING), processing=template("map_response")), 3),
        (read(response(cardinality="multiple", more=MAPPING), ONE_OF, template("map_response")), 2),
    ],
)
def test_maximum_is_declared_or_what_the_best_answers_earn(item, most):
    assert qti.maximum(item) == most
