"""Tests: which items a candidate meets, what their results come to, and what is wrong with a test."""

import pytest

from guildhall import qti
from tests.qti.assessments import item, read, reference, section, written
from tests.qti.writers import messages, outcome, sets, value, variable, zipped

ITEMS = {name: item(name, worth=name in "CD") for name in "ABCDE"}
"""A, B and E are worth a point, C and D two."""

WEIGHED = '<qti-weight identifier="W" value="0.5"/>'
SECTIONS = (
    section("S1", reference("A", category="law"), reference("B", category="law hard")),
    section("S2", reference("C", WEIGHED, category="practice"), section("S3", reference("D"))),
)
ANSWERS = {"A": {"RESPONSE": "A"}, "B": {"RESPONSE": "B"}, "C": {"RESPONSE": "B"}, "D": {}}
"""A is right, B wrong, C worth one of two, D left out."""


def variables(name: str = "SCORE", **attributes: str) -> str:
    held = "".join(f' {key.replace("_", "-")}="{given}"' for key, given in attributes.items())
    return f'<qti-test-variables variable-identifier="{name}"{held}/>'


def total(*expressions: str) -> str:
    return f"<qti-sum>{''.join(expressions)}</qti-sum>"


def about(expression: str, **attributes: str) -> str:
    held = "".join(f' {key.replace("_", "-")}="{given}"' for key, given in attributes.items())
    return f"<qti-{expression}{held}/>"


REQUIRED = {"outcome_identifier": "SCORE"}
SUBSETS = [
    (total(variables()), 2.0),
    (total(variables(weight_identifier="W")), 1.5),
    (total(variables(section_identifier="S2")), 1.0),
    (total(variables(include_category="law")), 1.0),
    (total(variables(exclude_category="hard practice")), 1.0),
    (total(variables("MAXSCORE", section_identifier="S1")), 2.0),
    (total(variables("NONE")), None),
    (total(about("outcome-maximum", section_identifier="S2", **REQUIRED)), 4.0),
    (total(about("outcome-maximum", section_identifier="S2", weight_identifier="W", **REQUIRED)), 3.0),
    (total(about("outcome-maximum", **REQUIRED)), None),
    (total(about("outcome-minimum", **REQUIRED)), -2.0),
    (about("number-correct"), 1.0),
    (about("number-correct", section_identifier="S2"), 0.0),
    (about("number-incorrect"), 3.0),
    (about("number-presented"), 4.0),
    (about("number-responded"), 3.0),
    (about("number-selected"), 4.0),
    (about("number-selected", include_category="practice"), 1.0),
    (variable("A.SCORE"), 1.0),
    ('<qti-variable identifier="C.SCORE" weight-identifier="W"/>', 0.5),
]


@pytest.mark.parametrize(("expression", "expected"), SUBSETS)
def test_items_are_reckoned_with(expression, expected):
    test = read(*SECTIONS, rules=sets("SCORE", expression))
    assert qti.score_test(test, ITEMS, ANSWERS).outcomes == {"SCORE": expected}


PASSED = (
    sets("SCORE", total(variables()))
    + "<qti-outcome-condition><qti-outcome-if><qti-gte>"
    + variable("SCORE")
    + value("2")
    + "</qti-gte>"
    + sets("PASS", value("true", "boolean"))
    + "<qti-exit-test/></qti-outcome-if><qti-outcome-else>"
    + sets("PASS", value("false", "boolean"))
    + "</qti-outcome-else></qti-outcome-condition>"
    + sets("PASS", "<qti-null/>")
)
BOTH = outcome("SCORE") + outcome("PASS", "boolean")


def test_every_decision_of_a_test_can_be_read_again():
    scored = qti.score_test(read(*SECTIONS, rules=PASSED, outcomes=BOTH), ITEMS, ANSWERS)
    assert scored.outcomes == {"SCORE": 2.0, "PASS": True}
    assert [step.sentence for step in scored.trace] == [
        "SCORE of 4 items: A 1.0, B 0.0, C 1.0, D 0.0.",
        "SCORE becomes 2.0.",
        "SCORE ≥ 2 holds: SCORE is 2.0.",
        "PASS becomes true.",
        "The rules end here.",
    ]
    assert {key: each.score for key, each in scored.items.items()} == {"A": 1.0, "B": 0.0, "C": 1.0, "D": 0.0}
    assert scored.items["D"].trace[0].sentence == "RESPONSE was not answered."


