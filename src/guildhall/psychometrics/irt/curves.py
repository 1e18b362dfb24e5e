"""The mathematics of item curves, for many items of one kind at once.

Shapes: parameters are items x (a, d_1, ..., d_K-1 and, with guessing, logit g); abilities are one row; results are
items x abilities x categories.
"""

import numpy as np
from scipy.special import expit

from guildhall.psychometrics.arrays import Floats

TINY = 1e-300


def log_chances(kind: str, parameters: Floats, theta: Floats, *, guessing: bool = False) -> Floats:
    """log P of each category."""
    if kind == "credit":
        return _log_credit(parameters, theta)
    if kind == "graded":
        found: Floats = np.log(np.maximum(_graded(parameters, theta), TINY))
        return found
    return _log_logistic(parameters, theta, guessing)


def slopes(kind: str, parameters: Floats, theta: Floats, *, guessing: bool = False) -> Floats:
    """The derivative of log P by each parameter: one more dimension, parameters in their order."""
    if kind == "credit":
        return _credit_slopes(parameters, theta)
    if kind == "graded":
        return _graded_slopes(parameters, theta)
    return _logistic_slopes(parameters, theta, guessing)


def by_ability(
    kind: str, parameters: Floats, theta: Floats, *, guessing: bool = False
) -> tuple[Floats, Floats, Floats]:
    """P and its first and second derivative by ability. `theta` is one row, or items x abilities."""
    if kind == "credit":
        return _credit_by_ability(parameters, theta)
    line = _line(parameters[:, 0], parameters[:, 1:2] if guessing else parameters[:, 1:], theta)
    a = parameters[:, 0][:, None, None]
    curve, rest = _sigmoid(line), _sigmoid(-line)
    first, second = a * curve * rest, a**2 * curve * rest * (rest - curve)
    if kind == "graded":
        return _exactly(line), _steps(first), _steps(second)
    g = _sigmoid(parameters[:, 2])[:, None, None] if guessing else 0.0
    first, second = (1 - g) * first, (1 - g) * second
    return (
        np.concatenate([(1 - g) * rest, g + (1 - g) * curve], axis=2),
        np.concatenate([-first, first], axis=2),
        np.concatenate([-second, second], axis=2),
    )


def _line(a: Floats, d: Floats, theta: Floats) -> Floats:
    """a theta + d for each step."""
    abilities = theta[None, :, None] if theta.ndim == 1 else theta[:, :, None]
    found: Floats = a[:, None, None] * abilities + d[:, None, :]
    return found


def _sigmoid(line: Floats) -> Floats:
    found: Floats = expit(line)
    return found


def _log_logistic(parameters: Floats, theta: Floats, guessing: bool) -> Floats:
    line = parameters[:, 0, None] * theta + parameters[:, 1, None]
    wrong = -np.logaddexp(0.0, line)
    right = -np.logaddexp(0.0, -line)
    if guessing:
        logit = parameters[:, 2, None]
        below, above = -np.logaddexp(0.0, -logit), -np.logaddexp(0.0, logit)
        right = np.logaddexp(below, above + right)
        wrong = above + wrong
    return np.stack([wrong, right], axis=2)


def _logistic_slopes(parameters: Floats, theta: Floats, guessing: bool) -> Floats:
    line = parameters[:, 0, None] * theta + parameters[:, 1, None]
    curve = _sigmoid(line)
    wrong, right = -curve, _sigmoid(-line)
    if not guessing:
        by_line = np.stack([wrong, right], axis=2)
        return np.stack([by_line * theta[None, :, None], by_line], axis=3)
    g = _sigmoid(parameters[:, 2, None])
    chance = g + (1 - g) * curve
    right = (1 - g) * curve * _sigmoid(-line) / chance
    by_line = np.stack([wrong, right], axis=2)
    by_guess = np.stack([np.broadcast_to(-g, chance.shape), g * (1 - g) * _sigmoid(-line) / chance], axis=2)
    return np.stack([by_line * theta[None, :, None], by_line, by_guess], axis=3)


def _graded(parameters: Floats, theta: Floats) -> Floats:
    return _exactly(_line(parameters[:, 0], parameters[:, 1:], theta))


def _exactly(line: Floats) -> Floats:
    """The chance of exactly each category, taken from the nearer tail so that no digits are lost."""
    above, below = _padded(_sigmoid(line), 1.0, 0.0), _padded(_sigmoid(-line), 0.0, 1.0)
    near = above[:, :, 1:] < 0.5
    found: Floats = np.where(near, above[:, :, :-1] - above[:, :, 1:], below[:, :, 1:] - below[:, :, :-1])
    return found


def _padded(values: Floats, first: float, last: float) -> Floats:
    edge = np.ones((*values.shape[:2], 1))
    return np.concatenate([first * edge, values, last * edge], axis=2)


def _steps(cumulative: Floats) -> Floats:
    """Derivatives: from at-least-k to exactly-k."""
    whole = _padded(cumulative, 0.0, 0.0)
    found: Floats = whole[:, :, :-1] - whole[:, :, 1:]
    return found


def _graded_slopes(parameters: Floats, theta: Floats) -> Floats:
    line = _line(parameters[:, 0], parameters[:, 1:], theta)
    weight = _sigmoid(line) * _sigmoid(-line)
    chance = np.maximum(_exactly(line), TINY)
    steps = weight.shape[2]
    found = np.zeros((*chance.shape, steps + 1))
    found[:, :, :, 0] = _steps(weight) * theta[None, :, None]
    for step in range(steps):
        found[:, :, step + 1, step + 1] = weight[:, :, step]
        found[:, :, step, step + 1] = -weight[:, :, step]
    found /= chance[:, :, :, None]
    return found


def _log_credit(parameters: Floats, theta: Floats) -> Floats:
    logits = _credit_logits(parameters, theta)
    top = logits.max(axis=2, keepdims=True)
    found: Floats = logits - top - np.log(np.exp(logits - top).sum(axis=2, keepdims=True))
    return found


def _credit_logits(parameters: Floats, theta: Floats) -> Floats:
    abilities = theta[None, :, None] if theta.ndim == 1 else theta[:, :, None]
    d = np.concatenate([np.zeros((len(parameters), 1)), parameters[:, 1:]], axis=1)
    found: Floats = parameters[:, 0][:, None, None] * abilities * np.arange(d.shape[1]) + d[:, None, :]
    return found


def _credit_slopes(parameters: Floats, theta: Floats) -> Floats:
    chance = np.exp(_log_credit(parameters, theta))
    categories = chance.shape[2]
    score = np.arange(categories)
    mean = chance @ score
    found = np.zeros((*chance.shape, categories))
    found[:, :, :, 0] = (score - mean[:, :, None]) * theta[None, :, None]
    for step in range(1, categories):
        found[:, :, :, step] = -chance[:, :, step, None]
        found[:, :, step, step] += 1.0
    return found


def _credit_by_ability(parameters: Floats, theta: Floats) -> tuple[Floats, Floats, Floats]:
    chance = np.exp(_log_credit(parameters, theta))
    score = np.arange(chance.shape[2])
    mean = (chance @ score)[:, :, None]
    spread = (chance @ score**2)[:, :, None] - mean**2
    a = parameters[:, 0][:, None, None]
    return chance, a * chance * (score - mean), a**2 * chance * ((score - mean) ** 2 - spread)
