"""Whether each item does what its curve says: S-X2 for every model, infit and outfit for Rasch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, estimates, matrix, quotient, same_length
from guildhall.psychometrics.classical.answers import settle
from guildhall.psychometrics.irt import curves
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.irt.scoring import check_answers
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.recursion import score_distribution
from guildhall.psychometrics.results import Result

LEAST_EXPECTED = 1.0


@dataclass(frozen=True, eq=False)
class ItemFit(Result):
    """One item: the statistic, its degrees of freedom and p, and the error of approximation for each degree."""

    name: str
    s_x2: float
    df: int
    p: float
    rmsea: float


@dataclass(frozen=True, eq=False)
class RaschFit(Result):
    """One item: mean squares (1 is expected) with their cube-root z. Infit weighs persons by information."""

    name: str
    infit: float
    infit_z: float
    outfit: float
    outfit_z: float


@checked
def s_x2(
    answers: ArrayLike, items: ItemSet, *, parameters: int = 2, latent: Latent | None = None
) -> tuple[ItemFit, ...]:
    """Orlando and Thissen's S-X2 (2000; Kang and Chen 2008 for more categories).

    Persons are grouped by raw score; in each group the observed share of each category is held against the expected
    one, from the recursion of Lord and Wingersky with and without the item. Neighbouring score groups are joined until
    every expected count is one; degrees of freedom are cells less `parameters` of the item (2 for 2PL, 1 for Rasch).
    Persons with a missing answer are set aside. With no degree of freedom there is no p.
    """
    table, _ = settle(matrix(answers), "complete")
    check_answers(table, items)
    theta = grid()
    weight = np.exp((latent or Latent()).log_weights(theta))
    chances = items.chances(theta)
    total = table.sum(axis=1).astype(np.int64)
    whole = weight @ score_distribution(chances)
    found = []
    for place, item in enumerate(items.items):
        without = score_distribution(chances[:place] + chances[place + 1 :])
        expected = _expected(weight, chances[place], without, whole)
        observed = np.zeros_like(expected)
        np.add.at(observed, (total, table[:, place].astype(np.int64)), 1.0)
        found.append(_fit(item.name, observed, expected * observed.sum(axis=1, keepdims=True), parameters))
    return tuple(found)


@checked
def rasch_fit(answers: ArrayLike, items: ItemSet, theta: ArrayLike) -> tuple[RaschFit, ...]:
    """Infit and outfit mean squares (Wright and Masters 1982, 5.2), with z by Wilson and Hilferty.

    `theta` is each person's estimate (EAP by custom here; persons without a finite one do not count). Outfit is the
    mean of squared standardized residuals, infit their mean weighted by variance. Missing answers do not count. With
    EAP the expected values lie below 1 for short tests, since the same answers made the estimates.
    """
    table = matrix(answers)
    check_answers(table, items)
    ability = estimates(theta, "the abilities")
    same_length(table, ability, "the answers and the abilities")
    usable = np.isfinite(ability)
    table, ability = table[usable], ability[usable]
    found: list[RaschFit] = [RaschFit("", 0, 0, 0, 0)] * len(items.items)
    for batch in items.batches:
        own = np.broadcast_to(ability, (len(batch.places), len(ability)))
        chance, _, _ = curves.by_ability(batch.kind, batch.parameters, own, guessing=batch.guessing)
        for place, each in zip(batch.places.tolist(), chance, strict=True):
            found[place] = _mean_squares(items.items[place].name, table[:, place], each)
    return tuple(found)


def _expected(weight: Floats, item: Floats, without: Floats, whole: Floats) -> Floats:
    """The share of each category among persons of each raw score."""
    found = np.zeros((len(whole), item.shape[1]))
    for category in range(item.shape[1]):
        joint = (weight * item[:, category]) @ without
        found[category : category + len(joint), category] = joint
    shares: Floats = found / whole[:, None]
    return shares


def _fit(name: str, observed: Floats, expected: Floats, parameters: int) -> ItemFit:
    inner = observed[1:-1], expected[1:-1]
    o, e = _joined(*inner)
    used = e > 0
    statistic = float(((o - e)[used] ** 2 / e[used]).sum())
    df = int((used.sum(axis=1) - 1).clip(min=0).sum()) - parameters
    if df <= 0:
        return ItemFit(name, statistic, df, float("nan"), float("nan"))
    persons = float(observed.sum())
    rmsea = float(np.sqrt(max(statistic - df, 0.0) / (df * max(persons - 1, 1.0))))
    return ItemFit(name, statistic, df, float(stats.chi2.sf(statistic, df)), rmsea)


def _joined(observed: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Score groups joined from both ends towards the middle until no expected count is below one."""
    o, e = [*observed], [*expected]
    middle = len(e) // 2
    place = 0
    while place < middle and len(e) > 1:
        if e[place].min() < LEAST_EXPECTED:
            o[place + 1], e[place + 1] = o[place + 1] + o[place], e[place + 1] + e[place]
            del o[place], e[place]
            middle -= 1
        else:
            place += 1
    place = len(e) - 1
    while place > 0:
        if e[place].min() < LEAST_EXPECTED:
            o[place - 1], e[place - 1] = o[place - 1] + o[place], e[place - 1] + e[place]
            del o[place], e[place]
        place -= 1
    if len(e) > 1 and e[0].min() < LEAST_EXPECTED:
        o[1], e[1] = o[1] + o[0], e[1] + e[0]
        del o[0], e[0]
    return np.array(o), np.array(e)


def _mean_squares(name: str, column: Floats, chance: Floats) -> RaschFit:
    usable = ~np.isnan(column)
    value, p = column[usable], chance[usable]
    score = np.arange(p.shape[1])
    mean = p @ score
    away = score[None, :] - mean[:, None]
    variance, fourth = (p * away**2).sum(axis=1), (p * away**4).sum(axis=1)
    kept = variance > 1e-12
    if not kept.any():
        lost = float("nan")
        return RaschFit(name, lost, lost, lost, lost)
    squared, variance, fourth = (value - mean)[kept] ** 2, variance[kept], fourth[kept]
    count = len(variance)
    outfit = float((squared / variance).mean())
    infit = float(squared.sum() / variance.sum())
    q_out = np.sqrt(max(float((fourth / variance**2).sum()) / count**2 - 1 / count, 0.0))
    q_in = np.sqrt(max(float((fourth - variance**2).sum()), 0.0)) / float(variance.sum())
    return RaschFit(name, infit, _z(infit, float(q_in)), outfit, _z(outfit, float(q_out)))


def _z(mean_square: float, spread: float) -> float:
    """The cube-root transformation of Wilson and Hilferty."""
    return float(np.cbrt(mean_square) - 1) * quotient(3, spread) + spread / 3
