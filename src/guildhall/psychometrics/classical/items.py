"""Item analysis: how hard each item is, how well it separates the able from the others, and what the whole is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import (
    Floats,
    Whole,
    has_gaps,
    item_names,
    matrix,
    only_zero_and_one,
    quotient,
    ratio,
    root,
    vector,
)
from guildhall.psychometrics.classical.answers import Missing, settle
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

GROUP = 0.27
"""The share of persons at each end that Kelley (1939) found best for the discrimination index."""


@dataclass(frozen=True, eq=False)
class ItemStatistics(Result):
    """What is known of one item.

    `p` is the mean score as a share of the greatest (the share of right answers of a 0/1 item). `r_total` and `r_drop`
    are correlations with the total with and without the item; `biserial` and `biserial_drop` the same for a normal
    trait behind a 0/1 item. `discrimination` is p among the best 27 % less p among the weakest. What has no spread
    has no correlation: not-a-number.
    """

    name: str
    answers: int
    mean: float
    p: float
    variance: float
    r_total: float
    r_drop: float
    biserial: float
    biserial_drop: float
    discrimination: float
    alpha_if_deleted: float


@dataclass(frozen=True, eq=False)
class ItemAnalysis(Result):
    """What an administration says of its form: total scores, reliability and each item. Spread is with n - 1."""

    persons: int
    mean: float
    sd: float
    skewness: float
    kurtosis: float
    alpha: float
    alpha_interval: tuple[float, float]
    kr20: float
    kr21: float
    sem: float
    items: tuple[ItemStatistics, ...]
    notes: tuple[Note, ...]


@checked
def analyse(
    answers: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    most: Sequence[float] | None = None,
    missing: Missing = "complete",
    level: float = 0.95,
) -> ItemAnalysis:
    """What an administration says of its items and of its score.

    `answers` is persons x items (0/1 or points; NaN missing), `most` the greatest points of each item (1 for 0/1,
    otherwise the greatest seen). With item variances s_i^2, total variance s_X^2 and k items

    - alpha = k / (k - 1) (1 - sum s_i^2 / s_X^2) (Cronbach 1951, equation 2; for 0/1 items it is KR-20, Kuder and
      Richardson 1937), with the interval 1 - (1 - alpha) F of Feldt (1965), F with n - 1 and (n - 1)(k - 1) degrees;
    - KR-21 = k / (k - 1) (1 - M (k - M) / (k s_X^2)), s_X^2 with n, for 0/1 items only;
    - SEM = s_X sqrt(1 - alpha), in points;
    - biserial = r sqrt(p q) / phi(z_p) (Lord and Novick 1968, 15.9.3), which assumes a normal trait.

    Skewness is m3 / m2^1.5 and kurtosis m4 / m2^2 (3 for a normal distribution). Assumes that the items measure one
    thing and that everybody took the same items. Missing answers: see `missing`. An item that all answered alike has
    no correlation, and counts in alpha with zero variance. One person, or scores that are all equal: no alpha.
    """
    table = matrix(answers)
    called = item_names(names, table.shape[1])
    greatest = _greatest(table, most)
    counted = _counted(table)
    settled, notes = settle(table, missing)
    sums = _Sums.of(settled)
    binary = bool((greatest == 1).all()) and only_zero_and_one(settled)
    alpha = sums.alpha()
    return ItemAnalysis(
        persons=sums.persons,
        mean=sums.mean,
        sd=root(sums.total_variance),
        skewness=sums.moment(3),
        kurtosis=sums.moment(4),
        alpha=alpha,
        alpha_interval=feldt(alpha, sums.persons, sums.items, level),
        kr20=alpha if binary else float("nan"),
        kr21=sums.kr21() if binary else float("nan"),
        sem=root(sums.total_variance) * root(1 - alpha),
        items=_items(sums, settled, called, greatest, counted),
        notes=(*about_size(sums.persons), *notes, *_remarks(sums, called, alpha)),
    )


def feldt(alpha: float, persons: int, items: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of alpha (Feldt 1965; Feldt, Woodruff and Salih 1987, equation 11); assumes normal scores."""
    if persons < 2 or items < 2 or np.isnan(alpha):
        return float("nan"), float("nan")
    first, second = persons - 1, (persons - 1) * (items - 1)
    tail = (1 - level) / 2
    lower, upper = stats.f.ppf([1 - tail, tail], first, second)
    return float(1 - (1 - alpha) * lower), float(1 - (1 - alpha) * upper)


