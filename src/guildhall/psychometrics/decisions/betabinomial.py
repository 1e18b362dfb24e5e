"""Accuracy and consistency from one administration, by a beta distribution of true scores.

Livingston and Lewis for any score, Hanson and Brennan for a number of right answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, known
from guildhall.psychometrics.decisions.consistency import DecisionQuality, beyond_chance
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked

NODES = 400
"""Points of Gauss and Legendre on each side of the true cut."""

Fail = Callable[[Floats], Floats]
"""The probability of failing for each true share."""


@dataclass(frozen=True)
class Beta:
    """A beta distribution of true shares between `low` and `high`."""

    first: float
    second: float
    low: float
    high: float

    def weights(self, begin: float, end: float) -> tuple[Floats, Floats]:
        """Points between two shares and their probabilities: equal steps of probability, by Gauss and Legendre."""
        begin, end = (min(max((each - self.low) / (self.high - self.low), 0.0), 1.0) for each in (begin, end))
        start, stop = (float(stats.beta.cdf(each, self.first, self.second)) for each in (begin, end))
        nodes, weights = _legendre()
        share = stats.beta.ppf(start + (stop - start) * (nodes + 1) / 2, self.first, self.second)
        return self.low + (self.high - self.low) * share, weights * (stop - start) / 2


@cache
def _legendre() -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(NODES)


@checked
def livingston_lewis(
    scores: ArrayLike,
    cut: float,
    reliability: float,
    *,
    least: float = 0.0,
    most: float,
    parameters: int = 4,
) -> DecisionQuality:
    """Accuracy and consistency of a decision on any score (Livingston and Lewis 1995).

    The test is taken for n equal items, n = ((M - min)(max - M) - rho s^2) / (s^2 (1 - rho)) (their equation 2),
    rounded; the true shares follow a beta distribution with the moments of Lord (1965, equation 37) of the scores on
    that length, four parameters (Hanson 1991) or two. Errors are binomial, and one fails below the cut on that length,
    rounded to the nearest whole (to the even one in the middle), for accuracy and for consistency alike; consistency
    is that of two such tests. Where four parameters cannot be had within 0 to 1, two are used, and a note says so.

    `scores` one a person (missing left out), `least` and `most` the ends of the scale. Needs scores that differ and
    0 < reliability < 1.
    """
    found = _scores(scores, least, most)
    _check(reliability)
    mean, variance = float(found.mean()), float(found.var(ddof=1))
    exact = ((mean - least) * (most - mean) - reliability * variance) / (variance * (1 - reliability))
    length = round(exact)
    if length < 2:
        raise CannotMeasure(
            "length", "The scores vary more than the reliability allows: not even two equal items would do so."
        )
    true, notes = _fit(_moments((found - least) / (most - least) * exact, exact, 0.0), parameters)
    share = (cut - least) / (most - least)
    fails_below = round(share * length)
    described = {"effective_length": exact, "length_used": float(length)}
    return _quality(
        "Livingston-Lewis",
        cut,
        share,
        true,
        lambda p: stats.binom.cdf(fails_below - 1, length, p),
        described,
        (*about_size(len(found)), *notes),
    )


@checked
def hanson_brennan(
    scores: ArrayLike, cut: float, reliability: float, items: int, *, parameters: int = 4
) -> DecisionQuality:
    """Accuracy and consistency of a decision on the number of right answers (Hanson and Brennan 1990).

    True shares follow a beta distribution (four or two parameters) and errors Lord's two-term approximation to the
    compound binomial (1965), whose k makes the error variance agree with the reliability. Fails who is below `cut`.
    Needs scores that differ and 0 < reliability < 1; missing scores are left out.
    """
    found = _scores(scores, 0.0, float(items))
    _check(reliability)
    k = _lords_k(float(found.mean()), float(found.var(ddof=1)), reliability, items)
    true, notes = _fit(_moments(found, float(items), k), parameters)
    below = int(np.ceil(cut))
    return _quality(
        "Hanson-Brennan",
        cut,
        cut / items,
        true,
        lambda p: _compound(below - 1, items, k, p),
        {"lords_k": k},
        (*about_size(len(found)), *notes),
    )


def _scores(scores: ArrayLike, least: float, most: float) -> Floats:
    found = known(scores)
    if most <= least:
        raise CannotMeasure("range", "The greatest score must be above the least.")
    if found.min() < least or found.max() > most:
        raise CannotMeasure("range", f"A score lies outside {least:g} to {most:g}.")
    if found.size < 2 or float(found.var()) < 1e-12:
        raise CannotMeasure("no_variance", "The scores do not differ: nothing can be said of decisions.")
    return found


def _check(reliability: float) -> None:
    if not 0 < reliability < 1:
        raise CannotMeasure("reliability", f"A reliability of {reliability:g} cannot be used here: between 0 and 1.")


def _lords_k(mean: float, variance: float, reliability: float, items: int) -> float:
    true = variance * reliability
    above = items * ((items - 1) * true - items * variance + mean * (items - mean))
    return above / (2 * (mean * (items - mean) - true))


def _falling(value: Floats | float, order: int) -> Floats:
    """x (x - 1) ... of `order` factors; zero below the order."""
    base = np.asarray(value, dtype=np.float64)
    found = np.ones_like(base)
    for step in range(order):
        found = found * (base - step)
    return np.where(base < order, 0.0, found) if order > 0 else found


def _moments(scores: Floats, length: float, k: float) -> Floats:
    """The first four raw moments of the true shares (Lord 1965, equation 37)."""
    moments = [float(scores.mean()) / length]
    for order in range(2, 5):
        extra = k * order * (order - 1)
        rest = float(_falling(length - 2, order - 2))
        own = float(_falling(scores, order).mean()) / rest if rest > 0 else float("nan")
        moments.append((own + extra * moments[-1]) / (float(_falling(length, 2)) + extra))
    return np.array(moments)


def _fit(moments: Floats, parameters: int) -> tuple[Beta, tuple[Note, ...]]:
    if parameters not in {2, 4}:
        raise CannotMeasure("parameters", "The beta distribution has two or four parameters.")
    if parameters == 4:
        four = _four(moments)
        if four is not None:
            return four, ()
    mean, variance = float(moments[0]), float(moments[1] - moments[0] ** 2)
    if not 0 < variance < mean * (1 - mean):
        raise CannotMeasure("true_variance", "By this reliability true scores do not differ: no distribution fits.")
    common = mean * (1 - mean) / variance - 1
    notes = (Note("two_parameters", "Four parameters do not fit within 0 to 1: two were used."),)
    return Beta(mean * common, (1 - mean) * common, 0.0, 1.0), notes if parameters == 4 else ()


def _four(moments: Floats) -> Beta | None:
    """Four parameters by the method of moments (Hanson 1991); None where they are not possible."""
    first, second, third, fourth = (float(each) for each in moments)
    variance = second - first**2
    if not variance > 0 or not np.isfinite(moments).all():
        return None
    skew = (third - 3 * first * second + 2 * first**3) / variance**1.5
    kurtosis = (fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4) / variance**2
    below = 6 + 3 * skew**2 - 2 * kurtosis
    size = 6 * (kurtosis - skew**2 - 1) / below if below else float("nan")
    under = (size + 2) * (size + 3) * kurtosis - 3 * (size + 1) * (size - 6)
    inside = 1 - 24 * (size + 1) / under if under else float("nan")
    if not (size > 0 and inside >= 0):
        return None
    small, great = (size / 2 * (1 + sign * np.sqrt(inside)) for sign in (-1, 1))
    alpha, beta = (great, small) if skew < 0 else (small, great)
    return _placed(float(alpha), float(beta), first, variance)


def _placed(alpha: float, beta: float, mean: float, variance: float) -> Beta | None:
    if not (alpha > 0 and beta > 0):
        return None
    unit = float(np.sqrt(variance * (alpha + beta + 1) / (alpha * beta)))
    low, high = mean - alpha * unit, mean + beta * unit
    return Beta(alpha, beta, low, high) if low >= 0 and high <= 1 else None


def _compound(most: int, items: int, k: float, share: Floats) -> Floats:
    """The probability of at most so many right answers by Lord's two-term approximation."""
    plain: Floats = stats.binom.cdf(most, items, share)
    second = sum(
        factor * stats.binom.cdf(most - back, items - 2, share) for factor, back in ((1.0, 0), (-2.0, 1), (1.0, 2))
    )
    found: Floats = plain - k * share * (1 - share) * second
    return found


def _quality(
    method: str, cut: float, share: float, true: Beta, fail: Fail, described: dict[str, float], notes: tuple[Note, ...]
) -> DecisionQuality:
    low, low_weight = true.weights(0.0, share)
    high, high_weight = true.weights(share, 1.0)
    false_fail = float(high_weight @ fail(high))
    true_fail = float(low_weight @ fail(low))
    failing = np.concatenate([fail(low), fail(high)])
    weight = np.concatenate([low_weight, high_weight])
    fails = float(weight @ failing)
    consistency = float(weight @ (failing**2 + (1 - failing) ** 2))
    chance = fails**2 + (1 - fails) ** 2
    true_pass = float(high_weight.sum()) - false_fail
    beta = {"alpha": true.first, "beta": true.second, "low": true.low, "high": true.high}
    return DecisionQuality(
        method=method,
        cut=float(cut),
        accuracy=true_pass + true_fail,
        false_pass=float(low_weight.sum()) - true_fail,
        false_fail=false_fail,
        consistency=consistency,
        chance=chance,
        kappa=beyond_chance(consistency, chance),
        parameters={**beta, **described, "true_pass": true_pass},
        notes=notes,
    )
