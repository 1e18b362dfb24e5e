"""What every sitting has: it is planned, staffed, booked and opened; its results are verified and released."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from guildhall.demo import words
from guildhall.demo.applicants import Applicant
from guildhall.demo.body import Body
from guildhall.exams import conditions
from guildhall.exams.acts import attempts, results, seats, sittings
from guildhall.exams.lifecycles import AttemptState, CandidacyState, ResultState
from guildhall.exams.models import Attempt, Candidacy, Channel, Duty, Mode, Sitting
from guildhall.exams.queries import checklist_in_use, live_forms, standing
from guildhall.exams.queries import results as all_results
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.personnel.acts import clearances
from guildhall.personnel.models import ExamRoom

MANAGER = "examinations"
WRITTEN, PRACTICAL = "W", "P"
LASTS = timedelta(hours=9)


@dataclass
class Session:
    """A sitting of the story: which component, how many days ago, for how many, and who is on duty.

    `keeps_out` are the places of those who could come and do not. `begins_at` is given where the sitting goes on while
    the story is told.
    """

    body: Body
    code: str
    days: int
    staff: tuple[str, ...]
    capacity: int = 8
    keeps_out: tuple[int, ...] = ()
    begins_at: datetime | None = None
    pk: UUID = field(init=False, repr=False)

    @property
    def is_written(self) -> bool:
        return self.code == WRITTEN

    @property
    def begins(self) -> datetime:
        return self.begins_at or self.body.days.ago(self.days, "09:00")

    @property
    def day(self) -> date:
        return clock.day_of(self.begins)

    @property
    def sitting(self) -> Sitting:
        """The sitting as it stands."""
        return Sitting.objects.select_related(*Sitting.reload_with).get(pk=self.pk)

    @property
    def watcher(self) -> str:
        """Who answers for it on the day."""
        return self.staff[0]

    def moment(self, hour: str, working_days: int = 0) -> datetime:
        """An hour of the day of the sitting, or of a working day after it."""
        day = Period(working_days=working_days).after(self.day) if working_days else self.day
        return self.body.days.at(day, hour)

    def attempts(self, *states: str) -> list[Attempt]:
        """The attempts of the sitting, of `states` or all, in the order of their numbers."""
        found = Attempt.objects.filter(sitting_id=self.pk).select_related(*Attempt.reload_with).order_by("number")
        return list(found.filter(state__in=states) if states else found)

    def applicant(self, attempt: Attempt) -> Applicant:
        """Who makes an attempt."""
        return self.body.applicant(attempt.person_id)


def prepare(session: Session, *, planned: int = 35, staffed: int = 21, booked: int = 11) -> None:
    """Enter that a sitting is planned, staffed and booked so many days before it."""
    diary = session.body.diary
    diary.ago(session.days + planned, partial(plan, session), "10:00")
    diary.ago(session.days + staffed, partial(put_on_duty, session), "13:30")
    diary.ago(session.days + booked, partial(book, session), "18:15")


def plan(session: Session) -> None:
    """The examination manager plans the sitting with the form or checklist that is in use."""
    body, component = session.body, session.body.component(session.code)
    form, checklist = live_forms(component).first(), checklist_in_use(component)
    planned = sittings.plan(
        by=body.by(MANAGER),
        component=component,
        channel=Channel.BROWSER if session.is_written else Channel.PERSON,
        mode=Mode.ROOM,
        place="",
        room=ExamRoom.objects.select_related("venue").get(name=words.PREMISES[session.code].room),
        begins_at=session.begins,
        ends_at=session.begins + LASTS,
        capacity=session.capacity,
        form=form if session.is_written else None,
        checklist=None if session.is_written else checklist,
    )
    session.pk = planned.pk


def put_on_duty(session: Session) -> None:
    """Everybody declares on conflicts with the sitting before the manager puts them on duty."""
    body, sitting = session.body, session.sitting
    duty = Duty.INVIGILATOR if session.is_written else Duty.EXAMINER
    for key in session.staff:
        clearances.declare(by=body.by(key), person=body.people[key], about=sitting.ref)
        sittings.put_on_duty(by=body.by(MANAGER), sitting=sitting, person=body.people[key], duty=duty)


def book(session: Session) -> None:
    """Everybody who may books a seat; for the practical part, who has passed the written one."""
    for candidacy in _waiting():
        applicant = session.body.applicant(candidacy.person_id)
        is_wanted = applicant.place not in session.keeps_out and _is_ready(session, candidacy)
        sitting = session.sitting
        if is_wanted and seats.book.refusal(by=applicant.by, candidacy=candidacy, sitting=sitting) is None:
            seats.book(by=applicant.by, candidacy=candidacy, sitting=sitting)


def _waiting() -> list[Candidacy]:
    """Who was admitted and has not passed every part yet, in the order in which they came."""
    going_on = Candidacy.objects.filter(state__in=[CandidacyState.ELIGIBLE, CandidacyState.IN_ASSESSMENT])
    return list(going_on.select_related(*Candidacy.reload_with).order_by("number"))


def _is_ready(session: Session, candidacy: Candidacy) -> bool:
    """Whether a seat can be booked; people take the written part first, though the scheme does not ask for it."""
    at = {each.component.code: each for each in standing(candidacy)}
    return not at[session.code].why and (session.is_written or at[WRITTEN].passed is not None)


def open_doors(session: Session) -> None:
    """Who is on duty looks at the conditions and opens the sitting."""
    by = session.body.by(session.watcher)
    answers = {each.code: {"found": conditions.MET} for each in conditions.asked(session.sitting)}
    sitting = sittings.check_conditions(by=by, sitting=session.sitting, answers=answers)
    sittings.open(by=by, sitting=sitting)


def let_in(session: Session, *absent: int) -> None:
    """Everybody who came is checked in by their document, and pledges secrecy and honesty."""
    for attempt in session.attempts(AttemptState.SCHEDULED):
        applicant = session.applicant(attempt)
        if applicant.place not in absent:
            attempts.pledge(by=applicant.by, attempt=check_in(session, attempt))


def check_in(session: Session, attempt: Attempt) -> Attempt:
    """The identity of one candidate is checked."""
    seen = {"document": words.DOCUMENT, "sight": words.SIGHT}
    return attempts.check_in(by=session.body.by(session.watcher), attempt=attempt, **seen)


def close(session: Session) -> None:
    """Who did not come is noted, and the sitting closed."""
    by = session.body.by(session.watcher)
    for attempt in session.attempts(AttemptState.SCHEDULED):
        attempts.miss(by=by, attempt=attempt)
    sittings.close(by=by, sitting=session.sitting)


def bring_to_release(session: Session) -> None:
    """Enter that its log is completed on the next working day, and that its results go out two days later."""
    diary = session.body.diary
    diary.at(session.moment("10:00", 1), partial(reconcile, session))
    diary.at(session.moment("11:00", 2), partial(verify, session))
    diary.at(session.moment("14:00", 3), partial(release, session))


def reconcile(session: Session) -> None:
    """The examination manager counts who came, and completes the log."""
    absent = len(session.attempts(AttemptState.NO_SHOW, AttemptState.EXCUSED))
    present = sum(attempt.checked_in_at is not None for attempt in session.attempts())
    sittings.reconcile(by=session.body.by(MANAGER), sitting=session.sitting, present=present, absent=absent)


def verify(session: Session) -> None:
    """The examination manager verifies what was scored."""
    for result in all_results().filter(attempt__sitting=session.pk, state=ResultState.SCORED).order_by("scored_at"):
        results.verify(by=session.body.by(MANAGER), result=result)


def release(session: Session) -> None:
    """Everybody is told their result."""
    for result in all_results().filter(attempt__sitting=session.pk, state=ResultState.VERIFIED).order_by("scored_at"):
        results.release(by=session.body.by(MANAGER), result=result)
