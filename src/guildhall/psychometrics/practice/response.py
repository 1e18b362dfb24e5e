"""Whether those who answered stand for those who were asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from scipy import stats

from guildhall.psychometrics.decisions.passing import wilson
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

LEAST_RATE = 0.2
"""The response rate below which a survey of a profession asks for more (by custom of accreditors)."""


@dataclass(frozen=True, eq=False)
class Stratum(Result):
    """One subgroup: asked, answered, and its share among both."""

    name: str
    asked: int
    answered: int
    rate: float
    interval: tuple[float, float]
    share_asked: float
    share_answered: float


@dataclass(frozen=True, eq=False)
class ResponseRate(Result):
    """The whole: rate with interval, and the test that answering does not depend on the subgroup."""

    asked: int
    answered: int
    rate: float
    interval: tuple[float, float]
    strata: tuple[Stratum, ...]
    chi_squared: float
    p: float
    notes: tuple[Note, ...]


@checked
def response_rates(strata: Mapping[str, tuple[int, int]]) -> ResponseRate:
    """Response and representativeness, from (asked, answered) for each subgroup.

    Chi-squared of answered against not, over subgroups in which anybody was asked; p is not known where all or nobody
    answered. A subgroup without any answer is named. Rates have Wilson's (1927) interval, see `pass_rate`.
    """
    for name, (asked, answered) in strata.items():
        if not 0 <= answered <= asked:
            raise CannotMeasure("range", f"In {name}, {answered} of {asked} cannot have answered.")
    used = {name: each for name, each in strata.items() if each[0] > 0}
    if not used:
        raise CannotMeasure("empty", "Nobody was asked.")
    asked, answered = (sum(each[side] for each in used.values()) for side in (0, 1))
    chi, p = float("nan"), float("nan")
    if len(used) > 1 and 0 < answered < asked:
        table = [[each[1] for each in used.values()], [each[0] - each[1] for each in used.values()]]
        tested = stats.chi2_contingency(table, correction=False)
        chi, p = float(tested.statistic), float(tested.pvalue)
    rows = tuple(
        Stratum(
            name,
            *each,
            each[1] / each[0],
            wilson(each[1], each[0]),
            each[0] / asked,
            each[1] / answered if answered else float("nan"),
        )
        for name, each in used.items()
    )
    return ResponseRate(
        asked, answered, answered / asked, wilson(answered, asked), rows, chi, p, _notes(rows, p, answered / asked)
    )


def _notes(rows: tuple[Stratum, ...], p: float, rate: float) -> tuple[Note, ...]:
    found = []
    if rate < LEAST_RATE:
        found.append(
            Note("low_response", f"{rate:.0%} answered: remind, or say why these stand for all.", Weight.WARNS)
        )
    silent = [row.name for row in rows if not row.answered]
    if silent:
        found.append(Note("silent", f"Nobody answered from: {', '.join(silent)}."))
    if p < 0.05:
        found.append(
            Note("unequal_response", "Subgroups answered unequally often: weigh them, or compare their ratings.")
        )
    return tuple(found)
