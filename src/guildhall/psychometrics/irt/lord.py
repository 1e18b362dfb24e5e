"""DIF by item parameters: does an item have the same curve in two groups calibrated apart?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.irt.linking import Link, link
from guildhall.psychometrics.irt.reports import CalibratedItem, Calibration
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class LordItem(Result):
    """One item: Lord's chi-squared, and how much harder it is for the focal group (difference of b)."""

    name: str
    chi_squared: float
    df: int
    p: float
    harder: float


@dataclass(frozen=True, eq=False)
class LordDif(Result):
    """All items that both groups share, those that are significant, and the link that put the groups on one scale."""

    items: tuple[LordItem, ...]
    flagged: tuple[str, ...]
    link: Link
    notes: tuple[Note, ...]


@checked
def lord(reference: Calibration, focal: Calibration, *, level: float = 0.05, purify: bool = True) -> LordDif:
    """Lord's test (1980, 14.3): chi^2 = v' (S_r + S_f)^-1 v with v the difference of (a, d), or of d for Rasch.

    The focal group's parameters are put on the reference scale by mean and sigma (mean only for Rasch); with `purify`
    the link is made anew without items that are significant, until they no longer change (Candell and Drasgow 1988).
    Both calibrations need standard errors and the same model for 0/1 items without guessing.
    """
    if reference.model != focal.model:
        raise CannotMeasure("errors", "Both groups need the same model, calibrated with standard errors.")
    one, other = reference.own_errors, focal.own_errors
    shared = [name for name in one if name in other]
    if not shared:
        raise CannotMeasure("model", "Lord's test needs shared items that are right or wrong, without guessing.")
    anchors = shared
    for _ in range(10):
        bridge = _bridge(reference, [one[name] for name in anchors], [other[name] for name in anchors])
        items = tuple(_item(name, reference, focal, one[name], other[name], bridge) for name in shared)
        kept = [item.name for item in items if item.p >= level]
        if not purify or kept == anchors or len(kept) < 2:
            break
        anchors = kept
    flagged = tuple(item.name for item in items if item.p < level)
    return LordDif(items, flagged, bridge, (*reference.notes, *focal.notes))


def _bridge(calibration: Calibration, old: Sequence[CalibratedItem], new: Sequence[CalibratedItem]) -> Link:
    first, second = [item.as_item for item in old], [item.as_item for item in new]
    return link(first, second, "mean-mean" if calibration.one_slope else "mean-sigma")


def _item(
    name: str, reference: Calibration, focal: Calibration, one: CalibratedItem, other: CalibratedItem, bridge: Link
) -> LordItem:
    moved = bridge.item(other.as_item)
    a, d = one.as_item.a, one.as_item.d[0]
    both = not reference.one_slope
    away = np.array([a - moved.a, d - moved.d[0]]) if both else np.array([d - moved.d[0]])
    names = ["a", "d1"] if both else ["d1"]
    turn = np.array([[1 / bridge.slope, 0.0], [-bridge.intercept / bridge.slope, 1.0]]) if both else np.eye(1)
    spread = _covariance(reference, name, names) + turn @ _covariance(focal, name, names) @ turn.T
    chi = float(away @ np.linalg.solve(spread, away))
    return LordItem(name, chi, len(away), float(stats.chi2.sf(chi, len(away))), moved.b[0] - one.as_item.b[0])


def _covariance(calibration: Calibration, name: str, parameters: Sequence[str]) -> Floats:
    if calibration.covariance is None:
        raise CannotMeasure("errors", "The calibration has no standard errors.")
    places = [calibration.labels.index((name, each)) for each in parameters]
    return calibration.covariance[np.ix_(places, places)]
