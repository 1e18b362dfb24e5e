"""The practical examination: four stations before an examiner, a second one on a sample, a third where two differ."""

from decimal import Decimal
from functools import partial

from guildhall.demo import sessions, words
from guildhall.demo.applicants import (
    ADJUDICATED,
    BEFORE_THE_EXAMINER,
    SLIPPED,
    TRAINED,
    WITHOUT_EXPERIENCE,
    Applicant,
)
from guildhall.demo.body import Body, refused
from guildhall.demo.chance import drawn
from guildhall.demo.chapters.applying import show_experience
from guildhall.demo.people import TRAINER
from guildhall.demo.sessions import MANAGER, PRACTICAL, Session
from guildhall.exams import markings as settled
from guildhall.exams.acts import markings, places, sittings
from guildhall.exams.lifecycles import SITS, AttemptState
from guildhall.exams.models import Attempt, Checklist, Duty, Marking, Part
from guildhall.exams.queries import standing, steps
from guildhall.personnel.acts import clearances
from guildhall.personnel.models import Equipment

HELD = {
    410: ("expert3", "expert4"),
    340: ("expert4", "expert1"),
    270: ("expert3", "panel2"),
    200: ("expert1", "expert4"),
    130: ("expert3", "expert4"),
    75: ("expert3", "expert4"),
    32: ("expert4", "panel2"),
    12: ("expert4", "panel2"),
}
"""How many days ago the practical part was held, and who examined."""

DIFFERED, ADJUDICATOR = 75, "expert1"
LATEST, AHEAD = 12, -9
UNMONITORED = "panel4"
"""Who may examine and was not monitored for more than a year."""

DOUBTED_STEP = 8
"""A critical step that only one of two examiners saw done."""


def tell(body: Body) -> None:
    """Every ten weeks a practical sitting; one goes on today, and one lies ahead."""
    for days, staff in HELD.items():
        later = (BEFORE_THE_EXAMINER,) if days == LATEST else (BEFORE_THE_EXAMINER, TRAINED)
        _hold(Session(body, PRACTICAL, days, staff, keeps_out=later))
    _go_on_today(body)
    ahead = Session(body, PRACTICAL, AHEAD, ("expert4", "panel2"), keeps_out=(BEFORE_THE_EXAMINER,))
    sessions.prepare(ahead, booked=11)
    body.diary.ago(AHEAD + 20, partial(_try_the_unmonitored, ahead), "14:10")
    body.diary.ago(3, partial(_try_the_worn_out_wrench, ahead), "15:10")


def _hold(session: Session) -> None:
    diary = session.body.diary
    sessions.prepare(session, booked=7)
    diary.ago(session.days + 4, partial(_equip, session), "15:00")
    diary.ago(session.days + 3, partial(_assign, session), "15:00")
    diary.at(session.moment("08:20"), partial(sessions.open_doors, session))
    diary.at(session.moment("08:40"), partial(sessions.let_in, session))
    diary.at(session.moment("12:30"), partial(_mark, session))
    diary.at(session.moment("16:00"), partial(sessions.close, session))
    if session.days == DIFFERED:
        diary.at(session.moment("09:00", 1), partial(_adjudicate, session))
    sessions.bring_to_release(session)
    diary.at(session.moment("17:00", 4), partial(_show_experience, session))


def _equip(session: Session) -> None:
    """The wrench that is used there; since the old one may not be used any more, the new one."""
    serial = words.WRENCH if session.days <= LATEST else words.WORN_OUT
    places.assign(by=session.body.by(MANAGER), sitting=session.sitting, equipment=_wrench(serial))


def _wrench(serial: str) -> Equipment:
    return Equipment.objects.select_related("venue").get(serial=serial)


def _try_the_worn_out_wrench(session: Session) -> None:
    """The manager would take the wrench whose calibration has ended: refused, and recorded (R-30)."""
    wrench = _wrench(words.WORN_OUT)
    refused(places.assign, by=session.body.by(MANAGER), sitting=session.sitting, equipment=wrench)


def _try_the_unmonitored(session: Session) -> None:
    """The manager would put on duty whose monitoring is overdue: refused, and recorded (R-47)."""
    body, sitting, person = session.body, session.sitting, session.body.people[UNMONITORED]
    clearances.declare(by=body.by(UNMONITORED), person=person, about=sitting.ref)
    refused(sittings.put_on_duty, by=body.by(MANAGER), sitting=sitting, person=person, duty=Duty.EXAMINER)


def _assign(session: Session) -> None:
    """Each candidate gets an examiner, another one each time."""
    for place, attempt in enumerate(session.attempts(AttemptState.SCHEDULED)):
        if session.applicant(attempt).place == TRAINED:
            _try_the_trainer(session.body, attempt)
        _give(session, attempt, session.staff[place % len(session.staff)], Part.FIRST)


def _try_the_trainer(body: Body, attempt: Attempt) -> None:
    """The manager would assign who trained the candidate fourteen months ago: refused, and recorded (R-09)."""
    trainer = body.people[TRAINER]
    clearances.declare(by=body.by(TRAINER), person=trainer, about=attempt.ref)
    refused(markings.assign, by=body.by(MANAGER), attempt=attempt, examiner=trainer, part=Part.FIRST)


