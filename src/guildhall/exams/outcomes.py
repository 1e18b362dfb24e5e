"""What an attempt came to: from scored items, marked steps or a score of others to points, cut and pass or fail.

Pretest items are shown and never scored. The cut of a form is its own; a checklist and a provider's score take the
component's, in per cent of the maximum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from guildhall import qti
from guildhall.exams.models import Checklist, ChecklistStep, Form, FormItem
from guildhall.itembank import delivering
from guildhall.qti import Answer
from guildhall.schemes.models import Component

THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class ItemScore:
    """What one item of a form yielded, at its place."""

    position: int
    version_id: UUID
    domain: str
    score: Decimal
    maximum: Decimal
    pretest: bool = False


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to, ready to be kept as a result."""

    score: Decimal
    maximum: Decimal
    cut: Decimal
    failed_critical: int = 0
    by_domain: list[dict[str, Any]] = field(default_factory=list)
    by_item: list[dict[str, Any]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """The cut is reached and no critical step was failed."""
        return self.score >= self.cut and not self.failed_critical


def marked(placement: FormItem, responses: Mapping[str, Answer], seed: int | None = None) -> ItemScore:
    """Score the answers to one item of a form, on the server, with the key that never leaves it.

    `seed` is the one with which the item was shown, where its values are drawn.
    """
    item = delivering.parsed(placement.item_version)
    return ItemScore(
        placement.position,
        placement.item_version_id,
        placement.item_version.item.domain_code,
        points(qti.score(item, responses, seed).score),
        placement.item_version.maximum,
        placement.pretest,
    )


def of_form(form: Form, scores: Iterable[ItemScore]) -> Outcome:
    """The outcome of a written attempt against the passing standard of its form."""
    scored = list(scores)
    counted = [each for each in scored if not each.pretest]
    assert form.cut is not None  # noqa: S101  # no form is in use without one (R-26, and a constraint)
    return Outcome(
        score=sum((each.score for each in counted), Decimal(0)),
        maximum=sum((each.maximum for each in counted), Decimal(0)),
        cut=Decimal(form.cut),
        by_domain=_by_domain(counted),
        by_item=[_kept(each) for each in scored],
    )


def of_steps(checklist: Checklist, steps: Iterable[ChecklistStep], given: Mapping[str, Any]) -> Outcome:
    """The outcome of a marking: the points of all steps, and how many critical ones were not done."""
    looked_at = list(steps)
    got = {each.position: Decimal(str(given[str(each.position)])) for each in looked_at}
    maximum = sum((each.points for each in looked_at), Decimal(0))
    return Outcome(
        score=sum(got.values(), Decimal(0)),
        maximum=maximum,
        cut=share_of(maximum, checklist.component),
        failed_critical=sum(each.critical and got[each.position] < each.points for each in looked_at),
        by_domain=_by_station(looked_at, got),
        by_item=[
            {"position": each.position, "score": str(got[each.position]), "maximum": str(each.points)}
            for each in looked_at
        ],
    )


def of_score(component: Component, form: Form | None, score: Decimal, maximum: Decimal) -> Outcome:
    """The outcome where only a score arrived: against the form's passing standard, otherwise the component's."""
    cut = Decimal(form.cut) if form and form.cut is not None else share_of(maximum, component)
    return Outcome(score=score, maximum=maximum, cut=cut)


def share_of(maximum: Decimal, component: Component) -> Decimal:
    """The component's passing standard in points of a maximum."""
    return points(maximum * component.cut / 100)


def points(value: float | Decimal) -> Decimal:
    """A number of points as it is kept: in thousandths."""
    return Decimal(str(value)).quantize(THOUSANDTH, ROUND_HALF_UP)


def _by_domain(counted: list[ItemScore]) -> list[dict[str, Any]]:
    codes = dict.fromkeys(sorted(each.domain for each in counted))
    return [_row("domain", code, [(x.score, x.maximum) for x in counted if x.domain == code]) for code in codes]


def _by_station(steps: list[ChecklistStep], got: Mapping[int, Decimal]) -> list[dict[str, Any]]:
    stations = dict.fromkeys(each.station for each in steps)
    return [
        _row("station", name, [(got[each.position], each.points) for each in steps if each.station == name])
        for name in stations
    ]


def _row(kind: str, name: str, pairs: list[tuple[Decimal, Decimal]]) -> dict[str, Any]:
    score = sum((each for each, _ in pairs), Decimal(0))
    maximum = sum((each for _, each in pairs), Decimal(0))
    return {kind: name, "score": str(score), "maximum": str(maximum)}


def _kept(each: ItemScore) -> dict[str, Any]:
    return {
        "position": each.position,
        "version": str(each.version_id),
        "domain": each.domain,
        "score": str(each.score),
        "maximum": str(each.maximum),
        "pretest": each.pretest,
    }
