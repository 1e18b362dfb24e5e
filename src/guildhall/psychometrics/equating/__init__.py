"""What a score on one form is worth on another, so that nobody gains or loses by the form they were given."""

from guildhall.psychometrics.equating.bootstrapping import bootstrap
from guildhall.psychometrics.equating.distributions import Scores, Smoothed, best_degree, loglinear
from guildhall.psychometrics.equating.drift import AnchorDrift, anchor_drift
from guildhall.psychometrics.equating.neat import NeatGroup, equate_neat
from guildhall.psychometrics.equating.postsmoothing import postsmooth
from guildhall.psychometrics.equating.random_groups import advise, equate
from guildhall.psychometrics.equating.tables import Conversion

__all__ = [
    "AnchorDrift",
    "Conversion",
    "NeatGroup",
    "Scores",
    "Smoothed",
    "advise",
    "anchor_drift",
    "best_degree",
    "bootstrap",
    "equate",
    "equate_neat",
    "loglinear",
    "postsmooth",
]
