"""Items scored per second on one core, and how many times the plainest way takes: looking the key up in a dictionary.

Three kinds of items: one right option, points by what each option is worth, and rules of the item's own; and a whole
test of them, whose outcomes are reckoned from theirs. All are read once and then scored, with their trace, for one
candidate after the other, as when an examination has ended. A test counts by the items in it.
``python benchmarks/qti_scoring.py [ANSWERS]``; exits with 1 where a claim does not hold.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

from guildhall import qti

ANSWERS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
ROUNDS = 5
PER_SECOND_AT_LEAST = 2_000
"""How many simple items must be scored in a second."""

TIMES_A_LOOK_UP_AT_MOST = 2_000
"""How many times a look-up in a dictionary a scored single choice may take; one takes some 40 nanoseconds."""

NAMES = "ABCD"
OPTIONS = [(name, f"Option {name}") for name in NAMES]
CHANCE = random.Random(17024)
RULES = b"""<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="r" title="Power">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="float">
<qti-correct-response><qti-value>460</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-item-body><p>230 V, 2 A: <qti-text-entry-interaction response-identifier="RESPONSE"/> W</p></qti-item-body>
<qti-response-processing><qti-response-condition>
<qti-response-if><qti-equal tolerance-mode="relative" tolerance="1"><qti-correct identifier="RESPONSE"/>
<qti-variable identifier="RESPONSE"/></qti-equal><qti-set-outcome-value identifier="SCORE">
<qti-base-value base-type="float">2</qti-base-value></qti-set-outcome-value></qti-response-if>
<qti-response-else-if><qti-equal tolerance-mode="relative" tolerance="10"><qti-correct identifier="RESPONSE"/>
<qti-variable identifier="RESPONSE"/></qti-equal><qti-set-outcome-value identifier="SCORE">
<qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-else-if>
</qti-response-condition></qti-response-processing></qti-assessment-item>"""

TEST = """<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="t" title="Electrics">
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-test-part identifier="P" navigation-mode="nonlinear" submission-mode="simultaneous">
<qti-assessment-section identifier="S" title="All" visible="true"><qti-ordering shuffle="true"/>{references}
</qti-assessment-section></qti-test-part><qti-outcome-processing><qti-set-outcome-value identifier="SCORE"><qti-sum>
<qti-test-variables variable-identifier="SCORE"/></qti-sum></qti-set-outcome-value></qti-outcome-processing>
</qti-assessment-test>"""
ITEMS_OF_A_TEST = 60

SINGLE = qti.single_choice(identifier="s", title="Fuse", stem="What does it do?", options=OPTIONS, key="B")
WORTH = qti.multiple_choice(
    identifier="m",
    title="Loads",
    stem="Which are inductive?",
    options=OPTIONS,
    key=["A", "C"],
    worth={"A": 1, "B": -1, "C": 1, "D": -1},
)
OWN = qti.read_item(RULES, name="rules.xml")


def per_second(score: Callable[[object], object], given: list[object]) -> float:
    """How many answers are scored in a second: the median of some rounds."""
    rates = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for each in given:
            score(each)
        rates.append(len(given) / (time.perf_counter() - begun))
    return statistics.median(rates)


def scored(item: qti.Item) -> Callable[[object], object]:
    """Score one answer to an item."""
    return lambda given: qti.score(item, {"RESPONSE": given}).score


def whole_test() -> Callable[[object], object]:
    """Score a whole test of single choices, every one answered alike."""
    names = [f"I{number}" for number in range(ITEMS_OF_A_TEST)]
    references = "".join(f'<qti-assessment-item-ref identifier="{name}" href="{name}.xml"/>' for name in names)
    test = qti.read_test(TEST.format(references=references).encode(), name="test.xml")
    items = dict.fromkeys(names, SINGLE)
    return lambda given: qti.score_test(test, items, {name: {"RESPONSE": str(given)} for name in names}, 1).score


def main() -> int:
    """Measure, tell, and say whether the claims hold."""
    one: list[object] = [CHANCE.choice(NAMES) for _ in range(ANSWERS)]
    some: list[object] = [CHANCE.sample(NAMES, CHANCE.randint(1, 3)) for _ in range(ANSWERS)]
    numbers: list[object] = [str(CHANCE.choice((460, 450, 430, 115))) for _ in range(ANSWERS)]
    keys = {"s": "B"}
    plain = per_second(lambda given: keys["s"] == given, one)
    rates = {
        "single choice": per_second(scored(SINGLE), one),
        "points by worth": per_second(scored(WORTH), some),
        "rules of its own": per_second(scored(OWN), numbers),
        "items of a test": ITEMS_OF_A_TEST * per_second(whole_test(), one[: max(ANSWERS // ITEMS_OF_A_TEST, 1)]),
    }
    print(f"{ANSWERS:,} answers, median of {ROUNDS} rounds; a look-up in a dictionary: {plain:,.0f}/s")
    for name, rate in rates.items():
        print(f"  {name:18} {rate:9,.0f}/s  {plain / rate:6.0f} times a look-up")
    slow = [name for name, rate in rates.items() if rate < PER_SECOND_AT_LEAST]
    times = plain / rates["single choice"]
    if slow or times > TIMES_A_LOOK_UP_AT_MOST:
        print(
            f"Claims that do not hold: {', '.join(slow)} below {PER_SECOND_AT_LEAST:,}/s; {times:.0f} times a look-up"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
