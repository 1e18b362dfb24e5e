"""Whatever comes: a result or a refusal, never a crash, and never a point beyond the bounds."""

import string
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from guildhall import qti
from guildhall.qti.model import Node
from tests.qti.samples import ESSAY, SAMPLES
from tests.qti.test_assessment import ITEMS as ASSESSED
from tests.qti.test_assessment import RICH as WHOLE
from tests.qti.test_writing import RICH
from tests.qti.writers import response, text, zipped

ITEMS = [item for item, _, _ in SAMPLES.values()] + [ESSAY, RICH]
SOURCE = qti.to_xml(RICH)
MANIFEST = '<manifest><resource type="imsqti_item" href="a.xml"/></manifest>'
NAMES = [
    "A",
    "B",
    "C",
    "U V",
    "V U",
    "A B",
    "cold G1",
    "G1 cold",
    "STOP",
    "T1",
    "50",
    "3,5",
    "-0",
    "1e9",
    "٣",
    "",
    "\x00",
]
answers = some.one_of(
    some.none(),
    some.text(max_size=40),
    some.sampled_from(NAMES),
    some.integers(),
    some.floats(),
    some.booleans(),
    some.lists(some.one_of(some.sampled_from(NAMES), some.text(max_size=10), some.floats()), max_size=8),
)


def read(data: bytes) -> qti.Item | None:
    item, findings = qti.examine(data, name="any")
    assert item is not None or findings
    return item


def opened(data: bytes) -> qti.Package | None:
    try:
        return qti.read_package(data, name="any.zip")
    except qti.QtiProblem:
        return None


@settings(max_examples=300)
@given(some.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    assert read(data) is None


@settings(max_examples=300)
@given(some.text(string.printable + "äΩ\ue000", max_size=300))
def test_any_text_within_an_item_is_read_or_refused(said):
    read(text(response(correct=("A",)), f"<qti-item-body>{said}</qti-item-body>").encode())


@settings(max_examples=400)
@given(some.integers(0, len(SOURCE)), some.integers(0, 60), some.binary(max_size=12))
def test_any_damage_to_an_item_is_read_or_refused(at, length, put):
    item = read(SOURCE[:at] + put + SOURCE[at + length :])
    if item is not None:
        assert qti.read_item(qti.to_xml(item), name="again") == item


TEST = qti.to_test_xml(WHOLE)


@settings(max_examples=300)
@given(some.integers(0, len(TEST)), some.integers(0, 60), some.binary(max_size=12))
def test_any_damage_to_a_test_is_read_or_refused(at, length, put):
    test, findings = qti.examine_test(TEST[:at] + put + TEST[at + length :], name="any")
    assert test is not None or findings
    if test is not None:
        assert qti.read_test(qti.to_test_xml(test), name="again") == test


@settings(max_examples=200)
@given(
    some.dictionaries(some.sampled_from([*ASSESSED, "X"]), some.dictionaries(some.just("RESPONSE"), answers)),
    some.integers(),
)
def test_any_answers_to_a_test_are_scored_alike(given, seed):
    scored = qti.score_test(WHOLE, ASSESSED, given, seed)
    assert scored == qti.score_test(WHOLE, ASSESSED, given, seed)
    assert set(scored.items) == {each.key for each in qti.form_of(WHOLE, seed)}


@settings(max_examples=200)
@given(some.binary(max_size=200))
def test_any_bytes_are_a_package_or_refused(data):
    assert opened(data) is None


@settings(max_examples=200)
@given(some.data())
def test_any_damage_to_a_package_is_read_or_refused(data):
    whole = zipped({"a.xml": SOURCE, "imsmanifest.xml": MANIFEST})
    at = data.draw(some.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(some.binary(min_size=1, max_size=4)) + whole[at + 4 :]
    opened(damaged)


@settings(max_examples=600)
@given(some.sampled_from(ITEMS), answers, some.one_of(some.none(), some.integers()))
def test_any_answer_is_scored_within_the_bounds(item, answer, seed):
    scored = qti.score(item, {"RESPONSE": answer, "P": answer}, seed)
    assert scored == qti.score(item, {"RESPONSE": answer, "P": answer}, seed)
    assert scored.score <= qti.maximum(item)
    assert all(step.sentence for step in scored.trace)


@settings(max_examples=300)
@given(some.sampled_from(ITEMS[:-1]), some.lists(some.text(max_size=20), max_size=4))
def test_any_answer_is_shown_as_text(item, values):
    html = qti.render(item, id_prefix="q", values={"RESPONSE": [f'"><script>{each}' for each in values]}).html
    assert "<script" not in html


EXPRESSIONS = [
    "and", "or", "not", "is-null", "match", "equal", "lt", "sum", "product", "divide", "power", "integer-divide",
    "round", "truncate", "multiple", "ordered", "index", "contains", "member", "delete", "substring", "string-match",
    "map-response", "correct", "variable", "any-n", "min", "gcd", "lcm", "math-operator", "stats-operator", "repeat",
    "random", "random-integer", "round-to", "equal-rounded", "inside", "container-size", "field-value", "null",
]  # fmt: skip
leaves = some.builds(
    lambda base, held: Node("qti-base-value", {"base-type": base}, (held,)),
    some.sampled_from(["integer", "float", "boolean", "string", "identifier", "point", "pair"]),
    some.sampled_from(["1", "0", "-7", "2.5", "true", "a", "1 2", "999999999999999999", "1e300"]),
)
trees = some.recursive(
    leaves,
    lambda inner: some.builds(
        lambda name, held, figure, word: Node(
            f"qti-{name}",
            {
                "identifier": "RESPONSE", "n": figure, "min": "0", "max": figure, "figures": figure, "name": word,
                "number-repeats": figure, "shape": "rect", "coords": "0,0,9,9",
            },
            tuple(held),
        ),
        some.sampled_from(EXPRESSIONS),
        some.lists(inner, max_size=3),
        some.sampled_from(["0", "1", "3", "-2", "99", "1.5", "RESPONSE", "1000000000000"]),
        some.sampled_from(["mean", "log", "sin", "toDegrees", "exp", "floor", "sampleSD", "none"]),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=800)
@given(trees, answers)
def test_any_rule_is_reckoned_or_found_at_fault(tree, answer):
    base = SAMPLES["multiple choice by worth"][0]
    rule = Node("qti-set-outcome-value", {"identifier": "SCORE"}, (tree,))
    item = replace(base, processing=replace(base.processing, template="", rules=(rule,)))
    findings = qti.validate(item)
    try:
        qti.score(item, {"RESPONSE": answer}, 1)
    except qti.QtiProblem:
        assert findings != []
