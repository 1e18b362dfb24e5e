"""Forms with their items and checklists with their steps."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from guildhall.exams.lifecycles import ChecklistState, FormState
from guildhall.exams.models import Attempt, Channel, Checklist, ChecklistStep, Form, FormItem
from guildhall.itembank.queries import relations
from guildhall.schemes.models import Component


def forms() -> QuerySet[Form]:
    """All forms, each with its component and scheme."""
    return Form.objects.select_related(*Form.reload_with)


def placements(form: Form) -> QuerySet[FormItem]:
    """The items that stand in a form, in their order."""
    standing = FormItem.objects.filter(form=form, removed_at__isnull=True)
    return standing.select_related("item_version__item", "form__component__version__scheme").order_by("position")


def next_position(form: Form) -> int:
    """The place behind the last item of a form."""
    last: int | None = placements(form).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def live_forms(component: Component) -> QuerySet[Form]:
    """The forms of a component that are released, the oldest first."""
    return forms().filter(component=component, state=FormState.LIVE).order_by("released_at")


def seen_forms(candidate_id: UUID, component_code: str, scheme_id: UUID) -> set[UUID]:
    """The forms that a candidate has had before them, in whichever version of the scheme (R-28).

    A booklet lies before them from their check-in on, a form in the browser from their start on.
    """
    begun = forms_before(component_code, scheme_id).filter(person_id=candidate_id)
    return set(begun.values_list("form_id", flat=True))


def forms_before(component_code: str, scheme_id: UUID) -> QuerySet[Attempt]:
    """The attempts at a component, in whichever version of the scheme, whose form lay before a candidate (R-28)."""
    begun = Attempt.objects.filter(
        component__code=component_code, component__version__scheme_id=scheme_id, form__isnull=False
    )
    before_them = Q(started_at__isnull=False) | Q(completed_at__isnull=False)
    before_them |= Q(channel=Channel.PAPER, checked_in_at__isnull=False)
    return begun.filter(before_them)


@dataclass(frozen=True)
class Overlap:
    """How many items a form has in common with another one of the same component, and of how many."""

    other: Form
    common: int
    items: int


def overlaps(form: Form) -> list[Overlap]:
    """The other forms of the same component that hold items of this one, those with most in common first (R-28)."""
    mine = placements(form).values("item_version__item")
    placed = FormItem.objects.filter(removed_at__isnull=True, form__component__code=form.component.code)
    there = placed.filter(form__component__version__scheme=form.component.version.scheme).exclude(form=form)
    counted = there.filter(item_version__item__in=mine).values("form").annotate(common=Count("pk"))
    common = {row["form"]: row["common"] for row in counted.order_by("form")}
    others = Form.objects.in_bulk(common)
    size = placements(form).count()
    found = [Overlap(others[pk], count, size) for pk, count in common.items()]
    return sorted(found, key=lambda each: (-each.common, each.other.number))


def items_met(form: Form, seen: Collection[UUID]) -> int:
    """How many items of a form stand in forms that somebody has seen, in whichever version."""
    known = FormItem.objects.filter(form__in=seen, removed_at__isnull=True).values("item_version__item")
    return placements(form).filter(item_version__item__in=known).count()


def enemies_within(form: Form) -> list[tuple[FormItem, FormItem]]:
    """The pairs of items of a form that were declared enemies: one gives the other away, or asks the same."""
    placed = {each.item_version.item_id: each for each in placements(form)}
    pairs = relations.enemies(form.component.version.scheme)
    return [(placed[one], placed[other]) for one, other in pairs if one in placed and other in placed]


def steps(checklist: Checklist) -> QuerySet[ChecklistStep]:
    """The steps of a checklist, in their order."""
    return ChecklistStep.objects.filter(checklist=checklist, removed_at__isnull=True).order_by("position")


def checklist_in_use(component: Component) -> Checklist | None:
    """The checklist by which a component is marked today."""
    in_use = Checklist.objects.filter(component=component, state=ChecklistState.APPROVED)
    return in_use.select_related(*Checklist.reload_with).first()
