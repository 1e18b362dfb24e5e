"""Parallel forms from the items in use: what the bank offers, what the forms must be, and what was found (R-26, R-28).

Everything is computed here before an act keeps it. Items are named as people know them; the same bank, wishes and seed
give the same forms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import Any
from uuid import UUID

from guildhall.exams.models import Form, FormItem
from guildhall.itembank import delivering
from guildhall.itembank import queries as itembank
from guildhall.itembank.models import Exposure, ItemStatistic, ItemVersion
from guildhall.itembank.queries import relations
from guildhall.itembank.queries.statistics import latest_statistics
from guildhall.itembank.words import said
from guildhall.psychometrics.assembly import (
    Bank,
    BankItem,
    Budget,
    Cell,
    Earlier,
    Mean,
    Specification,
    Target,
    assemble,
)
from guildhall.psychometrics.irt.items import IrtItem
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.schemes.models import Component

Wanted = Mapping[str, Any]


@dataclass(frozen=True)
class Offered:
    """An item in use as assembly sees it: its version, and what is known of how it is read, measures and was shown."""

    version: ItemVersion
    words: int
    shown: int
    statistic: ItemStatistic | None

    @property
    def name(self) -> str:
        return str(self.version)

    @property
    def curve(self) -> IrtItem | None:
        """The item's curve, where a calibration is known."""
        known = self.statistic
        if known is None or known.a is None or known.b is None:
            return None
        return IrtItem(self.name, known.a, (-known.a * known.b,), float(known.numbers.get("g") or 0.0))

    def measures(self, wanted: Wanted) -> bool:
        """Whether everything is known of it that the wishes ask about."""
        known = self.statistic
        asks_p = wanted.get("p_from") is not None or wanted.get("p_to") is not None
        asks_r = wanted.get("r_from") is not None
        has_p, has_r = (known is not None and each is not None for each in (known and known.p, known and known.r))
        return (has_p or not asks_p) and (has_r or not asks_r) and (not wanted.get("target") or self.curve is not None)


@dataclass(frozen=True)
class Found:
    """What came of it: the forms with what they are like; or none, and the sentences that say why."""

    forms: list[dict[str, Any]]
    pairs: list[dict[str, Any]]
    earlier: list[dict[str, Any]]
    conflict: list[str]
    left_out: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        return {"forms": self.forms, "pairs": self.pairs, "earlier": self.earlier, "left_out": self.left_out}


def found(component: Component, wanted: Wanted) -> Found:
    """The parallel forms, or the smallest set of wishes that cannot hold together."""
    everything = offered(component)
    usable = [each for each in everything if each.measures(wanted)]
    left_out = len(everything) - len(usable)
    try:
        bank = Bank([_as_bank_item(each) for each in usable])
        asked = specification(component, wanted, usable)
        made = assemble(bank, asked, "minimax", seconds=float(wanted["seconds"]), seed=int(wanted["seed"]))
    except CannotMeasure as problem:
        return Found([], [], [], [str(problem)], left_out, 0.0)
    if not made.forms:
        reasons = list(made.conflict.sentences) if made.conflict else [str(each) for each in made.notes]
        return Found([], [], [], reasons, left_out, made.seconds)
    by_name = {each.name: each for each in usable}
    forms = [[by_name[name] for name in form.items] for form in made.forms]
    told = [_told(form, tuple(made.forms[place].information), str(place + 1)) for place, form in enumerate(forms)]
    return Found(told, _common(forms), _with_earlier(component, forms), [], left_out, made.seconds)


def offered(component: Component) -> list[Offered]:
    """The items in use that belong to the blueprint, each with what is known of it."""
    codes = list(component.blueprint.filter(items__gt=0).values_list("domain__code", flat=True))
    usable = itembank.usable(component.version.scheme).filter(item__domain_code__in=codes).select_related("item")
    versions = list(usable.order_by("item__number"))
    known = latest_statistics(each.pk for each in versions)
    shown = dict(Exposure.objects.filter(version__in=versions).values_list("version_id", "shown"))
    return [
        Offered(each, len(said(delivering.parsed(each)).split()), shown.get(each.pk, 0), known.get(each.pk))
        for each in versions
    ]


