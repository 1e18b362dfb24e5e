"""Every expression of the table, with what it gives; NULL is None."""

import math
import re

import pytest

from guildhall import qti
from guildhall.qti.expressions import OPERATORS
from guildhall.qti.expressions.operators import evaluate
from guildhall.qti.parsing import parse
from guildhall.qti.scoring import prepared
from guildhall.qti.values import plain
from tests.qti.test_assessment import SUBSETS
from tests.qti.writers import outcome, read, response, value, variable

TRUE, FALSE, NULL = value("true", "boolean"), value("false", "boolean"), "<qti-null/>"
ONE, TWO, SEVEN = value(1, "integer"), value(2, "integer"), value(7, "integer")
AB = "<qti-ordered>" + value("a", "string") + value("b", "string") + "</qti-ordered>"
BAG = f"<qti-multiple>{ONE}{TWO}{TWO}</qti-multiple>"


def x(expression: str, /, *operands: str, **attributes: str) -> str:
    """An expression."""
    held = "".join(f' {key.replace("_", "-")}="{stated}"' for key, stated in attributes.items())
    return f"<qti-{expression}{held}>{''.join(operands)}</qti-{expression}>"


def numbers(*held: object) -> str:
    return x("multiple", *(value(each) for each in held))


CASES = [
    (x("and", TRUE, NULL), None),
    (x("and", FALSE, NULL), False),
    (x("and", TRUE, TRUE), True),
    (x("or", TRUE, NULL), True),
    (x("or", FALSE, NULL), None),
    (x("or", FALSE, FALSE), False),
    (x("not", NULL), None),
    (x("not", TRUE), False),
    (x("any-n", TRUE, TRUE, NULL, min="1", max="2"), None),
    (x("any-n", TRUE, FALSE, NULL, min="1", max="2"), True),
    (x("any-n", FALSE, FALSE, NULL, min="2", max="3"), False),
    (x("any-n", TRUE, TRUE, TRUE, min="1", max="2"), False),
    (x("is-null", NULL), True),
    (x("is-null", ONE), False),
    (x("is-null", x("multiple")), True),
    (x("match", ONE, ONE), True),
    (x("match", ONE, NULL), None),
    (x("match", x("multiple", ONE, TWO), x("multiple", TWO, ONE)), True),
    (x("match", x("ordered", ONE, TWO), x("ordered", TWO, ONE)), False),
    (x("match", x("multiple", ONE, TWO, TWO), x("multiple", TWO, ONE, ONE)), False),
    (x("match", value("B A", "pair"), value("A B", "pair")), True),
    (x("match", value("B A", "directedPair"), value("A B", "directedPair")), False),
    (x("equal", value(3.0), value(3.0), tolerance_mode="exact"), True),
    (x("equal", value(10), value(9.5), tolerance_mode="absolute", tolerance="0.5"), True),
    (x("equal", value(10), value(9.5), tolerance_mode="absolute", tolerance="0.5", include_lower_bound="false"), False),
    (x("equal", value(10), value(10.6), tolerance_mode="absolute", tolerance="0.5 0.7"), True),
    (x("equal", value(20), value(17.9), tolerance_mode="relative", tolerance="10"), False),
    (x("equal", value(-20), value(-18), tolerance_mode="relative", tolerance="10"), True),
    (x("equal", NULL, value(1)), None),
    (x("equal-rounded", value(3.175), value(3.183), rounding_mode="significantFigures", figures="3"), True),
    (x("equal-rounded", value(3.1749), value(3.183), rounding_mode="significantFigures", figures="3"), False),
    (x("equal-rounded", value(1.005), value(1.01), rounding_mode="decimalPlaces", figures="2"), True),
    (x("lt", ONE, TWO), True),
    (x("lt", TWO, TWO), False),
    (x("lte", TWO, TWO), True),
    (x("gt", TWO, ONE), True),
    (x("gte", ONE, TWO), False),
    (x("gte", NULL, TWO), None),
    (x("duration-lt", value(1, "duration"), value(2, "duration")), True),
    (x("duration-gte", value(1, "duration"), value(2, "duration")), False),
    (x("string-match", value("Ab", "string"), value("aB", "string"), case_sensitive="false"), True),
    (x("string-match", value("Ab", "string"), value("aB", "string"), case_sensitive="true"), False),
    (x("string-match", value("cable", "string"), value("ab", "string"), substring="true"), True),
    (x("string-match", NULL, value("ab", "string")), None),
    (x("substring", value("ab", "string"), value("cable", "string"), case_sensitive="true"), True),
    (x("substring", value("AB", "string"), value("cable", "string"), case_sensitive="true"), False),
    (x("substring", value("AB", "string"), value("cable", "string"), case_sensitive="false"), True),
    (x("substring", value("ABCDE", "string"), TWO, TWO), "BC"),
    (x("substring", value("AB", "string"), SEVEN, TWO), None),
    (x("pattern-match", value("2026", "string"), pattern="[0-9]{4}"), True),
    (x("pattern-match", value("x2026", "string"), pattern="[0-9]{4}"), False),
    (x("pattern-match", NULL, pattern="[0-9]{4}"), None),
    (x("inside", value("10 10", "point"), shape="circle", coords="0,0,15"), True),
    (x("inside", value("10 12", "point"), shape="circle", coords="0,0,15"), False),
    (x("inside", x("multiple", value("9 9", "point"), value("1 1", "point")), shape="rect", coords="0,0,5,5"), True),
    (x("inside", value("2 1", "point"), shape="poly", coords="0,0,4,0,0,4"), True),
    (x("inside", value("3 3", "point"), shape="poly", coords="0,0,4,0,0,4"), False),
    (x("inside", value("0 3", "point"), shape="ellipse", coords="0,0,5,2"), False),
    (x("inside", NULL, shape="default", coords=""), None),
    (x("is-type-of", ONE, value("integer", "string")), True),
    (x("sum", ONE, TWO), 3),
    (x("sum", ONE, value(0.5)), 1.5),
    (x("sum", ONE, NULL), None),
    (x("sum", numbers(*[0.1] * 10)), 1.0),
    (x("product", TWO, SEVEN), 14),
    (x("product", BAG), 4),
    (x("min", BAG), 1),
    (x("max", ONE, SEVEN), 7),
    (x("max", ONE, NULL), None),
    (x("subtract", ONE, SEVEN), -6),
    (x("divide", ONE, TWO), 0.5),
    (x("divide", ONE, value(0, "integer")), None),
    (x("power", TWO, value(10, "integer")), 1024.0),
    (x("power", value(10), value(999)), None),
    (x("power", value(-1), value(0.5)), None),
    (x("integer-divide", value(-7, "integer"), TWO), -4),
    (x("integer-divide", SEVEN, value(0, "integer")), None),
    (x("integer-modulus", value(-7, "integer"), TWO), 1),
    (x("gcd", value(12, "integer"), value(18, "integer")), 6),
    (x("lcm", value(4, "integer"), value(6, "integer")), 12),
    (x("round", value(6.5)), 7),
    (x("round", value(-6.5)), -6),
    (x("truncate", value(-6.8)), -6),
    (x("round-to", value(2.675), rounding_mode="decimalPlaces", figures="2"), 2.68),
    (x("round-to", value(123456), rounding_mode="significantFigures", figures="2"), 120000.0),
    (x("integer-to-float", TWO), 2.0),
    (x("math-constant", name="pi"), math.pi),
    (x("math-operator", value(100), name="log"), 2.0),
    (x("math-operator", value(-1), name="ln"), None),
    (x("math-operator", value(2.1), name="ceil"), 3),
    (x("math-operator", value(1), value(1), name="atan2"), math.pi / 4),
    (x("stats-operator", numbers(1, 2, 3), name="mean"), 2.0),
    (x("stats-operator", numbers(1, 2, 3), name="sampleVariance"), 1.0),
    (x("stats-operator", numbers(1), name="sampleSD"), None),
    (x("multiple", ONE, NULL, TWO), [1, 2]),
    (x("multiple", NULL), None),
    (x("multiple", ONE, value(2.5)), [1.0, 2.5]),
    (x("ordered", TWO, ONE), [2, 1]),
    (x("repeat", ONE, TWO, number_repeats="2"), [1, 2, 1, 2]),
    (x("repeat", ONE, number_repeats="0"), None),
    (x("container-size", BAG), 3),
    (x("container-size", NULL), 0),
    (x("index", AB, n="2"), "b"),
    (x("index", AB, n="3"), None),
    (x("index", AB, ONE), "a"),
    (x("contains", BAG, x("multiple", TWO, TWO)), True),
    (x("contains", BAG, x("multiple", ONE, ONE)), False),
    (x("contains", x("ordered", ONE, TWO, SEVEN), x("ordered", TWO, SEVEN)), True),
    (x("contains", x("ordered", ONE, TWO, SEVEN), x("ordered", ONE, SEVEN)), False),
    (x("member", TWO, BAG), True),
    (x("member", SEVEN, BAG), False),
    (x("member", NULL, BAG), None),
    (x("delete", TWO, BAG), [1]),
    (x("delete", TWO, x("multiple", TWO)), None),
    (x("field-value", x("record", x("field-value", ONE, field_identifier="n")), field_identifier="n"), 1),
    (x("record", x("field-value", ONE, field_identifier="n")), {"n": 1}),
    (value("true", "boolean"), True),
    (value(" ", "string"), None),
    (value("1 2", "point"), "1 2"),
    (NULL, None),
    (variable("POINTS"), 0.0),
    (x("correct", identifier="RESPONSE"), "A"),
    (x("default", identifier="BONUS"), 5.0),
    (x("map-response", identifier="RESPONSE"), 0.0),
    (x("map-response-point", identifier="PLACE"), 0.0),
    (
        x("lookup-table", TWO, '<qti-match-table default-value="9"><qti-match-table-entry source-value="2" '
          'target-value="5"/></qti-match-table>'),
        5.0,
    ),
    (
        x("lookup-table", value(2.5), '<qti-interpolation-table interpolation-method="linear">'
          '<qti-interpolation-table-entry source-value="0" target-value="0"/>'
          '<qti-interpolation-table-entry source-value="10" target-value="100"/></qti-interpolation-table>'),
        25.0,
    ),
]  # fmt: skip

