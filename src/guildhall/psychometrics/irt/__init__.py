"""Item response theory: items and persons on one scale, with errors."""

from guildhall.psychometrics.irt.calibration import calibrate
from guildhall.psychometrics.irt.equating import observed_score, true_score
from guildhall.psychometrics.irt.information import Information, information, marginal_reliability
from guildhall.psychometrics.irt.itemfit import ItemFit, RaschFit, rasch_fit, s_x2
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.irt.linking import Link, link
from guildhall.psychometrics.irt.lord import LordDif, LordItem, lord
from guildhall.psychometrics.irt.maximization import Priors
from guildhall.psychometrics.irt.modelfit import Comparison, LocalDependence, ModelFit, best_of, compare, m2, q3
from guildhall.psychometrics.irt.personfit import PersonFit, lz_star
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.irt.raju import RajuItem, raju
from guildhall.psychometrics.irt.reports import MODELS, CalibratedItem, Calibration, GroupAbility, Model
from guildhall.psychometrics.irt.scoring import Scores, score, sum_scores

__all__ = [
    "MODELS",
    "CalibratedItem",
    "Calibration",
    "Comparison",
    "GroupAbility",
    "Information",
    "IrtItem",
    "ItemFit",
    "ItemSet",
    "Latent",
    "Link",
    "LocalDependence",
    "LordDif",
    "LordItem",
    "Model",
    "ModelFit",
    "PersonFit",
    "Priors",
    "RajuItem",
    "RaschFit",
    "Scores",
    "best_of",
    "calibrate",
    "compare",
    "grid",
    "information",
    "link",
    "lord",
    "lz_star",
    "m2",
    "marginal_reliability",
    "observed_score",
    "q3",
    "raju",
    "rasch_fit",
    "s_x2",
    "score",
    "sum_scores",
    "true_score",
]
