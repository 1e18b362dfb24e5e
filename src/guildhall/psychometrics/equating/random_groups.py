"""Equating two forms that were given to groups of equal ability: spiralled, or drawn at random."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating.distributions import Scores, best_degree, loglinear
from guildhall.psychometrics.equating.tables import Conversion, unknown
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size
from guildhall.psychometrics.options import checked

Method = Literal["identity", "mean", "linear", "circle-arc", "equipercentile"]

LINE_ENDS = "A straight line is followed beyond both ends of the scale; nothing is cut off."
ARC_ENDS = "Least and greatest scores of both forms correspond to each other."
RANK_ENDS = (
    "A percentile rank of 0 corresponds to -0.5, a rank of 100 to half a point above the greatest score, "
    "and one that a stretch of scores without persons shares to the middle of that stretch."
)

LEAST_EQUIPERCENTILE = 400
"""Persons a form below which equipercentile equating is mostly noise (Kolen and Brennan 2014, page 304)."""

LEAST_LINEAR = 100
"""Persons a form below which the difference of spreads is mostly noise (Livingston and Kim 2009)."""


@checked
def equate(
    x: Scores,
    y: Scores,
    method: Method = "equipercentile",
    *,
    smooth: int | Literal["aic"] | None = None,
) -> Conversion:
    """What each score of form X is worth on form Y, groups being equal.

    - identity: y = x; mean: y = x - M_X + M_Y; linear: y = M_Y + s_Y / s_X (x - M_X), with n - 1 (Kolen and Brennan
      2014, 2.14);
    - circle-arc: through both ends and the pair of means (Livingston and Kim 2009, simplified: the arc is put on the
      line through the ends);
    - equipercentile: y with the percentile rank of x (2.17 and 2.18), with log-linear presmoothing of degree `smooth`,
      or of the degree with the least AIC ("aic").

    Errors are by the delta method: of a mean difference; of a line (Braun and Holland 1982; Kolen and Brennan 7.11);
    and by Lord (1982) for an equipercentile equivalent, which takes a smoothed distribution as if it had been observed.
    None for the circle-arc, for which there is `bootstrap`. Forms on which all have one score cannot be equated by a
    line.
    """
    if smooth is not None and method != "equipercentile":
        raise CannotMeasure("smooth", "Smoothing belongs to equipercentile equating.")
    found = _METHODS[method](x, y) if smooth is None else _smoothed(x, y, smooth)
    notes = (*found.notes, *size_notes(min(x.persons, y.persons), method))
    return Conversion(
        found.method, "random groups", found.x, found.y, found.se, found.end_rule, found.parameters, notes
    )


def size_notes(persons: float, method: str) -> tuple[Note, ...]:
    """What the size of the smaller group means for a method."""
    least = {"equipercentile": LEAST_EQUIPERCENTILE, "linear": LEAST_LINEAR}.get(method, 25)
    if persons >= least:
        return ()
    if least == 25:
        return about_size(round(persons), least=25, stable=25)
    other = "circle-arc or mean" if persons < LEAST_LINEAR else "linear or circle-arc"
    sentence = f"{persons:.0f} persons took the smaller form: {method} equating needs {least}; take {other}."
    return (Note("too_few_for_method", sentence, Weight.WARNS, {"persons": persons, "least": least}),)


@checked
def advise(persons: int) -> tuple[Method, str]:
    """The method that so many persons on the smaller form can bear, and why.

    Circle-arc or the mean from 25, a line from 100, equipercentiles from 400 (Livingston and Kim 2010; Kolen and
    Brennan 2014, 8.1): customs, no laws.
    """
    if persons < 25:
        return "identity", f"{persons} persons cannot move a score: forms built to one plan are taken as equal."
    if persons < LEAST_LINEAR:
        return "circle-arc", f"With {persons} persons one middle point is known; both ends are fixed."
    if persons < LEAST_EQUIPERCENTILE:
        return "linear", f"{persons} persons show means and spreads, but not the shape of the distributions."
    return "equipercentile", f"{persons} persons show the shape of the distributions; smooth them before."


def _identity(x: Scores, y: Scores) -> Conversion:
    del y
    return Conversion("identity", "", x.scale, x.scale.copy(), np.zeros(len(x.scale)), LINE_ENDS, {}, ())


def _mean(x: Scores, y: Scores) -> Conversion:
    move = y.mean - x.mean
    error = float(np.sqrt(x.moment(2) / x.persons + y.moment(2) / y.persons))
    line = {"slope": 1.0, "intercept": move}
    return Conversion("mean", "", x.scale, x.scale + move, np.full(len(x.scale), error), LINE_ENDS, line, ())


def _linear(x: Scores, y: Scores) -> Conversion:
    if not (x.spread > 0 and y.spread > 0):
        raise CannotMeasure(
            "no_variance", "A form on which all have one score cannot be equated: use identity or mean."
        )
    slope = y.spread / x.spread
    intercept = y.mean - slope * x.mean
    z = (x.scale - x.mean) / x.spread
    one, other = 1 / x.persons, 1 / y.persons
    skew = _standardized(x, 3) * one + _standardized(y, 3) * other
    kurt = (_standardized(x, 4) - 1) / 4 * one + (_standardized(y, 4) - 1) / 4 * other
    error = y.spread * np.sqrt(np.maximum(one + other + skew * z + kurt * z**2, 0.0))
    line = {"slope": slope, "intercept": intercept}
    return Conversion("linear", "", x.scale, intercept + slope * x.scale, error, LINE_ENDS, line, ())


def _standardized(scores: Scores, order: int) -> float:
    """A central moment in units of the standard deviation with n - 1."""
    return scores.moment(order) / scores.spread**order


def _circle_arc(x: Scores, y: Scores) -> Conversion:
    found, parameters = arc(x.scale, (0.0, 0.0), (x.mean, y.mean), (float(x.most), float(y.most)))
    return Conversion("circle-arc", "", x.scale, found, unknown(len(x.scale)), ARC_ENDS, parameters, ())


def arc(
    points: Floats, low: tuple[float, float], middle: tuple[float, float], high: tuple[float, float]
) -> tuple[Floats, dict[str, float]]:
    """The simplified circle-arc through three pairs (Livingston and Kim 2009, equations 1 to 6)."""
    if not low[0] < middle[0] < high[0]:
        raise CannotMeasure("middle", "The middle of form X must lie between the ends of its scale.")
    slope = (high[1] - low[1]) / (high[0] - low[0])
    line = low[1] + slope * (points - low[0])
    away = middle[1] - low[1] - slope * (middle[0] - low[0])
    parameters = {"slope": slope, "intercept": low[1] - slope * low[0]}
    if abs(away) < 1e-12:
        return line, parameters
    centre = (low[0] + high[0]) / 2
    half = (high[0] - low[0]) / 2
    height = (half**2 - (middle[0] - centre) ** 2 - away**2) / (-2 * away)
    radius = float(np.hypot(half, height))
    side = np.sign(away) if abs(height) > 0 else 1.0
    bow = height + side * np.sqrt(np.maximum(radius**2 - (points - centre) ** 2, 0.0))
    return line + bow, {**parameters, "x_centre": centre, "y_centre": height, "radius": radius}


def _equipercentile(x: Scores, y: Scores) -> Conversion:
    ranks = x.ranks(x.scale)
    found = y.points(ranks)
    error = rank_errors(ranks, y, x.persons, y.persons)
    return Conversion("equipercentile", "", x.scale, found, error, RANK_ENDS, {}, ())


def rank_errors(ranks: Floats, y: Scores, on_x: float, on_y: float) -> Floats:
    """Lord's (1982) standard error of an equipercentile equivalent; zero at ranks 0 and 1, where nothing varies."""
    shares, cumulated = y.shares, np.cumsum(y.shares)
    place = y.cells(ranks)
    density, above = shares[place], cumulated[place]
    inner = ranks * (1 - ranks) * (on_x + on_y) / (on_x * on_y)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (inner - (above - ranks) * (ranks - above + density) / (on_y * density)) / density**2
    return np.where((ranks > 1e-12) & (ranks < 1 - 1e-12) & (density > 0), np.sqrt(np.maximum(variance, 0.0)), 0.0)


def _smoothed(x: Scores, y: Scores, smooth: int | Literal["aic"]) -> Conversion:
    degrees = [best_degree(each) if smooth == "aic" else smooth for each in (x, y)]
    plain, other = loglinear(x, degrees[0])[0], loglinear(y, degrees[1])[0]
    found = _equipercentile(plain, other)
    chosen = {"degree_x": float(degrees[0]), "degree_y": float(degrees[1])}
    return Conversion("equipercentile, smoothed", "", found.x, found.y, found.se, found.end_rule, chosen, ())


_METHODS: dict[str, Callable[[Scores, Scores], Conversion]] = {
    "identity": _identity,
    "mean": _mean,
    "linear": _linear,
    "circle-arc": _circle_arc,
    "equipercentile": _equipercentile,
}
