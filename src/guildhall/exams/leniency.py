"""Whether more or fewer of an examiner's candidates pass than before others.

Plain arithmetic over markings, without records. An examiner is compared with what the same candidates' components are
passed at before other examiners, so that a hard component is nobody's fault.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import sqrt
from uuid import UUID

Z_99 = 2.5758
"""How many standard errors wide an interval of 99 per cent confidence is, to each side."""

FEWEST = 10
"""Below so many candidates of an examiner, or of the others, nothing is said."""


@dataclass(frozen=True)
class Marked:
    """That an examiner marked a candidate of a component, and whether that candidate passed."""

    examiner: UUID
    component: Hashable
    passed: bool


@dataclass(frozen=True)
class Tally:
    """How many of an examiner's candidates passed, and how many would have before others."""

    examiner: UUID
    count: int
    passed: int
    expected: float

    @property
    def rate(self) -> float:
        return self.passed / self.count

    @property
    def expected_rate(self) -> float:
        return self.expected / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Between which rates the examiner's own lies, with 99 per cent confidence."""
        return wilson(self.passed, self.count)

    @property
    def is_striking(self) -> bool:
        """Whether what others would have passed lies outside that interval."""
        low, high = self.interval
        return not low <= self.expected_rate <= high

    @property
    def distance(self) -> float:
        """How far the rates lie apart, in percentage points."""
        return abs(self.rate - self.expected_rate) * 100

    @property
    def reach(self) -> float:
        """From which distance on it counts, in percentage points."""
        low, high = self.interval
        return 100 * (high - self.rate if self.expected_rate > self.rate else self.rate - low)


def wilson(passed: int, count: int) -> tuple[float, float]:
    """The interval of Wilson for a share, with 99 per cent confidence."""
    rate, spread = passed / count, Z_99**2 / count
    middle = (rate + spread / 2) / (1 + spread)
    half = Z_99 * sqrt(rate * (1 - rate) / count + spread / (4 * count)) / (1 + spread)
    return middle - half, middle + half


def tallies(marked: Iterable[Marked]) -> list[Tally]:
    """Each examiner against the others, where both sides have candidates enough to say anything."""
    rows = list(marked)
    all_of = Counter(each.component for each in rows)
    passed_of = Counter(each.component for each in rows if each.passed)
    found = (_tally(examiner, rows, all_of, passed_of) for examiner in sorted({each.examiner for each in rows}))
    return [each for each in found if each]


def _tally(examiner: UUID, rows: list[Marked], all_of: Counter[Hashable], passed_of: Counter[Hashable]) -> Tally | None:
    own = [each for each in rows if each.examiner == examiner]
    own_of = Counter(each.component for each in own)
    own_passed = Counter(each.component for each in own if each.passed)
    others = {component: all_of[component] - own_of[component] for component in own_of}
    compared = [component for component, count in others.items() if count]
    count = sum(own_of[component] for component in compared)
    if count < FEWEST or sum(others.values()) < FEWEST:
        return None
    expected = sum(own_of[c] * (passed_of[c] - own_passed[c]) / others[c] for c in compared)
    return Tally(examiner, count, sum(own_passed[c] for c in compared), expected)
