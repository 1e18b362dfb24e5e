"""Who is told what of examinations, and which timers run (T-21, T-23, T-24)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from guildhall.exams import feedback
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Candidacy, Checklist, Form, Marking, Result, Sitting, SittingStaff
from guildhall.exams.permissions import VERIFIERS, scope_id_of
from guildhall.exams.queries import Standing, involved, planned_with, standing
from guildhall.exams.wording import at, letter_of
from guildhall.identity import grants
from guildhall.identity.roles import DECIDER, EXAM_MANAGER, ITEM_REVIEWER, Role
from guildhall.kernel import clock, involvements
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record, find
from guildhall.notices import timers

Words = dict[str, str | date]


@timer(
    "exams.eligibility-ends",
    code="T-21",
    title=gettext_noop("Admission to the assessment ends"),
    starts=["exams.candidacy.open"],
    meets=["exams.candidacy.complete", "exams.candidacy.decide"],
    stops=["exams.candidacy.end"],
    warn_days=(60, 14),
    text="exams/eligibility-ends",
    in_work=False,
)
def eligibility_ends(*, entry: Any) -> Run | None:
    """The time in which a candidate may be examined."""
    candidacy = find(entry.subject)
    if not isinstance(candidacy, Candidacy):
        return None
    link = ("exams:my-candidacy", str(candidacy.pk))
    return Run(candidacy.ref, candidacy.eligible_until, candidacy.number, candidacy.person_id, link=link)


@timer(
    "exams.result-is-due",
    code="T-23",
    title=gettext_noop("Result of an examination is released"),
    starts=["exams.attempt.submit", "exams.attempt.hand_in", "exams.attempt.clear"],
    meets=["exams.result.release"],
    stops=["exams.attempt.void", "exams.attempt.void_result", "exams.attempt.investigate"],
    warn_days=(7, 1),
)
def result_is_due(*, entry: Any) -> Run | None:
    """The body's time from handing in to the released result; examination managers are warned."""
    attempt = _attempt(entry)
    if attempt is None or attempt.completed_at is None:
        return None
    due_on = timers.due_on("T-23", clock.day_of(attempt.completed_at))
    link = ("exams:attempt", str(attempt.pk))
    return Run(attempt.ref, due_on, attempt.number, role=EXAM_MANAGER.code, link=link, scope_id=scope_id_of(attempt))


@timer(
    "exams.waiting-time",
    code="T-24",
    title=gettext_noop("Waiting time before the next attempt"),
    starts=["exams.result.release"],
    meets=["exams.attempt.book"],
    stops=["exams.candidacy.end", "exams.result.rescore", "exams.result.follow"],
    warn_days=(),
    text="exams/retake-opens",
    in_work=False,
    is_wait=True,
)
def waiting_time(*, entry: Any) -> Run | None:
    """The waiting time after an attempt that was not passed: when it is over, the candidate is told.

    It runs about that attempt, and ends on the day before the next one may be taken.
    """
    waited = _waited(entry)
    if waited is None:
        return None
    here = _standing(waited.candidacy, waited)
    next_on = here.next_on if here and here.next_on else clock.today()
    if entry.act == "exams.result.release" and next_on <= clock.today():
        return None
    link = ("exams:my-candidacy", str(waited.candidacy_id))
    return Run(waited.ref, next_on - timedelta(days=1), waited.number, waited.person_id, link=link)


def _waited(entry: Any) -> Attempt | None:
    """The attempt after which somebody waits: the one that an entry is about, or the last one before it."""
    found = find(entry.subject)
    if isinstance(found, Result):
        return Attempt.reloaded(found.attempt_id)
    told = Attempt.objects.filter(state=AttemptState.RELEASED).select_related(*Attempt.reload_with)
    if isinstance(found, Attempt):
        told = told.filter(candidacy=found.candidacy_id, component=found.component_id)
    elif isinstance(found, Candidacy):
        told = told.filter(candidacy=found)
    return told.order_by("-completed_at").first()


@tells("exams.candidacy.open", text="exams/candidacy-opened", mailed=False)
def candidate_hears_that_they_may_book(*, entry: Any) -> Iterator[Told]:
    """The candidate: seats can be booked, until a day."""
    candidacy = find(entry.result) if entry.result else None
    if isinstance(candidacy, Candidacy):
        yield _candidate(candidacy, {"scheme": candidacy.version.title, "until_on": candidacy.eligible_until})


@tells("exams.candidacy.end", text="exams/candidacy-ended")
def candidate_hears_of_the_end(*, entry: Any) -> Iterator[Told]:
    """The candidate: the candidacy ended without a decision, and why."""
    candidacy = find(entry.subject)
    if isinstance(candidacy, Candidacy):
        yield _candidate(candidacy, {"scheme": candidacy.version.title, "ground": candidacy.ended_reason})


@tells("exams.candidacy.complete", text="exams/file-complete", mailed=False)
def candidate_hears_that_the_file_is_complete(*, entry: Any) -> Iterator[Told]:
    """The candidate: everything is there, and somebody independent decides."""
    candidacy = find(entry.subject)
    if isinstance(candidacy, Candidacy):
        yield _candidate(candidacy, {"scheme": candidacy.version.title})


