"""Bookmark: items lie in order of difficulty, and a panellist lays a mark where the just qualified stop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, known, numbers, root, same_length, spread, vector
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Bookmark(Result):
    """The panel's cut on the ability scale, and as an expected raw score; `order` is that of the booklet."""

    theta: float
    sd: float
    error: float
    median: float
    raw: float
    judge_thetas: tuple[float, ...]
    order: tuple[int, ...]
    locations: tuple[float, ...]
    notes: tuple[Note, ...]


FLATTEST = 1e-12
"""The slope below which an item does not discriminate: its location is beyond every scale."""


@checked
def response_location(a: ArrayLike, d: ArrayLike, g: ArrayLike = 0.0, *, probability: float = 0.67) -> Floats:
    """The ability at which each item is answered rightly with the response probability (Mitzel and others 2001).

    theta = (logit((RP - g) / (1 - g)) - d) / a for logit = a theta + d with guessing g; with RP 2/3 by custom. An item
    guessed more often than that, or that does not discriminate, has no location (not-a-number).
    """
    parameters = [numbers(each, "the parameters") for each in (a, d, g)]
    if len({each.shape for each in parameters if each.ndim}) > 1:
        raise CannotMeasure("length", "Slopes, intercepts and guessing parameters differ in length.")
    slope, intercept, guess = np.broadcast_arrays(*parameters)
    if not 0 < probability < 1:
        raise CannotMeasure("probability", "A response probability lies between 0 and 1.")
    usable = (guess < probability) & (slope > FLATTEST)
    share = np.where(usable, (probability - guess) / np.where(usable, 1 - guess, 1.0), 0.5)
    found: Floats = np.where(usable, (np.log(share / (1 - share)) - intercept) / np.where(usable, slope, 1.0), np.nan)
    return found


@checked
def bookmark(
    marks: ArrayLike, a: ArrayLike, d: ArrayLike, g: ArrayLike | None = None, *, probability: float = 0.67
) -> Bookmark:
    """The cut from each judge's mark (Mitzel, Lewis, Patz and Green 2001).

    `marks` is for each judge the place in the booklet, counted from 1, of the first item that a just qualified person
    would not master: their cut is the location of the item before. A mark on the first item takes that item's own
    location, and one more than there are items takes the last. The panel's cut is the mean; `raw` is the expected
    number right at it. Items without location are left out of the booklet, judges without
    a mark out of the mean.
    """
    slope, intercept = vector(a, "the slopes"), vector(d, "the intercepts")
    same_length(slope, intercept, "slopes and intercepts")
    guess = np.zeros(len(slope)) if g is None else vector(g, "the guessing parameters")
    same_length(slope, guess, "slopes and guessing parameters")
    locations = response_location(slope, intercept, guess, probability=probability)
    order = [int(each) for each in np.argsort(locations, kind="stable") if not np.isnan(locations[each])]
    if not order:
        raise CannotMeasure("empty", "No item can be placed in the booklet.")
    places = known(marks, "the marks")
    if (places != np.round(places)).any() or places.min() < 1 or places.max() > len(order) + 1:
        raise CannotMeasure("range", f"A mark lies outside 1 to {len(order) + 1}.")
    thetas = np.array([locations[order[max(int(place) - 2, 0)]] for place in places])
    mean, sd = float(thetas.mean()), spread(thetas)
    chance = guess + (1 - guess) / (1 + np.exp(-(slope * mean + intercept)))
    left = len(slope) - len(order)
    notes = (Note("left_out", f"{left} items have no place on the scale and are left out."),) if left else ()
    return Bookmark(
        theta=mean,
        sd=sd,
        error=sd / root(len(thetas)),
        median=float(np.median(thetas)),
        raw=float(chance.sum()),
        judge_thetas=tuple(thetas.tolist()),
        order=tuple(order),
        locations=tuple(float(locations[each]) for each in order),
        notes=notes,
    )
