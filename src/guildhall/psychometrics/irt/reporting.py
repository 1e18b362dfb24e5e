"""From where a calibration came to rest to what is reported of it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.irt.fitting import Fitted, Problem
from guildhall.psychometrics.irt.items import Batch, IrtItem
from guildhall.psychometrics.irt.reports import CalibratedItem, Calibration, GroupAbility, Model
from guildhall.psychometrics.notes import Note

UNKNOWN = float("nan")


def reported(
    problem: Problem,
    fit: Fitted,
    model: Model,
    names: tuple[str, ...],
    answers: Whole,
    group_names: tuple[str, ...],
    covariance: Floats | None,
    slope: float | None,
    notes: tuple[Note, ...],
) -> Calibration:
    """The result: items in the order of `names`, those set aside without parameters.

    Under "1pl" all slopes are `slope`, or the spread of ability in the first group where that is free.
    """
    common = None
    if model == "1pl":
        fit, covariance, common = common_slope(fit, covariance, slope)
    items, labels = _items(problem, fit, covariance, answers, names, common)
    groups, group_labels = _groups(problem, fit, group_names, covariance, len(labels), common)
    found = [items.get(name) or _aside(name, count) for name, count in zip(names, answers.tolist(), strict=True)]
    persons = float(problem.coded.persons if problem.coded.weight is None else problem.coded.weight.sum())
    return Calibration(
        model=model,
        persons=round(persons),
        items=tuple(found),
        groups=tuple(groups),
        log_likelihood=fit.log_likelihood,
        log_posterior=fit.log_posterior,
        parameters=fit.free,
        aic=2 * fit.free - 2 * fit.log_likelihood,
        bic=fit.free * float(np.log(persons)) - 2 * fit.log_likelihood,
        converged=fit.converged,
        steps=fit.steps,
        quadrature=len(problem.theta),
        notes=notes,
        labels=(*labels, *group_labels),
        covariance=covariance,
    )


def _items(
    problem: Problem,
    fit: Fitted,
    covariance: Floats | None,
    answers: Whole,
    names: Sequence[str],
    common: int | None,
) -> tuple[dict[str, CalibratedItem], list[tuple[str, str]]]:
    found: dict[str, CalibratedItem] = {}
    labels: list[tuple[str, str]] = []
    counted = dict(zip(names, answers.tolist(), strict=True))
    for batch, frees in zip(fit.batches, problem.frees, strict=True):
        for place, row, free in zip(batch.places.tolist(), batch.parameters, frees, strict=True):
            name = problem.names[place]
            at = np.full(len(row), -1)
            at[free] = np.arange(len(labels), len(labels) + int(free.sum()))
            if common is not None:
                at[0] = common
            labels += [(name, _label(column, len(row), batch.guessing)) for column in np.flatnonzero(free).tolist()]
            values = row[:-1] if batch.guessing else row
            g = 1 / (1 + float(np.exp(-row[-1]))) if batch.guessing else 0.0
            item = IrtItem(name, float(values[0]), tuple(values[1:].tolist()), g, batch.kind)
            found[name] = _calibrated(item, at, covariance, counted[name], batch.guessing, fixed=not free.any())
    return found, labels


def _label(column: int, count: int, guessing: bool) -> str:
    if column == 0:
        return "a"
    return "logit g" if guessing and column == count - 1 else f"d{column}"


def _calibrated(
    item: IrtItem, at: Whole, covariance: Floats | None, answers: int, guessing: bool, *, fixed: bool
) -> CalibratedItem:
    errors = np.array([_error(covariance, int(place)) for place in at])
    steps = len(item.d)
    se_d = tuple(errors[1 : steps + 1].tolist())
    se_b = tuple(_difficulty_error(item, at, covariance, step) for step in range(steps))
    one = steps == 1
    return CalibratedItem(
        name=item.name,
        kind=item.kind,
        answers=answers,
        a=item.a,
        d=item.d[0] if one else item.d,
        b=item.b[0] if one else item.b,
        g=item.g,
        se_a=float(errors[0]),
        se_d=se_d[0] if one else se_d,
        se_b=se_b[0] if one else se_b,
        se_g=float(errors[-1]) * item.g * (1 - item.g) if guessing else UNKNOWN,
        fixed=fixed,
    )


def _error(covariance: Floats | None, place: int) -> float:
    return float(np.sqrt(covariance[place, place])) if covariance is not None and place >= 0 else UNKNOWN


def _difficulty_error(item: IrtItem, at: Whole, covariance: Floats | None, step: int) -> float:
    """By the delta method: b = -(d_k - d_k-1) / a for partial credit, -d_k / a otherwise."""
    if covariance is None or item.a == 0 or at[1] < 0:
        return UNKNOWN
    slope = np.zeros(len(at))
    slope[step + 1] = -1 / item.a
    if item.kind == "credit" and step:
        slope[step] = 1 / item.a
    slope[0] = -item.b[step] / item.a
    kept = at >= 0
    part = covariance[np.ix_(at[kept], at[kept])]
    return float(np.sqrt(slope[kept] @ part @ slope[kept]))


def _groups(
    problem: Problem,
    fit: Fitted,
    names: tuple[str, ...],
    covariance: Floats | None,
    begin: int,
    common: int | None,
) -> tuple[list[GroupAbility], list[tuple[str, str]]]:
    found: list[GroupAbility] = []
    labels: list[tuple[str, str]] = []
    weight = np.ones(problem.coded.persons) if problem.coded.weight is None else problem.coded.weight
    for place, (name, group) in enumerate(zip(names, fit.groups, strict=True)):
        given = []
        for free, what in ((group.free_mean, "mean"), (group.free_variance, "variance")):
            at = begin + len(labels)
            given.append(_error(covariance, at) if free and at != common else UNKNOWN)
            if free:
                labels.append((name, what) if at != common else ("", "a"))
        persons = round(float(weight[problem.coded.group == place].sum()))
        found.append(GroupAbility(name, persons, group.mean, group.variance, given[0], given[1]))
    return found, labels


def _aside(name: str, answers: int) -> CalibratedItem:
    return CalibratedItem(
        name, "logistic", answers, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, fixed=False
    )


def common_slope(
    fit: Fitted, covariance: Floats | None, slope: float | None
) -> tuple[Fitted, Floats | None, int | None]:
    """The Rasch model on the scale on which all slopes are `slope`, and where the slope stands in the covariance.

    Without a `slope` it is the spread of the first group, whose variance becomes 1: the place of that variance among
    the free parameters is then the place of the slope. Errors follow by the delta method.
    """
    first = fit.groups[0]
    free = slope is None
    spread = float(np.sqrt(first.variance)) if slope is None else slope
    groups = tuple(replace(each, mean=each.mean / spread, variance=each.variance / spread**2) for each in fit.groups)
    batches = tuple(replace(each, parameters=_with_slope(each, spread)) for each in fit.batches)
    begin = fit.free - sum(int(each.free_mean) + int(each.free_variance) for each in fit.groups)
    common = begin + int(first.free_mean) if free else None
    moved = replace(fit, batches=batches, groups=groups)
    if covariance is None:
        return moved, None, common
    turn = _turned(fit, spread, begin, common)
    return moved, turn @ covariance @ turn.T, common


def _with_slope(batch: Batch, slope: float) -> Floats:
    found = batch.parameters.copy()
    found[:, 0] = slope
    return found


def _turned(fit: Fitted, spread: float, begin: int, common: int | None) -> Floats:
    """How the parameters on the new scale move with the old ones: steps stay, means and variances are divided."""
    turn = np.eye(fit.free)
    at = begin
    for group in fit.groups:
        for free, value, power in ((group.free_mean, group.mean, 1), (group.free_variance, group.variance, 2)):
            if not free:
                continue
            turn[at, at] = 1 / spread**power
            if common is not None:
                turn[at, common] = 1 / (2 * spread) if at == common else -power * value / (2 * spread ** (power + 2))
            at += 1
    return turn