def test_an_item_that_was_not_put_before_the_candidate_stands_as_it_begins():
    test = read(*SECTIONS, rules=sets("SCORE", about("number-presented")))
    given = {"A": {"RESPONSE": "A"}, "X": {"RESPONSE": "A"}}
    scored = qti.score_test(test, ITEMS, given)
    assert scored.outcomes == {"SCORE": 1.0}
    assert [step.sentence for step in scored.trace] == [
        "B was not put before the candidate.",
        "C was not put before the candidate.",
        "D was not put before the candidate.",
        "X is not in the candidate's form; answers to it count for nothing.",
        "SCORE becomes 1.0.",
    ]


def test_variables_of_items_may_have_other_names_in_the_test():
    renamed = '<qti-variable-mapping source-identifier="SCORE" target-identifier="POINTS"/>'
    test = read(section("S", reference("A", renamed)), rules=sets("SCORE", variable("A.POINTS")))
    assert qti.score_test(test, ITEMS, {"A": {"RESPONSE": "A"}}).score == 1


def test_an_item_that_is_not_there_is_at_fault():
    with pytest.raises(qti.QtiProblem, match=r"The item a\.xml is not there"):
        qti.score_test(read(*SECTIONS), {}, {})


def keys(test: qti.Test, seed: int | None = None) -> str:
    return " ".join(each.key for each in qti.form_of(test, seed))


SELECT = '<qti-selection select="2"/>'
SHUFFLE = '<qti-ordering shuffle="true"/>'
ALL = [reference(name) for name in "ABCDE"]


def test_everything_stands_as_written_unless_the_test_says_otherwise():
    assert {keys(read(section("S", *ALL)), seed) for seed in (None, 1, 2)} == {"A B C D E"}


def test_some_are_selected_by_the_seed_and_stay_in_their_order():
    test = read(section("S", SELECT, reference("A"), reference("B", required="true"), *ALL[2:]))
    drawn = [keys(test, seed) for seed in range(80)]
    assert drawn == [keys(test, seed) for seed in range(80)]
    assert set(drawn) == {"A B", "B C", "B D", "B E"}
    assert keys(test) == "A B"


def test_order_is_shuffled_by_the_seed_and_what_is_fixed_stays():
    test = read(section("S", SHUFFLE, *ALL[:3], reference("D", fixed="true")))
    assert keys(test) == "A B C D"
    assert {keys(test, seed) for seed in range(80)} == {
        f"{first} {second} {third} D"
        for first in "ABC" for second in "ABC" for third in "ABC" if len({first, second, third}) == 3
    }  # fmt: skip


def test_a_section_is_shuffled_as_one_unless_it_is_neither_seen_nor_kept_together():
    inner = ("S2", reference("C"), reference("D"))
    together = read(section("S", SHUFFLE, *ALL[:2], section(*inner)))
    assert all("C D" in keys(together, seed) for seed in range(40))
    apart = read(section("S", SHUFFLE, *ALL[:2], section(*inner, visible="false", keep_together="false")))
    assert any("C D" not in keys(apart, seed) for seed in range(40))
    assert [each.sections for each in qti.form_of(apart)] == [("S",), ("S",), ("S", "S2"), ("S", "S2")]


def test_what_is_drawn_again_has_its_number():
    again = '<qti-selection select="4" with-replacement="true"/>'
    test = read(section("S", again, *ALL[:2]), rules=sets("SCORE", total(variables())))
    assert keys(test) == "A A.2 B B.2"
    answers = {"A": {"RESPONSE": "A"}, "A.2": {"RESPONSE": "B"}, "B": {"RESPONSE": "A"}, "B.2": {}}
    assert qti.score_test(test, ITEMS, answers).score == 2
    assert {len(keys(test, seed).split()) for seed in range(20)} == {4}


