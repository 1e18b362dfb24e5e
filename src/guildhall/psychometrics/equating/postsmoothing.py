"""Smoothing a conversion after equating: a curve that stays within its errors and turns no more than it must."""

from dataclasses import replace

import numpy as np
from scipy.interpolate import BSpline, make_smoothing_spline

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating.distributions import Scores
from guildhall.psychometrics.equating.tables import Conversion
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked

TAIL = 0.005
"""The percentile rank, as a share, beyond which the curve is a straight line to the end of the scale."""


@checked
def postsmooth(found: Conversion, x: Scores, y: Scores, s: float = 0.2) -> Conversion:
    """The conversion by a cubic smoothing spline (Kolen 1984; Kolen and Brennan 2014, 3.4 and 3.12 to 3.15).

    Between the percentile ranks 0.5 and 99.5 the curve of least curvature whose mean squared distance from the
    equivalents, in standard errors, is `s` (0 to 1; 0 leaves all as it is). Outside, straight lines to (-1/2, -1/2) and
    to half a point above both greatest scores. Needs five scores with a known error
    between the tails, so scores that differ; refused otherwise. One direction only: X to Y is not averaged with Y to X.
    """
    if not 0 <= s <= 1:
        raise CannotMeasure("s", "The degree of smoothing lies between 0 and 1.")
    ranks = x.ranks(found.x)
    inside = (ranks >= TAIL) & (ranks <= 1 - TAIL) & (found.se > 0)
    if s == 0:
        return found
    if inside.sum() < 5:
        raise CannotMeasure("points", "Postsmoothing needs five scores with known errors between the tails.")
    places, values, errors = found.x[inside], found.y[inside], found.se[inside]
    curve = _spline(places, values, errors, s)
    smooth = found.y.copy()
    middle = (found.x >= places[0]) & (found.x <= places[-1])
    smooth[middle] = curve(found.x[middle])
    low, high = ~middle & (found.x < places[0]), ~middle & (found.x > places[-1])
    first, last = float(curve(places[0])), float(curve(places[-1]))
    smooth[low] = np.interp(found.x[low], [-0.5, places[0]], [-0.5, first])
    smooth[high] = np.interp(found.x[high], [places[-1], x.most + 0.5], [last, y.most + 0.5])
    rule = "Beyond the percentile ranks 0.5 and 99.5 straight lines lead to half a point beyond both scales."
    return replace(
        found, method=f"{found.method}, postsmoothed", y=smooth, end_rule=rule, parameters={**found.parameters, "s": s}
    )


def _spline(places: Floats, values: Floats, errors: Floats, s: float) -> BSpline:
    """The spline whose mean squared standardized distance is `s`, by halving the logarithm of the penalty."""
    weight = 1 / errors**2
    low, high = -12.0, 12.0
    for _ in range(60):
        middle = (low + high) / 2
        curve = make_smoothing_spline(places, values, w=weight, lam=10.0**middle)
        away = float(np.mean(((values - curve(places)) / errors) ** 2))
        low, high = (low, middle) if away > s else (middle, high)
    return curve
