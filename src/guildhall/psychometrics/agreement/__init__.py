"""Whether examiners and judges see the same: agreement beyond chance, and how reliable their ratings are."""

from guildhall.psychometrics.agreement.alpha import Agreement, krippendorff
from guildhall.psychometrics.agreement.facets import Candidate, Element, FacetStudy, many_facets
from guildhall.psychometrics.agreement.intraclass import Intraclass, IntraclassForms, intraclass
from guildhall.psychometrics.agreement.kappa import Kappa, cohen, fleiss

__all__ = [
    "Agreement",
    "Candidate",
    "Element",
    "FacetStudy",
    "Intraclass",
    "IntraclassForms",
    "Kappa",
    "cohen",
    "fleiss",
    "intraclass",
    "krippendorff",
    "many_facets",
]
