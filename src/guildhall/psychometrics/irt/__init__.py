"""Item response theory: items and persons on one scale, with errors."""

from guildhall.psychometrics.irt.calibration import calibrate
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.irt.maximization import Priors
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.irt.reports import MODELS, CalibratedItem, Calibration, GroupAbility, Model

__all__ = [
    "MODELS",
    "CalibratedItem",
    "Calibration",
    "GroupAbility",
    "IrtItem",
    "ItemSet",
    "Latent",
    "Model",
    "Priors",
    "calibrate",
    "grid",
]
