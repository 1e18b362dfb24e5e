"""What each task weighs by the ratings of those who do the work, and whether subgroups see it alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, item_names, matrix, quotient, root, same_length
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Composite = Literal["product", "mean", "criticality"]
APART = 0.5
"""The standardized difference from which two subgroups see a task unlike (Cohen 1988: medium)."""


@dataclass(frozen=True, eq=False)
class Task(Result):
    """A task: mean and spread of its ratings, its composite with error, and the share that does it at all."""

    name: str
    raters: int
    importance: float
    importance_sd: float
    frequency: float
    frequency_sd: float
    performed: float
    composite: float
    error: float
    kept: bool


@dataclass(frozen=True, eq=False)
class SubgroupAgreement(Result):
    """Two subgroups: the correlation of their mean ratings over tasks, and the tasks they see unlike (d)."""

    first: str
    second: str
    correlation: float
    apart: tuple[tuple[str, float], ...]
    notes: tuple[Note, ...]


@checked
def weigh_tasks(
    importance: ArrayLike,
    frequency: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    composite: Composite = "product",
    least_importance: float | None = None,
    least_performed: float = 0.0,
) -> tuple[tuple[Task, ...], tuple[Note, ...]]:
    """What each task weighs (Kane, Kingsbury, Colton and Estes 1989; Raymond 2001).

    `importance` and `frequency` are raters x tasks; frequency 0 means: not done. The composite of one rater is
    importance x frequency ("product"), their mean, or importance twice and frequency once ("criticality"); that of a
    task is the mean over raters with both ratings, with its standard error. A task is kept where its mean importance
    and the share that does it reach the limits. Missing ratings are left out task by task; a task nobody rated weighs
    nothing.
    """
    first, second = matrix(importance, "the importance ratings"), matrix(frequency, "the frequency ratings")
    if first.shape != second.shape:
        raise CannotMeasure("shape", "Importance and frequency are rated by the same persons for the same tasks.")
    if np.nanmin(first) < 0 or np.nanmin(second) < 0:
        raise CannotMeasure("range", "Ratings are not negative.")
    called = item_names(names, first.shape[1])
    tasks = tuple(
        _task(name, first[:, place], second[:, place], composite, least_importance, least_performed)
        for place, name in enumerate(called)
    )
    unseen = [task.name for task in tasks if not task.raters]
    notes = about_size(len(first), what="respondents")
    if unseen:
        notes += (Note("not_rated", f"Nobody rated: {listed(unseen)}."),)
    return tasks, notes


@checked
def agreement_of_subgroups(
    ratings: ArrayLike, group: Sequence[object], first: object, second: object, names: Sequence[str] | None = None
) -> SubgroupAgreement:
    """Whether two subgroups (by region, setting, experience) see the tasks alike.

    The correlation of their task means, and for each task d = (mean_1 - mean_2) / pooled standard deviation; those with
    |d| of .5 or more (medium, Cohen 1988, 2.2) are named. Missing ratings are left out task by task. Subgroups of fewer
    than ten are noted; a task without spread has no d.
    """
    table = matrix(ratings, "the ratings")
    called = item_names(names, table.shape[1])
    same_length(table, group, "the ratings and their groups")
    members = [table[[each == wanted for each in group]] for wanted in (first, second)]
    if any(len(each) < 2 for each in members):
        raise CannotMeasure("groups", "Each subgroup needs two members at least.")
    means = [_mean(each) for each in members]
    known = ~(np.isnan(means[0]) | np.isnan(means[1]))
    one, other = (each[known] - each[known].mean() if known.any() else each[known] for each in means)
    below = root(float((one @ one) * (other @ other)))
    apart = [(name, _d(*(each[:, place] for each in members))) for place, name in enumerate(called)]
    named = tuple(sorted((each for each in apart if abs(each[1]) >= APART), key=lambda each: -abs(each[1])))
    notes = about_size(min(map(len, members)), what="members in the smaller subgroup", least=10, stable=30)
    correlation = quotient(float(one @ other), below if below > 1e-12 else 0.0)
    return SubgroupAgreement(str(first), str(second), correlation, named, notes)


def _task(
    name: str, importance: Floats, frequency: Floats, composite: Composite, least: float | None, least_performed: float
) -> Task:
    both = ~(np.isnan(importance) | np.isnan(frequency))
    i, f = importance[both], frequency[both]
    if not both.any():
        lost = float("nan")
        return Task(name, 0, lost, lost, lost, lost, lost, 0.0, lost, kept=False)
    each = {"product": i * f, "mean": (i + f) / 2, "criticality": (2 * i + f) / 3}[composite]
    performed = float((f > 0).mean())
    spread = float(each.std(ddof=1)) if len(each) > 1 else float("nan")
    kept = performed >= least_performed and (least is None or float(i.mean()) >= least)
    return Task(
        name=name,
        raters=int(both.sum()),
        importance=float(i.mean()),
        importance_sd=float(i.std(ddof=1)) if len(i) > 1 else float("nan"),
        frequency=float(f.mean()),
        frequency_sd=float(f.std(ddof=1)) if len(f) > 1 else float("nan"),
        performed=performed,
        composite=float(each.mean()),
        error=spread / root(len(each)),
        kept=kept,
    )


def _mean(table: Floats) -> Floats:
    known = ~np.isnan(table)
    count = known.sum(axis=0)
    found = np.full(table.shape[1], np.nan)
    np.divide(np.where(known, table, 0.0).sum(axis=0), count, out=found, where=count > 0)
    return found


def _d(first: Floats, second: Floats) -> float:
    one, other = first[~np.isnan(first)], second[~np.isnan(second)]
    if min(one.size, other.size) < 2:
        return float("nan")
    pooled = ((one.size - 1) * one.var(ddof=1) + (other.size - 1) * other.var(ddof=1)) / (one.size + other.size - 2)
    return quotient(float(one.mean() - other.mean()), root(float(pooled)) if pooled > 1e-12 else 0.0)
