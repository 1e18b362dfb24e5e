"""Angoff: panellists say of each item how many of those who are just good enough answer it rightly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, matrix, numbers, quotient, root, spread, vector
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

OUTLIER = 2.0
"""Standard deviations from the other judges' mean from which a judge stands apart."""

FEW_JUDGES = 5
"""Below this number a panel's mean says as much about who was there as about the standard (Raymond and Reid 2001)."""


@dataclass(frozen=True, eq=False)
class Judge(Result):
    """One panellist: their own cut in points, the spread of their ratings, and whom they agree with.

    `with_panel` is the correlation of their ratings with the mean of the others, `with_difficulty` with the real
    share of right answers, `severity` their cut less the panel's.
    """

    name: str
    cut: float
    sd: float
    severity: float
    with_panel: float
    with_difficulty: float
    rated: int
    outlier: bool


@dataclass(frozen=True, eq=False)
class AngoffRound(Result):
    """One round: the panel's cut in points, its error, and every judge and item. `item_sd` shows where to talk."""

    cut: float
    sd: float
    error: float
    median: float
    items: int
    judges: tuple[Judge, ...]
    item_means: tuple[float, ...]
    item_sds: tuple[float, ...]
    notes: tuple[Note, ...]


@checked
def angoff(
    ratings: ArrayLike,
    *,
    most: ArrayLike | None = None,
    difficulty: ArrayLike | None = None,
    names: Sequence[str] | None = None,
) -> AngoffRound:
    """The modified Angoff cut of one round (Angoff 1971; Cizek and Bunch 2007, chapter 6).

    `ratings` is judges x items, each the share (0 to 1) of just qualified persons who answer rightly, or their expected
    points where `most` gives the points of each item. A judge's cut is the sum of their ratings; the panel's is the
    mean over judges, its standard error s / sqrt(J). A rating that is missing is replaced by the mean of that judge on
    the item's scale, shifted by how hard the others find the item, and noted. `difficulty` is the real mean of each
    item. A judge whose ratings are all alike has no correlation with the panel or with difficulty.
    """
    table = matrix(ratings, "the ratings")
    judges, items = table.shape
    worth = np.ones(items) if most is None else _worth(most, items)
    called = _names(names, judges)
    if np.nanmin(table) < 0 or (np.nan_to_num(table) > worth + 1e-12).any():
        raise CannotMeasure("range", "A rating lies outside 0 to the points of its item.")
    filled, gaps = _filled(table)
    sums = filled.sum(axis=1)
    real = None if difficulty is None else vector(difficulty, "the difficulties")
    if real is not None and len(real) != items:
        raise CannotMeasure("length", f"There are {items} items and {len(real)} difficulties.")
    sd = spread(sums)
    found = tuple(_judge(called[each], each, table, filled, sums, real) for each in range(judges))
    spreads = np.std(filled, axis=0, ddof=1) if judges > 1 else np.full(items, np.nan)
    return AngoffRound(
        cut=float(sums.mean()),
        sd=sd,
        error=sd / root(judges),
        median=float(np.median(sums)),
        items=items,
        judges=found,
        item_means=tuple(filled.mean(axis=0).tolist()),
        item_sds=tuple(spreads.tolist()),
        notes=_remarks(found, gaps),
    )


def _worth(most: ArrayLike, items: int) -> Floats:
    """The points of each item, or one number of points that all have."""
    points = numbers(most, "the points")
    if points.shape not in {(), (items,)} or not np.all(points > 0):
        raise CannotMeasure("length", f"There are {items} items: each needs its points, above 0.")
    return np.broadcast_to(points, items).astype(np.float64)


@checked
def yes_no_angoff(ratings: ArrayLike, **options: object) -> AngoffRound:
    """The yes/no form: would a just qualified person answer this item rightly (Impara and Plake 1997)?

    0 or 1; a judge's cut is the number of yes. Options, and missing ratings, as in `angoff`.
    """
    table = matrix(ratings, "the ratings")
    if not (np.isnan(table) | (table == 0) | (table == 1)).all():
        raise CannotMeasure("not_dichotomous", "Yes is 1 and no is 0.")
    return angoff(table, **options)  # type: ignore[arg-type]


