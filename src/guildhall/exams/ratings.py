"""How examiners judged whole performances beside the points: the data of a borderline regression (R-26).

Attempts are known here by number, examiners not at all. What counts is the marking that the result rests on: points and
judgement are one examiner's.
"""

from collections.abc import Sequence
from decimal import Decimal

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
    """Points of each step and the judgement of the whole, of every attempt that was rated by a checklist.

    The same markings give the same data, to the byte. Of an erased candidate neither is known any more.
    """
    looked_at = list(steps(checklist))
    with keys.one_request():
        rows = [_row(marking, looked_at) for marking in _counting(checklist)]
    known = tuple(row for row in rows if row is not None)
    told = {"checklist": checklist.number, "unrated": len(rows) - len(known)}
    extra = {"method": SettingMethod.REGRESSION.value, **GlobalRating.told(), **told}
    return Dataset(tuple(_column(checklist, each) for each in looked_at), known, None, extra)


def _counting(checklist: Checklist) -> list[Marking]:
    """The marking that counts of each attempt whose result stands: the adjudicator's, otherwise the first rater's."""
    handed_in = Marking.objects.filter(
        attempt__checklist=checklist, attempt__state__in=STANDING, state=MarkingState.SUBMITTED
    ).exclude(part=Part.SECOND)
    found: dict[object, Marking] = {}
    for each in handed_in.select_related("attempt__person", "attempt__sitting").order_by("attempt__number"):
        if each.attempt_id not in found or each.part == Part.ADJUDICATOR:
            found[each.attempt_id] = each
    keys.fetch(each.attempt.person.data_key for each in found.values())
    return list(found.values())


def count(checklist: Checklist) -> int:
    """How many attempts whose result stands were judged as a whole."""
    handed_in = Marking.objects.filter(attempt__checklist=checklist, attempt__state__in=STANDING, rating__empty=False)
    return handed_in.filter(state=MarkingState.SUBMITTED).exclude(part=Part.SECOND).values("attempt").distinct().count()


def _row(marking: Marking, looked_at: Sequence[ChecklistStep]) -> Row | None:
    try:
        rating, given = marking.rating, marking.steps
    except KeyDestroyed:
        return None
    if not rating:
        return None
    scores = tuple(float(given[str(each.position)]) for each in looked_at)
    attempt: Attempt = marking.attempt
    return Row(attempt=attempt.number, sitting=attempt.sitting.number, scores=scores, groups={"rating": rating})


def _column(checklist: Checklist, step: ChecklistStep) -> ItemColumn:
    return ItemColumn(f"{checklist.number}/{step.position}", domain=step.station, maximum=float(step.points))


def rated_of(study: Study) -> Checklist | None:
    """The checklist by which those were rated on whom a study rests; None where it is about something else."""
    found = find(study.about) if study.about.startswith(f"{Checklist._meta.label_lower}:") else None
    return found if isinstance(found, Checklist) else None


def same_steps(one: Checklist, other: Checklist) -> bool:
    """Whether two checklists of one component ask the same of a performance, for the same points."""
    here, there = ((each.component.code, each.component.version.scheme_id, _asked(each)) for each in (one, other))
    return here == there


def _asked(checklist: Checklist) -> list[tuple[str, str, Decimal, bool]]:
    return [(each.station, each.words, each.points, each.critical) for each in steps(checklist)]
