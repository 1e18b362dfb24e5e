"""How candidates stood who take a form after another attempt: for what they gained since (R-32, R-33).

A score is told in standard deviations of those who took its form for the first time: scores of different forms compare.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from guildhall.exams.datasets import COUNTING, STANDING
from guildhall.exams.forensics import Before, standing
from guildhall.exams.models import Attempt, Result
from guildhall.psychometrics.notes import WITHHELD_BELOW, CannotMeasure

Scored = tuple[UUID, UUID, list[float]]
"""An attempt, its person, and the points of each item that counted."""


def before(attempts: Sequence[Attempt]) -> dict[int, Before]:
    """The attempt before each of these at one component, by its place; those who never tried before are left out."""
    earlier = _earlier(attempts)
    forms = {each.form_id for each in earlier.values() if each.form_id}
    known = {pk: stood for rows in _scored(forms).values() for pk, stood in _standings(rows).items()}
    return {
        place: known.get(earlier[attempt.pk].pk, Before())
        for place, attempt in enumerate(attempts)
        if attempt.pk in earlier
    }


def _earlier(attempts: Sequence[Attempt]) -> dict[UUID, Attempt]:
    """The last attempt before each: of the same person, at the same component in whichever version of the scheme."""
    if not attempts:
        return {}
    component = attempts[0].component
    tried = Attempt.objects.filter(
        person__in={each.person_id for each in attempts},
        component__code=component.code,
        component__version__scheme=component.version.scheme_id,
        completed_at__isnull=False,
    )
    found: dict[UUID, Attempt] = {}
    last: dict[UUID, Attempt] = {}
    wanted = {each.pk for each in attempts}
    for each in tried.only("pk", "person_id", "form_id").order_by("completed_at", "number"):
        if each.pk in wanted and each.person_id in last:
            found[each.pk] = last[each.person_id]
        last[each.person_id] = each
    return found


def _scored(forms: Iterable[UUID]) -> Mapping[UUID, list[Scored]]:
    """What counts of every attempt at these forms, item by item."""
    results = Result.objects.filter(attempt__form__in=set(forms), attempt__state__in=STANDING, state__in=COUNTING)
    found: dict[UUID, list[Scored]] = {}
    rows = results.order_by("attempt__number").values_list(
        "attempt__form_id", "attempt_id", "attempt__person_id", "by_item"
    )
    for form, attempt, person, by_item in rows:
        points = [float(each["score"]) for each in by_item if "version" in each and not each.get("pretest")]
        if points:
            found.setdefault(form, []).append((attempt, person, points))
    return found


def _standings(rows: Sequence[Scored]) -> dict[UUID, Before]:
    """How each attempt at a form stands among those who took it for the first time, where enough did."""
    usual = max((len(points) for _attempt, _person, points in rows), default=0)
    whole = [row for row in rows if len(row[2]) == usual]
    first: dict[UUID, list[float]] = {}
    for _attempt, person, points in whole:
        first.setdefault(person, points)
    if len(first) < WITHHELD_BELOW:
        return {}
    try:
        mean, spread, alpha = standing(np.array(list(first.values())))
    except CannotMeasure:
        return {}
    return {attempt: Before((sum(points) - mean) / spread, alpha) for attempt, _person, points in whole}
