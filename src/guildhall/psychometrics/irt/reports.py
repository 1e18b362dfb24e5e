"""What calibration reports."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.irt.items import IrtItem, ItemSet, Kind
from guildhall.psychometrics.irt.quadrature import Latent
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.results import Result

Model = Literal["rasch", "1pl", "2pl", "3pl", "grm", "pcm", "gpcm"]
MODELS: tuple[Model, ...] = ("rasch", "1pl", "2pl", "3pl", "grm", "pcm", "gpcm")


@dataclass(frozen=True, eq=False)
class CalibratedItem(Result):
    """One item's parameters and their standard errors (not-a-number where not asked for, fixed or unknown).

    With two categories d, b and their errors are numbers, otherwise a row with one for each step.
    """

    name: str
    kind: Kind
    answers: int
    a: float
    d: float | tuple[float, ...]
    b: float | tuple[float, ...]
    g: float
    se_a: float
    se_d: float | tuple[float, ...]
    se_b: float | tuple[float, ...]
    se_g: float
    fixed: bool

    @property
    def steps(self) -> tuple[float, ...]:
        """d as a row, whatever the number of categories."""
        return self.d if isinstance(self.d, tuple) else (self.d,)

    @property
    def as_item(self) -> IrtItem:
        """The item without its errors."""
        return IrtItem(self.name, self.a, self.steps, self.g, self.kind)


@dataclass(frozen=True, eq=False)
class GroupAbility(Result):
    """The normal distribution of ability in one group."""

    name: str
    persons: int
    mean: float
    variance: float
    se_mean: float
    se_variance: float


@dataclass(frozen=True, eq=False)
class Calibration(Result):
    """What calibration found.

    `covariance` is that of all free parameters, in the order of `labels` (name, parameter).
    """

    model: Model
    persons: int
    items: tuple[CalibratedItem, ...]
    groups: tuple[GroupAbility, ...]
    log_likelihood: float
    log_posterior: float
    parameters: int
    aic: float
    bic: float
    converged: bool
    steps: int
    quadrature: int
    notes: tuple[Note, ...]
    labels: tuple[tuple[str, str], ...] = ()
    covariance: Floats | None = None

    @property
    def one_slope(self) -> bool:
        """Whether all items have slope 1, and none of them an error of its own."""
        return self.model in {"rasch", "pcm"}

    @property
    def own_errors(self) -> dict[str, CalibratedItem]:
        """The items that are right or wrong, without guessing, and have parameters with errors of their own, by name.

        Refused without errors, and for a common slope, whose error all items share.
        """
        if self.covariance is None:
            raise CannotMeasure("errors", "Both groups need the same model, calibrated with standard errors.")
        if self.model == "1pl":
            raise CannotMeasure("model", "Items of a 1pl share the error of their slope: calibrate as rasch.")
        own = (item for item in self.items if not (np.isnan(item.a) or item.fixed or item.g))
        return {item.name: item for item in own if not isinstance(item.d, tuple)}

    @property
    def item_set(self) -> ItemSet:
        """The items, for scores, information and fit."""
        return ItemSet([item.as_item for item in self.items if not np.isnan(item.a)])

    @property
    def latent(self) -> Latent:
        """The distribution of ability in the first group."""
        return Latent(self.groups[0].mean, self.groups[0].variance)

    def as_dict(self) -> dict[str, object]:
        """All but the covariance, which is large."""
        found = super().as_dict()
        del found["covariance"], found["labels"]
        return found