@tells("exams.candidacy.complete", text="exams/to-decide", mailed=False)
def deciders_hear_of_a_complete_file(*, entry: Any) -> Iterator[Told]:
    """Deciders of the scheme who had no part that bars them."""
    candidacy = find(entry.subject)
    if isinstance(candidacy, Candidacy):
        barred = {each.person_id for each in involved(candidacy) if each.kind in involvements.BARS_DECIDING}
        for person_id in sorted(_holders(candidacy, DECIDER) - barred - {candidacy.person_id}):
            yield Told(person_id, candidacy.number, link=("exams:candidacy", str(candidacy.pk)))


@tells("exams.attempt.book", text="exams/seat-booked")
@tells("exams.attempt.move", text="exams/seat-moved")
@tells("exams.attempt.rebook", text="exams/seat-moved-by-us")
def candidate_hears_of_their_seat(*, entry: Any) -> Iterator[Told]:
    """The candidate: where and when they are examined, and until when that can be changed."""
    attempt = _attempt(entry)
    if attempt and attempt.state == AttemptState.SCHEDULED:
        yield _seat(attempt)


@tells("exams.sitting.postpone", text="exams/sitting-postponed")
def candidates_hear_of_another_time(*, entry: Any) -> Iterator[Told]:
    """Everybody with a seat: the new time and place, and why."""
    sitting = find(entry.subject)
    if isinstance(sitting, Sitting):
        for attempt in _seats(sitting):
            yield _seat(attempt, {"reason": sitting.reason})


@tells("exams.sitting.locate", text="exams/sitting-relocated")
def candidates_hear_of_another_place(*, entry: Any) -> Iterator[Told]:
    """Everybody with a seat: where the sitting is held now."""
    sitting = find(entry.subject)
    if isinstance(sitting, Sitting):
        yield from (_seat(attempt) for attempt in _seats(sitting))


@tells("exams.attempt.cancel", text="exams/seat-cancelled")
@tells("exams.attempt.excuse", text="exams/absence-excused")
@tells("exams.attempt.miss", text="exams/absent")
def candidate_hears_what_became_of_the_seat(*, entry: Any) -> Iterator[Told]:
    """The candidate: the seat was given up, nobody came, or that was excused."""
    if attempt := _attempt(entry):
        yield _about(attempt)


@tells("exams.attempt.void", text="exams/attempt-void")
@tells("exams.attempt.investigate", text="exams/investigated")
@tells("exams.attempt.clear", text="exams/cleared")
@tells("exams.attempt.void_result", text="exams/result-void")
def candidate_hears_why(*, entry: Any) -> Iterator[Told]:
    """The candidate: the attempt was voided for the body's fault, is looked into, is cleared, or its result is void."""
    if attempt := _attempt(entry):
        yield _about(attempt, {"reason": attempt.reason})


@tells("exams.result.release", text="exams/result")
def candidate_hears_their_result(*, entry: Any) -> Iterator[Told]:
    """The candidate: passed or not, by field of the work, what can come next, its fee, and how to appeal."""
    result = find(entry.subject)
    if isinstance(result, Result):
        here = _standing(result.attempt.candidacy, result.attempt)
        link = ("exams:my-result", str(result.pk))
        told = feedback.of(result)
        words = letter_of(result, here, told.parts, told.withheld or "")
        yield Told(result.attempt.person_id, result.attempt.number, words, link)


@tells("exams.result.rescore", text="exams/rescored")
@tells("exams.result.follow", text="exams/rescored")
def candidate_hears_of_a_rescoring(*, entry: Any) -> Iterator[Told]:
    """The candidate who knew the result: it is scored again, and they hear the new one."""
    result = find(entry.subject)
    if isinstance(result, Result) and result.released_at:
        yield _about(result.attempt)


@tells("exams.sitting.put_on_duty", text="exams/on-duty")
@tells("exams.sitting.take_off_duty", text="exams/off-duty")
def staff_hear_of_their_duty(*, entry: Any) -> Iterator[Told]:
    """Who was put on duty, or taken off."""
    staff = find(entry.result)
    if isinstance(staff, SittingStaff):
        words: Words = {**at(staff.sitting)}
        link = ("exams:sitting", str(staff.sitting_id))
        yield Told(staff.person_id, staff.sitting.number, words, link)


@tells("exams.sitting.cancel", text="exams/duty-cancelled")
@tells("exams.sitting.postpone", text="exams/duty-postponed")
@tells("exams.sitting.locate", text="exams/duty-relocated")
def staff_hear_of_the_sitting(*, entry: Any) -> Iterator[Told]:
    """Everybody on duty at a sitting that does not take place, or at another time."""
    sitting = find(entry.subject)
    if isinstance(sitting, Sitting):
        words: Words = {**at(sitting), "reason": sitting.reason}
        for each in sitting.staff.filter(removed_at__isnull=True).order_by("person_id"):
            yield Told(each.person_id, sitting.number, words, ("exams:sitting", str(sitting.pk)))