def test_a_test_that_draws_without_end_is_at_fault():
    endless = '<qti-selection select="99999" with-replacement="true"/>'
    test = read(section("S", endless, section("S2", endless, reference("A"))))
    with pytest.raises(qti.QtiProblem, match="more than 10,000 draws"):
        qti.form_of(test)


KEPT = ["B E C", "C E A", "E A D"]


def test_the_form_of_a_seed_never_changes():
    """What a candidate met must be found again in an appeal, in whatever version."""
    test = read(section("S", '<qti-selection select="3"/>', SHUFFLE, *ALL))
    assert [keys(test, seed) for seed in (1, 2, 17024)] == KEPT


RICH = read(
    section("S1", SELECT, SHUFFLE, *ALL[:3], keep_together="false", fixed="true", required="true"),
    section(
        "S2",
        "<qti-rubric-block view=\"candidate\"><qti-content-body>Read <b>all</b> first.</qti-content-body>"
        "</qti-rubric-block>",
        reference("D", WEIGHED, category="law hard", required="true", fixed="true"),
        reference("E", '<qti-variable-mapping source-identifier="SCORE" target-identifier="P"/>'),
        visible="false",
    ),
    rules=PASSED,
    outcomes=BOTH,
    rest='<qti-time-limits max-time="3600"/>',
)  # fmt: skip


def test_a_test_comes_back_as_it_went():
    again = qti.read_test(qti.to_test_xml(RICH), name="again")
    assert again == RICH
    assert qti.to_test_xml(again) == qti.to_test_xml(RICH)


def test_older_versions_become_the_same():
    old = (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="test-1" title="A test" '
        'xml:lang="en"><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        '<testPart identifier="PART" navigationMode="nonlinear" submissionMode="simultaneous">'
        '<assessmentSection identifier="S" title="S" visible="true"><selection select="1" withReplacement="true"/>'
        '<assessmentItemRef identifier="A" href="a.xml"><weight identifier="W" value="0.5"/></assessmentItemRef>'
        "</assessmentSection></testPart><outcomeProcessing><setOutcomeValue identifier=\"SCORE\"><sum>"
        '<testVariables variableIdentifier="SCORE" weightIdentifier="W"/></sum></setOutcomeValue></outcomeProcessing>'
        "</assessmentTest>"
    )  # fmt: skip
    again = '<qti-selection select="1" with-replacement="true"/>'
    new = read(
        section("S", again, reference("A", WEIGHED)), rules=sets("SCORE", total(variables(weight_identifier="W")))
    )
    assert qti.read_test(old.encode(), name="old.xml") == new


def found(*sections: str, **named: str) -> list[str]:
    return messages(qti.validate_test(read(*sections, **named)))


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ((), ["The test refers to no item."]),
        ((section("S", ALL[0], ALL[0]),), ["'A' stands there 2 times."]),
        ((section("S S", ALL[0]),), ["'S S' is no identifier."]),
        ((section("S", ALL[0]), section("E")), ["The section is empty."]),
        ((section("S", '<qti-selection select="3"/>', *ALL[:2]),), ["3 are selected of 2."]),
        (
            (section("S", '<qti-selection select="1"/>', *(reference(each, required="true") for each in "AB")),),
            ["2 are required where 1 are selected; all the required ones are given."],
        ),
        ((section("S", ALL[0].replace("a.xml", "")),), ["'A' names no file."]),
        (
            (section("S", ALL[0], '<qti-assessment-section-ref identifier="X" href="x.xml"/>'),),
            ["The test includes another file."],
        ),
        (
            (section("S", reference("A", f"<qti-pre-condition>{value('true', 'boolean')}</qti-pre-condition>")),),
            ["The way through the test depends on answers; it cannot be given."],
        ),
        (
            (section("S", reference("A", '<qti-template-default template-identifier="T"/>')),),
            ["The test sets values of an item beforehand; that is not read."],
        ),
    ],
)
def test_what_is_wrong_with_a_test_is_told(sections, said):
    assert found(*sections) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (sets("SCORE", variable("X.SCORE")), "There is no item 'X' in the test."),
        (sets("SCORE", variable("SCORES")), "There is no variable 'SCORES'."),
        (sets("NONE", value(1)), "There is no outcome 'NONE'."),
        (sets("SCORE", total("<qti-test-variables/>")), "The attribute 'variable-identifier' is missing."),
        (sets("SCORE", total("<qti-outcome-maximum/>")), "The attribute 'outcome-identifier' is missing."),
        (sets("SCORE", total(variables(section_identifier="X"))), "There is no section 'X'."),
        (sets("SCORE", variables()), "'SCORE' is single; the value set is multiple."),
        ("<qti-response-condition/>", "'qti-response-condition' belongs into an item."),
    ],
)
def test_what_is_wrong_with_its_rules_is_told(rule, said):
    assert found(*SECTIONS, rules=rule) == [said]


