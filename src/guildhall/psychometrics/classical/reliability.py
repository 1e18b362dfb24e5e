"""How far a score would come out again: coefficients of reliability, with what each assumes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, item_names, matrix, places, quotient, root
from guildhall.psychometrics.classical.answers import Missing, settle
from guildhall.psychometrics.classical.items import feldt
from guildhall.psychometrics.classical.precision import spearman_brown
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

EXACT_SPLITS = 14
"""Up to this number of items every split into halves is tried for lambda 4; above, the best found by exchanges."""


@dataclass(frozen=True, eq=False)
class Reliability(Result):
    """The coefficients of one form. `lambdas` are Guttman's 1 to 6, `omega` McDonald's total from one factor."""

    persons: int
    items: int
    alpha: float
    alpha_interval: tuple[float, float]
    standardized_alpha: float
    lambdas: tuple[float, float, float, float, float, float]
    omega: float
    loadings: tuple[float, ...]
    odd_even: float
    notes: tuple[Note, ...]


@checked
def reliability(
    answers: ArrayLike, *, missing: Missing = "complete", standardize: bool = False, level: float = 0.95
) -> Reliability:
    """The coefficients of reliability of a form, from the covariances C of its items (n - 1).

    - Guttman (1945): lambda 1 = 1 - tr C / s^2; lambda 2 adds sqrt(k / (k - 1) sum of squares off the diagonal) / s^2;
      lambda 3 is alpha; lambda 4 is the greatest split-half (exact up to 14 items, then the best that exchanging pairs
      finds, a lower bound); lambda 5 from the item that varies most with the others; lambda 6 from what the other
      items do not explain of each.
    - omega = (sum loadings)^2 / ((sum loadings)^2 + sum uniquenesses) (McDonald 1999, 6.20), one factor by minimal
      residuals.
    - odd_even: correlation of odd with even items, stepped up by Spearman and Brown.

    With `standardize` all is computed from correlations. Items without spread are left out there and stay elsewhere.
    """
    settled, notes = settle(matrix(answers), missing)
    persons, items = settled.shape
    if items < 2:
        raise CannotMeasure("items", "Reliability needs at least two items.")
    covariance = _covariance(settled)
    correlation, flat = _correlation(covariance)
    used = correlation if standardize else covariance
    total = float(used.sum())
    alpha = _alpha(used)
    loadings, proper = one_factor(used)
    remarks = [*about_size(persons), *notes, *_remarks(flat, proper, total)]
    return Reliability(
        persons=persons,
        items=items,
        alpha=alpha,
        alpha_interval=feldt(alpha, persons, items, level),
        standardized_alpha=_alpha(correlation),
        lambdas=_guttman(used),
        omega=_omega(used, loadings),
        loadings=tuple(loadings.tolist()),
        odd_even=split_half(settled),
        notes=tuple(remarks),
    )


@checked
def split_half(answers: ArrayLike, first: Sequence[int] | None = None) -> float:
    """The correlation of two halves, stepped up to full length (Spearman 1910; Brown 1910).

    `first` are the places of one half; without it odd against even. Not-a-number where a half has no spread.
    """
    table = matrix(answers)
    table, _ = settle(table, "complete")
    chosen = np.zeros(table.shape[1], dtype=bool)
    chosen[places(first, table.shape[1]) if first is not None else slice(0, None, 2)] = True
    one, other = table[:, chosen].sum(axis=1), table[:, ~chosen].sum(axis=1)
    one, other = one - one.mean(), other - other.mean()
    spread = root(float((one @ one) * (other @ other)))
    return spearman_brown(quotient(float(one @ other), spread), 2) if spread > 1e-12 else float("nan")


@checked
def stratified_alpha(answers: ArrayLike, strata: Sequence[str], *, missing: Missing = "complete") -> float:
    """The reliability of a score over parts that measure different things (Rajaratnam, Cronbach and Gleser 1965).

    1 - sum over strata of s_j^2 (1 - alpha_j) / s_X^2. `strata` names the part of each item. A part of one item has no
    alpha: it is taken as without reliability, which makes the result a lower bound.
    """
    settled, _ = settle(matrix(answers), missing)
    item_names(None, settled.shape[1])
    if len(strata) != settled.shape[1]:
        raise CannotMeasure("length", f"There are {settled.shape[1]} items and {len(strata)} strata.")
    covariance = _covariance(settled)
    error = 0.0
    for stratum in dict.fromkeys(strata):
        places = [place for place, each in enumerate(strata) if each == stratum]
        part = covariance[np.ix_(places, places)]
        alpha = _alpha(part) if len(places) > 1 and part.sum() > 1e-12 else 0.0
        error += float(part.sum()) * (1 - alpha)
    return 1 - quotient(error, float(covariance.sum()))


def one_factor(covariance: Floats, rounds: int = 2000, tolerance: float = 1e-10) -> tuple[Floats, bool]:
    """The loadings of one factor by minimal residuals, as iterated principal axes (Harman and Jones 1966).

    Also whether the solution is proper: no item is explained more than whole (Heywood case; such an item is held at
    its variance).
    """
    diagonal = np.diag(covariance).copy()
    kept = diagonal > 1e-14
    loadings = np.zeros(len(diagonal))
    if kept.sum() < 2:
        return loadings, False
    reduced = covariance[np.ix_(kept, kept)].copy()
    whole = diagonal[kept]
    explained = np.max(np.abs(reduced - np.diag(whole)), axis=1)
    for _ in range(rounds):
        np.fill_diagonal(reduced, explained)
        values, vectors = np.linalg.eigh(reduced)
        found = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
        after = np.minimum(found**2, whole)
        if np.max(np.abs(after - explained)) < tolerance * max(whole.max(), 1e-300):
            break
        explained = after
    loadings[kept] = found if found.sum() >= 0 else -found
    return loadings, bool((found**2 <= whole).all())


def _covariance(answers: Floats) -> Floats:
    centred = answers - answers.mean(axis=0)
    found: Floats = centred.T @ centred / max(len(answers) - 1, 1)
    return found


def _correlation(covariance: Floats) -> tuple[Floats, int]:
    spread = np.sqrt(np.diag(covariance))
    kept = spread > 1e-7
    part = covariance[np.ix_(kept, kept)] / np.outer(spread[kept], spread[kept])
    return part, int((~kept).sum())


def _alpha(covariance: Floats) -> float:
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or total < 1e-12:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _omega(covariance: Floats, loadings: Floats) -> float:
    common = float(loadings.sum()) ** 2
    unique = float(np.maximum(np.diag(covariance) - loadings**2, 0).sum())
    return quotient(common, common + unique)


def _guttman(covariance: Floats) -> tuple[float, float, float, float, float, float]:
    k, total = len(covariance), float(covariance.sum())
    unknown = float("nan")
    if k < 2 or total < 1e-12:
        return (unknown,) * 6
    diagonal = np.diag(covariance)
    off = covariance - np.diag(diagonal)
    first = 1 - float(diagonal.sum()) / total
    squares = np.sum(off**2, axis=0)
    second = first + root(float(squares.sum()) * k / (k - 1)) / total
    fifth = first + 2 * root(float(squares.max())) / total
    return first, second, k / (k - 1) * first, _best_split(covariance), fifth, _sixth(covariance)


def _sixth(covariance: Floats) -> float:
    """1 - sum e_j^2 / s_X^2 with e_j^2 the part of item j that the others do not explain; none where C is singular."""
    if np.linalg.matrix_rank(covariance) < len(covariance):
        return float("nan")
    return 1 - float((1 / np.diag(np.linalg.inv(covariance))).sum()) / float(covariance.sum())


def _best_split(covariance: Floats) -> float:
    """Lambda 4: 4 times the greatest covariance of two halves, as a share of the variance of the whole."""
    k = len(covariance)
    signs = _all_splits(covariance) if k <= EXACT_SPLITS else _exchanged(covariance)
    between = (float(covariance.sum()) - float(signs @ covariance @ signs)) / 4
    return 4 * between / float(covariance.sum())


def _all_splits(covariance: Floats) -> Floats:
    k = len(covariance)
    best, least = np.ones(k), np.inf
    for half in combinations(range(k), k // 2):
        signs = np.ones(k)
        signs[list(half)] = -1
        found = float(signs @ covariance @ signs)
        if found < least:
            best, least = signs, found
    return best


def _exchanged(covariance: Floats) -> Floats:
    """Halves from which no exchange of two items makes a better split; begun with odd against even."""
    signs = np.where(np.arange(len(covariance)) % 2 == 0, 1.0, -1.0)
    off = covariance - np.diag(np.diag(covariance))
    for _ in range(10 * len(covariance)):
        pull = off @ signs * signs
        ups, downs = np.flatnonzero(signs > 0), np.flatnonzero(signs < 0)
        gain = pull[ups][:, None] + pull[downs][None, :] + 2 * off[np.ix_(ups, downs)]
        place = np.unravel_index(int(np.argmax(gain)), gain.shape)
        if gain[place] <= 1e-12:
            break
        signs[ups[place[0]]], signs[downs[place[1]]] = -1.0, 1.0
    return signs


def _remarks(flat: int, proper: bool, total: float) -> list[Note]:
    found = []
    if total < 1e-12:
        found.append(Note("no_reliability", "The scores do not differ: reliability cannot be estimated."))
    if flat:
        found.append(Note("no_variance", f"{flat} items have no spread and are left out of correlations."))
    if not proper:
        found.append(Note("heywood", "One factor explains an item more than whole: take omega with caution."))
    return found
