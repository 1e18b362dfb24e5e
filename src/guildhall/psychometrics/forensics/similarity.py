"""Groups of candidates whose wrong answers are alike: a source shared beforehand leaves such traces."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from guildhall.psychometrics.arrays import Flags, Floats, Whole, vector
from guildhall.psychometrics.forensics.copying import at_least
from guildhall.psychometrics.forensics.signals import NO_VERDICT, options_of, several
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class SimilarPair(Result):
    """Two persons: items both have wrong, with the same wrong option, how many were to be expected, and p."""

    first: int
    second: int
    both_wrong: int
    same_wrong: int
    expected: float
    p: float


@dataclass(frozen=True, eq=False)
class Cluster(Result):
    """Persons who are linked to each other by such pairs, directly or through others."""

    persons: tuple[int, ...]


@checked
def similarity(
    choices: ArrayLike, key: ArrayLike, *, rate: float = 0.01, family: bool = True
) -> tuple[tuple[SimilarPair, ...], tuple[Cluster, ...], float, tuple[Note, ...]]:
    """Identical wrong answers of every pair (after Angoff 1974, index B, and Holland 1996, index K).

    `choices` is persons x items with the number of the option (NaN omitted), `key` the right option of each item. On an
    item that both have wrong, the chance of the same wrong option is q_1^2 + q_2^2 + ..., q the shares of the wrong
    options among those wrong; p is the exact chance of so many matches, calculated for pairs above two standard
    deviations. Where an item's wrong answers fall on one option a match says nothing, and the chance takes that in.
    Returns pairs below the rate, clusters of linked persons, the expected number of false pairs, and notes.
    """
    table, right = options_of(choices), vector(key, "the key")
    if right.shape != (table.shape[1],):
        raise CannotMeasure("key", f"The key has {right.size} options for {table.shape[1]} items.")
    wrong = ~np.isnan(table) & (table != right)
    alike, chance = _matches(table, wrong)
    both = wrong.astype(np.float64) @ wrong.T
    expected = (wrong * chance) @ wrong.T
    one, other = np.triu_indices(len(table), 1)
    p = _chances_of(wrong, chance, alike, expected, (wrong * chance * (1 - chance)) @ wrong.T, (one, other))
    limit = several(len(one), rate, family=family)
    chosen = [int(each) for each in np.argsort(p, kind="stable") if p[each] < limit]
    pairs = tuple(
        SimilarPair(
            int(one[each]),
            int(other[each]),
            int(both[one[each], other[each]]),
            int(alike[one[each], other[each]]),
            float(expected[one[each], other[each]]),
            float(p[each]),
        )
        for each in chosen
    )
    return pairs, _clusters(pairs, len(table)), limit * len(one), (NO_VERDICT,)


def _chances_of(
    wrong: Flags, chance: Floats, alike: Floats, expected: Floats, variance: Floats, pairs: tuple[Whole, Whole]
) -> Floats:
    """The exact chance of so many matches for pairs that stand out, and 1 for the others."""
    found = np.ones(len(pairs[0]))
    away = alike - expected - 2 * np.sqrt(variance)
    for place in np.flatnonzero((away[pairs] > 0) & (alike[pairs] > 0)).tolist():
        first, second = int(pairs[0][place]), int(pairs[1][place])
        found[place] = at_least(chance[wrong[first] & wrong[second]], int(alike[first, second]))
    return found


def _matches(table: Floats, wrong: Flags) -> tuple[Floats, Floats]:
    """For each pair the equal wrong answers, and for each item the chance that two wrong answers are equal."""
    alike = np.zeros((len(table), len(table)))
    chance = np.zeros(table.shape[1])
    options = int(np.nanmax(table)) + 1
    count = np.maximum(wrong.sum(axis=0), 1)
    for option in range(options):
        mine = (wrong & (table == option)).astype(np.float64)
        alike += mine @ mine.T
        chance += (mine.sum(axis=0) / count) ** 2
    return alike, chance


def _clusters(pairs: tuple[SimilarPair, ...], persons: int) -> tuple[Cluster, ...]:
    if not pairs:
        return ()
    rows, columns = [pair.first for pair in pairs], [pair.second for pair in pairs]
    graph = sparse.coo_array((np.ones(len(pairs)), (rows, columns)), shape=(persons, persons))
    _, label = connected_components(graph, directed=False)
    groups = [np.flatnonzero(label == each) for each in np.unique(label[rows])]
    return tuple(Cluster(tuple(group.tolist())) for group in groups)
