"""Whether anchor items stayed what they were: an item that became easier moves everybody's score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, item_names, same_length, vector
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

ROBUST = 1.645
"""The robust z beyond which an anchor is taken for drifted (Huynh and Meyer 2010)."""


@dataclass(frozen=True, eq=False)
class AnchorDrift(Result):
    """Each anchor's difference of difficulty (new less old, the median taken off), its robust z, and those that hold.

    `correlation` and `sd_ratio` of the anchors kept should be at least .95 and within .9 to 1.1.
    """

    names: tuple[str, ...]
    difference: tuple[float, ...]
    z: tuple[float, ...]
    drifted: tuple[str, ...]
    correlation: float
    sd_ratio: float
    notes: tuple[Note, ...]


@checked
def anchor_drift(
    old: ArrayLike, new: ArrayLike, names: Sequence[str] | None = None, *, limit: float = ROBUST
) -> AnchorDrift:
    """Which anchors drifted, by the robust z of their differences (Huynh and Meyer 2010): (d - median) / (0.74 IQR).

    `old` and `new` are difficulties on one kind of scale (b of a Rasch model, or delta = 13 - 4 probit p). Robust:
    drifted anchors do not move the yardstick, up to half of them. With all differences equal nothing has drifted.
    Anchors without both difficulties are left out; three are needed.
    """
    before, after = vector(old, "the old difficulties"), vector(new, "the new difficulties")
    same_length(before, after, "old and new difficulties")
    called = item_names(names, len(before))
    if len(before) < 3 or np.isnan(before).any() or np.isnan(after).any():
        raise CannotMeasure("anchors", "Drift needs at least three anchors, each with both difficulties.")
    difference = after - before
    away = difference - np.median(difference)
    unit = 0.74 * float(np.subtract(*np.quantile(difference, [0.75, 0.25])))
    tiny = 1e-9 * max(float(np.abs(before).max()), 1.0)
    z: Floats = away / unit if unit > tiny else np.where(np.abs(away) > tiny, np.copysign(np.inf, away), 0.0)
    kept = np.abs(z) <= limit
    drifted = tuple(name for name, stays in zip(called, kept, strict=True) if not stays)
    first, second = before[kept], after[kept]
    wide = kept.sum() > 2 and first.std() > tiny and second.std() > tiny
    correlation = float(np.corrcoef(first, second)[0, 1]) if wide else float("nan")
    ratio = float(second.std() / first.std()) if wide else float("nan")
    return AnchorDrift(
        called, tuple(away.tolist()), tuple(z.tolist()), drifted, correlation, ratio, _notes(drifted, len(called))
    )


def _notes(drifted: tuple[str, ...], count: int) -> tuple[Note, ...]:
    found = [
        Note("drifted", f"Anchor {name} is no longer as hard as it was: leave it out of the link.") for name in drifted
    ]
    if len(drifted) > count * 0.2:
        found.append(Note("weak_link", f"{len(drifted)} of {count} anchors drifted: this link should not be used."))
    return tuple(found)
