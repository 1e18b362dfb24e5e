"""Equating two forms whose items are on one ability scale: by true scores, and by observed scores."""

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating.distributions import Scores
from guildhall.psychometrics.equating.random_groups import RANK_ENDS
from guildhall.psychometrics.equating.tables import Conversion, unknown
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.recursion import score_distribution

TRUE_ENDS = (
    "Below the sum of guessing, scores are proportional; the greatest scores of both forms correspond to each other."
)


@checked
def true_score(x: ItemSet, y: ItemSet) -> Conversion:
    """The true score on Y of the ability whose true score on X is each raw score (Kolen and Brennan 2014, 6.5).

    True scores run from the sum of guessing to the greatest score; below that sum, equivalents are proportional to the
    two sums (Kolen's 1981 procedure), and the ends correspond. Both forms stand on one scale, see `link`.
    Standard errors are not given.
    """
    floors = [sum(item.g for item in each.items) for each in (x, y)]
    scores = np.arange(x.most + 1, dtype=np.float64)
    found = np.zeros(len(scores))
    inside = (scores > floors[0]) & (scores < x.most)
    theta = _abilities(x, scores[inside])
    found[inside] = y.expected(theta)
    low = scores <= floors[0]
    found[low] = scores[low] * (floors[1] / floors[0] if floors[0] > 0 else 0.0)
    found[-1] = y.most
    return Conversion("IRT true score", "common scale", scores, found, unknown(len(scores)), TRUE_ENDS, {}, ())


@checked
def observed_score(x: ItemSet, y: ItemSet, *, latent: Latent | None = None) -> Conversion:
    """Equipercentile equating of the score distributions that the items give (Lord and Wingersky 1984; K&B 2014, 6.6).

    In the population with ability `latent` (standard normal unless given). Both forms stand on one scale, see `link`;
    items of unknown parameters are refused. Standard errors are not given.
    """
    theta = grid()
    weight = np.exp((latent or Latent()).log_weights(theta))
    first, second = (Scores(weight @ score_distribution(each.chances(theta))) for each in (x, y))
    found = second.points(first.ranks(first.scale, exact=True))
    return Conversion("IRT observed score", "common scale", first.scale, found, unknown(len(found)), RANK_ENDS, {}, ())


def _abilities(items: ItemSet, scores: Floats) -> Floats:
    """The ability at which each score is expected, by halving."""
    if any(item.a <= 0 for item in items.items):
        raise CannotMeasure(
            "slopes", "A test with an item that the able answer less often has no single ability for a score."
        )
    low, high = np.full(len(scores), -40.0), np.full(len(scores), 40.0)
    for _ in range(80):
        middle = (low + high) / 2
        below = items.expected(middle) < scores
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found: Floats = (low + high) / 2
    return found
