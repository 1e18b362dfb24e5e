"""What a person is worth on the ability scale, and how far that may be from the truth."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Flags, Floats, matrix
from guildhall.psychometrics.irt import curves
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.recursion import score_distribution
from guildhall.psychometrics.results import Result

Method = Literal["eap", "map", "ml", "wle"]

SEARCH = np.linspace(-20.0, 20.0, 201)
"""Where the neighbourhood of a maximum is looked for first."""

WIDER = 10
"""How many steps of that grid a neighbourhood may be too narrow on either side."""

CHUNK = 4096

NEAR = 1e-5
"""How far an ability is moved to see the curvature there."""


@dataclass(frozen=True, eq=False)
class Scores(Result):
    """Abilities and their standard errors, one a person.

    Infinite for maximum likelihood where all is right or all is wrong, with an error that is not known; not-a-number
    for who answered nothing, but for EAP and MAP, which then give the mean of the distribution.
    """

    method: Method
    theta: Floats
    se: Floats

    @property
    def empirical_reliability(self) -> float:
        """var(theta) / (var(theta) + mean(se^2)) over those with both (du Toit 2003, 6.7; for EAP and MAP)."""
        usable = np.isfinite(self.theta) & np.isfinite(self.se)
        if usable.sum() < 2:
            return float("nan")
        spread = float(np.var(self.theta[usable], ddof=1))
        return spread / (spread + float(np.mean(self.se[usable] ** 2)))


@checked
def score(answers: ArrayLike, items: ItemSet, method: Method = "eap", *, latent: Latent | None = None) -> Scores:
    """Abilities from answers, item parameters being known.

    - eap: mean and standard deviation of the posterior distribution on 61 points (Bock and Mislevy 1982);
    - map: its mode, error 1 / sqrt(information + 1 / variance) (Samejima 1969);
    - ml: the maximum of the likelihood, error 1 / sqrt(information) (observed for `map` and `ml`);
    - wle: Warm's (1989) weighted likelihood, l' + J / (2 I) = 0 with the expected information I; its error is from the
      curvature of the weighted likelihood, which for extreme scores is a little less than Warm's 1 / sqrt(I).

    `latent` is the distribution of ability (standard normal unless given). Missing answers (NaN) are left out. Answers
    beyond an item's categories are refused.
    """
    table = matrix(answers)
    check_answers(table, items)
    prior = latent or Latent()
    parts = [_score(table[begin : begin + CHUNK], items, method, prior) for begin in range(0, len(table), CHUNK)]
    return Scores(method, np.concatenate([each for each, _ in parts]), np.concatenate([each for _, each in parts]))


@checked
def sum_scores(items: ItemSet, latent: Latent | None = None) -> tuple[Floats, Floats, Floats]:
    """For each raw score: the EAP ability, its error, and how probable the score is (Thissen and others 1995)."""
    theta = grid()
    weight = np.exp((latent or Latent()).log_weights(theta))
    joint = score_distribution(items.chances(theta)) * weight[:, None]
    probable = joint.sum(axis=0)
    mean = theta @ joint / probable
    spread = np.sqrt(np.maximum(theta**2 @ joint / probable - mean**2, 0.0))
    return mean, spread, probable


def log_likelihoods(table: Floats, items: ItemSet, theta: Floats) -> Floats:
    """The log-likelihood of each person at each ability, persons x abilities."""
    found = np.zeros((len(table), len(theta)))
    for batch in items.batches:
        values = batch.log_chances(theta)
        for place, logs in zip(batch.places.tolist(), values, strict=True):
            column = table[:, place]
            usable = ~np.isnan(column)
            found[usable] += logs[:, column[usable].astype(np.int64)].T
    return found


def check_answers(table: Floats, items: ItemSet) -> None:
    """Refuse answers to more or fewer items, and answers beyond the categories of an item."""
    if table.shape[1] != len(items.items):
        raise CannotMeasure("length", f"There are {table.shape[1]} answers a person and {len(items.items)} items.")
    for place, item in enumerate(items.items):
        column = table[:, place]
        known = column[~np.isnan(column)]
        if known.size and (known.min() < 0 or known.max() >= item.categories or (known != np.floor(known)).any()):
            raise CannotMeasure(
                "categories", f"{item.name} has answers that are none of its {item.categories} categories."
            )


def _score(table: Floats, items: ItemSet, method: Method, latent: Latent) -> tuple[Floats, Floats]:
    if method == "eap":
        return _eap(table, items, latent)
    return _mode(table, items, method, latent)


def _eap(table: Floats, items: ItemSet, latent: Latent) -> tuple[Floats, Floats]:
    theta = grid()
    log = log_likelihoods(table, items, theta) + latent.log_weights(theta)
    weight = np.exp(log - log.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    mean = weight @ theta
    return mean, np.sqrt(np.maximum(weight @ theta**2 - mean**2, 0.0))


@dataclass(frozen=True, eq=False)
class Slopes:
    """At each person's ability: slope and curvature of the log-likelihood, the information, and Warm's J."""

    first: Floats
    second: Floats
    information: Floats
    bias: Floats


def slopes_at(table: Floats, items: ItemSet, theta: Floats) -> Slopes:
    """The derivatives of every person's log-likelihood at their own ability."""
    first, second, information, bias = (np.zeros(len(table)) for _ in range(4))
    for batch in items.batches:
        own = np.broadcast_to(theta, (len(batch.places), len(theta)))
        chance, rise, bend = curves.by_ability(batch.kind, batch.parameters, own, guessing=batch.guessing)
        chance = np.maximum(chance, 1e-300)
        column = table[:, batch.places].T
        usable = ~np.isnan(column)
        place = np.nan_to_num(column).astype(np.int64)[:, :, None]
        p, r, b = (np.take_along_axis(each, place, axis=2)[:, :, 0] for each in (chance, rise, bend))
        first += np.where(usable, r / p, 0.0).sum(axis=0)
        second += np.where(usable, b / p - (r / p) ** 2, 0.0).sum(axis=0)
        information += np.where(usable, (rise**2 / chance).sum(axis=2), 0.0).sum(axis=0)
        bias += np.where(usable, (rise * bend / chance).sum(axis=2), 0.0).sum(axis=0)
    return Slopes(first, second, information, bias)


