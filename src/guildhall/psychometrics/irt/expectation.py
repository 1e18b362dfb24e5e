"""The expectation step: how probable each ability is for each person, and how often each answer was given at it.

Two matrix products a chunk of persons (Bock and Aitkin 1981, in the form of Cai's and others' dense algebra): the
log-likelihood of each person at each ability, and the counts of each answer at each ability. Chunks fit the cache, and
memory does not grow with persons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.irt.coding import Coded, Small
from guildhall.psychometrics.irt.items import Batch
from guildhall.psychometrics.irt.quadrature import Latent

CHUNK = 2048

LEAST = -80.0
"""Below this log-probability an ability is as good as impossible; smaller numbers only slow the processor down."""


@dataclass(frozen=True, eq=False)
class Expected:
    """What a step of expectation gives: the log-likelihood, counts at each ability, and their sums.

    `right` is columns x abilities, `answered` items x abilities, `abilities` groups x abilities.
    """

    log_likelihood: float
    right: Floats
    answered: Floats
    abilities: Floats


@dataclass(frozen=True, eq=False)
class Tables:
    """log P as the products need them: by column less the lowest category, and the lowest category by item."""

    steps: Floats
    lowest: Floats


def tables(batches: Sequence[Batch], coded: Coded, theta: Floats) -> Tables:
    """The tables of a set of items."""
    steps = np.zeros((coded.columns, len(theta)))
    lowest = np.zeros((len(coded.first), len(theta)))
    for batch in batches:
        values = batch.log_chances(theta)
        lowest[batch.places] = values[:, :, 0]
        begin = coded.first[batch.places]
        for step in range(1, values.shape[2]):
            steps[begin + step - 1] = values[:, :, step] - values[:, :, 0]
    return Tables(steps, lowest)


def expect(coded: Coded, found: Tables, groups: Sequence[Latent], theta: Floats, *, double: bool = False) -> Expected:
    """One step of expectation, in the precision of the answers as they are coded or in double."""
    right = np.zeros((coded.columns, len(theta)))
    answered = np.zeros((len(coded.first), len(theta)))
    abilities = np.zeros((len(groups), len(theta)))
    total = 0.0
    for rows, posterior, log in posteriors(coded, found, groups, theta, double=double):
        if coded.weight is not None:
            weight = coded.weight[rows]
            posterior = posterior * weight[:, None].astype(posterior.dtype)  # noqa: PLW2901
            total += float(log @ weight)
        else:
            total += float(log.sum(dtype=np.float64))
        right += coded.chunk(rows, posterior.dtype).T @ posterior
        if coded.answered is not None:
            answered += coded.answered[rows].astype(posterior.dtype, copy=False).T @ posterior
        _add_groups(abilities, coded.group[rows], posterior)
    if coded.answered is None:
        answered[:] = abilities.sum(axis=0)
    return Expected(total, right, answered, abilities)


def posteriors(
    coded: Coded, found: Tables, groups: Sequence[Latent], theta: Floats, *, double: bool = False
) -> Iterator[tuple[slice, Small, Floats]]:
    """For chunks of persons: which, the probability of each ability, and the log-likelihood of each."""
    kind = np.dtype(np.float64) if double else coded.kind
    steps = np.ascontiguousarray(found.steps, dtype=kind)
    lowest = np.ascontiguousarray(found.lowest, dtype=kind)
    prior = np.stack([group.log_weights(theta) for group in groups])
    if coded.answered is None:
        prior = prior + found.lowest.sum(axis=0)
    prior = prior.astype(kind)
    for begin in range(0, coded.persons, CHUNK):
        rows = slice(begin, min(begin + CHUNK, coded.persons))
        log: Small = coded.chunk(rows, kind) @ steps
        log += prior[0] if len(groups) == 1 else prior[coded.group[rows]]
        if coded.answered is not None:
            log += coded.answered[rows].astype(kind, copy=False) @ lowest
        top = log.max(axis=1, keepdims=True)
        log -= top
        np.maximum(log, LEAST, out=log)
        np.exp(log, out=log)
        total = log.sum(axis=1, keepdims=True)
        log /= total
        yield rows, log, (top + np.log(total))[:, 0]


def log_likelihood(coded: Coded, found: Tables, groups: Sequence[Latent], theta: Floats) -> float:
    """The log-likelihood of all answers, in double precision."""
    total = 0.0
    for rows, _, log in posteriors(coded, found, groups, theta, double=True):
        total += float(log.sum() if coded.weight is None else log @ coded.weight[rows])
    return total


def _add_groups(abilities: Floats, member: Whole, posterior: Small) -> None:
    if len(abilities) == 1:
        abilities[0] += posterior.sum(axis=0, dtype=np.float64)
        return
    for group in range(len(abilities)):
        abilities[group] += posterior[member == group].sum(axis=0, dtype=np.float64)
