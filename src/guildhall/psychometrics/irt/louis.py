"""Standard errors: the observed information by Louis (1982).

What complete data would tell (ability known) less what is not known of ability: I = E[complete] - Var[score | answers].
With complete answers and curves whose scores are straight lines in ability, the second part needs three products of the
size of the test, else one at every point of ability.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats, Whole
from guildhall.psychometrics.irt import expectation, maximization
from guildhall.psychometrics.irt.coding import Coded, Small
from guildhall.psychometrics.irt.items import Batch
from guildhall.psychometrics.irt.maximization import Priors
from guildhall.psychometrics.irt.quadrature import Latent

STEP = 1e-4
"""How far parameters are moved to see how the gradient changes."""


@dataclass(frozen=True, eq=False)
class _Layout:
    """Where the parameters stand: `places` of each batch (-1: fixed), of the groups, and how many there are."""

    places: list[Whole]
    groups: list[tuple[int, int]]
    size: int


def information(
    coded: Coded,
    batches: Sequence[Batch],
    frees: Sequence[Flags],
    groups: Sequence[Latent],
    priors: Priors,
    theta: Floats,
) -> Floats:
    """The observed information of all free parameters: batch by batch, item by item, then means and variances."""
    layout = _layout(frees, groups)
    tables = expectation.tables(batches, coded, theta)
    expected = expectation.expect(coded, tables, groups, theta)
    complete = _complete(coded, batches, layout, groups, priors, theta, expected)
    straight = (
        coded.answered is None and len(groups) == 1 and not any(b.guessing or b.kind == "graded" for b in batches)
    )
    gather = _straight if straight else _pointwise
    found: Floats = complete - gather(coded, batches, layout, groups, theta, tables, expected)
    return (found + found.T) / 2


def _layout(frees: Sequence[Flags], groups: Sequence[Latent]) -> _Layout:
    places, count = [], 0
    for free in frees:
        found = np.full(free.shape, -1, dtype=np.int64)
        found[free] = np.arange(count, count + int(free.sum()))
        count += int(free.sum())
        places.append(found)
    of_groups = []
    for group in groups:
        mean = count if group.free_mean else -1
        count += int(group.free_mean)
        variance = count if group.free_variance else -1
        count += int(group.free_variance)
        of_groups.append((mean, variance))
    return _Layout(places, of_groups, count)


def _complete(
    coded: Coded,
    batches: Sequence[Batch],
    layout: _Layout,
    groups: Sequence[Latent],
    priors: Priors,
    theta: Floats,
    expected: expectation.Expected,
) -> Floats:
    """Minus the second derivatives of the expected log-likelihood of complete data, by differences of gradients."""
    found = np.zeros((layout.size, layout.size))
    for batch, places in zip(batches, layout.places, strict=True):
        counts = maximization.counts_of(batch, coded, expected)
        for column in range(places.shape[1]):
            up, down = (_gradient(batch, counts, priors, theta, column, sign * STEP) for sign in (1, -1))
            second = (down - up) / (2 * STEP)
            for other in range(places.shape[1]):
                both = (places[:, column] >= 0) & (places[:, other] >= 0)
                found[places[both, column], places[both, other]] = second[both, other]
    for group, counts, at in zip(groups, expected.abilities, layout.groups, strict=True):
        _add_group(found, group, counts, at, theta)
    return found


def _gradient(batch: Batch, counts: Floats, priors: Priors, theta: Floats, column: int, move: float) -> Floats:
    values = batch.parameters.copy()
    values[:, column] += move
    return maximization.gradient_of(replace(batch, parameters=values), counts, priors, theta)


def _add_group(found: Floats, group: Latent, counts: Floats, at: tuple[int, int], theta: Floats) -> None:
    for place, name in zip(at, ("mean", "variance"), strict=True):
        if place < 0:
            continue
        up, down = (counts @ _shifted(group, name, sign * STEP).slopes(theta) for sign in (1, -1))
        for other, change in zip(at, ((down - up) / (2 * STEP)).tolist(), strict=True):
            if other >= 0:
                found[place, other] = change


def _shifted(group: Latent, name: str, move: float) -> Latent:
    if name == "mean":
        return replace(group, mean=group.mean + move)
    return replace(group, variance=group.variance + move)


def _pointwise(
    coded: Coded,
    batches: Sequence[Batch],
    layout: _Layout,
    groups: Sequence[Latent],
    theta: Floats,
    tables: expectation.Tables,
    expected: expectation.Expected,
) -> Floats:
    """The variance of the score given the answers, summed point by point of ability."""
    del expected
    width = coded.columns + (0 if coded.answered is None else len(coded.first)) + len(groups)
    products = np.zeros((len(theta), width, width))
    second = np.zeros((layout.size, layout.size))
    for rows, posterior, _ in expectation.posteriors(coded, tables, groups, theta):
        wide = _wide(coded, rows, len(groups))
        weighted = posterior if coded.weight is None else posterior * coded.weight[rows, None].astype(posterior.dtype)
        for point in range(len(theta)):
            root = wide * np.sqrt(weighted[:, point, None])
            products[point] += root.T @ root
        mean = _mean_scores(coded, batches, layout, groups, theta, rows, posterior)
        second += (mean.T if coded.weight is None else mean.T * coded.weight[rows]) @ mean
    total = np.zeros((layout.size, layout.size))
    slopes = [batch.slopes(theta) for batch in batches]
    latent = [group.slopes(theta) for group in groups]
    for point in range(len(theta)):
        table = _score_table(coded, batches, layout, slopes, latent, point, width)
        total += table.T @ products[point] @ table
    found: Floats = total - second
    return found


def _wide(coded: Coded, rows: slice, groups: int) -> Small:
    """The columns of answers, of answered items where some are not, and of groups."""
    steps = coded.chunk(rows)
    member = (coded.group[rows, None] == np.arange(groups)).astype(steps.dtype)
    parts = [steps, member] if coded.answered is None else [steps, coded.answered[rows], member]
    return np.concatenate(parts, axis=1)


def _score_table(
    coded: Coded,
    batches: Sequence[Batch],
    layout: _Layout,
    slopes: Sequence[Floats],
    latent: Sequence[Floats],
    point: int,
    width: int,
) -> Floats:
    """What each column adds to the score of each parameter at one ability."""
    found = np.zeros((width, layout.size))
    base = width - len(latent)
    for batch, places, slope in zip(batches, layout.places, slopes, strict=True):
        for column in range(places.shape[1]):
            free = places[:, column] >= 0
            items, at = batch.places[free], places[free, column]
            lowest = slope[free, point, 0, column]
            for step in range(1, slope.shape[2]):
                found[coded.first[items] + step - 1, at] = slope[free, point, step, column] - lowest
            if coded.answered is None:
                found[base:, at] = lowest
            else:
                found[coded.columns + items, at] = lowest
    for group, at in enumerate(layout.groups):
        for place, value in zip(at, latent[group][point], strict=True):
            if place >= 0:
                found[base + group, place] = value
    return found


def _mean_scores(
    coded: Coded,
    batches: Sequence[Batch],
    layout: _Layout,
    groups: Sequence[Latent],
    theta: Floats,
    rows: slice,
    posterior: Small,
) -> Floats:
    """The expected score of each person: persons x parameters."""
    found = np.zeros((len(posterior), layout.size))
    for batch, places in zip(batches, layout.places, strict=True):
        slope = batch.slopes(theta).astype(posterior.dtype)
        begin = coded.first[batch.places]
        for column in range(places.shape[1]):
            free = places[:, column] >= 0
            if not free.any():
                continue
            lowest = slope[free, :, 0, column]
            value = posterior @ lowest.T
            if coded.answered is not None:
                value *= coded.answered[rows][:, batch.places[free]]
            for step in range(1, slope.shape[2]):
                more = posterior @ (slope[free, :, step, column] - lowest).T
                value += more * coded.chunk(rows)[:, begin[free] + step - 1]
            found[:, places[free, column]] = value
    for group, at in enumerate(layout.groups):
        mean = posterior @ groups[group].slopes(theta).astype(posterior.dtype)
        for which, place in enumerate(at):
            if place >= 0:
                found[:, place] = mean[:, which] * (coded.group[rows] == group)
    return found


def _straight(
    coded: Coded,
    batches: Sequence[Batch],
    layout: _Layout,
    groups: Sequence[Latent],
    theta: Floats,
    tables: expectation.Tables,
    expected: expectation.Expected,
) -> Floats:
    """The same where scores are (T0 + theta T1)' z + c(theta): from products of answers and moments of ability."""
    moments = [np.zeros((coded.columns, coded.columns)) for _ in range(3)]
    second = np.zeros((layout.size, layout.size))
    powers = theta[:, None] ** np.arange(3)
    for rows, posterior, _ in expectation.posteriors(coded, tables, groups, theta):
        steps = coded.chunk(rows)
        mean = posterior @ powers.astype(posterior.dtype)
        for power in range(3):
            weight = mean[:, power] if coded.weight is None else mean[:, power] * coded.weight[rows]
            moments[power] += (steps * weight[:, None].astype(steps.dtype)).T @ steps
        scores = _mean_scores(coded, batches, layout, groups, theta, rows, posterior)
        second += (scores.T if coded.weight is None else scores.T * coded.weight[rows]) @ scores
    zero, one, constant = _lines(coded, batches, layout, groups, theta)
    middle = zero.T @ moments[1] @ one
    total = zero.T @ moments[0] @ zero + middle + middle.T + one.T @ moments[2] @ one
    cross = (zero.T @ expected.right + one.T @ (expected.right * theta)) @ constant
    counts = expected.abilities[0]
    found: Floats = total + cross + cross.T + (constant.T * counts) @ constant - second
    return found


def _lines(
    coded: Coded, batches: Sequence[Batch], layout: _Layout, groups: Sequence[Latent], theta: Floats
) -> tuple[Floats, Floats, Floats]:
    """T0, T1 (columns x parameters) and c (points x parameters)."""
    zero = np.zeros((coded.columns, layout.size))
    one = np.zeros_like(zero)
    constant = np.zeros((len(theta), layout.size))
    for batch, places in zip(batches, layout.places, strict=True):
        ends, slope = batch.slopes(np.array([0.0, 1.0])), batch.slopes(theta)
        for column in range(places.shape[1]):
            free = places[:, column] >= 0
            at = places[free, column]
            for step in range(1, ends.shape[2]):
                line = ends[free, :, step, column] - ends[free, :, 0, column]
                rows = coded.first[batch.places[free]] + step - 1
                zero[rows, at], one[rows, at] = line[:, 0], line[:, 1] - line[:, 0]
            constant[:, at] = slope[free, :, 0, column].T
    latent = groups[0].slopes(theta)
    for which, place in enumerate(layout.groups[0]):
        if place >= 0:
            constant[:, place] = latent[:, which]
    return zero, one, constant
