"""From where a calibration came to rest to what is reported of it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.irt.fitting import Fitted, Problem
from guildhall.psychometrics.irt.items import IrtItem
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
    errors: Floats | None,
    notes: tuple[Note, ...],
) -> Calibration:
    """The result: items in the order of `names`, those set aside without parameters."""
    items, labels = _items(problem, fit, covariance, answers, names)
    groups, group_labels = _groups(problem, fit, group_names, errors, len(labels))
    found = [items.get(name) or _aside(name) for name in names]
    if model == "1pl":
        found, groups = _common_slope(found, groups)
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
    problem: Problem, fit: Fitted, covariance: Floats | None, answers: Whole, names: Sequence[str]
) -> tuple[dict[str, CalibratedItem], list[tuple[str, str]]]:
    found: dict[str, CalibratedItem] = {}
    labels: list[tuple[str, str]] = []
    counted = dict(zip(names, answers.tolist(), strict=True))
    for batch, frees in zip(fit.batches, problem.frees, strict=True):
        for place, row, free in zip(batch.places.tolist(), batch.parameters, frees, strict=True):
            name = problem.names[place]
            at = np.full(len(row), -1)
            at[free] = np.arange(len(labels), len(labels) + int(free.sum()))
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
    problem: Problem, fit: Fitted, names: tuple[str, ...], errors: Floats | None, begin: int
) -> tuple[list[GroupAbility], list[tuple[str, str]]]:
    found: list[GroupAbility] = []
    labels: list[tuple[str, str]] = []
    weight = np.ones(problem.coded.persons) if problem.coded.weight is None else problem.coded.weight
    for place, (name, group) in enumerate(zip(names, fit.groups, strict=True)):
        given = []
        for free, what in ((group.free_mean, "mean"), (group.free_variance, "variance")):
            given.append(float(errors[begin + len(labels)]) if free and errors is not None else UNKNOWN)
            if free:
                labels.append((name, what))
        persons = round(float(weight[problem.coded.group == place].sum()))
        found.append(GroupAbility(name, persons, group.mean, group.variance, given[0], given[1]))
    return found, labels


def _aside(name: str) -> CalibratedItem:
    return CalibratedItem(
        name, "logistic", 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, fixed=False
    )


def _common_slope(
    items: list[CalibratedItem], groups: list[GroupAbility]
) -> tuple[list[CalibratedItem], list[GroupAbility]]:
    """The Rasch model with its spread put into a common slope, so that ability has variance 1 in the first group."""
    spread = float(np.sqrt(groups[0].variance))
    error = groups[0].se_variance / (2 * spread)
    scaled = [
        replace(item, a=item.a * spread, b=_divided(item.b, spread), se_a=error, se_b=_divided(item.se_b, spread))
        for item in items
    ]
    rest = [
        replace(
            group,
            mean=group.mean / spread,
            variance=group.variance / spread**2,
            se_mean=group.se_mean / spread,
            se_variance=UNKNOWN if group is groups[0] else group.se_variance / spread**2,
        )
        for group in groups
    ]
    return scaled, rest


def _divided(value: float | tuple[float, ...], by: float) -> float | tuple[float, ...]:
    return tuple(each / by for each in value) if isinstance(value, tuple) else value / by
