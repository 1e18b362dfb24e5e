"""The written examination: sat in the browser, broken off once by a power cut, and going on today."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from guildhall.demo import sessions, words
from guildhall.demo.answering import given
from guildhall.demo.applicants import EXPECTED, NO_SHOW, NOT_REBOOKED, PREPARED, READ_ALOUD, SITTING_DOWN
from guildhall.demo.body import Body
from guildhall.demo.chance import drawn
from guildhall.demo.sessions import MANAGER, WRITTEN, Session
from guildhall.exams.acts import attempts, irregularities, sitting_down, sittings
from guildhall.exams.delivery import journal, tokens
from guildhall.exams.delivery.answers import Message
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt, Irregularity, IrregularityKind
from guildhall.kernel import clock

INVIGILATORS = ("invigilator1", "invigilator2")
HELD = (430, 360, 290, 220, 150, 95, 46, 25, 5)
"""How many days ago the written part was held; in between it was broken off once."""

BROKEN_OFF, INSTEAD, LATEST = 60, 46, 5
TODAY = (PREPARED, READ_ALOUD, SITTING_DOWN, EXPECTED)
FAR_AHEAD = -62
"""In how many days a sitting is planned for which nobody is authorised to invigilate yet."""

PARTS = 3
"""In how many messages the answers of a candidate arrive here."""

ANSWERED_SO_FAR = 1
"""How many of them the candidate has sent who sits at this moment."""


def tell(body: Body) -> None:
    """Every six weeks a sitting; a power cut in between; one whose results wait; one that goes on now; one ahead."""
    for place, days in enumerate(HELD):
        _hold(body, days, INVIGILATORS[place % 2 :][:1] if place % 3 else INVIGILATORS)
    _break_off(body)
    _go_on_today(body)
    ahead = _session(body, -28, INVIGILATORS[:1], keeps_out=NOT_REBOOKED)
    sessions.prepare(ahead, planned=40, staffed=32, booked=30)
    body.diary.ago(4, partial(sessions.plan, _session(body, FAR_AHEAD, ())), "16:00")


def _session(body: Body, days: int, staff: tuple[str, ...], **more: Any) -> Session:
    return Session(body, WRITTEN, days, staff, **{"capacity": 12, **more})


def _hold(body: Body, days: int, staff: tuple[str, ...]) -> None:
    out = (*NOT_REBOOKED, *TODAY) if days < BROKEN_OFF else ()
    session = _session(body, days, staff, keeps_out=out)
    if days == INSTEAD:
        sessions.prepare(session, planned=12, staffed=10, booked=7)
    else:
        sessions.prepare(session)
    _take_its_course(session)
    body.diary.at(session.moment("12:45"), partial(sessions.close, session))
    if days == LATEST:
        body.diary.at(session.moment("12:30"), partial(_note_a_noise, session))
        body.diary.at(session.moment("09:40", 1), partial(_settle_the_noise, session))
        body.diary.at(session.moment("10:00", 1), partial(sessions.reconcile, session))
    else:
        sessions.bring_to_release(session)
    if days == 220:
        body.diary.at(session.moment("09:30", 1), partial(_excuse, session))


def _take_its_course(session: Session) -> None:
    """Opened, let in, begun; answers arrive, and each hands in at their own time."""
    diary = session.body.diary
    diary.at(session.moment("08:20"), partial(sessions.open_doors, session))
    diary.at(
        session.moment("08:40"),
        partial(sessions.let_in, session, NO_SHOW) if session.days == 220 else partial(sessions.let_in, session),
    )
    diary.at(session.moment("09:00"), partial(_begin, session))


def _begin(session: Session) -> None:
    """Everybody begins; when their answers arrive and when they hand in is entered now."""
    diary, now = session.body.diary, clock.now()
    for attempt in session.attempts(AttemptState.CHECKED_IN):
        applicant = session.applicant(attempt)
        applicant.sat += 1
        sitting_down.start(by=applicant.by, attempt=attempt)
        minutes = drawn("minutes", applicant.place, applicant.sat).randrange(58, 88)
        for part in range(PARTS):
            arrives = now + timedelta(minutes=minutes * (part + 1) / PARTS - 1)
            diary.at(arrives, partial(_answer, session, attempt.pk, part))
        diary.at(now + timedelta(minutes=minutes), partial(_hand_in, session, attempt.pk))


def _attempt(pk: UUID) -> Attempt:
    return Attempt.objects.select_related(*Attempt.reload_with).get(pk=pk)


def _answer(session: Session, pk: UUID, part: int) -> None:
    """A message of answers goes into the journal, by the way that the browser takes."""
    attempt = _attempt(pk)
    assert attempt.form is not None  # noqa: S101  # who sits in the browser has one
    answers = given(attempt.form, session.applicant(attempt))
    size = len(answers) // PARTS
    token = tokens.read(tokens.mint(attempt))
    journal.save(token, Message(attempt.epoch, tuple(answers[part * size : (part + 1) * size])))


def _hand_in(session: Session, pk: UUID) -> None:
    attempt = _attempt(pk)
    by = session.applicant(attempt).by
    sitting_down.submit(by=by, attempt=attempt, epoch=attempt.epoch, answers=journal.count(attempt))


def _excuse(session: Session) -> None:
    """Who was ill has shown it: the attempt does not count."""
    for attempt in session.attempts(AttemptState.NO_SHOW):
        attempts.excuse(by=session.body.by(MANAGER), attempt=attempt, reason=words.WAS_ILL)


def _note_a_noise(session: Session) -> None:
    """What happened at the latest sitting is noted; no result of it goes out before it is settled."""
    irregularities.note(
        by=session.body.by(session.watcher),
        sitting=session.sitting,
        kind=IrregularityKind.TECHNICAL,
        words=words.NOISE,
    )


def _settle_the_noise(session: Session) -> None:
    """The log is completed; the answers are looked through, and a question about two of them waits since then."""
    for noted in Irregularity.objects.filter(sitting=session.sitting).select_related(*Irregularity.reload_with):
        irregularities.settle(by=session.body.by(MANAGER), irregularity=noted, settlement=words.NOISE_SETTLED)


def _break_off(body: Body) -> None:
    """A power cut in the middle: every attempt is void for the body's fault, and the next one is free."""
    session = _session(body, BROKEN_OFF, INVIGILATORS)
    sessions.prepare(session)
    diary = body.diary
    diary.at(session.moment("08:20"), partial(sessions.open_doors, session))
    diary.at(session.moment("08:40"), partial(sessions.let_in, session))
    diary.at(session.moment("09:00"), partial(_begin_in_vain, session))
    diary.at(session.moment("09:50"), partial(_abort, session))