def specification(component: Component, wanted: Wanted, usable: Sequence[Offered]) -> Specification:
    """What the forms must be: the blueprint, what holds between items, and what was wished for."""
    cells = [
        Cell({"domain": each.domain.code}, each.items, each.items)
        for each in component.blueprint.filter(items__gt=0).select_related("domain").order_by("domain__position")
    ]
    names = {each.version.item_id: each.name for each in usable}
    sets, broken = _sets(component, names)
    pairs = relations.enemies(component.version.scheme)
    target = wanted.get("target")
    return Specification(
        forms=int(wanted["forms"]),
        length=sum(each.least for each in cells),
        cells=tuple(cells),
        enemies=tuple((names[one], names[other]) for one, other in pairs if one in names and other in names),
        sets=sets,
        earlier=tuple(_earlier(component, wanted, {each.name for each in usable})),
        exposure=None if wanted.get("exposure") is None else ("shown", float(wanted["exposure"])),
        spared="shown",
        budgets=() if wanted.get("words") is None else (Budget("words", most=float(wanted["words"])),),
        means=tuple(_means(wanted)),
        targets=(Target(**target),) if target else (),
        must=_named(wanted.get("must", ()), names.values()),
        must_not=(*_named(wanted.get("must_not", ()), names.values()), *broken),
        overlap=int(wanted.get("overlap", 1)),
    )


def _as_bank_item(each: Offered) -> BankItem:
    values: dict[str, str | float] = {
        "domain": each.version.item.domain_code,
        "words": float(each.words),
        "shown": float(each.shown),
    }
    known = each.statistic
    values |= {name: value for name in ("p", "r") if known and (value := getattr(known, name)) is not None}
    return BankItem(each.name, values, each.curve)


def _named(numbers: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """Items by their number, or by number and version; what is not among them is named as it was typed, and refused."""
    known = {name: each for each in names for name in (each, each.partition(" ")[0])}
    return tuple(known.get(number, number) for number in numbers)


def _means(wanted: Wanted) -> list[Mean]:
    found = []
    if wanted.get("p_from") is not None or wanted.get("p_to") is not None:
        low, high = wanted.get("p_from"), wanted.get("p_to")
        found.append(Mean("p", 0.0 if low is None else float(low), 1.0 if high is None else float(high)))
    if wanted.get("r_from") is not None:
        found.append(Mean("r", float(wanted["r_from"]), 1.0))
    return found


def _sets(component: Component, names: Mapping[UUID, str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The sets that are whole, and the items of those that are not, which cannot be given without the others."""
    whole: dict[str, tuple[str, ...]] = {}
    broken: list[str] = []
    for number, members in relations.sets(component.version.scheme).items():
        here = tuple(names[each] for each in members if each in names)
        if len(here) == len(members) > 1:
            whole[number] = here
        elif len(here) < len(members):
            broken.extend(here)
    return whole, broken


def others_of(component: Component) -> list[Form]:
    """The forms of the same component that exist, in whichever version of the scheme, the oldest first."""
    same = Form.objects.filter(
        component__code=component.code, component__version__scheme_id=component.version.scheme_id
    )
    return list(same.order_by("number"))


def _earlier(component: Component, wanted: Wanted, names: set[str]) -> list[Earlier]:
    if wanted.get("earlier") is None:
        return []
    found = []
    for form in others_of(component):
        here = tuple(sorted(names & {str(each) for each in _standing(form)}))
        if here:
            found.append(Earlier(here, int(wanted["earlier"]), form.number))
    return found


def _standing(form: Form) -> list[ItemVersion]:
    placed = FormItem.objects.filter(form=form, removed_at__isnull=True).select_related("item_version__item")
    return [each.item_version for each in placed]


def _told(form: Sequence[Offered], information: tuple[float, ...], name: str) -> dict[str, Any]:
    p = [each.statistic.p for each in form if each.statistic and each.statistic.p is not None]
    r = [each.statistic.r for each in form if each.statistic and each.statistic.r is not None]
    ordered = sorted(form, key=lambda each: (each.version.item.domain_code, each.name))
    return {
        "name": name,
        "items": [str(each.version.pk) for each in ordered],
        "numbers": [each.name for each in ordered],
        "p": [each.statistic.p if each.statistic else None for each in ordered],
        "words": sum(each.words for each in form),
        "mean_p": fmean(p) if p else None,
        "known_p": len(p),
        "mean_r": fmean(r) if r else None,
        "information": information[0] if information else None,
    }


def _common(forms: Sequence[Sequence[Offered]]) -> list[dict[str, Any]]:
    named = [{each.name for each in form} for form in forms]
    return [
        {"forms": [str(one + 1), str(other + 1)], "common": len(named[one] & named[other])}
        for one, other in combinations(range(len(forms)), 2)
    ]


def _with_earlier(component: Component, forms: Sequence[Sequence[Offered]]) -> list[dict[str, Any]]:
    """How many items of each form stood in a form before; only where there are some."""
    rows = []
    for earlier in others_of(component):
        there = {each.pk for each in _standing(earlier)}
        common = [len(there & {each.version.pk for each in form}) for form in forms]
        if any(common):
            rows.append({"form": earlier.number, "common": common})
    return rows
