"""Calibration: what each item asks and how sharply, from the answers of those who took it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Flags, Floats, Whole, is_absent, item_names, vector
from guildhall.psychometrics.irt import fitting
from guildhall.psychometrics.irt.coding import categories_of, code
from guildhall.psychometrics.irt.items import IrtItem, Kind
from guildhall.psychometrics.irt.maximization import Priors
from guildhall.psychometrics.irt.quadrature import POINTS, REACH, grid
from guildhall.psychometrics.irt.reporting import reported
from guildhall.psychometrics.irt.reports import MODELS, Calibration, Model
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size, listed
from guildhall.psychometrics.options import checked

ONE_SLOPE = frozenset({"rasch", "1pl", "pcm"})

SAME_SLOPE = 1e-6
"""How far slopes may be apart that are to be one."""

LEAST_GROUP = 30
"""Persons below which a group's own mean and spread of ability say little."""

STABLE = {"rasch": 100, "1pl": 100, "pcm": 100, "2pl": 250, "3pl": 1000, "grm": 250, "gpcm": 250}
"""Persons from which the parameters of a model are taken for stable (Wright 1977; Drasgow 1989; de Ayala 2009)."""


@checked
def calibrate(
    answers: ArrayLike,
    model: Model = "rasch",
    names: Sequence[str] | None = None,
    *,
    group: Sequence[object] | None = None,
    weight: ArrayLike | None = None,
    anchors: Mapping[str, IrtItem] | None = None,
    priors: Priors | None = None,
    errors: bool = False,
    quadrature: int = POINTS,
    reach: float = REACH,
    tolerance: float = 1e-6,
    most_steps: int = 2000,
) -> Calibration:
    """Marginal maximum likelihood by the EM algorithm (Bock and Aitkin 1981), accelerated.

    `answers` is persons x items (0/1 or categories from 0; NaN missing, and left out of the likelihood: assumes missing
    at random; complete 0/1 answers may be bytes, uint8, which a million persons fit into). Models, logit = a theta + d:
    "rasch" and "pcm" have a = 1 and free the variance of ability; "1pl" one common a and variance 1; "2pl", "3pl" (with
    a normal prior on logit g, see `Priors`), "grm" (graded response) and "gpcm" (generalized partial credit). Items
    with two categories are logistic in every model; more than two under "rasch" are partial credit; under "1pl" anchors
    share one slope, and the others get it. Ability is N(0, 1)
    in the first group; other groups (`group`) have mean and variance of their own and the same items. `anchors` hold
    items at known parameters, and free the mean and variance of all groups: fixed-item calibration. `weight` counts
    rows (patterns with frequencies).

    Ability is summed over `quadrature` equal steps from -`reach` to `reach`. Stops when no parameter would move by
    `tolerance`. With `errors`, standard errors from the observed information (Louis 1982). Nothing is capped, however
    extreme; an item that all answer alike has no parameters, is set aside and noted. Likelihoods of models without
    prior can be compared; with priors compare `log_posterior`.
    """
    if model not in MODELS:
        raise CannotMeasure("model", f"There is no model {model}: take one of {', '.join(MODELS)}.")
    if not 0 < tolerance < 1:
        raise CannotMeasure("tolerance", "The tolerance lies between 0 and 1.")
    table, categories, lost = categories_of(answers, names)
    called = item_names(names, table.shape[1])
    usable = categories > 1
    known, slope = dict(anchors or {}), None
    if model == "1pl" and known:
        known, slope = _on_rasch_scale(known)
    _check(model, usable, categories, known, called)
    member, group_names = _groups(group, len(table))
    coded = code(
        table[:, usable] if not usable.all() else table, categories[usable], _weight(weight, len(table)), member
    )
    problem = fitting.Problem.of(
        coded,
        [name for name, use in zip(called, usable, strict=True) if use],
        [_kind(model, int(count)) for count in categories[usable]],
        guessing=model == "3pl",
        one_slope=model in ONE_SLOPE,
        anchors=known,
        priors=priors or Priors(),
        theta=grid(quadrature, reach),
        groups=len(group_names),
    )
    if model == "1pl" and slope is None:
        problem, fit = fitting.fit_on_own_grid(problem, tolerance=tolerance, most=most_steps)
    else:
        fit = fitting.fit(problem, tolerance=tolerance, most=most_steps)
    covariance = fitting.errors(problem, fit) if errors else None
    steep = [name for name in fitting.too_steep(problem, fit) if name not in known]
    notes = (
        *_small_groups(group_names, coded.group),
        *_notes(model, called, categories, lost, coded.persons, fit),
        *_steep(steep),
        *(_no_errors(covariance) if errors else ()),
    )
    counted = (~np.isnan(table)).sum(axis=0) if table.dtype != np.uint8 else np.full(len(called), len(table))
    return reported(problem, fit, model, called, counted, group_names, covariance, slope, notes)


