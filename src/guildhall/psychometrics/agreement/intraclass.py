"""How reliable ratings on a scale are: the intraclass correlations of Shrout and Fleiss, all six."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, matrix, quotient
from guildhall.psychometrics.classical.answers import settle
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Intraclass(Result):
    """One form: its value, its interval and the test that it is zero."""

    form: str
    value: float
    interval: tuple[float, float]
    f: float
    df: tuple[float, float]
    p: float


@dataclass(frozen=True, eq=False)
class IntraclassForms(Result):
    """The six forms, for one rating (1) and the mean of k. Which holds depends on how raters were assigned.

    ICC1: each case has raters of its own. ICC2: the same raters for all, drawn from many; differences in severity count
    as error. ICC3: these raters alone, severity does not count.
    """

    cases: int
    raters: int
    forms: dict[str, Intraclass]
    rater_means: tuple[float, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Squares:
    """Mean squares of cases x raters."""

    n: int
    k: int
    between: float
    within: float
    judges: float
    error: float


@checked
def intraclass(ratings: ArrayLike, *, level: float = 0.95) -> IntraclassForms:
    """ICC(1,1), (2,1), (3,1), (1,k), (2,k), (3,k) (Shrout and Fleiss 1979, with their intervals).

    `ratings` is cases x raters. A case with a missing rating is set aside. Needs two cases and two raters; where no
    rating differs the values are not known.
    """
    table, notes = settle(matrix(ratings, "the ratings"), "complete")
    n, k = table.shape
    if n < 2 or k < 2:
        raise CannotMeasure("size", "Intraclass correlations need at least two cases and two raters.")
    squares = _squares(table - table.mean())
    single = {"ICC(1,1)": _one(squares), "ICC(2,1)": _two(squares), "ICC(3,1)": _three(squares)}
    tail = (1 - level) / 2
    bounds = {"ICC(1,1)": _one_bounds, "ICC(2,1)": _two_bounds, "ICC(3,1)": _three_bounds}
    forms = {}
    for name, value in single.items():
        low, high = bounds[name](squares, tail)
        forms[name] = _form(name, squares, value, (low, high))
        mean_name = name.replace(",1", ",k")
        stepped = _stepped(low, k), _stepped(high, k)
        forms[mean_name] = _form(mean_name, squares, _stepped(value, k), stepped)
    remarks = (*about_size(n, what="cases", least=10, stable=30), *notes)
    return IntraclassForms(n, k, forms, tuple(table.mean(axis=0).tolist()), remarks)


def _squares(centred: Floats) -> _Squares:
    n, k = centred.shape
    total = float((centred**2).sum())
    cases = k * float((centred.mean(axis=1) ** 2).sum())
    judges = n * float((centred.mean(axis=0) ** 2).sum())
    rest = max(total - cases - judges, 0.0)
    return _Squares(
        n, k, cases / (n - 1), (total - cases) / (n * (k - 1)), judges / (k - 1), rest / ((n - 1) * (k - 1))
    )


def _one(s: _Squares) -> float:
    return quotient(s.between - s.within, s.between + (s.k - 1) * s.within)


def _two(s: _Squares) -> float:
    return quotient(s.between - s.error, s.between + (s.k - 1) * s.error + s.k * (s.judges - s.error) / s.n)


def _three(s: _Squares) -> float:
    return quotient(s.between - s.error, s.between + (s.k - 1) * s.error)


def _stepped(value: float, k: int) -> float:
    """The mean of k ratings, by Spearman and Brown, to which all three forms come."""
    return quotient(k * value, 1 + (k - 1) * value)


def _form(name: str, s: _Squares, value: float, interval: tuple[float, float]) -> Intraclass:
    error = s.within if "(1" in name else s.error
    second = s.n * (s.k - 1) if "(1" in name else (s.n - 1) * (s.k - 1)
    f = quotient(s.between, error) if error > 1e-15 else float("nan")
    p = float(stats.f.sf(f, s.n - 1, second)) if not np.isnan(f) else float("nan")
    return Intraclass(name, value, interval, f, (float(s.n - 1), float(second)), p)


def _bounds(f: float, first: float, second: float, k: int, tail: float) -> tuple[float, float]:
    low = f / float(stats.f.ppf(1 - tail, first, second))
    high = f * float(stats.f.ppf(1 - tail, second, first))
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _one_bounds(s: _Squares, tail: float) -> tuple[float, float]:
    f = quotient(s.between, s.within) if s.within > 1e-15 else float("nan")
    return _bounds(f, s.n - 1, s.n * (s.k - 1), s.k, tail)


def _three_bounds(s: _Squares, tail: float) -> tuple[float, float]:
    f = quotient(s.between, s.error) if s.error > 1e-15 else float("nan")
    return _bounds(f, s.n - 1, (s.n - 1) * (s.k - 1), s.k, tail)


def _two_bounds(s: _Squares, tail: float) -> tuple[float, float]:
    """The interval by Satterthwaite's degrees of freedom (Shrout and Fleiss 1979, page 424)."""
    value = _two(s)
    if np.isnan(value) or s.error < 1e-15:
        return float("nan"), float("nan")
    n, k, fj = s.n, s.k, s.judges / s.error
    above = (k - 1) * (n - 1) * (k * value * fj + n * (1 + (k - 1) * value) - k * value) ** 2
    below = (n - 1) * k**2 * value**2 * fj**2 + (n * (1 + (k - 1) * value) - k * value) ** 2
    freedom = above / below
    upper, lower = float(stats.f.ppf(1 - tail, n - 1, freedom)), float(stats.f.ppf(1 - tail, freedom, n - 1))
    judged = k * s.judges + (k * n - k - n) * s.error
    low = n * (s.between - upper * s.error) / (upper * judged + n * s.between)
    high = n * (lower * s.between - s.error) / (judged + n * lower * s.between)
    return low, high