def _begin_in_vain(session: Session) -> None:
    for attempt in session.attempts(AttemptState.CHECKED_IN):
        sitting_down.start(by=session.applicant(attempt).by, attempt=attempt)


def _abort(session: Session) -> None:
    sittings.abort(by=session.body.by(session.watcher), sitting=session.sitting, reason=words.POWER_CUT)


def _go_on_today(body: Body) -> None:
    """A sitting is open while the story is told: who looks can sit down in it, or watch over it."""
    diary = body.diary
    begins = body.days.earlier(75)
    session = _session(body, 0, INVIGILATORS, keeps_out=NOT_REBOOKED, begins_at=begins)
    sessions.prepare(session, booked=12)
    diary.earlier(110, partial(sessions.open_doors, session))
    diary.earlier(90, partial(_let_in_today, session))
    diary.earlier(40, partial(_sit_down_today, session))
    diary.earlier(12, partial(_answer_today, session))


def _let_in_today(session: Session) -> None:
    """All but one have come; whoever looks is checked in and has their pledge still to give."""
    for attempt in session.attempts(AttemptState.SCHEDULED):
        applicant = session.applicant(attempt)
        if applicant.place != EXPECTED:
            checked = sessions.check_in(session, attempt)
            if applicant.place != PREPARED:
                attempts.pledge(by=applicant.by, attempt=checked)


def _sits(session: Session) -> Attempt:
    return next(each for each in session.attempts() if session.applicant(each).place == SITTING_DOWN)


def _sit_down_today(session: Session) -> None:
    applicant = session.body.applicants[SITTING_DOWN]
    applicant.sat += 1
    sitting_down.start(by=applicant.by, attempt=_sits(session))


def _answer_today(session: Session) -> None:
    for part in range(ANSWERED_SO_FAR):
        _answer(session, _sits(session).pk, part)
