"""How a form stands against the blueprint of its component: domain by domain, pretest items not counted (R-26)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from guildhall.exams.models import Form, FormItem, Ruling
from guildhall.exams.queries import placements, rulings_in_force
from guildhall.schemes.models import BlueprintRow, Domain


@dataclass(frozen=True)
class Row:
    """One domain: how many scored items the blueprint wants, how many stand in the form, and their points."""

    code: str
    title: str
    wanted: int
    scored: int
    pretest: int
    points: Decimal

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.scored)

    @property
    def fits(self) -> bool:
        return self.scored == self.wanted


def match(form: Form) -> list[Row]:
    """The domains of the blueprint in their order, and any domain that a form has beside it."""
    wanted = {each.domain.code: each for each in _rows(form)}
    titles = dict(Domain.objects.filter(version=form.component.version_id).values_list("code", "title"))
    placed = list(placements(form))
    others = sorted({each.item_version.item.domain_code for each in placed} - set(wanted))
    return [
        _row(code, titles.get(code, code), wanted[code].items if code in wanted else 0, placed)
        for code in (*wanted, *others)
    ]


def fits(form: Form) -> bool:
    """Whether every domain has exactly the scored items that the blueprint wants, and there is a blueprint."""
    rows = match(form)
    return bool(rows) and all(each.fits for each in rows)


def highest_score(form: Form, left_out: Collection[UUID] | None = None) -> Decimal:
    """What can be scored in a form: its items without those that are pretested or left out after key validation."""
    ruled = rulings_in_force(form).values() if left_out is None else ()
    gone = {each.placement_id for each in ruled if each.ruling == Ruling.LEFT_OUT} | set(left_out or ())
    counted = (each for each in placements(form) if not each.pretest and each.pk not in gone)
    return sum((each.item_version.maximum for each in counted), Decimal(0))


def _rows(form: Form) -> list[BlueprintRow]:
    rows = BlueprintRow.objects.filter(component=form.component_id).select_related("domain")
    return list(rows.order_by("domain__position", "domain__code"))


def _row(code: str, title: str, wanted: int, placed: list[FormItem]) -> Row:
    here = [each for each in placed if each.item_version.item.domain_code == code]
    scored = [each for each in here if not each.pretest]
    points = sum((each.item_version.maximum for each in scored), Decimal(0))
    return Row(code, title, wanted, len(scored), len(here) - len(scored), points)
