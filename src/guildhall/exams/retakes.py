"""How many items of a form somebody who repeats has met before, against the limit of the scheme (R-28).

Where the scheme sets no limit, the form with the fewest is given, however many they are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from guildhall.exams.lifecycles import UNDECIDED
from guildhall.exams.models import Attempt, Candidacy, Form, FormItem
from guildhall.exams.queries import forms_before, live_forms, standing
from guildhall.schemes.models import Component

WHOLE = 100
Items = Mapping[UUID, frozenset[UUID]]
"""The items of forms, in whichever version of theirs."""


@dataclass(frozen=True)
class Stuck:
    """A component that candidates wait to repeat and for which no form in use keeps within the limit."""

    component: Component
    candidacies: tuple[Candidacy, ...]


def items_of(forms: Iterable[UUID]) -> Items:
    """The items that stand in each of these forms."""
    placed = FormItem.objects.filter(form__in=set(forms), removed_at__isnull=True)
    found: dict[UUID, set[UUID]] = {}
    for form, item in placed.values_list("form_id", "item_version__item_id"):
        found.setdefault(form, set()).add(item)
    return {form: frozenset(items) for form, items in found.items()}


def met(form: UUID | None, seen: Collection[UUID], items: Items) -> float:
    """How many per cent of the items of a form stand in forms that somebody has seen."""
    mine = items.get(form, frozenset()) if form else frozenset()
    known = frozenset().union(*(items.get(each, frozenset()) for each in seen))
    return WHOLE * len(mine & known) / len(mine) if mine else 0.0


def is_within(form: Form, seen: Collection[UUID], component: Component) -> bool:
    """Whether a form may be given to somebody who has seen these; every form, where the scheme sets no limit."""
    if component.overlap_most is None or not seen:
        return True
    return met(form.pk, seen, items_of([form.pk, *seen])) <= component.overlap_most


def over_the_limit() -> tuple[list[Attempt], int]:
    """Attempts whose form holds more items met before than their scheme allows, and how many were looked at."""
    looked_at, wrong = 0, []
    for component in _limited():
        history = _history(component)
        items = items_of({each.form_id for each in history if each.form_id})
        for attempt, seen in _repeats(component, history):
            looked_at += 1
            if met(attempt.form_id, seen, items) > (component.overlap_most or 0):
                wrong.append(attempt)
    return wrong, looked_at


def _limited() -> list[Component]:
    return list(Component.objects.filter(overlap_most__isnull=False).select_related("version__scheme").order_by("pk"))


def _history(component: Component) -> list[Attempt]:
    begun = forms_before(component.code, component.version.scheme_id)
    return list(
        begun.only("number", "person_id", "form_id", "component_id", "booked_at").order_by("booked_at", "number")
    )


def _repeats(component: Component, history: Iterable[Attempt]) -> Iterable[tuple[Attempt, frozenset[UUID]]]:
    """Each attempt at the component before which its candidate had seen forms, with these."""
    seen: dict[UUID, frozenset[UUID]] = {}
    for each in history:
        before = seen.get(each.person_id, frozenset())
        if before and each.component_id == component.pk:
            yield each, before
        seen[each.person_id] = before | ({each.form_id} if each.form_id else set())


def stuck(scopes: Collection[UUID]) -> list[Stuck]:
    """Components whose candidates may repeat them, and have met too many items of every form in use."""
    found = ((each, _waiting(each)) for each in _limited() if each.version.scheme.scope_id in scopes)
    return [Stuck(component, waiting) for component, waiting in found if waiting]


def _waiting(component: Component) -> tuple[Candidacy, ...]:
    live = list(live_forms(component).values_list("pk", flat=True))
    if not live:
        return ()
    candidates = Candidacy.objects.filter(version=component.version_id, state__in=UNDECIDED)
    open_ones = {each.person_id: each for each in candidates.select_related("version").order_by("number")}
    seen: dict[UUID, set[UUID]] = {}
    for person, form in (
        forms_before(component.code, component.version.scheme_id)
        .filter(person__in=open_ones)
        .values_list("person_id", "form_id")
    ):
        seen.setdefault(person, set()).add(form)
    items = items_of({*live, *(form for forms in seen.values() for form in forms)})
    most = component.overlap_most or 0
    barred = [person for person, forms in seen.items() if all(met(form, forms, items) > most for form in live)]
    return tuple(each for person, each in open_ones.items() if person in barred and _may_repeat(each, component))


def _may_repeat(candidacy: Candidacy, component: Component) -> bool:
    """Whether an attempt is open to a candidate: not passed, none booked, none awaited, and some left."""
    return any(each.component.pk == component.pk and not each.why for each in standing(candidacy))
