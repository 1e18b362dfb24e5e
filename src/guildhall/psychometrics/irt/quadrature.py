"""The abilities at which everything is summed, and the normal distributions over them."""

from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked

POINTS = 61
"""Points by default: with 41 a test of 200 items loses several units of log-likelihood, with 61 none that matter."""

MOST_POINTS = 10_000

REACH = 6.0


@checked
def grid(points: int = POINTS, reach: float = REACH) -> Floats:
    """Equally spaced abilities from -reach to reach, in logits (the rectangle rule of Bock and Aitkin 1981)."""
    if not 5 <= points <= MOST_POINTS or not 0 < reach < 1e3:
        raise CannotMeasure("quadrature", f"Five to {MOST_POINTS} points and a positive reach are needed.")
    return np.linspace(-reach, reach, points)


@dataclass(frozen=True)
class Latent:
    """A normal distribution of ability in one group, and which of its two numbers are estimated."""

    mean: float = 0.0
    variance: float = 1.0
    free_mean: bool = False
    free_variance: bool = False

    def log_weights(self, theta: Floats) -> Floats:
        """log of the probability at each point; the points share the whole of 1."""
        density = -((theta - self.mean) ** 2) / (2 * self.variance)
        found: Floats = density - np.logaddexp.reduce(density)
        return found

    def slopes(self, theta: Floats) -> Floats:
        """The derivative of the log weights by mean and by variance, points x 2."""
        weight = np.exp(self.log_weights(theta))
        raw = np.stack([(theta - self.mean) / self.variance, (theta - self.mean) ** 2 / (2 * self.variance**2)], axis=1)
        found: Floats = raw - weight @ raw
        return found