@pytest.mark.parametrize("mode", ["navigation-mode", "submission-mode"])
def test_modes_that_are_none_are_told(mode):
    test = written(*SECTIONS).replace(f'{mode}="', f'{mode}="un')
    assert messages(qti.examine_test(test.encode(), name="t")[1])[0].startswith(f"There is no {mode} 'un")


def test_what_a_reviewer_should_know_is_told():
    rule = sets("SCORE", total(variables(weight_identifier="X", include_category="none")))
    said = qti.validate_test(read(*SECTIONS, rules=rule, title="", rest='<qti-time-limits max-time="1"/>'))
    assert sorted(messages(said, "warning")) == [
        "Limits of time are kept, but not kept to here.",
        "No item has the category 'none'.",
        "No item has the weight 'X'; it counts as 1.",
        "The test has no title.",
    ]
    assert messages(qti.validate_test(read(*SECTIONS)), "warning") == ["Nothing makes a score of the items' scores."]


def test_a_test_is_tried_out_with_its_items():
    good, bad = sets("SCORE", total(variables())), sets("SCORE", total(variables("NONE")))
    assert qti.validate_test(read(*SECTIONS, rules=good), ITEMS) == []
    assert [str(each.message) for each in qti.validate_test(read(*SECTIONS, rules=bad), ITEMS)] == [
        "The best answers to all items earn no point.",
        "No item has a variable 'NONE'.",
    ]
    assert messages(qti.validate_test(read(*SECTIONS, rules=good), {})) == [
        f"The item {name}.xml is not there, or cannot be used." for name in "abcd"
    ]


def test_a_file_that_is_no_test_is_refused():
    assert not qti.is_test(qti.to_xml(item("A")))
    assert qti.is_test(written(*SECTIONS).encode())
    with pytest.raises(qti.QtiProblem, match="The file holds no QTI test"):
        qti.read_test(qti.to_xml(item("A")), name="a.xml")


def test_a_selection_that_is_no_number_is_refused():
    test, findings = qti.examine_test(written(section("S", SELECT.replace("2", "two"), *ALL)).encode(), name="t")
    assert (test, messages(findings)) == (None, ["'two' is no number of things to select."])


def packed(*names: str, test: str) -> qti.Package:
    """A package without a manifest, of items and a test."""
    files = {f"{name.lower()}.xml": qti.to_xml(ITEMS[name]) for name in names}
    return qti.read_package(zipped({**files, "test.xml": test}), name="p.zip")


TEST = written(section("S", *ALL[:2]), rules=sets("SCORE", total(variables())))


def test_packages_bring_tests_with_their_items_and_come_back():
    package = packed("A", "B", test=TEST)
    assert ([each.file for each in package], [each.file for each in package.tests]) == (
        ["a.xml", "b.xml"],
        ["test.xml"],
    )
    again = qti.read_package(qti.pack(package), name="again.zip")
    assert [(each.test, each.findings, each.files) for each in again.tests] == [
        (each.test, each.findings, each.files) for each in package.tests
    ]
    assert again.findings == ()
    assert (again.tests[0].refused, again.tests[0].files) == (False, {"A": "a.xml", "B": "b.xml"})


def test_a_test_whose_item_is_missing_is_refused_and_keeps_no_item_out():
    package = packed("A", test=TEST)
    assert [each.refused for each in package] == [False]
    assert messages(package.tests[0].findings) == ["The item b.xml is not there, or cannot be used."]
    assert qti.read_package(qti.pack(package), name="again.zip").tests == ()
    assert packed("A", test="<qti-assessment-test/>").tests[0].test is None
