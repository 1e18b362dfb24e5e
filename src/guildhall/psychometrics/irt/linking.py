"""Two calibrations on one scale, by the items they share: theta_old = A theta_new + B."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Method = Literal["mean-mean", "mean-sigma", "haebara", "stocking-lord"]
LEAST_ANCHORS = 5


@dataclass(frozen=True, eq=False)
class Link(Result):
    """The line from the new scale to the old, its anchors, and what is left at each (in expected points)."""

    method: Method
    slope: float
    intercept: float
    anchors: tuple[str, ...]
    residuals: tuple[float, ...]
    notes: tuple[Note, ...]

    def item(self, new: IrtItem) -> IrtItem:
        """An item of the new calibration on the old scale: a / A, d - a B / A (k times that for partial credit)."""
        a = new.a / self.slope
        steps = range(1, len(new.d) + 1)
        moved = tuple(
            d - (step if new.kind == "credit" else 1) * a * self.intercept for d, step in zip(new.d, steps, strict=True)
        )
        return IrtItem(new.name, a, moved, new.g, new.kind)

    def theta(self, new: Floats) -> Floats:
        """Abilities of the new calibration on the old scale."""
        return self.slope * new + self.intercept


@checked
def link(
    old: Sequence[IrtItem], new: Sequence[IrtItem], method: Method = "stocking-lord", *, latent: Latent | None = None
) -> Link:
    """The link by the items of the same name in both (Kolen and Brennan 2014, 6.3).

    - mean-mean: A = mean a_new / mean a_old (Loyd and Hoover 1980); mean-sigma: A = s_b_old / s_b_new (Marco 1977);
      both B = mean b_old - A mean b_new;
    - haebara (1980): least sum over items and categories of squared differences of curves; stocking-lord (1983): least
      squared difference of test characteristic curves; over the distribution `latent` on the old scale, and both on the
      old scale alone.

    Rasch items keep A = 1 under "mean-mean" since all slopes are 1. Items without known
    parameters cannot link, and are refused. Anchors should be checked with `anchor_drift` before.
    """
    shared = [item.name for item in old if item.name in {each.name for each in new}]
    first = [next(item for item in old if item.name == name) for name in shared]
    second = [next(item for item in new if item.name == name) for name in shared]
    if len(shared) < 2 or any(item.a <= 0 for item in (*first, *second)):
        raise CannotMeasure("anchors", "A link needs two shared items at least, all with positive slopes.")
    if any(
        one.categories != other.categories or one.kind != other.kind for one, other in zip(first, second, strict=True)
    ):
        raise CannotMeasure("anchors", "A shared item has another model or other categories in the two calibrations.")
    start = _moments(first, second, sigma=method != "mean-mean")
    slope, intercept = start if method.startswith("mean") else _curves(first, second, method, start, latent or Latent())
    bare = Link(method, slope, intercept, tuple(shared), (), ())
    theta = grid()
    weight = np.exp((latent or Latent()).log_weights(theta))
    moved = ItemSet([bare.item(item) for item in second]).chances(theta)
    apart = [
        float(weight @ ((one - other) @ np.arange(one.shape[1])))
        for one, other in zip(ItemSet(first).chances(theta), moved, strict=True)
    ]
    notes: tuple[Note, ...] = ()
    if len(shared) < LEAST_ANCHORS:
        notes = (Note("few_anchors", f"{len(shared)} anchors: one that drifted would move everybody."),)
    return Link(method, slope, intercept, tuple(shared), tuple(apart), notes)


def _moments(old: Sequence[IrtItem], new: Sequence[IrtItem], *, sigma: bool) -> tuple[float, float]:
    first, second = (np.array([b for item in each for b in item.b]) for each in (old, new))
    if sigma:
        if not second.std() > 0:
            raise CannotMeasure("no_variance", "All anchors are equally hard: mean and sigma link nothing.")
        slope = float(first.std() / second.std())
    else:
        slope = float(np.mean([item.a for item in new]) / np.mean([item.a for item in old]))
    return slope, float(first.mean() - slope * second.mean())


def _curves(
    old: Sequence[IrtItem], new: Sequence[IrtItem], method: Method, start: tuple[float, float], latent: Latent
) -> tuple[float, float]:
    theta = grid()
    weight = np.exp(latent.log_weights(theta))
    known = ItemSet(old).chances(theta)
    loss = _haebara if method == "haebara" else _stocking_lord

    def at(values: Floats) -> float:
        slope = float(np.exp(values[0]))
        moved = Link(method, slope, float(values[1]), (), (), ())
        return loss(known, ItemSet([moved.item(item) for item in new]).chances(theta), weight)

    begin = np.array([np.log(start[0]), start[1]])
    found = minimize(at, begin, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-14, "maxiter": 2000})
    return float(np.exp(found.x[0])), float(found.x[1])


def _haebara(known: list[Floats], moved: list[Floats], weight: Floats) -> float:
    return float(sum(weight @ ((one - other) ** 2).sum(axis=1) for one, other in zip(known, moved, strict=True)))


def _stocking_lord(known: list[Floats], moved: list[Floats], weight: Floats) -> float:
    total = sum((one - other) @ np.arange(one.shape[1]) for one, other in zip(known, moved, strict=True))
    return float(weight @ np.square(total))
