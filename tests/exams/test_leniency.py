"""Whether more or fewer of an examiner's candidates pass than before others."""

from itertools import repeat
from uuid import UUID

import pytest

from guildhall.exams.leniency import Marked, tallies, wilson

ERIK, ELLA = UUID(int=1), UUID(int=2)


def marked(examiner: UUID, component: str, passed: int, failed: int) -> list[Marked]:
    good, bad = Marked(examiner, component, True), Marked(examiner, component, False)
    return [*repeat(good, passed), *repeat(bad, failed)]


@pytest.mark.parametrize(
    ("passed", "count", "low", "high"),
    [(5, 10, 0.1842, 0.8158), (10, 10, 0.6011, 1.0), (0, 10, 0.0, 0.3989), (80, 100, 0.6798, 0.8828)],
)
def test_interval_is_that_of_wilson(passed: int, count: int, low: float, high: float) -> None:
    assert wilson(passed, count) == pytest.approx((low, high), abs=1e-4)


def test_alike_examiners_are_not_striking() -> None:
    rows = marked(ERIK, "P", 12, 8) + marked(ELLA, "P", 10, 10)
    assert [(each.count, each.passed, each.expected, each.is_striking) for each in tallies(rows)] == [
        (20, 12, 10.0, False),
        (20, 10, 12.0, False),
    ]


def test_lenient_examiner_is_striking_and_so_is_who_differs() -> None:
    rows = marked(ERIK, "P", 20, 0) + marked(ELLA, "P", 10, 10)
    erik, ella = tallies(rows)
    assert (erik.is_striking, erik.distance) == (True, 50.0)
    assert erik.reach < erik.distance
    assert (ella.is_striking, ella.expected_rate) == (True, 1.0)


def test_hard_component_is_nobodys_fault() -> None:
    """Erik examines mostly what few pass, and as others do; his rate alone would look severe."""
    rows = marked(ERIK, "hard", 2, 18) + marked(ERIK, "easy", 4, 1)
    rows += marked(ELLA, "hard", 1, 9) + marked(ELLA, "easy", 32, 8)
    erik, _ = tallies(rows)
    assert (erik.rate, erik.expected_rate, erik.is_striking) == (0.24, pytest.approx(0.24), False)


def test_few_candidates_say_nothing() -> None:
    assert tallies(marked(ERIK, "P", 9, 0) + marked(ELLA, "P", 0, 30)) == []
    assert tallies(marked(ERIK, "P", 30, 0) + marked(ELLA, "P", 0, 9)) == []
    assert tallies(marked(ERIK, "P", 30, 0)) == []


def test_component_that_nobody_else_examines_is_not_compared() -> None:
    rows = marked(ERIK, "own", 30, 0) + marked(ERIK, "P", 5, 5) + marked(ELLA, "P", 6, 6)
    assert [each.count for each in tallies(rows)] == [10, 12]
