"""The work of calibration: start, iterate, and report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats
from guildhall.psychometrics.irt import expectation, maximization
from guildhall.psychometrics.irt.acceleration import Reached, accelerate
from guildhall.psychometrics.irt.coding import Coded
from guildhall.psychometrics.irt.items import Batch, IrtItem, Kind
from guildhall.psychometrics.irt.louis import information
from guildhall.psychometrics.irt.maximization import Priors
from guildhall.psychometrics.irt.quadrature import Latent

NOISE = 2e-5
"""Steps of this size drown in the rounding of single precision."""

STEP_OF_LOGITS = 10.0
"""A curve that rises by so many logits from one point of ability to the next is a step: nobody stands on it."""

GREATEST = 1e3
"""No parameter is looked for beyond this size."""

GRIDS = 10
"""How often the points of ability are laid anew at most where their reach hangs on what is found."""


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything that does not change while a calibration runs."""

    coded: Coded
    names: tuple[str, ...]
    start: tuple[Batch, ...]
    frees: tuple[Flags, ...]
    groups: tuple[Latent, ...]
    priors: Priors
    theta: Floats

    @classmethod
    def of(
        cls,
        coded: Coded,
        names: Sequence[str],
        kinds: Sequence[Kind],
        *,
        guessing: bool,
        one_slope: bool,
        anchors: Mapping[str, IrtItem],
        priors: Priors,
        theta: Floats,
        groups: int,
    ) -> "Problem":
        """The problem with its starting values: slopes of 1, and intercepts from how often each category is chosen."""
        shares = _shares(coded)
        keys = [
            (
                kinds[place],
                int(coded.categories[place]),
                (guessing and name not in anchors) or _guessed(anchors.get(name)),
            )
            for place, name in enumerate(names)
        ]
        start, frees = [], []
        for key in dict.fromkeys(keys):
            places = np.array([place for place, each in enumerate(keys) if each == key])
            kind, _, guesses = key
            rows = [_start(kind, shares[place], guesses, priors, anchors.get(names[place])) for place in places]
            free = np.ones((len(places), len(rows[0])), dtype=bool)
            free[:, 0] = not one_slope
            free[[names[place] in anchors for place in places]] = False
            start.append(Batch(kind, places, np.array(rows), guesses))
            frees.append(free)
        return cls(
            coded, tuple(names), tuple(start), tuple(frees), _latents(groups, one_slope, bool(anchors)), priors, theta
        )


@dataclass(frozen=True, eq=False)
class Fitted:
    """Where the iteration came to rest."""

    batches: tuple[Batch, ...]
    groups: tuple[Latent, ...]
    log_likelihood: float
    log_posterior: float
    steps: int
    converged: bool
    free: int


def fit(problem: Problem, *, tolerance: float, most: int) -> Fitted:
    """Iterate until nothing moves: in single precision as long as that can tell steps from noise, then in double."""
    single = problem.coded.kind == np.float32
    point, steps = _packed(problem, problem.start, problem.groups), 0
    if single and tolerance < NOISE:
        reached = _iterate(problem, point, NOISE, most, double=False)
        point, steps = reached.point, reached.steps
    reached = _iterate(problem, point, tolerance, most - steps, double=True)
    batches, groups = _unpacked(problem, reached.point)
    found = expectation.tables(batches, problem.coded, problem.theta)
    likelihood = expectation.log_likelihood(problem.coded, found, groups, problem.theta)
    posterior = likelihood + _prior(problem, batches)
    steps += reached.steps
    return Fitted(batches, groups, likelihood, posterior, steps, reached.converged, len(reached.point))


def _iterate(problem: Problem, start: Floats, tolerance: float, most: int, *, double: bool) -> Reached:
    def step(point: Floats) -> tuple[Floats, float]:
        batches, groups = _unpacked(problem, point)
        if not _possible(batches, groups):
            return point, -np.inf
        found = expectation.tables(batches, problem.coded, problem.theta)
        expected = expectation.expect(problem.coded, found, groups, problem.theta, double=double)
        value = expected.log_likelihood + _prior(problem, batches)
        return _packed(problem, *_improved(problem, batches, groups, expected)), value

    slack = problem.coded.persons * problem.coded.columns * (1e-10 if double else 1e-7)
    return accelerate(step, start, tolerance=tolerance, most=max(most, 2), slack=slack)


def fit_on_own_grid(problem: Problem, *, tolerance: float, most: int) -> tuple[Problem, Fitted]:
    """The fit with points of ability that reach as far in spreads of the first group as they were to in logits.

    A common slope is the spread of the Rasch model: its scale, on which that spread is 1, has the points asked for.
    """
    points, found = problem.theta, fit(problem, tolerance=tolerance, most=most)
    for _ in range(GRIDS):
        spread = float(np.sqrt(found.groups[0].variance))
        if np.abs(points * spread - problem.theta).max() < tolerance:
            break
        problem = replace(problem, theta=points * spread, start=found.batches, groups=found.groups)
        before, found = found.steps, fit(problem, tolerance=tolerance, most=most)
        found = replace(found, steps=before + found.steps)
    return problem, found


