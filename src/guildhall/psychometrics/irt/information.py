"""What a form tells at each ability, and how well it separates persons on the whole."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, vector
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Information(Result):
    """At each ability: the information, the standard error 1 / sqrt(I) in logits, and the expected raw score."""

    theta: Floats
    information: Floats
    error: Floats
    expected: Floats
    marginal_reliability: float


@checked
def information(items: ItemSet, theta: ArrayLike | None = None, *, latent: Latent | None = None) -> Information:
    """Fisher's information of a form (Lord 1980, 5.9), with the marginal reliability.

    The marginal reliability is the mean over the distribution of ability of I / (I + 1 / variance) (Green and others
    1984, in the form of a share of each person's own precision). Where nothing is known the error is infinite. Missing
    abilities are refused.
    """
    at = np.linspace(-4, 4, 81) if theta is None else vector(theta, "the abilities")
    if np.isnan(at).any():
        raise CannotMeasure("all_missing", "Information needs abilities that are known.")
    found = items.information(at).sum(axis=0)
    with np.errstate(divide="ignore"):
        error: Floats = 1 / np.sqrt(found)
    return Information(at, found, error, items.expected(at), marginal_reliability(items, latent))


@checked
def marginal_reliability(items: ItemSet, latent: Latent | None = None) -> float:
    """The mean share of each person's precision that the form gives (Green and others 1984).

    The mean over ability of I / (I + 1 / variance), between 0 and 1; 0 for items that do not discriminate.
    """
    prior = latent or Latent()
    points = grid(201)
    weight = np.exp(prior.log_weights(points))
    found = items.information(points).sum(axis=0)
    return float(weight @ (found / (found + 1 / prior.variance)))
