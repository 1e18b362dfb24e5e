"""DIF by Mantel and Haenszel: do matched persons of two groups answer an item rightly equally often?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Flags, Floats, quotient, root
from guildhall.psychometrics.fairness.matching import Matched, Tables, purified
from guildhall.psychometrics.notes import Note, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

EtsClass = Literal["A", "B", "C", "?"]


@dataclass(frozen=True, eq=False)
class ItemDif(Result):
    """One item. `alpha` is the common odds ratio (above 1: easier for the reference group), `delta` = -2.35 ln alpha.

    `ets` is A (negligible), B (moderate) or C (large), "?" where it cannot be known; `breslow_day` tests whether the
    odds ratio is the same at every score: where it is not, the difference is not uniform.
    """

    name: str
    chi_squared: float
    p: float
    alpha: float
    log_variance: float
    delta: float
    delta_error: float
    ets: EtsClass
    favours: Literal["reference", "focal", "neither"]
    breslow_day: float
    breslow_day_df: int
    breslow_day_p: float


@dataclass(frozen=True, eq=False)
class MantelHaenszel(Result):
    """All items; `flagged` are B and C. `anchors` are the items that matched persons at the end."""

    reference: int
    focal: int
    items: tuple[ItemDif, ...]
    flagged: tuple[str, ...]
    anchors: tuple[str, ...]
    rounds: int
    notes: tuple[Note, ...]


@checked
def mantel_haenszel(
    answers: ArrayLike,
    group: Sequence[object],
    focal: object,
    names: Sequence[str] | None = None,
    *,
    correct: bool = True,
    purify: bool = False,
    level: float = 0.05,
) -> MantelHaenszel:
    """Mantel-Haenszel DIF of 0/1 items (Holland and Thayer 1988).

    At each matching score k with reference right A and wrong B, focal right C and wrong D, T persons in all:

    - alpha = sum A D / T over sum B C / T; chi^2 = (|sum A - sum E(A)| - 1/2)^2 / sum Var(A) with one degree of
      freedom, the half left out without `correct`;
    - variance of ln alpha by Robins, Breslow and Greenland (1986) and Phillips and Holland (1987);
    - ETS classes (Zwick and Ercikan 1989): A where |delta| < 1 or chi^2 is not significant at 5 %; C where |delta| >=
      1.5 and significantly above 1 (one-sided, 5 %); else B. An odds ratio of 0 or without bound, as where all of one
      group are right, has no error: C where chi^2 is significant, else A;
    - Breslow and Day (1980, 4.30) without Tarone's correction, over scores where both groups and both answers occur.

    `purify` leaves items that are significant at `level` out of the matching score and repeats, at most ten times; the
    item studied always counts. Persons with a missing answer are set aside. An item that all answer alike has no DIF
    statistic.
    """
    matched = Matched.of(answers, group, focal, names)
    count = len(matched.names)

    def significant(anchors: Flags) -> Flags:
        found = [_test(_tables(matched, item, anchors), correct)[1] for item in range(count)]
        return np.array([each < level for each in found])

    anchors, rounds, rested = purified(count, significant) if purify else (np.ones(count, dtype=bool), 0, True)
    items = tuple(_item(matched.names[each], _tables(matched, each, anchors), correct) for each in range(count))
    notes = [*matched.notes]
    unknown = [item.name for item in items if item.ets == "?"]
    if unknown:
        sentence = f"Nothing can be compared: {listed(unknown)}. No two matched persons of both groups differ there."
        notes.append(Note("not_compared", sentence))
    if not rested:
        notes.append(Note("not_purified", f"After {rounds} rounds the set of anchors still changes."))
    return MantelHaenszel(
        reference=int((~matched.focal).sum()),
        focal=int(matched.focal.sum()),
        items=items,
        flagged=tuple(item.name for item in items if item.ets in {"B", "C"}),
        anchors=tuple(name for name, kept in zip(matched.names, anchors, strict=True) if kept),
        rounds=rounds,
        notes=tuple(notes),
    )


def _tables(matched: Matched, item: int, anchors: Flags) -> Tables:
    return Tables.of(matched.answers[:, item], matched.focal, matched.score(item, anchors))


def _test(tables: Tables, correct: bool) -> tuple[float, float]:
    """The chi-squared of Mantel and Haenszel and its p."""
    total = tables.total
    right = tables.right + tables.focal_right
    usable = total > 1
    expected = (tables.reference * right / total)[usable].sum()
    spread = tables.reference * tables.focus * right * (total - right)
    variance = (spread[usable] / (total[usable] ** 2 * (total[usable] - 1))).sum()
    away = abs(float(tables.right[usable].sum() - expected))
    chi = quotient((away - 0.5) ** 2 if correct else away**2, float(variance))
    return chi, float(stats.chi2.sf(chi, 1)) if not np.isnan(chi) else float("nan")


def _item(name: str, tables: Tables, correct: bool) -> ItemDif:
    chi, p = _test(tables, correct)
    alpha, variance = _odds(tables)
    with np.errstate(divide="ignore"):
        delta = -2.35 * float(np.log(alpha))
    error = 2.35 * root(variance)
    breslow, freedom = _breslow_day(tables, alpha)
    return ItemDif(
        name=name,
        chi_squared=chi,
        p=p,
        alpha=alpha,
        log_variance=variance,
        delta=delta,
        delta_error=error,
        ets=_ets(delta, error, p),
        favours="neither" if not abs(delta) > 0 else "reference" if delta < 0 else "focal",
        breslow_day=breslow,
        breslow_day_df=freedom,
        breslow_day_p=float(stats.chi2.sf(breslow, freedom)) if freedom > 0 else float("nan"),
    )


def _odds(tables: Tables) -> tuple[float, float]:
    total = tables.total
    straight, crossed = tables.right * tables.focal_wrong, tables.wrong * tables.focal_right
    above, below = float((straight / total).sum()), float((crossed / total).sum())
    if not (above > 0 and below > 0):
        return float("inf") if above > 0 else quotient(above, below), float("nan")
    alpha = above / below
    outer = tables.right + tables.focal_wrong + alpha * (tables.wrong + tables.focal_right)
    return alpha, float(((straight + alpha * crossed) * outer / total**2).sum()) / (2 * above**2)


def _ets(delta: float, error: float, p: float) -> EtsClass:
    if np.isnan(delta) or np.isnan(p):
        return "?"
    if abs(delta) < 1 or p >= 0.05:
        return "A"
    if np.isinf(delta):
        return "C"
    above_one = (abs(delta) - 1) / error > stats.norm.ppf(0.95)
    return "C" if abs(delta) >= 1.5 and above_one else "B"


def _breslow_day(tables: Tables, alpha: float) -> tuple[float, int]:
    """The test that the odds ratio is alike at every score."""
    right = tables.right + tables.focal_right
    usable = (tables.reference > 0) & (tables.focus > 0) & (right > 0) & (right < tables.total)
    if not (alpha > 0 and np.isfinite(alpha)) or usable.sum() < 2:
        return float("nan"), 0
    n, m, t = tables.reference[usable], right[usable], tables.total[usable]
    expected = _expected(n, m, t, alpha)
    cells = (expected, n - expected, m - expected, t - n - m + expected)
    variance = 1 / sum(1 / each for each in cells)
    chi = float(((tables.right[usable] - expected) ** 2 / variance).sum())
    return chi, int(usable.sum()) - 1


def _expected(n: Floats, m: Floats, t: Floats, alpha: float) -> Floats:
    """How many of the reference group would be right, were the odds ratio `alpha`: the root that is possible."""
    if abs(alpha - 1) < 1e-12:
        equal: Floats = n * m / t
        return equal
    b = alpha * (n + m) + t - n - m
    inside = np.sqrt(b**2 - 4 * (alpha - 1) * alpha * n * m)
    found: Floats = (b - inside) / (2 * (alpha - 1))
    return found