def too_steep(problem: Problem, fit: Fitted) -> list[str]:
    """Items whose curve is a step between two points of ability: the likelihood rises with any steeper slope."""
    apart = float(problem.theta[1] - problem.theta[0])
    return [
        problem.names[place]
        for batch in fit.batches
        for place in batch.places[np.abs(batch.parameters[:, 0]) * apart > STEP_OF_LOGITS].tolist()
    ]


def errors(problem: Problem, fit: Fitted) -> Floats | None:
    """The covariance of the free parameters; None where the information is not positive."""
    observed = information(problem.coded, fit.batches, problem.frees, fit.groups, problem.priors, problem.theta)
    try:
        np.linalg.cholesky(observed)
    except np.linalg.LinAlgError:
        return None
    return np.asarray(np.linalg.inv(observed), dtype=np.float64)


def _shares(coded: Coded) -> list[Floats]:
    """The share of each category of each item, nowhere quite zero."""
    weight = np.ones(coded.persons) if coded.weight is None else coded.weight
    counts = np.zeros(coded.columns)
    for begin in range(0, coded.persons, expectation.CHUNK):
        rows = slice(begin, begin + expectation.CHUNK)
        counts += weight[rows].astype(coded.kind) @ coded.chunk(rows)
    answered = np.full(len(coded.first), weight.sum()) if coded.answered is None else weight @ coded.answered
    found = []
    for item, (begin, categories) in enumerate(zip(coded.first.tolist(), coded.categories.tolist(), strict=True)):
        above = counts[begin : begin + categories - 1].astype(np.float64)
        each = np.concatenate([[answered[item] - above.sum()], above]) + 0.5
        found.append(each / each.sum())
    return found


def _guessed(anchor: IrtItem | None) -> bool:
    return anchor is not None and anchor.g > 0


def _start(kind: Kind, share: Floats, guesses: bool, priors: Priors, anchor: IrtItem | None) -> list[float]:
    if anchor is not None:
        return [anchor.a, *anchor.d, *([float(np.log(anchor.g / (1 - anchor.g)))] if guesses else [])]
    widened = 1.16  # sqrt(1 + 0.35): what a slope of 1 and a spread of 1 take from a logit of the margin
    if kind == "credit":
        return [1.0, *(widened * np.log(share[1:] / share[0])).tolist()]
    above = 1 - np.cumsum(share)[:-1]
    intercepts = (widened * np.log(above / (1 - above))).tolist()
    middle = priors.logit_g[0] if priors.logit_g is not None else -1.1
    return [1.0, *intercepts, *([middle] if guesses else [])]


def _latents(groups: int, one_slope: bool, anchored: bool) -> tuple[Latent, ...]:
    """Which means and variances are free: those that the items do not settle by their own scale."""
    first = Latent(free_mean=anchored, free_variance=anchored or one_slope)
    return (first, *(Latent(free_mean=True, free_variance=True) for _ in range(groups - 1)))


def _packed(problem: Problem, batches: Sequence[Batch], groups: Sequence[Latent]) -> Floats:
    moved = [
        value
        for group in groups
        for value, free in ((group.mean, group.free_mean), (np.log(group.variance), group.free_variance))
        if free
    ]
    return np.concatenate([maximization.sequence_of(batches, problem.frees), np.array(moved)])


def _unpacked(problem: Problem, point: Floats) -> tuple[tuple[Batch, ...], tuple[Latent, ...]]:
    batches, groups, place = [], [], 0
    for batch, free in zip(problem.start, problem.frees, strict=True):
        values, count = batch.parameters.copy(), int(free.sum())
        values[free] = point[place : place + count]
        place += count
        batches.append(replace(batch, parameters=values))
    for group in problem.groups:
        found = group
        if group.free_mean:
            found, place = replace(found, mean=float(point[place])), place + 1
        if group.free_variance:
            found, place = replace(found, variance=float(np.exp(np.clip(point[place], -12, 6)))), place + 1
        groups.append(found)
    return tuple(batches), tuple(groups)


def _possible(batches: Sequence[Batch], groups: Sequence[Latent]) -> bool:
    for batch in batches:
        if not np.isfinite(batch.parameters).all() or np.abs(batch.parameters).max(initial=0.0) > GREATEST:
            return False
        if batch.kind == "graded" and (np.diff(batch.parameters[:, 1:], axis=1) >= 0).any():
            return False
    return all(abs(group.mean) < 100 for group in groups)


def _improved(
    problem: Problem, batches: Sequence[Batch], groups: Sequence[Latent], expected: expectation.Expected
) -> tuple[list[Batch], list[Latent]]:
    moved = []
    for batch, free in zip(batches, problem.frees, strict=True):
        counts = maximization.counts_of(batch, problem.coded, expected)
        moved.append(maximization.maximize(batch, counts, free, problem.priors, problem.theta))
    at = zip(groups, expected.abilities, strict=True)
    return moved, [maximization.move_group(group, counts, problem.theta) for group, counts in at]


def _prior(problem: Problem, batches: Sequence[Batch]) -> float:
    pairs = zip(batches, problem.frees, strict=True)
    return sum(maximization.log_prior(batch, problem.priors, free) for batch, free in pairs)
