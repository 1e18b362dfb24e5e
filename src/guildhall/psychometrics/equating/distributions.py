"""Distributions of whole-number scores: shares, percentile ranks and their inverse, moments, smoothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, Whole, known, quotient, vector
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

MOST = 10_000
"""The greatest raw score there may be: a table has one row for each."""

DECIMALS = 10
"""To how many decimals percentile ranks, as shares, are told apart: as in R's `equate`."""

GLM_TOLERANCE = 1e-8
"""The relative change of the deviance at which R's `glm` ends a fit."""


@dataclass(frozen=True, eq=False)
class Scores:
    """How many persons have each score 0, 1, ... `most`; the counts may be smoothed and then are not whole."""

    counts: Floats

    @classmethod
    @checked
    def of(cls, scores: ArrayLike, most: int | None = None) -> "Scores":
        """The distribution of scores, one a person; missing ones are left out. Scores are whole numbers from 0."""
        found = known(scores)
        if (found != np.round(found)).any() or found.min() < 0:
            raise CannotMeasure("whole", "Scores to be equated are whole numbers from 0.")
        top = int(found.max()) if most is None else most
        if not 0 <= top <= MOST:
            raise CannotMeasure("range", f"The greatest score lies between 0 and {MOST}: give raw scores.")
        if found.max() > top:
            raise CannotMeasure("range", f"A score lies above {top}.")
        return cls(np.bincount(found.astype(np.int64), minlength=top + 1).astype(np.float64))

    @classmethod
    def counted(cls, counts: ArrayLike) -> "Scores":
        """The distribution from how many persons have each score 0, 1, 2 and so on."""
        found = vector(counts, "the counts")
        if np.isnan(found).any() or found.min() < 0 or found.sum() <= 0:
            raise CannotMeasure("counts", "Counts are not missing and not negative, and there is at least one person.")
        return cls(found)

    @property
    def most(self) -> int:
        """The greatest score there is."""
        return len(self.counts) - 1

    @property
    def persons(self) -> float:
        """How many persons there are."""
        return float(self.counts.sum())

    @property
    def shares(self) -> Floats:
        """The share of persons at each score."""
        found: Floats = self.counts / self.counts.sum()
        return found

    @property
    def scale(self) -> Floats:
        """The scores."""
        return np.arange(len(self.counts), dtype=np.float64)

    @property
    def mean(self) -> float:
        """The mean score."""
        return float(self.shares @ self.scale)

    @property
    def spread(self) -> float:
        """The standard deviation, with n - 1; not-a-number for one person."""
        persons = self.persons
        return float(np.sqrt(self.moment(2) * persons / (persons - 1))) if persons > 1 else float("nan")

    @property
    def sd(self) -> float:
        """The standard deviation, with n."""
        return float(np.sqrt(self.moment(2)))

    def moment(self, order: int) -> float:
        """A central moment."""
        return float(self.shares @ (self.scale - self.mean) ** order)

    @property
    def skewness(self) -> float:
        """m3 / m2^1.5."""
        return quotient(self.moment(3), self.moment(2) ** 1.5)

    @property
    def kurtosis(self) -> float:
        """m4 / m2^2."""
        return quotient(self.moment(4), self.moment(2) ** 2)

    def ranks(self, points: Floats, *, exact: bool = False) -> Floats:
        """The percentile ranks, as shares, of any points: persons are spread evenly half a score to either side.

        Unless `exact` they are rounded to ten decimals, as in R's equate: where hardly anybody has a score, a share of
        1e-10 moves an equivalent by 1e-6, and tables are compared with published ones.
        """
        edges = np.arange(-0.5, len(self.counts) + 0.5)
        found: Floats = np.interp(points, edges, np.concatenate([[0.0], np.cumsum(self.shares)]))
        return found if exact else np.round(found, DECIMALS)

    def points(self, ranks: Floats) -> Floats:
        """The points with these percentile ranks (Kolen and Brennan 2014, 2.17 and 2.18).

        Rank 0 is -1/2 and rank 1 is half a score above the greatest. Where nobody has a score, and a rank belongs to a
        stretch, its middle is taken.
        """
        shares, place = self.shares, self.cells(ranks)
        before = np.cumsum(shares)[place] - shares[place]
        within = np.divide(ranks - before, shares[place], out=np.zeros_like(before), where=shares[place] > 0)
        last = self._last_before()[place]
        at_gap = (last < place - 1) & (_to_compare(before) == _to_compare(ranks))
        found = np.where(at_gap, (last + place) / 2, place - 0.5 + np.clip(within, 0.0, 1.0))
        found = np.where(ranks <= 1e-12, -0.5, found)
        return np.where(ranks >= 1 - 1e-12, self.most + 0.5, found)

    def cells(self, ranks: Floats) -> Whole:
        """The score to whose persons each rank belongs; at a border the one above, over scores that nobody has."""
        cumulated = _to_compare(np.cumsum(self.shares))
        return np.minimum(np.searchsorted(cumulated, _to_compare(ranks), side="right"), self.most)

    def _last_before(self) -> Whole:
        """For each score the greatest below it that somebody has; -1 where there is none."""
        taken = np.where(self.counts > 0, np.arange(len(self.counts)), -1)
        return np.concatenate([[-1], np.maximum.accumulate(taken)[:-1]])


