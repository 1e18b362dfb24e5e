"""DIF by the area between two curves: how far apart an item's curves are in two groups calibrated apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from guildhall.psychometrics.arrays import Floats, quotient, root
from guildhall.psychometrics.irt.linking import Link, Method, link
from guildhall.psychometrics.irt.reports import CalibratedItem, Calibration
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Areas = Callable[[Floats], tuple[float, float]]

ALIKE = 1e-4
"""Slopes nearer than this are taken for equal: the area then is the difference of difficulties."""


@dataclass(frozen=True, eq=False)
class RajuItem(Result):
    """One item: the signed area (positive: harder for the focal group) and the unsigned, each with error, z and p."""

    name: str
    signed: float
    signed_z: float
    signed_p: float
    unsigned: float
    unsigned_z: float
    unsigned_p: float


@checked
def raju(reference: Calibration, focal: Calibration, bridge: Link | None = None) -> tuple[RajuItem, ...]:
    """Raju's exact areas between two logistic curves without guessing, and their tests (Raju 1988, 1990).

    Signed: b_f - b_r. Unsigned: |2 (a_f - a_r) / (a_f a_r) ln(1 + exp(a_f a_r (b_f - b_r) / (a_f - a_r))) - (b_f -
    b_r)| and |b_f - b_r| for equal slopes. Errors by the delta method from both calibrations, which need standard
    errors and the same model. The focal group is put on the reference scale by `bridge`, or by mean and sigma (mean for
    Rasch) over all shared items. Items without positive slopes have no area.
    """
    if reference.model != focal.model:
        raise CannotMeasure("errors", "Both groups need the same model, calibrated with standard errors.")
    one, other = reference.own_errors, focal.own_errors
    pairs = [(item, other[name]) for name, item in one.items() if name in other and min(item.a, other[name].a) > 0]
    if len(pairs) < 2:
        raise CannotMeasure("items", "Two shared items at least are needed, right or wrong and without guessing.")
    method: Method = "mean-mean" if reference.one_slope else "mean-sigma"
    used = bridge or link([each.as_item for each, _ in pairs], [each.as_item for _, each in pairs], method)
    return tuple(_item(reference, focal, first, second, used) for first, second in pairs)


def unsigned_area(a: Sequence[float], b: Sequence[float]) -> float:
    """The area between two logistic curves, from both slopes and both difficulties (Raju 1988, equation 8)."""
    apart = b[1] - b[0]
    if abs(a[1] - a[0]) < ALIKE:
        return abs(apart)
    product, difference = a[0] * a[1], a[1] - a[0]
    return abs(2 * difference / product * float(np.logaddexp(0.0, product * apart / difference)) - apart)


def _item(
    reference: Calibration, focal: Calibration, one: CalibratedItem, other: CalibratedItem, bridge: Link
) -> RajuItem:
    free = not reference.one_slope
    first = _parameters(one)
    second = _parameters(other)

    def at(values: Floats) -> tuple[float, float]:
        a_f, b_f = values[2] / bridge.slope, bridge.slope * values[3] + bridge.intercept
        return float(b_f - values[1]), unsigned_area((values[0], a_f), (values[1], b_f))

    values = np.concatenate([first, second])
    covariance = np.zeros((4, 4))
    covariance[:2, :2], covariance[2:, 2:] = _covariance(reference, one, free), _covariance(focal, other, free)
    signed, unsigned = at(values)
    slopes = np.array([_slope(at, values, place) for place in range(4)])
    errors = [root(max(float(column @ covariance @ column), 0.0)) for column in slopes.T]
    z = quotient(signed, errors[0]), quotient(unsigned, errors[1])
    p = [2 * float(stats.norm.sf(abs(each))) for each in z]
    return RajuItem(one.name, signed, z[0], p[0], unsigned, z[1], p[1])


def _parameters(item: CalibratedItem) -> Floats:
    return np.array([item.a, item.as_item.b[0]])


def _slope(at: Areas, values: Floats, place: int, move: float = 1e-5) -> Floats:
    """How both areas move with one parameter."""
    up, down = values.copy(), values.copy()
    up[place] += move
    down[place] -= move
    found: Floats = (np.array(at(up)) - np.array(at(down))) / (2 * move)
    return found


def _covariance(calibration: Calibration, item: CalibratedItem, free: bool) -> Floats:
    """Of a and b, from that of a and d: b = -d / a."""
    if calibration.covariance is None:
        raise CannotMeasure("errors", "The calibration has no standard errors.")
    d = calibration.labels.index((item.name, "d1"))
    if not free:
        return np.diag([0.0, calibration.covariance[d, d] / item.a**2])
    a = calibration.labels.index((item.name, "a"))
    part = calibration.covariance[np.ix_([a, d], [a, d])]
    turn = np.array([[1.0, 0.0], [-item.as_item.b[0] / item.a, -1 / item.a]])
    found: Floats = turn @ part @ turn.T
    return found
