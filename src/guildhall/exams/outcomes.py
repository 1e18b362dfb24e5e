"""What an attempt came to: from scored items, marked steps or a score of others to points, cut and pass or fail.

Pretest items are shown and never scored, and neither is what key validation left out. The cut of a form is its own; a
checklist without one and a provider's score take the component's, in per cent of the maximum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from guildhall import qti
from guildhall.exams.models import Checklist, ChecklistStep, Form, FormItem, KeyRuling, Ruling
from guildhall.exams.queries import placements, rulings_in_force
from guildhall.itembank import delivering
from guildhall.qti import Answer
from guildhall.schemes.models import Component

THOUSANDTH = Decimal("0.001")
ORDERED = frozenset({"order", "graphic-order"})
"""Interactions whose answer is a sequence."""


@dataclass(frozen=True)
class ItemScore:
    """What one item of a form yielded, at its place; `ruling` says what key validation did with it, if anything."""

    position: int
    version_id: UUID
    domain: str
    score: Decimal
    maximum: Decimal
    pretest: bool = False
    ruling: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is scored at all: a pretest item never is, nor one that was left out for everybody."""
        return not self.pretest and self.ruling != Ruling.LEFT_OUT


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


class Marker:
    """Marks answers to the items of one form, by their keys and by what was ruled on these.

    Each item is read once, however many attempts are marked. Without `ruled`, the rulings in force count.
    """

    def __init__(self, form: Form, ruled: Mapping[UUID, KeyRuling] | None = None) -> None:
        self.placements = list(placements(form))
        self.ruled = rulings_in_force(form) if ruled is None else ruled
        self._items: dict[UUID, qti.Item] = {}

    def item(self, placement: FormItem) -> qti.Item:
        """The item at a place."""
        if placement.pk not in self._items:
            self._items[placement.pk] = delivering.parsed(placement.item_version)
        return self._items[placement.pk]

    def marked(self, placement: FormItem, responses: Mapping[str, Answer]) -> ItemScore:
        """What the answers to one item yield."""
        return _marked(placement, self.item(placement), responses, self.ruled.get(placement.pk))


def _marked(
    placement: FormItem, item: qti.Item, responses: Mapping[str, Answer], ruling: KeyRuling | None
) -> ItemScore:
    """Score the answers to one item, on the server, with the key that never leaves it."""
    most = placement.item_version.maximum
    by_key = points(qti.score(item, responses).score)
    return ItemScore(
        placement.position,
        placement.item_version_id,
        placement.item_version.item.domain_code,
        most if ruling and earns_everything(item, responses, ruling) else by_key,
        most,
        placement.pretest,
        ruling.ruling if ruling else "",
    )


def earns_everything(item: qti.Item, responses: Mapping[str, Answer], ruling: KeyRuling) -> bool:
    """Whether a ruling gives all points whatever the key says: to everybody, or to an answer accepted beside it."""
    if ruling.ruling == Ruling.EVERYBODY:
        return True
    return ruling.ruling == Ruling.ALSO and any(is_the_answer(item, responses, each) for each in ruling.answers)


def is_the_answer(item: qti.Item, responses: Mapping[str, Answer], accepted: Mapping[str, Any]) -> bool:
    """Whether an accepted answer was given, at every place of the item; the order counts where it matters."""
    return all(
        _as_compared(each.kind, responses.get(each.response)) == _as_compared(each.kind, accepted.get(each.response))
        for each in item.interactions
    )


def _as_compared(kind: str, given: Answer) -> list[str]:
    several = [given] if isinstance(given, str | float | bool) else given or []
    texts = [str(each).strip().casefold() for each in several if each is not None]
    said = [each for each in texts if each]
    return said if kind in ORDERED else sorted(said)


def of_form(form: Form, scores: Iterable[ItemScore], *, cut: Decimal | None = None) -> Outcome:
    """The outcome of a written attempt against the passing standard of its form, or another that is tried."""
    scored = list(scores)
    counted = [each for each in scored if each.counts]
    standard = form.cut if cut is None else cut
    assert standard is not None  # noqa: S101  # nothing is scored without one (R-26)
    return Outcome(
        score=sum((each.score for each in counted), Decimal(0)),
        maximum=sum((each.maximum for each in counted), Decimal(0)),
        cut=Decimal(standard),
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
        cut=share_of(maximum, checklist.component) if checklist.cut is None else Decimal(checklist.cut),
        failed_critical=sum(each.critical and got[each.position] < each.points for each in looked_at),
        by_domain=_by_station(looked_at, got),
        by_item=[
            {"position": each.position, "score": str(got[each.position]), "maximum": str(each.points)}
            for each in looked_at
        ],
    )


def of_score(
    component: Component, form: Form | None, score: Decimal, maximum: Decimal, *, cut: Decimal | None = None
) -> Outcome:
    """The outcome where only a score arrived: against the form's passing standard, otherwise the component's."""
    known = cut if cut is not None else form.cut if form else None
    return Outcome(score=score, maximum=maximum, cut=share_of(maximum, component) if known is None else Decimal(known))


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
        **({"ruling": each.ruling} if each.ruling else {}),
    }
