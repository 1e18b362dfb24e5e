"""Kappa: how far two or more raters agree on categories, beyond what chance would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, numbers, quotient, root, same_length
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Weights = Literal["none", "linear", "quadratic"]
LEAST_CASES = 10
STABLE_CASES = 50


@dataclass(frozen=True, eq=False)
class Kappa(Result):
    """Agreement beyond chance; `observed` and `expected` are (weighted) shares of agreement."""

    cases: int
    raters: int
    observed: float
    expected: float
    kappa: float
    error: float
    interval: tuple[float, float]
    notes: tuple[Note, ...]


@checked
def cohen(
    first: Sequence[object],
    second: Sequence[object],
    *,
    weights: Weights = "none",
    categories: Sequence[object] | None = None,
    level: float = 0.95,
) -> Kappa:
    """Cohen's kappa of two raters, plain or weighted.

    kappa = (p_o - p_e) / (1 - p_e) (Cohen 1960; 1968 with weights), with the large-sample error of Fleiss, Cohen and
    Everitt (1969, equation 13). Weights are 1 - |i - j| / (c - 1) or its square's complement; they need ordered
    `categories` (without them, those seen, sorted). A case that a rater left out (None or NaN) is set aside. Where
    both give one category throughout, kappa is not known.
    """
    same_length(first, second, "the two raters' lists")
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if not (_absent(a) or _absent(b))]
    if not pairs:
        raise CannotMeasure("empty", "No case was rated by both.")
    order = _order(pairs, categories)
    table = np.zeros((len(order), len(order)))
    for one, other in pairs:
        table[order[one], order[other]] += 1
    share = table / table.sum()
    weight = _weights(len(order), weights)
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    observed, expected = float((weight * share).sum()), float(rows @ weight @ columns)
    kappa = _beyond(observed, expected)
    error = _error(share, weight, observed, expected, len(pairs))
    aside = len(first) - len(pairs)
    return Kappa(
        len(pairs), 2, observed, expected, kappa, error, _interval(kappa, error, level), _notes(len(pairs), aside)
    )


@checked
def fleiss(counts: ArrayLike, *, level: float = 0.95) -> Kappa:
    """Fleiss' kappa of several raters (1971), from cases x categories with the number of raters who chose each.

    kappa = (p_o - p_e) / (1 - p_e), p_o the mean share of agreeing pairs of raters, p_e the sum of squared shares of
    categories. Every case needs the same number of raters, two at least; a count that is missing is refused. Where all
    chose one category kappa is not known (not-a-number). The error is that of Fleiss, Nee and Landis (1979), which
    holds where there is no agreement.
    """
    table = numbers(counts, "the counts")
    if table.ndim != 2 or not table.size or np.isnan(table).any() or (table < 0).any():
        raise CannotMeasure("counts", "Counts of raters are needed: cases x categories, none missing or negative.")
    raters = table.sum(axis=1)
    if raters.min() != raters.max() or raters[0] < 2:
        raise CannotMeasure("raters", "Each case needs the same number of raters, two at least.")
    m, cases = float(raters[0]), len(table)
    share = table.sum(axis=0) / table.sum()
    observed = float(np.mean(((table**2).sum(axis=1) - m) / (m * (m - 1))))
    expected = float((share**2).sum())
    kappa = _beyond(observed, expected)
    both = float((share * (1 - share)).sum())
    inside = 2 * (both**2 - float((share * (1 - share) * (1 - 2 * share)).sum()))
    error = quotient(root(max(inside, 0.0)), both * root(cases * m * (m - 1)))
    return Kappa(cases, int(m), observed, expected, kappa, error, _interval(kappa, error, level), _notes(cases, 0))


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))


def _order(pairs: list[tuple[object, object]], categories: Sequence[object] | None) -> dict[object, int]:
    seen = {each for pair in pairs for each in pair}
    try:
        named = sorted(seen) if categories is None else list(categories)  # type: ignore[type-var]
    except TypeError as problem:
        raise CannotMeasure("categories", "The categories cannot be sorted: name them in their order.") from problem
    if len(set(map(str, named))) != len(named):
        raise CannotMeasure("categories", "A category is named twice.")
    unknown = {each for each in seen if each not in named}
    if unknown:
        raise CannotMeasure("categories", f"These are no categories: {sorted(map(str, unknown))}.")
    return {each: place for place, each in enumerate(named)}


def _weights(count: int, kind: Weights) -> Floats:
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) / max(count - 1, 1)
    if kind == "none":
        return np.eye(count)
    return 1 - (apart if kind == "linear" else apart**2)


def _beyond(observed: float, expected: float) -> float:
    return quotient(observed - expected, 1 - expected) if expected < 1 - 1e-12 else float("nan")


def _error(share: Floats, weight: Floats, observed: float, expected: float, cases: int) -> float:
    if expected > 1 - 1e-12:
        return float("nan")
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    by_row, by_column = weight @ columns, rows @ weight
    inner = weight * (1 - expected) - np.add.outer(by_row, by_column) * (1 - observed)
    middle = (observed * expected - 2 * expected + observed) ** 2
    return root(max(float((share * inner**2).sum()) - middle, 0.0) / (cases * (1 - expected) ** 4))


def _interval(kappa: float, error: float, level: float) -> tuple[float, float]:
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    return max(kappa - half, -1.0), min(kappa + half, 1.0)


def _notes(cases: int, aside: int) -> tuple[Note, ...]:
    found = about_size(cases, what="cases", least=LEAST_CASES, stable=STABLE_CASES)
    if aside:
        found += (Note("set_aside", f"{aside} cases lack a rating and were set aside.", Weight.TELLS),)
    return found