def _give(session: Session, attempt: Attempt, key: str, part: Part) -> Marking:
    body = session.body
    return markings.assign(by=body.by(MANAGER), attempt=attempt, examiner=body.people[key], part=part)


def _mark(session: Session) -> None:
    """The examiners hand in what they saw; a second one marks who was drawn, or of whom we tell."""
    for attempt in session.attempts(*SITS):
        first = Marking.objects.select_related(*Marking.reload_with).get(attempt=attempt, part=Part.FIRST)
        applicant, examiner = session.applicant(attempt), _key_of(session, first)
        points = points_of(applicant, attempt)
        markings.submit(by=session.body.by(examiner), marking=first, steps=points, notes=_notes(applicant))
        differs = applicant.place == ADJUDICATED and session.days == DIFFERED
        if differs or settled.is_sampled(attempt):
            _mark_again(session, attempt, examiner, seen_otherwise(points, differs=differs))


def _mark_again(session: Session, attempt: Attempt, first: str, points: dict[str, str]) -> None:
    other = next(key for key in session.staff if key != first)
    second = _give(session, attempt, other, Part.SECOND)
    markings.submit(by=session.body.by(other), marking=second, steps=points)


def _key_of(session: Session, marking: Marking) -> str:
    return next(key for key in session.staff if session.body.people[key].id == marking.examiner_id)


def points_of(applicant: Applicant, attempt: Attempt) -> dict[str, str]:
    """What each step was given: critical steps are done by almost everybody, the others by most."""
    earlier = Attempt.objects.filter(person=applicant.person, component=attempt.component, number__lt=attempt.number)
    nth = earlier.count() + 1
    chance, skill = drawn("practical", applicant.place, nth), drawn("hands", applicant.place).uniform(0.72, 0.97)
    points = {}
    for step in steps(_checklist(attempt)):
        fails = not step.critical and chance.random() > skill
        points[str(step.position)] = str(max(step.points - chance.choice((1, 2)), 0) if fails else step.points)
    slip = SLIPPED.get(applicant.place) if nth == 1 else None
    return points | ({str(slip): "1"} if slip else {})


def _checklist(attempt: Attempt) -> Checklist:
    assert attempt.checklist is not None  # noqa: S101  # who stands before an examiner has one
    return attempt.checklist


def seen_otherwise(points: dict[str, str], *, differs: bool) -> dict[str, str]:
    """What a second examiner gives: nearly the same, or a critical step less."""
    place = str(DOUBTED_STEP) if differs else "5"
    return {**points, place: str(max(Decimal(points[place]) - 1, Decimal(0)))}


def _notes(applicant: Applicant) -> str:
    return words.NOTES.get(applicant.place, "")


def _adjudicate(session: Session) -> None:
    """A third examiner decides between two, after they have declared as well."""
    body = session.body
    attempt = next(each for each in session.attempts() if session.applicant(each).place == ADJUDICATED)
    clearances.declare(by=body.by(ADJUDICATOR), person=body.people[ADJUDICATOR], about=attempt.ref)
    marking = _give(session, attempt, ADJUDICATOR, Part.ADJUDICATOR)
    points = points_of(session.applicant(attempt), attempt)
    markings.submit(by=body.by(ADJUDICATOR), marking=marking, steps=points, notes=words.ADJUDICATION)


def _show_experience(session: Session) -> None:
    """Who passed every part hands in what is due by the decision; one still looks for an employer's letter."""
    for attempt in session.attempts(AttemptState.RELEASED):
        applicant = session.applicant(attempt)
        candidacy = applicant.candidacy
        if candidacy and all(each.passed for each in standing(candidacy)) and applicant.place != WITHOUT_EXPERIENCE:
            show_experience(session.body, applicant.place)


def _go_on_today(body: Body) -> None:
    """An examiner has a candidate before them, and has marked the first station."""
    diary = body.diary
    everybody_else = tuple(place for place in range(1, 60) if place != BEFORE_THE_EXAMINER)
    session = Session(
        body, PRACTICAL, 0, ("expert4", "expert3"), keeps_out=everybody_else, begins_at=body.days.earlier(50)
    )
    sessions.prepare(session)
    diary.ago(4, partial(_assign, session), "15:30")
    diary.earlier(70, partial(sessions.open_doors, session))
    diary.earlier(60, partial(sessions.let_in, session))
    diary.earlier(30, partial(_mark_the_first_station, session))


def _mark_the_first_station(session: Session) -> None:
    (attempt,) = session.attempts(AttemptState.CHECKED_IN)
    marking = Marking.objects.select_related(*Marking.reload_with).get(attempt=attempt, part=Part.FIRST)
    points = points_of(session.applicant(attempt), attempt)
    first = [str(step.position) for step in steps(_checklist(attempt)) if step.station == words.FIRST_STATION]
    seen = {place: points[place] for place in first}
    markings.keep(by=session.body.by("expert4"), marking=marking, steps=seen)
