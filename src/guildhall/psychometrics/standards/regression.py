"""Borderline regression: the checklist score of a station at the global rating that means just qualified."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import root, same_length, vector
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class BorderlineRegression(Result):
    """The cut of a station with its error and interval, and how well score and judgement go together."""

    cut: float
    error: float
    interval: tuple[float, float]
    intercept: float
    slope: float
    r_squared: float
    persons: int
    notes: tuple[Note, ...]


@checked
def borderline_regression(
    scores: ArrayLike, ratings: ArrayLike, borderline: float, *, level: float = 0.95
) -> BorderlineRegression:
    """The score that the regression on global ratings expects at `borderline` (Wood, Humphrey-Murto and Norman 2006).

    cut = b0 + b1 r; its error is s sqrt(1/n + (r - mean)^2 / S_rr), and the interval takes Student's t with n - 2.
    Persons without score or rating are left out. Needs three persons and ratings that differ.
    """
    score, rating = vector(scores), vector(ratings, "the ratings")
    same_length(score, rating, "scores and ratings")
    usable = ~(np.isnan(score) | np.isnan(rating))
    score, rating = score[usable], rating[usable]
    if score.size < 3 or np.ptp(rating) == 0:
        raise CannotMeasure("size", "A regression needs three persons and ratings that differ.")
    centred, mean = rating - rating.mean(), float(score.mean())
    spread = float(centred @ centred)
    slope = float(centred @ score) / spread
    intercept = mean - slope * float(rating.mean())
    left = score - intercept - slope * rating
    total = float(((score - mean) ** 2).sum())
    noise = root(float(left @ left) / (score.size - 2))
    error = noise * root(1 / score.size + (borderline - float(rating.mean())) ** 2 / spread)
    cut = intercept + slope * borderline
    half = float(stats.t.ppf((1 + level) / 2, score.size - 2)) * error
    notes = list(about_size(score.size, what="candidates"))
    if not rating.min() <= borderline <= rating.max():
        notes.append(
            Note("extrapolated", "Nobody was rated as low or as high as the borderline: the cut is extrapolated.")
        )
    if slope <= 0:
        notes.append(Note("no_relation", "Better ratings do not go with higher scores: the cut means nothing."))
    explained = 1 - float(left @ left) / total if total > 1e-12 else float("nan")
    return BorderlineRegression(
        cut, error, (cut - half, cut + half), intercept, slope, explained, score.size, tuple(notes)
    )
