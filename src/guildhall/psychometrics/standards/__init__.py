"""Where to pass: what a panel's judgements and the scores of known groups say of the cut, and how sure it is."""

from guildhall.psychometrics.standards.angoff import AngoffRound, Judge, angoff, angoff_rounds, yes_no_angoff
from guildhall.psychometrics.standards.bookmark import Bookmark, bookmark, response_location
from guildhall.psychometrics.standards.compromise import Compromise, beuk, hofstee
from guildhall.psychometrics.standards.ebel import EbelCell, EbelCut, ebel
from guildhall.psychometrics.standards.groups import GroupCut, borderline_group, contrasting_groups
from guildhall.psychometrics.standards.panel import PanelStudy, panel_study
from guildhall.psychometrics.standards.recommending import Candidate, Recommendation, recommend
from guildhall.psychometrics.standards.regression import BorderlineRegression, borderline_regression

__all__ = [
    "AngoffRound",
    "Bookmark",
    "BorderlineRegression",
    "Candidate",
    "Compromise",
    "EbelCell",
    "EbelCut",
    "GroupCut",
    "Judge",
    "PanelStudy",
    "Recommendation",
    "angoff",
    "angoff_rounds",
    "beuk",
    "bookmark",
    "borderline_group",
    "borderline_regression",
    "contrasting_groups",
    "ebel",
    "hofstee",
    "panel_study",
    "recommend",
    "response_location",
    "yes_no_angoff",
]
