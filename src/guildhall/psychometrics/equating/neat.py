"""Equating two forms that share an anchor, given to groups that may differ in ability."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Flags, Floats, quotient, same_length, vector
from guildhall.psychometrics.equating.distributions import Scores, smooth_table
from guildhall.psychometrics.equating.random_groups import ARC_ENDS, LINE_ENDS, RANK_ENDS, arc, size_notes
from guildhall.psychometrics.equating.tables import Conversion, unknown
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked

Method = Literal[
    "tucker",
    "levine",
    "levine-true",
    "chained-linear",
    "chained-equipercentile",
    "frequency-estimation",
    "circle-arc",
]

MOST_PAIRS = 4_000_000
"""How many pairs of total and anchor score there may be."""

LEAST_CORRELATION = 0.5
"""Below this correlation of score and anchor, an anchor says little of the group (by custom)."""


@dataclass(frozen=True, eq=False)
class NeatGroup:
    """One group: how many persons have each pair of total score (rows) and anchor score (columns)."""

    counts: Floats

    @classmethod
    @checked
    def of(
        cls, total: ArrayLike, anchor: ArrayLike, most: int | None = None, most_anchor: int | None = None
    ) -> "NeatGroup":
        """The group from one total and one anchor score a person; who lacks one of them is left out."""
        first, second = vector(total, "the total scores"), vector(anchor, "the anchor scores")
        same_length(first, second, "total and anchor scores")
        usable = ~(np.isnan(first) | np.isnan(second))
        rows, columns = Scores.of(first[usable], most), Scores.of(second[usable], most_anchor)
        if rows.counts.size * columns.counts.size > MOST_PAIRS:
            raise CannotMeasure("range", "Total and anchor have too many scores for a table of both: give raw scores.")
        table = np.zeros((rows.most + 1, columns.most + 1))
        np.add.at(table, (first[usable].astype(np.int64), second[usable].astype(np.int64)), 1.0)
        return cls(table)

    @property
    def total(self) -> Scores:
        """The distribution of total scores."""
        return Scores(self.counts.sum(axis=1))

    @property
    def anchor(self) -> Scores:
        """The distribution of anchor scores."""
        return Scores(self.counts.sum(axis=0))

    @property
    def persons(self) -> float:
        """How many persons there are."""
        return float(self.counts.sum())

    @property
    def covariance(self) -> float:
        """Of total and anchor, with n - 1."""
        total, anchor = self.total, self.anchor
        away = np.outer(total.scale - total.mean, anchor.scale - anchor.mean)
        return quotient(float((self.counts * away).sum()), self.persons - 1)

    def smoothed(self, degree: int, anchor_degree: int, cross: int = 1) -> "NeatGroup":
        """The group with a bivariate log-linear model (Holland and Thayer 2000), keeping these many moments."""
        return NeatGroup(smooth_table(self.counts, degree, anchor_degree, cross))


@checked
def equate_neat(
    x: NeatGroup, y: NeatGroup, method: Method = "tucker", *, internal: bool = True, weight: float | None = None
) -> Conversion:
    """What each score of form X is worth on form Y, by an anchor V that both groups took.

    Numbers are those of Kolen and Brennan (2014, chapters 4 and 5).

    `internal` says whether the anchor counts in the total (for the Levine methods); `weight` is the share of group X in
    the population for which forms are equated (its share of persons unless given).

    - tucker (4.1 to 4.20): regression on V is alike in both groups; levine: true scores are related linearly (Levine
      1955, observed scores, congeneric), levine-true the same for true scores (4.65);
    - chained-linear, chained-equipercentile: X to V in the one group, V to Y in the other (5.2);
    - frequency-estimation (5.1 to 5.12): the distribution of the score given V is alike in both groups; where one group
      has nobody at an anchor score the other group has, persons there are taken from the nearest score, and noted;
    - circle-arc: ends fixed, the middle by chained linear equating of the mean of X (Livingston and Kim 2010).

    Moments are with n - 1. Errors are not given: use `bootstrap`. Assumes that anchor items behave alike in both forms:
    see `anchor_drift`.
    """
    if x.counts.shape[1] != y.counts.shape[1]:
        raise CannotMeasure("anchor", "Both groups need the same anchor, with the same greatest score.")
    share = x.persons / (x.persons + y.persons) if weight is None else weight
    if not 0 <= share <= 1:
        raise CannotMeasure("weight", "The weight of a group lies between 0 and 1.")
    found = _METHODS[method](_Pair(x, y, share, internal))
    sort = "equipercentile" if method in {"chained-equipercentile", "frequency-estimation"} else "linear"
    sizes = size_notes(min(x.persons, y.persons), "circle-arc" if method == "circle-arc" else sort)
    notes = (*found.notes, *sizes, *_anchor_notes(x, y))
    return Conversion(method, "anchor", found.x, found.y, found.se, found.end_rule, found.parameters, notes)


@dataclass(frozen=True, eq=False)
class _Pair:
    x: NeatGroup
    y: NeatGroup
    weight: float
    internal: bool

    @property
    def apart(self) -> float:
        """How much better group X did on the anchor."""
        return self.x.anchor.mean - self.y.anchor.mean


def _variance(scores: Scores) -> float:
    return scores.moment(2) * scores.persons / (scores.persons - 1) if scores.persons > 1 else float("nan")


def _regression(group: NeatGroup) -> float:
    below = _variance(group.anchor)
    if not below > 0:
        raise CannotMeasure("anchor_variance", "All persons of a group have one anchor score: it says nothing of them.")
    return group.covariance / below


def _levine_gamma(group: NeatGroup, internal: bool) -> float:
    above, below = _variance(group.total), group.covariance
    if not internal:
        above, below = above + group.covariance, _variance(group.anchor) + group.covariance
    if not below > 0:
        raise CannotMeasure("anchor_relation", "Total and anchor do not rise together: this anchor links nothing.")
    return above / below


def _synthetic(pair: _Pair, first: float, second: float) -> Conversion:
    """Linear equating in the population that both groups make together, from the two slopes on the anchor."""
    w1, w2, apart = pair.weight, 1 - pair.weight, pair.apart
    wide = _variance(pair.x.anchor) - _variance(pair.y.anchor)
    mean_x = pair.x.total.mean - w2 * first * apart
    mean_y = pair.y.total.mean + w1 * second * apart
    var_x = _variance(pair.x.total) - w2 * first**2 * wide + w1 * w2 * first**2 * apart**2
    var_y = _variance(pair.y.total) + w1 * second**2 * wide + w1 * w2 * second**2 * apart**2
    if not (var_x > 0 and var_y > 0):
        raise CannotMeasure("no_variance", "In the common population a form would have no spread.")
    slope = float(np.sqrt(var_y / var_x))
    return _line(pair.x.total.scale, slope, mean_y - slope * mean_x)


def _line(scale: Floats, slope: float, intercept: float) -> Conversion:
    parameters = {"slope": slope, "intercept": intercept}
    return Conversion("", "", scale, intercept + slope * scale, unknown(len(scale)), LINE_ENDS, parameters, ())


def _tucker(pair: _Pair) -> Conversion:
    return _synthetic(pair, _regression(pair.x), _regression(pair.y))


def _levine(pair: _Pair) -> Conversion:
    return _synthetic(pair, _levine_gamma(pair.x, pair.internal), _levine_gamma(pair.y, pair.internal))


def _levine_true(pair: _Pair) -> Conversion:
    first, second = (_levine_gamma(each, pair.internal) for each in (pair.x, pair.y))
    slope = second / first
    intercept = pair.y.total.mean + second * pair.apart - slope * pair.x.total.mean
    return _line(pair.x.total.scale, slope, intercept)


def _chain(pair: _Pair) -> tuple[float, float]:
    spreads = [np.sqrt(_variance(each)) for each in (pair.x.total, pair.x.anchor, pair.y.anchor, pair.y.total)]
    if not all(each > 0 for each in spreads):
        raise CannotMeasure("no_variance", "A score or the anchor does not differ within a group.")
    first, second = float(spreads[1] / spreads[0]), float(spreads[3] / spreads[2])
    at_anchor = pair.x.anchor.mean - first * pair.x.total.mean
    return first * second, pair.y.total.mean + second * (at_anchor - pair.y.anchor.mean)


def _chained_linear(pair: _Pair) -> Conversion:
    slope, intercept = _chain(pair)
    return _line(pair.x.total.scale, slope, intercept)


def _circle_arc(pair: _Pair) -> Conversion:
    slope, intercept = _chain(pair)
    x, y = pair.x.total, pair.y.total
    middle = (x.mean, intercept + slope * x.mean)
    found, parameters = arc(x.scale, (0.0, 0.0), middle, (float(x.most), float(y.most)))
    return Conversion("", "", x.scale, found, unknown(len(x.scale)), ARC_ENDS, parameters, ())


def _chained_ranks(pair: _Pair) -> Conversion:
    scale = pair.x.total.scale
    on_anchor = pair.x.anchor.points(pair.x.total.ranks(scale))
    found = pair.y.total.points(pair.y.anchor.ranks(on_anchor))
    return Conversion("", "", scale, found, unknown(len(scale)), RANK_ENDS, {}, ())


def _frequency(pair: _Pair) -> Conversion:
    w1, w2 = pair.weight, 1 - pair.weight
    given_x, moved_x = _given_anchor(pair.x.counts, pair.y.anchor.counts > 0)
    given_y, moved_y = _given_anchor(pair.y.counts, pair.x.anchor.counts > 0)
    x = Scores(w1 * pair.x.total.shares + w2 * (given_x @ pair.y.anchor.shares))
    y = Scores(w2 * pair.y.total.shares + w1 * (given_y @ pair.x.anchor.shares))
    found = y.points(x.ranks(x.scale))
    moved = moved_x + moved_y
    sentence = f"At {moved} anchor scores one group has nobody: the nearest score stands for them."
    notes = (Note("nearest_anchor", sentence),) if moved else ()
    return Conversion("", "", x.scale, found, unknown(len(x.scale)), RANK_ENDS, {"weight": w1}, notes)


def _given_anchor(counts: Floats, needed: Flags) -> tuple[Floats, int]:
    """The distribution of the total at each anchor score, and for how many that are needed the nearest stands."""
    present = counts.sum(axis=0) > 0
    places = np.flatnonzero(present)
    nearest = places[np.argmin(np.abs(np.subtract.outer(np.arange(counts.shape[1]), places)), axis=1)]
    chosen = counts[:, nearest]
    return chosen / chosen.sum(axis=0), int((needed & ~present).sum())


def _anchor_notes(x: NeatGroup, y: NeatGroup) -> tuple[Note, ...]:
    found = []
    for name, group in (("X", x), ("Y", y)):
        below = np.sqrt(_variance(group.total) * _variance(group.anchor)) if group.persons > 1 else 0.0
        correlation = group.covariance / below if below > 0 else 0.0
        if correlation < LEAST_CORRELATION:
            sentence = (
                f"In group {name} score and anchor correlate {correlation:.2f}: the anchor says little of the group."
            )
            found.append(Note("weak_anchor", sentence, facts={"correlation": float(correlation)}))
    return tuple(found)


_METHODS: dict[str, Callable[[_Pair], Conversion]] = {
    "tucker": _tucker,
    "levine": _levine,
    "levine-true": _levine_true,
    "chained-linear": _chained_linear,
    "chained-equipercentile": _chained_ranks,
    "frequency-estimation": _frequency,
    "circle-arc": _circle_arc,
}