@tells("personnel.venue.suspend", text="exams/place-lost")
@tells("personnel.venue.close", text="exams/place-lost")
@tells("personnel.room.take_out", text="exams/place-lost")
@tells("personnel.equipment.withdraw", text="exams/equipment-lost")
def managers_hear_of_what_cannot_be_used(*, entry: Any) -> Iterator[Told]:
    """Examination managers, once for each planned sitting that was to use a place or a thing that cannot be used."""
    for sitting in planned_with(find(entry.subject)):
        yield from _told(sitting, ("exams:sitting", str(sitting.pk)), EXAM_MANAGER)


@tells("exams.sitting.close", text="exams/log-to-complete", mailed=False)
def managers_hear_of_a_log(*, entry: Any) -> Iterator[Told]:
    """Examination managers of the scheme: the log of a sitting is to be completed."""
    sitting = find(entry.subject)
    if isinstance(sitting, Sitting) and sitting.state == SittingState.CLOSED:
        yield from _told(sitting, ("exams:sitting", str(sitting.pk)), EXAM_MANAGER)


@tells("exams.marking.assign", text="exams/to-mark")
def examiner_hears_of_an_assignment(*, entry: Any) -> Iterator[Told]:
    """Who was assigned to examine, mark a second time, or adjudicate."""
    marking = find(entry.result)
    if isinstance(marking, Marking):
        sitting = marking.attempt.sitting
        words: Words = {**at(sitting), "part": marking.part}
        yield Told(marking.examiner_id, marking.attempt.number, words, ("exams:marking", str(marking.pk)))


@tells("exams.form.propose", text="exams/form-to-sign", mailed=False)
@tells("exams.form.sign_content", text="exams/form-to-verify", mailed=False)
def reviewers_hear_of_a_form(*, entry: Any) -> Iterator[Told]:
    """Who may sign off or verify a form, except who assembled it."""
    form = find(entry.subject)
    if isinstance(form, Form):
        roles = (ITEM_REVIEWER, *VERIFIERS) if entry.act == "exams.form.propose" else VERIFIERS
        for person_id in sorted(_holders(form, *roles) - {form.authored_by_id}):
            yield Told(person_id, form.number, link=("exams:form", str(form.pk)))


@tells("exams.form.verify", text="exams/form-verified", mailed=False)
@tells("exams.form.send_back", text="exams/form-sent-back", mailed=False)
def author_hears_of_their_form(*, entry: Any) -> Iterator[Told]:
    """Who assembled the form: it can be released, or is to be mended."""
    form = find(entry.subject)
    if isinstance(form, Form):
        yield Told(form.authored_by_id, form.number, link=("exams:form", str(form.pk)))


@tells("exams.checklist.approve", text="exams/checklist-approved", mailed=False)
def author_hears_of_their_checklist(*, entry: Any) -> Iterator[Told]:
    """Who wrote the checklist: it is in use."""
    checklist = find(entry.subject)
    if isinstance(checklist, Checklist):
        yield Told(checklist.authored_by_id, checklist.number, link=("exams:checklist", str(checklist.pk)))


def _attempt(entry: Any) -> Attempt | None:
    """The attempt that an entry is about, or whose result it is about."""
    found = find(entry.subject)
    if isinstance(found, Result):
        return Attempt.reloaded(found.attempt_id)
    return found if isinstance(found, Attempt) else None


def _standing(candidacy: Candidacy, attempt: Attempt) -> Standing | None:
    return next((each for each in standing(candidacy) if each.component.id == attempt.component_id), None)


def _seats(sitting: Sitting) -> list[Attempt]:
    booked = sitting.attempts.filter(state=AttemptState.SCHEDULED).select_related(*Attempt.reload_with)
    return list(booked.order_by("number"))


def _candidate(candidacy: Candidacy, words: Words) -> Told:
    return Told(candidacy.person_id, candidacy.number, words, ("exams:my-candidacy", str(candidacy.pk)))


def _about(attempt: Attempt, words: Words | None = None) -> Told:
    known: Words = {"component": attempt.component.title, **at(attempt.sitting), **(words or {})}
    return Told(attempt.person_id, attempt.number, known, ("exams:my-candidacy", str(attempt.candidacy_id)))


def _seat(attempt: Attempt, words: Words | None = None) -> Told:
    sitting = attempt.sitting
    last = clock.day_of(sitting.begins_at) - timedelta(days=attempt.component.move_days)
    extra = str(attempt.extra_minutes or "")
    return _about(attempt, {"last_on": last, "extra": extra, **(words or {})})


def _holders(record: Record, *roles: Role) -> set[Any]:
    return grants.holders(*roles, scope_id=scope_id_of(record))


def _told(record: Record, link: tuple[str, ...], *roles: Role) -> Iterator[Told]:
    for person_id in sorted(_holders(record, *roles)):
        yield Told(person_id, str(record), link=link)
