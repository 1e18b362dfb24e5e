"""Sitting an examination in the browser: start, interrupt, resume, go on at another computer, hand in.

The answers between these acts go to the response journal and to no act; what was handed in is sealed by a digest of the
journal in the entry of the act that ends it.
"""

from datetime import datetime, timedelta
from math import ceil

from guildhall.exams.delivery import digests, tokens
from guildhall.exams.lifecycles import ATTEMPT, AttemptState
from guildhall.exams.models import Attempt
from guildhall.exams.permissions import is_the_candidate, watches_over
from guildhall.exams.rules.attempts import its_form_is_in_use, secrecy_was_pledged
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import nobody_watches_over_their_own
from guildhall.exams.rules.places import the_release_is_verified
from guildhall.exams.rules.sitting_down import (
    a_machine_waits_for_the_deadline,
    every_answer_arrived,
    it_is_sat_here,
    it_was_begun,
    somebody_qualified_watches,
    the_examination_goes_on,
    the_seat_may_change,
    the_sitting_goes_on,
    time_is_left,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import running
from guildhall.ledger.acts import act
from guildhall.ledger.records import change

TIMERS = actors.machine("timers")
"""Hands in what was saved when the time is over."""

FIRST = 1
"""The epoch of the computer at which an examination is started."""

SECURE = ("2012:7.4.3", "2012:9.3.2", "2026:7.4")
COURSE = ("2012:9.3.1", "2012:9.3.2", "2026:9.3")


@act(
    "exams.attempt.start",
    about="attempt",
    move=ATTEMPT.start,
    permission=is_the_candidate,
    rules=[
        it_is_sat_here,
        the_sitting_goes_on,
        the_release_is_verified,
        secrecy_was_pledged,
        its_form_is_in_use,
        somebody_qualified_watches,
    ],
    clauses=SECURE,
    sentence=gettext_noop("started the examination {subject}"),
)
def start(*, by: Actor, attempt: Attempt, seat: str = "") -> Attempt:
    """Start an examination in the browser: from now on its time runs, by the clock of the house.

    `seat` is the number of the page that was pressed: pressed again, the same page gets the same seat.
    """
    now = clock.now()
    return change(
        attempt,
        state=AttemptState.IN_PROGRESS,
        started_at=now,
        deadline_at=_deadline(attempt, now, 0),
        epoch=FIRST,
        seat=seat,
        answer_key=tokens.new_answer_key(),
    )


@act(
    "exams.attempt.interrupt",
    about="attempt",
    move=ATTEMPT.interrupt,
    permission=watches_over,
    rules=[nobody_watches_over_their_own, time_is_left, a_reason_is_given],
    clauses=COURSE,
    sentence=gettext_noop("interrupted the examination {subject}: {reason}"),
)
def interrupt(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Interrupt an examination, as for an alarm or a computer that failed: its time stands still."""
    return change(attempt, state=AttemptState.INTERRUPTED, interrupted_at=clock.now(), reason=reason.strip())


@act(
    "exams.attempt.resume",
    about="attempt",
    move=ATTEMPT.resume,
    permission=watches_over,
    rules=[nobody_watches_over_their_own],
    clauses=COURSE,
    sentence=gettext_noop("let the examination {subject} go on"),
)
def resume(*, by: Actor, attempt: Attempt, elsewhere: bool = False) -> Attempt:
    """Let an interrupted examination go on: the time of the interruption is given back to the second.

    `elsewhere` lets the candidate sit down at another computer; once they do, what the first one still sends is late.
    """
    assert attempt.started_at is not None  # noqa: S101  # it was begun before it was interrupted
    assert attempt.interrupted_at is not None  # noqa: S101  # and when, the interruption says
    paused = attempt.paused_seconds + ceil((clock.now() - attempt.interrupted_at).total_seconds())
    return change(
        attempt,
        state=AttemptState.IN_PROGRESS,
        interrupted_at=None,
        paused_seconds=paused,
        deadline_at=_deadline(attempt, attempt.started_at, paused),
        seat_is_free=elsewhere,
    )


@act(
    "exams.attempt.take_seat",
    about="attempt",
    permission=is_the_candidate,
    rules=[the_examination_goes_on, time_is_left, the_seat_may_change],
    clauses=SECURE,
    sentence=gettext_noop("went on with the examination {subject} at another computer"),
    label=gettext_noop("Go on at this computer"),
)
def take_seat(*, by: Actor, attempt: Attempt, seat: str = "") -> Attempt:
    """Go on at another computer: a new epoch begins, and what the computer before still sends is kept as late."""
    return change(attempt, epoch=attempt.epoch + 1, seat=seat, seat_is_free=False)


@act(
    "exams.attempt.submit",
    about="attempt",
    move=ATTEMPT.submit,
    permission=is_the_candidate,
    machines=[TIMERS.name],
    rules=[it_is_sat_here, it_was_begun, every_answer_arrived, a_machine_waits_for_the_deadline],
    clauses=COURSE,
    sentence=gettext_noop("handed in {subject}"),
)
def submit(*, by: Actor, attempt: Attempt, epoch: int = 0, answers: int = 0) -> Attempt:
    """Hand in what was saved; after the deadline the house does it. Nothing that comes later counts.

    `epoch` and `answers` say how many answers the candidate's computer gave. The digest of the journal is taken when
    nobody can write into what counts any more, and stands in the entry of this act for ever.
    """
    ended = change(attempt, state=AttemptState.COMPLETED, completed_at=clock.now())
    running.required().note(digests.VERB, attempt.ref, digests.of(attempt).as_dict())
    return ended


def _deadline(attempt: Attempt, started_at: datetime, paused: int) -> datetime:
    """When the time is over: begin, the component's minutes, granted extra time, and what interruptions took."""
    return started_at + timedelta(minutes=attempt.minutes + attempt.extra_minutes, seconds=paused)