def _on_rasch_scale(anchors: Mapping[str, IrtItem]) -> tuple[dict[str, IrtItem], float]:
    """Anchors of a model with one slope as the Rasch model has them, and that slope; refuses different slopes."""
    slopes = {item.a for item in anchors.values()}
    slope = min(slopes)
    if max(slopes) - slope > SAME_SLOPE or not slope > 0:
        raise CannotMeasure("anchors", "The anchors of a 1pl have one common slope above 0: take 2pl, or others.")
    return {name: replace(item, a=1.0) for name, item in anchors.items()}, slope


def _check(
    model: Model, usable: Flags, categories: Whole, anchors: Mapping[str, IrtItem], names: Sequence[str]
) -> None:
    least = 2 if model in ONE_SLOPE or anchors else 3
    if usable.sum() < least:
        told = "item differs" if usable.sum() == 1 else "items differ"
        sentence = f"{int(usable.sum())} {told} between persons: the model needs {least}."
        raise CannotMeasure("items", sentence)
    if model in {"2pl", "3pl"} and (categories > 2).any():
        raise CannotMeasure("model", f"{model} is for right and wrong: take grm or gpcm for more categories.")
    for item in anchors.values():
        item.check()
        if np.abs([item.a, *item.d]).max() > fitting.GREATEST:
            raise CannotMeasure("anchors", f"The parameters of anchor {item.name} lie beyond {fitting.GREATEST:g}.")
        if model in {"rasch", "pcm"} and abs(item.a - 1) > SAME_SLOPE:
            sentence = f"Anchor {item.name} has slope {item.a:g}, a {model} has 1: take 1pl or 2pl, or other anchors."
            raise CannotMeasure("anchors", sentence)
    unknown = set(anchors) - set(names)
    if unknown:
        raise CannotMeasure("anchors", f"These anchors are not among the items: {listed(sorted(unknown))}.")
    for name, use, count in zip(names, usable, categories, strict=True):
        if name in anchors and use and anchors[name].categories != count:
            raise CannotMeasure("anchors", f"Anchor {name} has {anchors[name].categories} categories, here {count}.")


def _kind(model: Model, categories: int) -> Kind:
    if categories == 2:
        return "logistic"
    return "graded" if model == "grm" else "credit"


def _weight(weight: ArrayLike | None, persons: int) -> Floats | None:
    if weight is None:
        return None
    found = vector(weight, "the weights")
    if len(found) != persons or np.isnan(found).any() or found.min() < 0 or not found.sum() > 0:
        raise CannotMeasure("weights", "Weights are one a person, not missing, not negative, and not all zero.")
    return found


def _groups(group: Sequence[object] | None, persons: int) -> tuple[Whole, tuple[str, ...]]:
    if group is None:
        return np.zeros(persons, dtype=np.int64), ("all",)
    if len(group) != persons or any(is_absent(each) for each in group):
        raise CannotMeasure("groups", "Everybody needs a group.")
    order = {name: place for place, name in enumerate(dict.fromkeys(group))}
    return np.array([order[each] for each in group]), tuple(str(each) for each in order)


def _notes(
    model: Model, names: Sequence[str], categories: Whole, lost: Whole, persons: int, fit: fitting.Fitted
) -> tuple[Note, ...]:
    found = list(about_size(persons, what="persons", stable=STABLE[model]))
    flat = [name for name, count in zip(names, categories, strict=True) if count < 2]
    if flat:
        found.append(Note("no_variance", f"Everybody answered alike, nothing can be estimated: {listed(flat)}."))
    closed = [name for name, count in zip(names, lost, strict=True) if count]
    if closed:
        found.append(Note("closed_up", f"Categories that nobody chose were closed up: {listed(closed)}."))
    if not fit.converged:
        sentence = f"After {fit.steps} steps the estimates still move: do not use them."
        found.append(Note("not_converged", sentence, Weight.WITHHOLDS))
    return tuple(found)


def _small_groups(names: Sequence[str], member: Whole) -> tuple[Note, ...]:
    small = [name for name, count in zip(names, np.bincount(member).tolist(), strict=True) if count < LEAST_GROUP]
    if len(names) < 2 or not small:
        return ()
    sentence = f"Groups of fewer than {LEAST_GROUP} persons: {listed(small)}. Their mean and spread say little."
    return (Note("small_groups", sentence),)


def _steep(names: Sequence[str]) -> tuple[Note, ...]:
    if not names:
        return ()
    sentence = (
        f"The slope has no maximum in these data, the number given is where the search ended: {listed(names)}. "
        "Take rasch, a prior on slopes, or more persons."
    )
    return (Note("no_slope", sentence),)


def _no_errors(covariance: Floats | None) -> tuple[Note, ...]:
    if covariance is not None:
        return ()
    return (Note("no_errors", "The likelihood has no clear maximum here: standard errors cannot be given."),)
