"""Answer copying: do two candidates agree more than their abilities explain?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, vector
from guildhall.psychometrics.forensics.signals import NO_VERDICT, options_of, several
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

NEAR = 50.0
"""How many times the limit the normal p may be for the exact one to be calculated."""


@dataclass(frozen=True, eq=False)
class CopyingSignal(Result):
    """One suspected pair: answers in common, how many were to be expected, omega and its p; and the exact p (GBT)."""

    copier: int
    source: int
    matches: int
    expected: float
    omega: float
    p: float
    exact_p: float


@checked
def omega(
    choices: ArrayLike,
    chances: Sequence[Floats],
    pairs: Sequence[tuple[int, int]] | None = None,
    *,
    rate: float = 0.001,
    family: bool = True,
) -> tuple[tuple[CopyingSignal, ...], float, tuple[Note, ...]]:
    """Wollack's omega (1997), with the generalized binomial test of van der Linden and Sotaridona (2006).

    `choices` is persons x items with the number of the option chosen (NaN omitted), `chances` for each item the
    probability of each option for each person (persons x options, from a nominal model, or from the shares of options
    among persons of like score: see `option_chances`). For copier c and source s, given what s chose, the number of
    equal answers has mean sum P_c(u_s) and variance sum P (1 - P); omega is its standardized value, normal for honest
    pairs, and the exact p is from the distribution of the sum. `pairs` are (copier, source), as from a seating plan;
    without, all are compared. Raised where the exact p is below `rate` for each pair, or with `family` for all
    comparisons together; it is calculated for pairs whose omega comes near that. Returns the signals, the expected
    number of false ones, and notes. Items that one omitted do not count.
    """
    table = options_of(choices)
    if len(chances) != table.shape[1]:
        raise CannotMeasure("length", f"There are {table.shape[1]} items and chances for {len(chances)}.")
    for item, each in enumerate(chances):
        if len(each) != len(table) or np.fmax.reduce(table[:, item], initial=0.0) >= each.shape[1]:
            sentence = f"Item {item + 1} needs a chance for each person and for each option that was chosen."
            raise CannotMeasure("chances", sentence)
    persons = len(table)
    asked = _asked(pairs, persons)
    limit = several(len(asked), rate, family=family)
    counts = _counts(table, chances)
    near = [pair for pair in asked if stats.norm.sf(counts.omega[pair]) < NEAR * limit]
    found = [_signal(table, chances, counts, *pair) for pair in near]
    raised = sorted((each for each in found if each.exact_p < limit), key=lambda each: each.exact_p)
    return tuple(raised), limit * len(asked), (NO_VERDICT,)


def _asked(pairs: Sequence[tuple[int, int]] | None, persons: int) -> list[tuple[int, int]]:
    if pairs is None:
        return [(c, s) for c in range(persons) for s in range(persons) if c != s]
    if any(c == s or not (0 <= c < persons and 0 <= s < persons) for c, s in pairs):
        raise CannotMeasure("pairs", "A pair is two different persons of the table.")
    return [(int(c), int(s)) for c, s in pairs]


@checked
def option_chances(
    choices: ArrayLike, scores: ArrayLike, *, groups: int = 5, options: int | None = None
) -> list[Floats]:
    """The chance of each option for each person, from the shares among persons of like score, half an answer added.

    Needs no model; with fewer than some 100 persons the groups are small and signals come up too seldom or too often.
    """
    table, score = options_of(choices), vector(scores)
    if len(score) != len(table):
        raise CannotMeasure("length", "There is one score a person.")
    seen = int(np.nanmax(table)) + 1
    count = seen if options is None else options
    if groups < 1 or count < seen:
        raise CannotMeasure("options", f"There is at least one group, and there are at least {seen} options.")
    place = np.argsort(np.argsort(score, kind="stable"), kind="stable")
    member = np.minimum(place * groups // max(len(score), 1), groups - 1)
    found = []
    for item in range(table.shape[1]):
        shares = np.full((groups, count), 0.5)
        known = ~np.isnan(table[:, item])
        np.add.at(shares, (member[known], table[known, item].astype(np.int64)), 1.0)
        found.append((shares / shares.sum(axis=1, keepdims=True))[member])
    return found


@dataclass(frozen=True, eq=False)
class _Counts:
    """For copier (rows) and source (columns): equal answers, their expected number, and omega (0: not known)."""

    matches: Floats
    expected: Floats
    omega: Floats


def _counts(table: Floats, chances: Sequence[Floats]) -> _Counts:
    persons = len(table)
    matches, expected, variance = (np.zeros((persons, persons)) for _ in range(3))
    for item, each in enumerate(chances):
        column = table[:, item]
        known = ~np.isnan(column)
        both = np.outer(known, known)
        p = np.where(both, each[:, np.nan_to_num(column).astype(np.int64)], 0.0)
        matches += both & (column[:, None] == column[None, :])
        expected += p
        variance += p * (1 - p)
    value = np.zeros_like(matches)
    np.divide(matches - expected, np.sqrt(variance), out=value, where=variance > 1e-12)
    return _Counts(matches, expected, value)


def _signal(table: Floats, chances: Sequence[Floats], counts: _Counts, copier: int, source: int) -> CopyingSignal:
    usable = np.flatnonzero(~(np.isnan(table[copier]) | np.isnan(table[source])))
    p = np.array([chances[item][copier, int(table[source, item])] for item in usable.tolist()])
    matches = int(counts.matches[copier, source])
    value = float(counts.omega[copier, source])
    expected = float(counts.expected[copier, source])
    return CopyingSignal(copier, source, matches, expected, value, float(stats.norm.sf(value)), at_least(p, matches))


def at_least(chances: Floats, count: int) -> float:
    """The probability of at least so many matches: the generalized (Poisson) binomial distribution."""
    found = np.zeros(len(chances) + 1)
    found[0] = 1.0
    for place, chance in enumerate(chances.tolist()):
        found[1 : place + 2] = found[1 : place + 2] * (1 - chance) + found[: place + 1] * chance
        found[0] *= 1 - chance
    return float(min(found[count:].sum(), 1.0))
