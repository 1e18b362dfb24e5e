"""DIF by logistic regression: differences that are alike at every ability, and those that are not, with their size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Flags, Floats, quotient
from guildhall.psychometrics.fairness.logit import Fit, fit_logit
from guildhall.psychometrics.fairness.matching import Matched, purified
from guildhall.psychometrics.notes import Note, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Kind = Literal["both", "uniform", "nonuniform"]
MODERATE, LARGE = 0.035, 0.07
"""From where Jodoin and Gierl (2001) call a difference of Nagelkerke's R^2 moderate (B) and large (C)."""


@dataclass(frozen=True, eq=False)
class LogisticItem(Result):
    """One item: likelihood-ratio and Wald tests, the growth of Nagelkerke's R^2 and its class.

    `coefficients` are intercept, score, group (focal) and, but for uniform DIF, score x group.
    """

    name: str
    chi_squared: float
    p: float
    wald: float
    wald_p: float
    effect: float
    effect_class: Literal["A", "B", "C", "?"]
    coefficients: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class LogisticDif(Result):
    """All items of one kind of test; `flagged` are significant with a class of B or C."""

    kind: str
    freedom: int
    items: tuple[LogisticItem, ...]
    flagged: tuple[str, ...]
    anchors: tuple[str, ...]
    notes: tuple[Note, ...]


@checked
def logistic_dif(
    answers: ArrayLike,
    group: Sequence[object],
    focal: object,
    names: Sequence[str] | None = None,
    *,
    kind: Kind = "both",
    purify: bool = False,
    level: float = 0.05,
) -> LogisticDif:
    """Logistic-regression DIF of 0/1 items (Swaminathan and Rogers 1990; effect size Jodoin and Gierl 2001).

    Three models of the chance of a right answer: (0) score, (1) and group, (2) and score x group. "both" compares 0
    with 2 (two degrees), "uniform" 0 with 1, "nonuniform" 1 with 2. `effect` is the difference of Nagelkerke's R^2 of
    the two. The matching score is the sum with the item; `purify` as for Mantel and Haenszel. Where answers part the
    groups completely, as where all of a group are right, coefficients have no maximum: they and Wald's test are then
    unknown, the likelihood still tells, and a note says so. An item that all answer alike has class "?".
    """
    matched = Matched.of(answers, group, focal, names)
    count = len(matched.names)

    def significant(anchors: Flags) -> Flags:
        return np.array([_item(matched, item, anchors, kind).p < level for item in range(count)])

    anchors = purified(count, significant)[0] if purify else np.ones(count, dtype=bool)
    items = tuple(_item(matched, item, anchors, kind) for item in range(count))
    lost = [item.name for item in items if item.effect_class == "?"]
    notes = matched.notes
    if lost:
        notes += (Note("no_maximum", f"No estimate exists, all answer alike: {listed(lost)}."),)
    apart = [item.name for item in items if item.effect_class != "?" and np.isnan(item.wald)]
    if apart:
        sentence = f"Answers separate the groups completely, only the likelihood can be tested: {listed(apart)}."
        notes += (Note("separated", sentence),)
    return LogisticDif(
        kind=kind,
        freedom=2 if kind == "both" else 1,
        items=items,
        flagged=tuple(item.name for item in items if item.p < level and item.effect_class in {"B", "C"}),
        anchors=tuple(name for name, kept in zip(matched.names, anchors, strict=True) if kept),
        notes=notes,
    )


def _item(matched: Matched, item: int, anchors: Flags, kind: Kind) -> LogisticItem:
    right, score = matched.answers[:, item], matched.score(item, anchors)
    one = np.ones(len(right))
    member = matched.focal.astype(np.float64)
    columns = [one, score, member, score * member]
    less, more = {"both": (2, 4), "uniform": (2, 3), "nonuniform": (3, 4)}[kind]
    simple, full, null = (fit_logit(np.column_stack(columns[:each]), right) for each in (less, more, 1))
    if not (simple.settled and full.settled) or null.deviance < 1e-9:
        return _unknown(matched.names[item])
    chi, freedom = simple.deviance - full.deviance, more - less
    maximum = simple.converged and full.converged
    wald = _wald(full, less) if maximum else float("nan")
    effect = _nagelkerke(full, null, len(right)) - _nagelkerke(simple, null, len(right))
    return LogisticItem(
        name=matched.names[item],
        chi_squared=chi,
        p=float(stats.chi2.sf(chi, freedom)),
        wald=wald,
        wald_p=float(stats.chi2.sf(wald, freedom)),
        effect=effect,
        effect_class="A" if effect < MODERATE else "B" if effect < LARGE else "C",
        coefficients=tuple(full.coefficients.tolist()) if maximum else (float("nan"),) * more,
    )


def _unknown(name: str) -> LogisticItem:
    lost = float("nan")
    return LogisticItem(name, lost, lost, lost, lost, lost, "?", ())


def _wald(fit: Fit, less: int) -> float:
    tested: Floats = fit.coefficients[less:]
    return float(tested @ np.linalg.solve(fit.covariance[less:, less:], tested))


def _nagelkerke(fit: Fit, null: Fit, persons: int) -> float:
    above = 1 - np.exp((fit.deviance - null.deviance) / persons)
    return quotient(float(above), float(1 - np.exp(-null.deviance / persons)))
