"""Classical test theory: what a raw score is worth, item by item and as a whole."""

from guildhall.psychometrics.classical.answers import Missing
from guildhall.psychometrics.classical.distractors import DistractorTable, Option, distractors
from guildhall.psychometrics.classical.items import ItemAnalysis, ItemStatistics, analyse
from guildhall.psychometrics.classical.keys import keyed
from guildhall.psychometrics.classical.precision import (
    ConditionalError,
    conditional_errors,
    spearman_brown,
    spearman_brown_length,
    standard_error,
)
from guildhall.psychometrics.classical.reliability import Reliability, reliability, split_half, stratified_alpha
from guildhall.psychometrics.classical.small import BayesianDifficulty, bayesian_difficulty
from guildhall.psychometrics.classical.subscores import Subscore, subscores

__all__ = [
    "BayesianDifficulty",
    "ConditionalError",
    "DistractorTable",
    "ItemAnalysis",
    "ItemStatistics",
    "Missing",
    "Option",
    "Reliability",
    "Subscore",
    "analyse",
    "bayesian_difficulty",
    "conditional_errors",
    "distractors",
    "keyed",
    "reliability",
    "spearman_brown",
    "spearman_brown_length",
    "split_half",
    "standard_error",
    "stratified_alpha",
    "subscores",
]
