"""Logistic regression by Newton's method, as maximum likelihood defines it."""

from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import Floats

ROUNDS = 100


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients, their covariance, the deviance and whether the likelihood has a maximum at all.

    Without a maximum the deviance may still have `settled`: it comes as near to its bound as one likes.
    """

    coefficients: Floats
    covariance: Floats
    deviance: float
    converged: bool
    settled: bool


def fit_logit(design: Floats, outcome: Floats, weight: Floats | None = None, tolerance: float = 1e-12) -> Fit:
    """The maximum-likelihood coefficients of a logistic regression of `outcome` (0/1) on the columns of `design`.

    Newton with halved steps. Where groups separate completely there is no maximum: the fit then has not converged. A
    column that depends on others gets the least coefficients that fit.
    """
    counted = np.ones(len(outcome)) if weight is None else weight
    found, deviance = np.zeros(design.shape[1]), _deviance(design, outcome, counted, np.zeros(design.shape[1]))
    for _ in range(ROUNDS):
        chance, information = _at(design, counted, found)
        slope = design.T @ (counted * (outcome - chance))
        step = np.asarray(np.linalg.lstsq(information, slope, rcond=None)[0], dtype=np.float64)
        found, after = _halved(design, outcome, counted, found, step, deviance)
        settled = abs(deviance - after) <= tolerance * (abs(after) + 0.1)
        done = settled and bool(np.abs(step).max() < 1e-7)
        deviance = after
        if done:
            break
    _chance, information = _at(design, counted, found)
    proper = done and bool(np.abs(design @ found).max() < 30)
    covariance: Floats = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
    return Fit(found, covariance, deviance, proper, settled)


def _at(design: Floats, counted: Floats, coefficients: Floats) -> tuple[Floats, Floats]:
    chance = 1 / (1 + np.exp(-np.clip(design @ coefficients, -500, 500)))
    information: Floats = (design * (counted * chance * (1 - chance))[:, None]).T @ design
    return chance, information


def _deviance(design: Floats, outcome: Floats, counted: Floats, coefficients: Floats) -> float:
    line = design @ coefficients
    return float(2 * (counted * (np.logaddexp(0.0, line) - outcome * line)).sum())


def _halved(
    design: Floats, outcome: Floats, counted: Floats, found: Floats, step: Floats, before: float
) -> tuple[Floats, float]:
    """The step, halved until the deviance does not rise."""
    share = 1.0
    for _ in range(30):
        tried = found + share * step
        after = _deviance(design, outcome, counted, tried)
        if after <= before + 1e-12 * (abs(before) + 1):
            return tried, after
        share /= 2
    return found, before