def _mode(table: Floats, items: ItemSet, method: Method, latent: Latent) -> tuple[Floats, Floats]:
    """The maximum: looked for on a coarse grid, then found by halving where the slope changes sign."""
    objective = log_likelihoods(table, items, SEARCH)
    if method == "map":
        objective = objective - (SEARCH - latent.mean) ** 2 / (2 * latent.variance)
    if method == "wle":
        objective = objective + _weighting(table, items)
    best = objective.argmax(axis=1)
    low, high = SEARCH[np.maximum(best - 1, 0)], SEARCH[np.minimum(best + 1, len(SEARCH) - 1)]

    def slope(at: Floats) -> Floats:
        return _slope(table, items, method, latent, at)

    theta = _zero(slope, *_spanned(slope, low, high))
    return _finished(table, items, method, latent, theta, (best == 0) | (best == len(SEARCH) - 1))


def _weighting(table: Floats, items: ItemSet) -> Floats:
    """What Warm adds to the log-likelihood: J / (2 I), which is the slope of what is added, summed over the grid.

    Without guessing that is half the logarithm of the information; with guessing it has no such form.
    """
    bias = np.zeros((len(items.items), len(SEARCH)))
    for batch in items.batches:
        chance, rise, bend = curves.by_ability(batch.kind, batch.parameters, SEARCH, guessing=batch.guessing)
        bias[batch.places] = (rise * bend / np.maximum(chance, 1e-300)).sum(axis=2)
    answered = (~np.isnan(table)).astype(np.float64)
    slope = answered @ bias / (2 * np.maximum(answered @ items.information(SEARCH), 1e-300))
    steps = (slope[:, 1:] + slope[:, :-1]) / 2 * np.diff(SEARCH)
    return np.concatenate([np.zeros((len(table), 1)), np.cumsum(steps, axis=1)], axis=1)


def _spanned(slope: Callable[[Floats], Floats], low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The two abilities moved apart until the slope rises at the lower and falls at the upper one."""
    step = SEARCH[1] - SEARCH[0]
    for _ in range(WIDER):
        below, above = (slope(low) < 0) & (low > SEARCH[0]), (slope(high) > 0) & (high < SEARCH[-1])
        if not (below.any() or above.any()):
            break
        low, high = np.where(below, low - step, low), np.where(above, high + step, high)
    return low, high


def _slope(table: Floats, items: ItemSet, method: Method, latent: Latent, theta: Floats) -> Floats:
    found = slopes_at(table, items, theta)
    if method == "map":
        held: Floats = found.first - (theta - latent.mean) / latent.variance
        return held
    if method == "wle":
        weighted: Floats = found.first + found.bias / (2 * np.maximum(found.information, 1e-300))
        return weighted
    return found.first


def _zero(slope: Callable[[Floats], Floats], low: Floats, high: Floats, rounds: int = 60) -> Floats:
    """Where a falling slope passes zero between two abilities: by false position and halving in turn."""
    low, high = low.copy(), high.copy()
    at_low, at_high = slope(low), slope(high)
    for turn in range(rounds):
        gap = at_low - at_high
        share = np.where((turn % 3 != 2) & (gap > 0), at_low / np.where(gap > 0, gap, 1.0), 0.5)
        middle = low + (high - low) * np.clip(share, 0.001, 0.999)
        value = slope(middle)
        up = value > 0
        low, at_low = np.where(up, middle, low), np.where(up, value, at_low)
        high, at_high = np.where(up, high, middle), np.where(up, at_high, value)
        if float(np.max(high - low)) < 1e-10:
            break
    best: Floats = np.where(np.abs(at_low) < np.abs(at_high), low, high)
    return best


def _finished(
    table: Floats, items: ItemSet, method: Method, latent: Latent, theta: Floats, edge: Flags
) -> tuple[Floats, Floats]:
    """The maximum and its error; infinite at the edge, and nothing for who answered nothing."""
    up, down = (_slope(table, items, method, latent, theta + move) for move in (NEAR, -NEAR))
    curvature = (down - up) / (2 * NEAR)
    known = curvature > 1e-12
    se = np.where(known, 1 / np.sqrt(np.where(known, curvature, 1.0)), np.nan)
    if method == "map":
        return theta, se
    if method == "ml":
        theta = np.where(edge, np.where(theta > 0, np.inf, -np.inf), theta)
    silent = np.isnan(table).all(axis=1)
    return np.where(silent, np.nan, theta), np.where(silent | edge, np.nan, se)
