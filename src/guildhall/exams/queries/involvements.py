"""Who had which part in a candidate's assessment: what decisions, panels and their rules ask (R-02)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import NOT_COUNTED, MarkingState
from guildhall.exams.models import Attempt, Candidacy, Duty, Marking, Part, Result, SittingStaff
from guildhall.kernel import involvements
from guildhall.kernel.involvements import Involvement

SCORED, HEARD = "scored", "heard"
"""Parts that this room adds: neither judges the candidate, so neither bars from deciding."""

PERSON = "person:"
"""How an actor's name begins in a column where the actor is a person."""


def involved(candidacy: Candidacy) -> list[Involvement]:
    """Everybody who had a part in the attempts of a candidacy, in the order of time."""
    attempts = list(
        candidacy.attempts.select_related("sitting").prefetch_related(
            "markings", "typed", "results", "sitting__staff", "hearings"
        )
    )
    return sorted((each for attempt in attempts for each in _in(attempt)), key=lambda each: each.at)


def _in(attempt: Attempt) -> Iterator[Involvement]:
    yield from _identified(attempt)
    if attempt.checked_in_at or attempt.completed_at:
        yield from _on_duty(attempt)
    yield from _marked(attempt, attempt.markings.all())
    yield from (
        _part(attempt, each.typed_by_id, involvements.TYPED, _("typed the paper in"), each.typed_at)
        for each in attempt.typed.all()
    )
    yield from _scored(attempt, attempt.results.all())
    yield from (
        _part(attempt, each.held_by_id, HEARD, _("heard the candidate"), each.noted_at)
        for each in attempt.hearings.all()
    )


def _identified(attempt: Attempt) -> Iterator[Involvement]:
    if attempt.checked_in_by_id and attempt.checked_in_at:
        words = _("checked the identity")
        yield _part(attempt, attempt.checked_in_by_id, involvements.IDENTIFIED, words, attempt.checked_in_at)


def _on_duty(attempt: Attempt) -> Iterator[Involvement]:
    """Who was on duty when the candidate was there; who was taken off before had no part."""
    came = attempt.checked_in_at or attempt.sitting.begins_at
    for each in attempt.sitting.staff.all():
        if each.removed_at and each.removed_at < came:
            continue
        examined = each.duty == Duty.EXAMINER
        kind = involvements.EXAMINED if examined else involvements.INVIGILATED
        words = _("examined at the sitting") if examined else _("invigilated the sitting")
        yield _part(attempt, each.person_id, kind, words, came)


def _marked(attempt: Attempt, markings: Iterable[Marking]) -> Iterator[Involvement]:
    words = {
        Part.FIRST: _("examined and marked"),
        Part.SECOND: _("marked as second rater"),
        Part.ADJUDICATOR: _("adjudicated between two raters"),
    }
    for each in markings:
        if each.state == MarkingState.SUBMITTED and each.submitted_at:
            yield _part(
                attempt, each.examiner_id, involvements.MARKED, words[Part(each.part)], each.submitted_at, each.ref
            )
            typist = _person(each.submitted_by)
            if typist and typist != each.examiner_id:
                yield _part(attempt, typist, involvements.TYPED, _("typed the marking in"), each.submitted_at, each.ref)


def _scored(attempt: Attempt, results: Iterable[Result]) -> Iterator[Involvement]:
    for each in results:
        if scorer := _person(each.scored_by):
            yield _part(attempt, scorer, SCORED, _("had the attempt scored"), each.scored_at, each.ref)
        if each.verified_by_id and each.verified_at:
            words = _("verified the result")
            yield _part(attempt, each.verified_by_id, SCORED, words, each.verified_at, each.ref)


def _part(attempt: Attempt, person_id: UUID, kind: str, what: str, at: datetime, about: str = "") -> Involvement:
    return Involvement(person_id, kind, what, at, about or attempt.ref, attempt.number)


def _person(actor: str) -> UUID | None:
    return UUID(actor.removeprefix(PERSON)) if actor.startswith(PERSON) else None


def will_have_judged(candidacies: Iterable[Candidacy]) -> dict[UUID, set[UUID]]:
    """Who examined, marked, watched over or identified each of these candidates, or is about to: a forecast of R-02.

    In three queries for all of them; what an act asks of one file is `involved`.
    """
    known = [each.pk for each in candidacies]
    counting = Attempt.objects.filter(candidacy__in=known).exclude(state__in=NOT_COUNTED)
    identified = counting.filter(checked_in_by__isnull=False).values_list("candidacy_id", "checked_in_by_id")
    marked = Marking.objects.filter(attempt__in=counting).exclude(state=MarkingState.WITHDRAWN)
    staff = SittingStaff.objects.filter(sitting__attempts__in=counting).filter(
        Q(removed_at__isnull=True) | Q(removed_at__gte=F("sitting__begins_at"))
    )
    found: dict[UUID, set[UUID]] = {each: set() for each in known}
    for candidacy_id, person_id in (
        *identified,
        *marked.values_list("attempt__candidacy_id", "examiner_id"),
        *staff.values_list("sitting__attempts__candidacy_id", "person_id"),
    ):
        if candidacy_id in found:
            found[candidacy_id].add(person_id)
    return found