ITEM = read(
    response(
        correct=("A",),
        more='<qti-mapping><qti-map-entry map-key="A" mapped-value="2"/></qti-mapping>',
    )
    + response(
        "point",
        identifier="PLACE",
        more='<qti-area-mapping><qti-area-map-entry shape="circle" coords="0,0,5"/></qti-area-mapping>',
    ),
    outcomes=outcome("POINTS")
    + outcome("BONUS", more="<qti-default-value><qti-value>5</qti-value></qti-default-value>"),
    processing="",
)


def reckon(expression: str, seed: int | None = None) -> object:
    node, _ = parse(expression.encode(), "expression")
    return plain(evaluate(node, prepared(ITEM, seed)))


@pytest.mark.parametrize(("expression", "expected"), CASES, ids=[case[0][:60] for case in CASES])
def test_expression_gives(expression, expected):
    assert reckon(expression) == expected
    assert type(reckon(expression)) is type(expected)


def test_every_expression_is_reckoned_here():
    chance = {"qti-random", "qti-random-integer", "qti-random-float"}
    parts = {name for name in OPERATORS if "-table" in name}
    named = {each for case, _ in CASES + SUBSETS for each in re.findall(r"<(qti-[a-z-]+)", case)}
    assert set(OPERATORS) - named - chance - parts == set()