def _to_compare(ranks: Floats) -> Floats:
    """Percentile ranks as they are compared with each other: shares that are equal but for rounding are equal."""
    return np.round(ranks, DECIMALS)


@dataclass(frozen=True, eq=False)
class Smoothed(Result):
    """A log-linear model of a distribution: its fitted shares, degree and fit."""

    degree: int
    shares: tuple[float, ...]
    chi_squared: float
    freedom: int
    aic: float
    bic: float


@checked
def loglinear(scores: Scores, degree: int, *, tolerance: float = GLM_TOLERANCE) -> tuple[Scores, Smoothed]:
    """The distribution smoothed by a polynomial log-linear model (Holland and Thayer 1987, 2000).

    log n_x = b0 + b1 x + ... + bC x^C by maximum likelihood for a multinomial: the fitted distribution keeps the number
    of persons and its first C moments. `chi_squared` is the likelihood ratio with (scores - 1 - C) degrees of freedom.
    The degree must be below the number of scores that occur. The fit ends by the rule of R's `glm`, at which published
    tables stand (a table of equivalents moves by about 1e-6 from there); with a `tolerance` of nought it goes to the
    end.
    """
    if not 1 <= degree < int((scores.counts > 0).sum()):
        raise CannotMeasure("degree", "The degree must be 1 at least and below the number of scores that occur.")
    basis = _basis(len(scores.counts), degree)
    fitted = _poisson(basis, scores.counts, tolerance)
    seen = scores.counts > 0
    ratio = 2 * float((scores.counts[seen] * np.log(scores.counts[seen] / fitted[seen])).sum())
    smooth = Scores(fitted)
    persons = scores.persons
    return smooth, Smoothed(
        degree=degree,
        shares=tuple(smooth.shares.tolist()),
        chi_squared=ratio,
        freedom=len(scores.counts) - 1 - degree,
        aic=ratio + 2 * (degree + 1),
        bic=ratio + np.log(persons) * (degree + 1),
    )


@checked
def best_degree(scores: Scores, most: int = 8) -> int:
    """The degree with the least AIC among 2 to `most` (Moses and Holland 2009).

    AIC = G^2 + 2 (C + 1), G^2 the likelihood ratio of `loglinear`. Degrees that too few different scores do not allow
    are not tried; refused where none is left.
    """
    top = min(most, int((scores.counts > 0).sum()) - 1)
    if top < 2:
        raise CannotMeasure("degree", "Too few different scores for smoothing.")
    return min(range(2, top + 1), key=lambda degree: loglinear(scores, degree)[1].aic)


