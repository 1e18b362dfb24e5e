"""Whether groups pass unequally often and score differently: a question to the examination, not yet an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, known, quotient, root
from guildhall.psychometrics.decisions.passing import wilson
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

PRIVACY = 10
"""A group smaller than this is not shown by itself: its members could be recognized."""

FOUR_FIFTHS = 0.8


@dataclass(frozen=True, eq=False)
class GroupResult(Result):
    """A group's pass rate, and its ratio to the group that passes most often, with interval and exact test."""

    name: str
    persons: int
    passed: int
    rate: float
    interval: tuple[float, float]
    ratio: float
    ratio_interval: tuple[float, float]
    p: float
    below_four_fifths: bool


@dataclass(frozen=True, eq=False)
class Impact(Result):
    """The groups that are large enough to be shown, and the group against which they are held."""

    compared_with: str
    groups: tuple[GroupResult, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False)
class GroupDifference(Result):
    """A group's mean against the others of the reference: in points, and in pooled standard deviations (Hedges' g)."""

    name: str
    persons: int
    mean: float
    sd: float
    difference: float
    effect: float
    effect_interval: tuple[float, float]


@checked
def adverse_impact(passed: Mapping[str, tuple[int, int]], *, threshold: int = PRIVACY, level: float = 0.95) -> Impact:
    """The four-fifths rule (Uniform Guidelines 1978, section 4 D), with what chance could do.

    `passed` gives for each group (passed, persons). Each is held against the group that passes most often: ratio of
    rates with the log interval of Katz and others (1978), Fisher's exact test. Groups of fewer than `threshold` persons
    are withheld, and named in a note without their numbers; where fewer than two groups are left, nothing is shown. A
    rate of 0 has a ratio of 0 without interval.
    """
    for name, (some, persons) in passed.items():
        if not 0 <= some <= persons:
            raise CannotMeasure("range", f"In group {name}, {some} of {persons} cannot have passed.")
    shown = {name: each for name, each in passed.items() if each[1] >= threshold}
    notes = _withheld([name for name in passed if name not in shown], threshold)
    if len(shown) < 2:
        sentence = "Fewer than two groups are large enough: nothing is compared."
        return Impact("", (), (*notes, Note("too_few_groups", sentence, Weight.WITHHOLDS)))
    best = max(shown, key=lambda name: (shown[name][0] / shown[name][1], shown[name][1]))
    groups = tuple(_result(name, each, shown[best], level) for name, each in shown.items())
    return Impact(best, groups, notes)


@checked
def group_differences(
    scores: Mapping[str, ArrayLike], reference: str, *, threshold: int = PRIVACY, level: float = 0.95
) -> tuple[tuple[GroupDifference, ...], tuple[Note, ...]]:
    """Means and standardized differences (Hedges' g with its large-sample interval; Hedges and Olkin 1985, chapter 5).

    Positive where the group is above `reference`. Groups below `threshold` are withheld; refused where the reference
    itself is. Without spread there is no effect. Missing scores are left out.
    """
    found = {name: known(each) for name, each in scores.items()}
    if reference not in found:
        raise CannotMeasure("groups", f"There is no group {reference}.")
    if found[reference].size < max(threshold, 2):
        raise CannotMeasure("too_few", f"The group {reference} is too small to compare with.")
    base = found[reference]
    rows = []
    for name, mine in found.items():
        if name != reference and mine.size >= max(threshold, 2):
            effect, interval = _hedges(mine, base, level)
            sd = float(mine.std(ddof=1))
            apart = float(mine.mean() - base.mean())
            rows.append(GroupDifference(name, mine.size, float(mine.mean()), sd, apart, effect, interval))
    small = [name for name, mine in found.items() if name != reference and mine.size < max(threshold, 2)]
    return tuple(rows), _withheld(small, threshold)


def _withheld(names: list[str], threshold: int) -> tuple[Note, ...]:
    if not names:
        return ()
    sentence = f"Not shown, fewer than {threshold} persons: {', '.join(names)}."
    return (Note("privacy", sentence, Weight.WITHHOLDS),)


def _result(name: str, mine: tuple[int, int], best: tuple[int, int], level: float) -> GroupResult:
    some, persons = mine
    rate, other = some / persons, best[0] / best[1]
    ratio = quotient(rate, other)
    interval = (float("nan"), float("nan"))
    if some and best[0]:
        error = root(1 / some - 1 / persons + 1 / best[0] - 1 / best[1])
        half = float(stats.norm.ppf((1 + level) / 2)) * error
        interval = (ratio * float(np.exp(-half)), ratio * float(np.exp(half)))
    table = [[some, persons - some], [best[0], best[1] - best[0]]]
    p = float(stats.fisher_exact(table)[1])
    return GroupResult(
        name,
        persons,
        some,
        rate,
        wilson(some, persons, level),
        ratio,
        interval,
        p,
        below_four_fifths=ratio < FOUR_FIFTHS,
    )


def _hedges(
    mine: Floats,
    base: Floats,
    level: float,
) -> tuple[float, tuple[float, float]]:
    n, m = mine.size, base.size
    pooled = root((float(mine.var(ddof=1)) * (n - 1) + float(base.var(ddof=1)) * (m - 1)) / (n + m - 2))
    effect = quotient(float(mine.mean() - base.mean()), pooled) * (1 - 3 / (4 * (n + m) - 9))
    error = root((n + m) / (n * m) + effect**2 / (2 * (n + m))) if not np.isnan(effect) else float("nan")
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    return effect, (effect - half, effect + half)