@checked
def angoff_rounds(rounds: Sequence[ArrayLike], **options: object) -> tuple[AngoffRound, ...]:
    """Every round of a meeting, with the same judges and items; the spread should shrink from round to round.

    Each round is an `angoff` with the same `options` (Cizek and Bunch 2007, chapter 6), also for missing ratings.
    """
    shapes = {matrix(each, "the ratings").shape for each in rounds}
    if len(shapes) != 1:
        raise CannotMeasure("shape", "The rounds of a meeting have the same judges and the same items.")
    return tuple(angoff(each, **options) for each in rounds)  # type: ignore[arg-type]


def _names(names: Sequence[str] | None, count: int) -> tuple[str, ...]:
    if names is None:
        return tuple(f"judge{place + 1}" for place in range(count))
    if len(names) != count:
        raise CannotMeasure("length", f"There are {count} judges and {len(names)} names.")
    return tuple(names)


def _filled(table: Floats) -> tuple[Floats, int]:
    """Missing ratings as judge and item would have them: judge's mean + item's mean - mean of all."""
    gaps = np.isnan(table)
    if not gaps.any():
        return table, 0
    if gaps.all(axis=1).any() or gaps.all(axis=0).any():
        raise CannotMeasure("all_missing", "A judge rated nothing, or nobody rated an item: leave it out.")
    known = np.where(gaps, 0.0, table)
    by_judge = known.sum(axis=1) / (~gaps).sum(axis=1)
    by_item = known.sum(axis=0) / (~gaps).sum(axis=0)
    guess = by_judge[:, None] + by_item[None, :] - known.sum() / (~gaps).sum()
    return np.where(gaps, np.clip(guess, 0.0, np.nanmax(table)), table), int(gaps.sum())


def _judge(name: str, place: int, table: Floats, filled: Floats, sums: Floats, real: Floats | None) -> Judge:
    others = np.delete(sums, place)
    apart = float(sums[place] - others.mean()) if others.size else float("nan")
    wide = spread(others)
    return Judge(
        name=name,
        cut=float(sums[place]),
        sd=spread(filled[place]),
        severity=float(sums[place] - sums.mean()),
        with_panel=correlation(filled[place], np.delete(filled, place, axis=0).mean(axis=0))
        if others.size
        else float("nan"),
        with_difficulty=float("nan") if real is None else correlation(filled[place], real),
        rated=int((~np.isnan(table[place])).sum()),
        outlier=bool(others.size > 2 and abs(apart) > OUTLIER * wide),
    )


def correlation(one: Floats, other: Floats) -> float:
    """Pearson's correlation of what both know; not-a-number where one does not differ."""
    usable = ~(np.isnan(one) | np.isnan(other))
    if usable.sum() < 2:
        return float("nan")
    first, second = one[usable] - one[usable].mean(), other[usable] - other[usable].mean()
    below = root(float((first @ first) * (second @ second)))
    return quotient(float(first @ second), below if below > 1e-12 else 0.0)


def _remarks(judges: tuple[Judge, ...], gaps: int) -> tuple[Note, ...]:
    found = []
    if len(judges) < FEW_JUDGES:
        found.append(
            Note("few_judges", f"{len(judges)} judges: fewer than {FEW_JUDGES}; the cut depends on who was there.")
        )
    if gaps:
        found.append(Note("filled", f"{gaps} missing ratings were filled from judge and item.", Weight.TELLS))
    for judge in judges:
        if judge.outlier:
            found.append(Note("outlier", f"{judge.name} stands apart: {judge.severity:+.1f} points from the panel."))
        if judge.with_difficulty < 0:
            found.append(Note("against_difficulty", f"{judge.name} rates hard items as easy: was the task understood?"))
    return tuple(found)