@dataclass(frozen=True, eq=False)
class _Sums:
    """The moments from which everything follows: one pass over the answers."""

    persons: int
    items: int
    means: Floats
    variances: Floats
    with_total: Floats
    total: Floats
    mean: float
    total_variance: float

    @classmethod
    def of(cls, answers: Floats) -> "_Sums":
        persons, items = answers.shape
        below = max(persons - 1, 1) if persons > 1 else float("nan")
        means = answers.mean(axis=0)
        centred = answers - means
        total = centred.sum(axis=1)
        return cls(
            persons=persons,
            items=items,
            means=means,
            variances=np.einsum("ij,ij->j", centred, centred) / below,
            with_total=total @ centred / below,
            total=total,
            mean=float(means.sum()),
            total_variance=float(total @ total / below),
        )

    def alpha(self) -> float:
        if self.items < 2:
            return float("nan")
        return self.items / (self.items - 1) * (1 - quotient(float(self.variances.sum()), self._total_or_none))

    @property
    def _total_or_none(self) -> float:
        return self.total_variance if self.total_variance > 1e-12 else 0.0

    def kr21(self) -> float:
        if self.items < 2:
            return float("nan")
        k, with_n = self.items, self._total_or_none * (self.persons - 1) / self.persons
        return k / (k - 1) * (1 - quotient(self.mean * (k - self.mean), k * with_n))

    def moment(self, power: int) -> float:
        second = float(np.mean(self.total**2))
        return quotient(float(np.mean(self.total**power)), second ** (power / 2) if second > 1e-12 else 0.0)

    def correlations(self) -> tuple[Floats, Floats]:
        """With the total, and with the total of the other items."""
        spread = np.sqrt(np.where(self.variances > 1e-14, self.variances, 0))
        rest = self.total_variance - 2 * self.with_total + self.variances
        rest = np.where(rest > 1e-12, rest, 0)
        whole = ratio(self.with_total, spread * np.sqrt(self._total_or_none))
        return whole, ratio(self.with_total - self.variances, spread * np.sqrt(rest))

    def alphas_without(self) -> Floats:
        left = self.items - 1
        if left < 2:
            return np.full(self.items, np.nan)
        rest = self.total_variance - 2 * self.with_total + self.variances
        share = ratio(self.variances.sum() - self.variances, np.where(rest > 1e-12, rest, 0))
        return left / (left - 1) * (1 - share)


def _items(
    sums: _Sums,
    answers: Floats,
    names: tuple[str, ...],
    most: Floats,
    counted: Whole,
) -> tuple[ItemStatistics, ...]:
    whole, drop = sums.correlations()
    difficulty = ratio(sums.means, most)
    factor = _biserial_factor(answers, difficulty, most)
    apart = _discrimination(answers, sums.total, most)
    columns = zip(
        names,
        counted.tolist(),
        sums.means.tolist(),
        difficulty.tolist(),
        sums.variances.tolist(),
        whole.tolist(),
        drop.tolist(),
        (whole * factor).tolist(),
        (drop * factor).tolist(),
        apart.tolist(),
        sums.alphas_without().tolist(),
        strict=True,
    )
    return tuple(ItemStatistics(*each) for each in columns)


def _greatest(answers: Floats, most: Sequence[float] | None) -> Floats:
    if most is not None:
        points = vector(most, "the points")
        if len(points) != answers.shape[1] or not points.min() > 0:
            raise CannotMeasure("length", f"There are {answers.shape[1]} items: each needs its points, above 0.")
        return points
    greatest: Floats = np.fmax.reduce(answers, axis=0, initial=1.0)
    return greatest


def _counted(answers: Floats) -> Whole:
    if not has_gaps(answers):
        return np.full(answers.shape[1], len(answers))
    counted: Whole = np.add.reduce(~np.isnan(answers), axis=0, dtype=np.int64)
    return counted


def _biserial_factor(answers: Floats, difficulty: Floats, most: Floats) -> Floats:
    """By what a point-biserial is multiplied to become a biserial; not-a-number for items that are not 0/1."""
    usable = (most == 1) & (difficulty > 0) & (difficulty < 1)
    share = np.where(usable, difficulty, 0.5)
    factor = np.sqrt(share * (1 - share)) / stats.norm.pdf(stats.norm.ppf(share))
    return np.where(usable, factor, np.nan)


def _discrimination(answers: Floats, total: Floats, most: Floats) -> Floats:
    """p of the best 27 % less p of the weakest 27 %; persons of equal score at the border count in the order given."""
    size = round(GROUP * len(total))
    if size < 1 or len(total) < 2:
        return np.full(answers.shape[1], np.nan)
    order = np.argsort(total, kind="stable")
    return ratio(answers[order[-size:]].mean(axis=0) - answers[order[:size]].mean(axis=0), most)


def _remarks(sums: _Sums, names: tuple[str, ...], alpha: float) -> tuple[Note, ...]:
    found = []
    flat = [name for name, each in zip(names, sums.variances, strict=True) if not each > 1e-14]
    if flat:
        found.append(Note("no_variance", f"Everybody answered alike: {listed(flat)}. Such an item separates nobody."))
    if np.isnan(alpha):
        sentence = "The scores do not differ, or there is only one person or item: reliability cannot be estimated."
        found.append(Note("no_reliability", sentence, Weight.WITHHOLDS))
    elif alpha < 0:
        found.append(Note("negative_alpha", "Alpha is below zero: items contradict each other; look for a wrong key."))
    return tuple(found)
