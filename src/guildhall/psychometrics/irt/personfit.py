"""Whether a person's answers hang together: hard items right and easy ones wrong is a question, not yet an answer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, dichotomous
from guildhall.psychometrics.irt import curves
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent
from guildhall.psychometrics.irt.scoring import Method, score
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class PersonFit(Result):
    """lz* of each person, and how often chance alone makes one as low; `false_positives` is that rate at `limit`.

    Low values mean answers that do not fit the ability they add up to.
    """

    lz: Floats
    p: Floats
    limit: float
    false_positives: float


@checked
def lz_star(
    answers: ArrayLike,
    items: ItemSet,
    *,
    method: Method = "wle",
    latent: Latent | None = None,
    false_positives: float = 0.01,
) -> PersonFit:
    """Person fit of 0/1 items, corrected for abilities being estimated (Snijders 2001; Magis, Raiche and Beland 2012).

    W = sum (u - P) (w - c r) with w = logit P, r = P' / (P Q), c = sum P' w / sum P' r, plus c r0, over its standard
    deviation; r0 is 0 for ML, J / (2 I) for WLE, (mean - theta) / variance for MAP. Standard normal, though somewhat
    too conservative for few items (fewer than 20). Missing answers do not count; without a finite ability there is no
    value.
    """
    if method == "eap":
        raise CannotMeasure("method", "lz* is defined for ml, map and wle.")
    table = dichotomous(answers)
    prior = latent or Latent()
    theta = score(table, items, method, latent=prior).theta
    usable = np.isfinite(theta)
    lz = np.full(len(table), np.nan)
    if usable.any():
        lz[usable] = _lz(table[usable], items, theta[usable], method, prior)
    limit = float(stats.norm.ppf(false_positives))
    return PersonFit(lz, stats.norm.cdf(lz), limit, false_positives)


def _lz(table: Floats, items: ItemSet, theta: Floats, method: Method, latent: Latent) -> Floats:
    right, rise, bend = (np.zeros(table.shape) for _ in range(3))
    for batch in items.batches:
        own = np.broadcast_to(theta, (len(batch.places), len(theta)))
        chance, first, second = curves.by_ability(batch.kind, batch.parameters, own, guessing=batch.guessing)
        right[:, batch.places], rise[:, batch.places] = chance[:, :, 1].T, first[:, :, 1].T
        bend[:, batch.places] = second[:, :, 1].T
    known = ~np.isnan(table)
    right = np.clip(right, 1e-12, 1 - 1e-12)
    variance = np.where(known, right * (1 - right), 0.0)
    rise = np.where(known, rise, 0.0)
    weight = np.log(right / (1 - right))
    ratio = rise / (right * (1 - right))
    information = (rise * ratio).sum(axis=1)
    c = (rise * weight).sum(axis=1) / np.maximum(information, 1e-300)
    corrected = weight - c[:, None] * ratio
    w = (np.where(known, table - right, 0.0) * weight).sum(axis=1)
    spread = np.sqrt((corrected**2 * variance).sum(axis=1))
    start = _start(method, theta, latent, (rise * bend / (right * (1 - right))).sum(axis=1), information)
    found = np.full(len(table), np.nan)
    np.divide(w + c * start, spread, out=found, where=spread > 1e-9)
    return found


def _start(method: Method, theta: Floats, latent: Latent, bias: Floats, information: Floats) -> Floats:
    if method == "map":
        held: Floats = (latent.mean - theta) / latent.variance
        return held
    if method == "wle":
        weighted: Floats = bias / (2 * np.maximum(information, 1e-300))
        return weighted
    return np.zeros(len(theta))
