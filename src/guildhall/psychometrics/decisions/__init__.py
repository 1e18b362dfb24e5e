"""How good the decision pass or fail is: would the same person be decided alike again, and rightly?"""

from guildhall.psychometrics.decisions.betabinomial import hanson_brennan, livingston_lewis
from guildhall.psychometrics.decisions.consistency import DecisionQuality
from guildhall.psychometrics.decisions.dependability import Dependability, dependability
from guildhall.psychometrics.decisions.passing import MovedCut, PassRate, moved_cuts, pass_rate
from guildhall.psychometrics.decisions.subkoviak import subkoviak
from guildhall.psychometrics.decisions.trait import lee, rudner

__all__ = [
    "DecisionQuality",
    "Dependability",
    "MovedCut",
    "PassRate",
    "dependability",
    "hanson_brennan",
    "lee",
    "livingston_lewis",
    "moved_cuts",
    "pass_rate",
    "rudner",
    "subkoviak",
]