@pytest.mark.parametrize("name", sorted(set(OPERATORS)))
def test_expression_is_spelled_as_in_the_standard(name):
    assert name.startswith("qti-")
    assert name == name.lower()


def test_chance_comes_from_the_seed():
    draws = [
        [reckon(x("random-integer", min="1", max="6"), seed) for seed in range(50)],
        [reckon(x("random-float", min="1", max="6"), seed) for seed in range(50)],
        [reckon(x("random", x("multiple", ONE, TWO, SEVEN)), seed) for seed in range(50)],
    ]
    again = [
        [reckon(x("random-integer", min="1", max="6"), seed) for seed in range(50)],
        [reckon(x("random-float", min="1", max="6"), seed) for seed in range(50)],
        [reckon(x("random", x("multiple", ONE, TWO, SEVEN)), seed) for seed in range(50)],
    ]
    assert draws == again
    assert set(draws[0]) == {1, 2, 3, 4, 5, 6}
    assert all(1 <= each <= 6 for each in draws[1])
    assert set(draws[2]) == {1, 2, 7}


def test_steps_of_chance_are_kept():
    assert {reckon(x("random-integer", min="0", max="9", step="4"), seed) for seed in range(60)} == {0, 4, 8}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (x("sum", TRUE), "It reckons with numbers, not with the base type boolean."),
        (x("multiple", ONE, TRUE), "It mixes boolean and integer."),
        (x("and", ONE), "It asks what is true or false, not the base type integer."),
        (x("not", TRUE, TRUE), "2 operands are not what it takes."),
        (x("integer-divide", value(1.5), TWO), "It reckons with integers."),
        (x("pattern-match", value("a", "string"), pattern="("), "'(' is no pattern."),
        (x("math-operator", ONE, name="sinus"), "There is no function 'sinus'."),
        (x("stats-operator", ONE, name="mode"), "There is no statistic 'mode'."),
        (x("math-constant", name="tau"), "There is no constant 'tau'."),
        (x("repeat", ONE, number_repeats="100000"), "It repeats more than 1000 times."),
        (x("custom-operator", ONE), "The custom operator 'without a name' is no part of the standard."),
        (variable("NOWHERE"), "There is no variable 'NOWHERE'."),
        (value("x", "integer"), "'x' is no integer."),
        (x("inside", value("1 1", "point"), shape="star", coords="1"), "The shape cannot be read."),
        (x("map-response", identifier="PLACE"), "'PLACE' has no mapping."),
        (x("map-response-point", identifier="RESPONSE"), "'RESPONSE' has no areas."),
        (x("round-to", ONE), "The attribute 'figures' is missing."),
        (x("round-to", ONE, figures="NaN"), "There is no variable 'NaN'."),
    ],
)  # fmt: skip
def test_faulty_expression_is_refused(expression, said):
    with pytest.raises(qti.QtiProblem) as caught:
        reckon(expression)
    assert [finding.message for finding in caught.value.findings] == [said]


def test_endless_reckoning_ends():
    nested = x(
        "repeat", x("repeat", x("repeat", ONE, number_repeats="900"), number_repeats="900"), number_repeats="900"
    )
    with pytest.raises(qti.QtiProblem, match="It takes more than 100,000 expressions"):
        reckon(nested)


def test_no_pattern_keeps_the_server_busy():
    assert reckon(x("pattern-match", value("a" * 999 + "!", "string"), pattern="(a+)+b")) is False
    with pytest.raises(qti.QtiProblem):
        reckon(x("pattern-match", value("a" * 1000, "string"), pattern="(a|aa)+b"))


def test_endless_numbers_end():
    big = value(10**17, "integer")
    product = x("product", *[big] * 400)
    assert reckon(product) is None
    assert isinstance(reckon(x("product", big, big)), float)
