"""One cut to recommend, out of several methods, with the reasons written down."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import known
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True)
class Candidate:
    """A cut that a method gives, with its standard error; `checks` marks one that only checks the others."""

    method: str
    cut: float
    error: float
    checks: bool = False


@dataclass(frozen=True, eq=False)
class Recommendation(Result):
    """The cut to recommend in points, its error, how it rounds, who passes at it, and why."""

    cut: float
    error: float
    applied: float
    pass_rate: float
    range: tuple[float, float]
    reasons: tuple[str, ...]
    notes: tuple[Note, ...]


@checked
def recommend(
    candidates: Sequence[Candidate], *, scores: ArrayLike | None = None, sem: float | None = None
) -> Recommendation:
    """The mean of the methods that set the cut, weighted by the inverse of their squared errors, and why.

    Methods marked as checks do not move the cut; a check further away than two standard errors of both is noted. The
    cut applied is rounded up to the next whole point: nobody passes below the cut. `range` is the cut and one standard
    error of measurement (`sem`) to either side, within which a body may adjust it with a reason. Errors that are not
    known give equal weights, methods without a known cut are refused (weights as in Hedges and Olkin 1985, chapter 6).
    """
    setting = [each for each in candidates if not each.checks]
    if not setting or any(not np.isfinite(each.cut) for each in setting):
        raise CannotMeasure(
            "empty", "A recommendation needs at least one method with a known cut that is no mere check."
        )
    cuts = np.array([each.cut for each in setting])
    errors = np.array([each.error for each in setting])
    trusted = bool(np.isfinite(errors).all() and (errors > 0).all())
    weight = 1 / errors**2 if trusted else np.ones(len(cuts))
    cut = float(weight @ cuts / weight.sum())
    error = float(1 / np.sqrt(weight.sum())) if trusted else float("nan")
    applied = float(np.ceil(cut - 1e-9))
    rate = float("nan") if scores is None else float((known(scores) >= applied).mean())
    wide = sem if sem is not None else error
    notes = tuple(_far(each, cut, error) for each in candidates if each.checks and _is_far(each, cut, error))
    reasons = _reasons(setting, cut, error, applied, rate, trusted)
    return Recommendation(cut, error, applied, rate, (cut - wide, cut + wide), reasons, notes)


def _is_far(check: Candidate, cut: float, error: float) -> bool:
    both = np.hypot(0.0 if np.isnan(error) else error, 0.0 if np.isnan(check.error) else check.error)
    return bool(abs(check.cut - cut) > 2 * both)


def _far(check: Candidate, cut: float, error: float) -> Note:
    away = check.cut - cut
    sentence = (
        f"{check.method} gives {check.cut:.1f}, {abs(away):.1f} points {'above' if away > 0 else 'below'} the cut."
    )
    return Note("check_disagrees", sentence, facts={"cut": check.cut, "error": error})


def _reasons(
    setting: Sequence[Candidate], cut: float, error: float, applied: float, rate: float, trusted: bool
) -> tuple[str, ...]:
    said = [f"{each.method} gives {each.cut:.2f}." for each in setting]
    if len(setting) > 1:
        how = "weighted by how sure each is" if trusted else "with equal weight"
        said.append(f"Together, {how}, they give {cut:.2f}.")
    if not np.isnan(error):
        said.append(f"The standard error of the cut is {error:.2f} points.")
    said.append(f"Rounded up, so that nobody passes below the cut, it is {applied:g}.")
    if not np.isnan(rate):
        said.append(f"At this cut {rate:.1%} of the candidates pass.")
    return tuple(said)
