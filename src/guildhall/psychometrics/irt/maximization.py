"""The maximization step: the parameters under which the expected counts are most probable.

Fisher's scoring on all items of a kind at once, which for logistic curves is Newton's method.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats
from guildhall.psychometrics.irt.coding import Coded
from guildhall.psychometrics.irt.expectation import Expected
from guildhall.psychometrics.irt.items import Batch
from guildhall.psychometrics.irt.quadrature import Latent
from guildhall.psychometrics.notes import CannotMeasure

STEPS = 4
LONGEST = 1.0
"""The longest step of a parameter in one go, in logits."""


@dataclass(frozen=True)
class Priors:
    """Normal priors (mean, standard deviation) on ln a, on d and on logit g; None leaves them out.

    The prior on logit g is used for 3PL items alone, and is needed there: without it g is not determined. Its default
    has its middle at one in four.
    """

    log_a: tuple[float, float] | None = None
    d: tuple[float, float] | None = None
    logit_g: tuple[float, float] | None = (-1.1, 0.5)

    def __post_init__(self) -> None:
        """Refuse what is no distribution."""
        for prior in (self.log_a, self.d, self.logit_g):
            if prior is not None and not (np.isfinite(prior).all() and prior[1] > 0):
                raise CannotMeasure("priors", "A prior is a mean and a standard deviation above 0.")


def counts_of(batch: Batch, coded: Coded, expected: Expected) -> Floats:
    """How often each category was chosen at each ability: items x abilities x categories."""
    categories = int(coded.categories[batch.places[0]])
    found = np.empty((len(batch.places), expected.right.shape[1], categories))
    begin = coded.first[batch.places]
    for step in range(1, categories):
        found[:, :, step] = expected.right[begin + step - 1]
    found[:, :, 0] = np.maximum(expected.answered[batch.places] - found[:, :, 1:].sum(axis=2), 0.0)
    return found


def maximize(batch: Batch, counts: Floats, free: Flags, priors: Priors, theta: Floats) -> Batch:
    """The batch with better parameters; those that are not `free` stay as they are."""
    if not free.any():
        return batch
    for _ in range(STEPS):
        gradient, information = scoring(batch, counts, theta)
        add_priors(batch, priors, gradient, information)
        step = _step(gradient, information, free)
        batch = _moved(batch, step)
        if np.abs(step).max() < 1e-6:
            break
    return batch


def scoring(batch: Batch, counts: Floats, theta: Floats) -> tuple[Floats, Floats]:
    """Gradient and expected information of each item's parameters."""
    slopes = batch.slopes(theta)
    chance = np.exp(batch.log_chances(theta))
    gradient = np.einsum("jqk,jqkp->jp", counts, slopes)
    weight = counts.sum(axis=2)[:, :, None] * chance
    items, points, categories, parameters = slopes.shape
    flat = slopes.reshape(items, points * categories, parameters)
    weighted = flat * weight.reshape(items, points * categories, 1)
    return gradient, np.matmul(weighted.transpose(0, 2, 1), flat)


def gradient_of(batch: Batch, counts: Floats, priors: Priors, theta: Floats) -> Floats:
    """The gradient alone, with priors."""
    gradient: Floats = np.einsum("jqk,jqkp->jp", counts, batch.slopes(theta))
    add_priors(batch, priors, gradient, np.zeros((*gradient.shape, gradient.shape[1])))
    return gradient


def add_priors(batch: Batch, priors: Priors, gradient: Floats, information: Floats) -> None:
    """Add what the priors say to gradient and information."""
    for column, mean, sd in _normal_columns(batch, priors):
        gradient[:, column] -= (batch.parameters[:, column] - mean) / sd**2
        information[:, column, column] += 1 / sd**2
    if priors.log_a is not None:
        mean, sd = priors.log_a
        a = np.maximum(batch.parameters[:, 0], 1e-3)
        away = (np.log(a) - mean) / sd**2
        gradient[:, 0] -= (away + 1) / a
        information[:, 0, 0] += np.maximum((1 / sd**2 - away - 1) / a**2, 1e-6)


def log_prior(batch: Batch, priors: Priors, free: Flags) -> float:
    """The log density of the free parameters under their priors."""
    total = 0.0
    for column, mean, sd in _normal_columns(batch, priors):
        z = (batch.parameters[free[:, column], column] - mean) / sd
        total += float((-0.5 * z**2 - np.log(sd) - 0.5 * np.log(2 * np.pi)).sum())
    if priors.log_a is not None:
        mean, sd = priors.log_a
        log = np.log(np.maximum(batch.parameters[free[:, 0], 0], 1e-3))
        total += float((-0.5 * ((log - mean) / sd) ** 2 - log - np.log(sd) - 0.5 * np.log(2 * np.pi)).sum())
    return total


def move_group(group: Latent, counts: Floats, theta: Floats) -> Latent:
    """The group's distribution from the expected number of persons at each ability."""
    if not (group.free_mean or group.free_variance) or not counts.sum() > 0:
        return group
    mean = float(counts @ theta / counts.sum()) if group.free_mean else group.mean
    if not group.free_variance:
        return replace(group, mean=mean)
    variance = float(counts @ (theta - mean) ** 2 / counts.sum())
    return replace(group, mean=mean, variance=max(variance, 1e-4))


def _normal_columns(batch: Batch, priors: Priors) -> list[tuple[int, float, float]]:
    columns = batch.parameters.shape[1]
    found = []
    if priors.d is not None:
        found += [(column, *priors.d) for column in range(1, columns - int(batch.guessing))]
    if batch.guessing and priors.logit_g is not None:
        found.append((columns - 1, *priors.logit_g))
    return found


def _step(gradient: Floats, information: Floats, free: Flags) -> Floats:
    """Newton's step of the free parameters, no longer than a logit."""
    both = free[:, :, None] & free[:, None, :]
    size = gradient.shape[1]
    ridge = 1e-9 * np.maximum(np.trace(information, axis1=1, axis2=2), 1e-6)
    held = np.where(both, information, 0.0) + np.eye(size) * np.where(free, ridge[:, None], 1.0)[:, :, None]
    step = np.linalg.solve(held, np.where(free, gradient, 0.0)[:, :, None])[:, :, 0]
    short: Floats = step / np.maximum(np.abs(step).max(axis=1, keepdims=True) / LONGEST, 1.0)
    return short


def _moved(batch: Batch, step: Floats) -> Batch:
    """The step taken; halved for graded items as often as their steps would change order."""
    if batch.kind != "graded":
        return replace(batch, parameters=batch.parameters + step)
    share = np.ones((len(step), 1))
    for _ in range(30):
        tried = batch.parameters + share * step
        crossed: Flags = np.any(np.diff(tried[:, 1:], axis=1) >= -1e-6, axis=1, keepdims=True)
        if not crossed.any():
            return replace(batch, parameters=tried)
        share = np.where(crossed, share / 2, share)
    return replace(batch, parameters=np.where(crossed, batch.parameters, tried))


def sequence_of(batches: Sequence[Batch], frees: Sequence[Flags]) -> Floats:
    """All free parameters in one row."""
    return np.concatenate([batch.parameters[free] for batch, free in zip(batches, frees, strict=True)])
