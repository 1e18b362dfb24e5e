"""From what tasks weigh to how many items each domain gets, in whole items, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, matrix, places, vector
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class BlueprintShare(Result):
    """A domain: its weight, its share of the whole, and its items."""

    domain: str
    weight: float
    share: float
    items: int


@dataclass(frozen=True, eq=False)
class Sensitivity(Result):
    """A domain: the interval of its items when respondents are drawn anew, and how often it kept its number."""

    domain: str
    items: int
    interval: tuple[int, int]
    unchanged: float


@checked
def blueprint(weights: Mapping[str, float], items: int) -> tuple[BlueprintShare, ...]:
    """Whole items for each domain, by largest remainder; the numbers add up to `items` exactly.

    The share of a domain is its weight over the sum of weights (Raymond 2001); rounding by `largest_remainder`.
    """
    counts = largest_remainder(weights, items)
    total = sum(weights.values())
    return tuple(BlueprintShare(name, weight, weight / total, counts[name]) for name, weight in weights.items())


@checked
def largest_remainder(weights: Mapping[str, float], whole: int) -> dict[str, int]:
    """`whole` given out in whole numbers (Hamilton's method): each gets its share rounded down, the rest by remainder.

    Equal remainders go to the greater weight, then to the earlier name. Refuses weights that are negative, not known,
    or all zero.
    """
    values = vector(list(weights.values()), "the weights") if weights else np.zeros(0)
    if whole < 0 or not values.size or not np.isfinite(values).all() or values.min() < 0 or not values.sum() > 0:
        raise CannotMeasure("weights", "Weights are known, not negative, and not all zero.")
    quotas = dict(zip(weights, (values / values.sum() * whole).tolist(), strict=True))
    given = {name: int(np.floor(quota + 1e-9)) for name, quota in quotas.items()}
    order = sorted(quotas, key=lambda name: (round(given[name] - quotas[name], 9), -weights[name], name))
    for name in order[: whole - sum(given.values())]:
        given[name] += 1
    return given


@checked
def sensitivity(
    composites: ArrayLike, domains: Mapping[str, list[int]], items: int, *, draws: int = 500, seed: int = 17024
) -> tuple[Sensitivity, ...]:
    """How far the blueprint depends on who answered: respondents drawn anew with replacement.

    `composites` is respondents x tasks (importance x frequency, say; NaN missing), `domains` the places of each
    domain's tasks. A domain weighs the sum of its tasks' means. The interval holds 95 % of the draws
    (percentile bootstrap, Efron and Tibshirani 1993, chapter 13). A missing rating does not count; a task nobody rated
    weighs nothing.
    """
    table = matrix(composites, "the composites")
    if draws < 2 or not domains:
        raise CannotMeasure("draws", "At least two draws and one domain are needed.")
    now = largest_remainder(_weights(table, domains), items)
    chance = np.random.default_rng(seed)
    found = [
        largest_remainder(_weights(table[chance.integers(len(table), size=len(table))], domains), items)
        for _ in range(draws)
    ]
    rows = []
    for name, count in now.items():
        drawn = np.array([each[name] for each in found])
        low, high = np.quantile(drawn, [0.025, 0.975], method="nearest")
        rows.append(Sensitivity(name, count, (int(low), int(high)), float((drawn == count).mean())))
    return tuple(rows)


def _weights(table: Floats, domains: Mapping[str, list[int]]) -> dict[str, float]:
    known = ~np.isnan(table)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, table, 0.0).sum(axis=0) / count
    return {name: float(means[places(each, table.shape[1])].sum()) for name, each in domains.items()}
