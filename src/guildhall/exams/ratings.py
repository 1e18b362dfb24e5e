"""How examiners judged whole performances beside the points: the data of a borderline regression (R-26).

Attempts are known here by number, examiners not at all. What counts is the marking that the result rests on: points and
judgement are one examiner's. Versions whose steps are the same are one checklist here: whoever changes its title, or
the scheme, begins no new count.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet

from guildhall.exams.datasets import STANDING
from guildhall.exams.lifecycles import MarkingState
from guildhall.exams.models import Attempt, Checklist, ChecklistStep, GlobalRating, Marking, Part, SettingMethod
from guildhall.exams.queries import steps
from guildhall.ledger.records import find
from guildhall.schemes.datasets import Dataset, ItemColumn, Row
from guildhall.schemes.models import Study
from guildhall.vault import keys
from guildhall.vault.keys import KeyDestroyed


def dataset_of(checklist: Checklist) -> Dataset:
    """Points of each step and the judgement of the whole, of every attempt by a checklist or a version alike it.

    The same markings give the same data, to the byte. Of an erased candidate neither is known any more. `versions` says
    of each version how many of its attempts were taken.
    """
    by_step = {each.pk: list(steps(each)) for each in _judged(checklist)}
    with keys.one_request():
        rows = [_row(marking, by_step) for marking in _counting(by_step)]
    known = tuple(row for row in rows if row is not None)
    taken = Counter(row.groups["checklist"] for row in known)
    versions = [{"version": number, "attempts": taken[number]} for number in sorted(taken)]
    told = {"checklist": checklist.number, "versions": versions, "unrated": len(rows) - len(known)}
    extra = {"method": SettingMethod.REGRESSION.value, **GlobalRating.told(), **told}
    return Dataset(tuple(_column(checklist, each) for each in steps(checklist)), known, None, extra)


def alike(checklist: Checklist) -> list[Checklist]:
    """The versions of a checklist that ask the same of a performance, for the same points; itself among them."""
    component = checklist.component
    same = Checklist.objects.filter(component__code=component.code)
    same = same.filter(component__version__scheme=component.version.scheme_id).order_by("number")
    asked = _asked([each.pk for each in same])
    return [each for each in same if asked[each.pk] == asked[checklist.pk]]


def _judged(checklist: Checklist) -> list[Checklist]:
    """The versions alike by which examiners also judge the whole."""
    return [each for each in alike(checklist) if each.rated]


def _counting(checklists: Collection[UUID]) -> list[Marking]:
    """The marking that counts of each attempt whose result stands: the adjudicator's, otherwise the first rater's."""
    found: dict[object, Marking] = {}
    loaded = _handed_in(checklists).select_related("attempt__person", "attempt__sitting", "attempt__checklist")
    for each in loaded.order_by("attempt__number"):
        if each.attempt_id not in found or each.part == Part.ADJUDICATOR:
            found[each.attempt_id] = each
    keys.fetch(each.attempt.person.data_key for each in found.values())
    return list(found.values())


def _handed_in(checklists: Collection[UUID]) -> QuerySet[Marking]:
    """What first raters and adjudicators handed in of attempts whose result stands."""
    rows = Marking.objects.filter(attempt__checklist__in=list(checklists), attempt__state__in=STANDING)
    return rows.filter(state=MarkingState.SUBMITTED).exclude(part=Part.SECOND)


def counts(checklist: Checklist) -> dict[str, int]:
    """How many attempts whose result stands were judged as a whole, by each version alike that has any."""
    judged = _handed_in([each.pk for each in _judged(checklist)]).filter(rating__empty=False)
    rows = judged.values_list("attempt__checklist__number").annotate(Count("attempt", distinct=True))
    return dict(rows.order_by("attempt__checklist__number"))


def _row(marking: Marking, by_step: Mapping[UUID, Sequence[ChecklistStep]]) -> Row | None:
    try:
        rating, given = marking.rating, marking.steps
    except KeyDestroyed:
        return None
    if not rating:
        return None
    attempt: Attempt = marking.attempt
    assert attempt.checklist is not None  # noqa: S101  # who is marked is marked by one
    scores = tuple(float(given[str(each.position)]) for each in by_step[attempt.checklist.pk])
    groups = {"rating": rating, "checklist": attempt.checklist.number}
    return Row(attempt=attempt.number, sitting=attempt.sitting.number, scores=scores, groups=groups)


def _column(checklist: Checklist, step: ChecklistStep) -> ItemColumn:
    return ItemColumn(f"{checklist.number}/{step.position}", domain=step.station, maximum=float(step.points))


def rated_of(study: Study) -> Checklist | None:
    """The checklist by which those were rated on whom a study rests; None where it is about something else."""
    found = find(study.about) if study.about.startswith(f"{Checklist._meta.label_lower}:") else None
    return found if isinstance(found, Checklist) else None


def same_steps(one: Checklist, other: Checklist) -> bool:
    """Whether two checklists of one component ask the same of a performance, for the same points."""
    return one.pk in {each.pk for each in alike(other)}


def _asked(checklists: Collection[UUID]) -> Mapping[UUID, list[tuple[str, str, Decimal, bool]]]:
    """What each of these checklists asks, in its order."""
    found: dict[UUID, list[tuple[str, str, Decimal, bool]]] = {each: [] for each in checklists}
    standing = ChecklistStep.objects.filter(checklist__in=list(checklists), removed_at__isnull=True)
    for each in standing.order_by("position"):
        found[each.checklist_id].append((each.station, each.words, each.points, each.critical))
    return found