def smooth_table(counts: Floats, degree: int, other_degree: int, cross: int = 1) -> Floats:
    """A two-way table smoothed by a bivariate log-linear model (Holland and Thayer 2000; Rosenbaum and Thayer 1987).

    Keeps the first `degree` moments of the rows, `other_degree` of the columns, and the mixed moments x^i v^j with i
    and j up to `cross` (1: the covariance).
    """
    for taken, wanted in zip(((counts > 0).any(axis=1), (counts > 0).any(axis=0)), (degree, other_degree), strict=True):
        if not 1 <= wanted < int(taken.sum()):
            raise CannotMeasure("degree", "The degree must be 1 at least and below the number of scores that occur.")
    rows, columns = _basis(counts.shape[0], degree), _basis(counts.shape[1], other_degree)
    if cross > min(degree, other_degree):
        raise CannotMeasure("degree", "Mixed moments need as many moments of rows and columns.")
    terms = [np.outer(rows[:, each], np.ones(len(columns))) for each in range(degree + 1)]
    terms += [np.outer(np.ones(len(rows)), columns[:, each]) for each in range(1, other_degree + 1)]
    terms += [np.outer(rows[:, i], columns[:, j]) for i in range(1, cross + 1) for j in range(1, cross + 1)]
    fitted = _poisson(np.stack([each.ravel() for each in terms], axis=1), counts.ravel())
    return fitted.reshape(counts.shape)


def _basis(size: int, degree: int) -> Floats:
    """Polynomials that are orthogonal on the scale: the same model, without the rounding of high powers."""
    scale = np.linspace(-1, 1, size) if size > 1 else np.zeros(1)
    columns, _ = np.linalg.qr(np.vander(scale, degree + 1, increasing=True))
    found: Floats = np.asarray(columns, dtype=np.float64) * np.sqrt(size)
    return found


def _poisson(basis: Floats, counts: Floats, tolerance: float = GLM_TOLERANCE, rounds: int = 200) -> Floats:
    """The fitted counts, by iteratively reweighted least squares with halved steps.

    It begins at the counts plus 0.1 and ends when the deviance changes by less than `tolerance` of itself; with nought
    when nothing moves any more.
    """
    coefficients = _reweighted(basis, counts, np.log(counts + 0.1))
    best = _loss(basis, counts, coefficients)
    for _ in range(rounds):
        step = _reweighted(basis, counts, _line(basis, coefficients)) - coefficients
        share = 1.0
        while share > 1e-10 and _loss(basis, counts, coefficients + share * step) > best + 1e-12 * abs(best):
            share /= 2
        coefficients = coefficients + share * step
        before, best = best, _loss(basis, counts, coefficients)
        deviance = 2 * (best - _saturated(counts))
        if 2 * abs(before - best) < tolerance * (deviance + 0.1) or float(np.abs(share * step).max()) < 1e-11:
            break
    found: Floats = np.exp(_line(basis, coefficients))
    return found


def _reweighted(basis: Floats, counts: Floats, line: Floats) -> Floats:
    """The coefficients of one weighted least squares, about the fitted `line`."""
    fitted = np.exp(line)
    root = np.sqrt(fitted)
    target = line + (counts - fitted) / fitted
    return np.asarray(np.linalg.lstsq(basis * root[:, None], target * root, rcond=None)[0], dtype=np.float64)


def _line(basis: Floats, coefficients: Floats) -> Floats:
    found: Floats = np.clip(basis @ coefficients, -300, 300)
    return found


def _saturated(counts: Floats) -> float:
    """The loss of a model that fits every count."""
    seen = counts[counts > 0]
    return float(counts.sum() - (seen * np.log(seen)).sum())


def _loss(basis: Floats, counts: Floats, coefficients: Floats) -> float:
    line = _line(basis, coefficients)
    return float(np.exp(line).sum() - counts @ line)
