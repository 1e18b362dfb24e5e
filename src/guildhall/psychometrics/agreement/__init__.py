"""Whether examiners and judges see the same: agreement beyond chance, and how reliable their ratings are."""

from guildhall.psychometrics.agreement.alpha import Agreement, krippendorff
from guildhall.psychometrics.agreement.intraclass import Intraclass, IntraclassForms, intraclass
from guildhall.psychometrics.agreement.kappa import Kappa, cohen, fleiss

__all__ = [
    "Agreement",
    "Intraclass",
    "IntraclassForms",
    "Kappa",
    "cohen",
    "fleiss",
    "intraclass",
    "krippendorff",
]
