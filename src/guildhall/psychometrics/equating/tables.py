"""What equating gives: a table from one form's scores to another's."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, numbers
from guildhall.psychometrics.notes import Note
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Conversion(Result):
    """Form X's scores `x`, what they are worth on form Y (`y`, not rounded and not cut off), and standard errors.

    `end_rule` says what happens at the ends of the scale. An error that is not known is not-a-number.
    """

    method: str
    design: str
    x: Floats
    y: Floats
    se: Floats
    end_rule: str
    parameters: dict[str, float]
    notes: tuple[Note, ...]

    @property
    def table(self) -> list[dict[str, float]]:
        """The conversion as rows of x, y and se."""
        columns = zip(self.x.tolist(), self.y.tolist(), self.se.tolist(), strict=True)
        return [{"x": x, "y": y, "se": se} for x, y, se in columns]

    def at(self, scores: ArrayLike) -> Floats:
        """The equivalents of any scores, linear between those of the table and flat outside it."""
        found: Floats = np.interp(numbers(scores), self.x, self.y)
        return found


def unknown(size: int) -> Floats:
    """Standard errors that are not known."""
    return np.full(size, np.nan)
