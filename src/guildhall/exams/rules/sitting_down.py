"""What starting, interrupting, resuming and handing in an examination in the browser must not break (R-25, R-27)."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from guildhall.exams.delivery import digests, journal
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Channel, Mode, SittingStaff
from guildhall.exams.models.sittings import Duty
from guildhall.exams.permissions import scope_id_of
from guildhall.identity import grants
from guildhall.identity.roles import INVIGILATOR
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

SECURE = ("2012:7.4.3", "2012:6.2.3.1", "2026:7.4")
COURSE = ("2012:9.3.1", "2012:9.3.2", "2026:9.3")
LEFT = ("2012:7.4.3", "2012:9.3.2", "2026:7.4")


@rule("R-25", clauses=SECURE)
def it_is_sat_here(*, attempt: Attempt) -> Refusal | None:
    """Only an examination in the browser is started here; paper and practical ones begin before who is on duty."""
    if attempt.channel == Channel.BROWSER and attempt.form_id:
        return None
    return Refusal(
        _("This examination is not sat in the browser."),
        mend=Mend(_("Go to where it takes place; who is on duty begins it there.")),
    )


@rule("R-25", clauses=SECURE)
def the_sitting_goes_on(*, attempt: Attempt) -> Refusal | None:
    """Nobody starts before the sitting was opened, or after it was closed."""
    if attempt.sitting.state == SittingState.OPEN:
        return None
    return Refusal(
        _("The sitting %(number)s is not open.") % {"number": attempt.sitting.number},
        mend=Mend(_("The invigilator opens it; tell them that you are ready."), act="exams.sitting.open"),
    )


@rule("R-25", clauses=SECURE)
def somebody_qualified_watches(*, attempt: Attempt) -> Refusal | None:
    """Nobody starts while no invigilator with an authorisation in force is on duty."""
    scope_id = scope_id_of(attempt)
    held = grants.held_on(clock.today()).filter(role=INVIGILATOR.code, scope_id=scope_id).values("person_id")
    on_duty = SittingStaff.objects.filter(sitting_id=attempt.sitting_id, duty=Duty.INVIGILATOR, removed_at__isnull=True)
    if on_duty.filter(person_id__in=held).exists():
        return None
    return Refusal(
        _("No invigilator with an authorisation in force is on duty at your sitting now."),
        mend=Mend(_("Wait until the examination manager has put one on duty."), act="exams.sitting.put_on_duty"),
    )


@rule("R-25", clauses=LEFT)
def it_was_begun(*, attempt: Attempt) -> Refusal | None:
    """Only what was started in the browser is handed in there."""
    if attempt.started_at:
        return None
    return Refusal(
        _("This examination was not started, so there is nothing to hand in."),
        mend=Mend(_("Start it first."), act="exams.attempt.start"),
    )


@rule("R-25", clauses=LEFT)
def the_examination_goes_on(*, attempt: Attempt) -> Refusal | None:
    """Somebody takes a seat in an examination that goes on, not in one that is interrupted or over."""
    if attempt.state == AttemptState.IN_PROGRESS:
        return None
    return Refusal(
        _("Your examination does not go on at this moment."),
        mend=Mend(_("Reload the page: it shows how the examination stands.")),
    )


@rule("R-25", clauses=LEFT)
def time_is_left(*, attempt: Attempt) -> Refusal | None:
    """After the deadline nobody goes on, and no time is given back."""
    if attempt.deadline_at is None or clock.now() < attempt.deadline_at:
        return None
    return Refusal(
        _("The time of this examination was over at %(time)s.") % {"time": _time(attempt)},
        mend=Mend(_("The house hands in what was saved; a person looks at what came later.")),
    )


@rule("R-25", clauses=LEFT, kind=Kind.OURS)
def the_seat_may_change(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """In a room a candidate goes on at another computer when an invigilator lets them; at a distance, by themselves."""
    if attempt.seat_is_free or attempt.sitting.mode == Mode.REMOTE:
        return None
    return Refusal(
        _("Your examination goes on at another computer, and in a room the invigilator lets you change."),
        mend=Mend(_("Tell the invigilator, who interrupts it and lets you go on here."), act="exams.attempt.resume"),
    )


@rule("R-25", clauses=LEFT, kind=Kind.OURS)
def every_answer_arrived(*, by: Actor, attempt: Attempt, epoch: int, answers: int) -> Refusal | None:
    """A candidate hands in when every answer that they gave at their computer is in the journal, and not before."""
    if by.person_id is None:
        return None
    if epoch != attempt.epoch:
        return Refusal(
            _("You went on at another computer, so this one cannot hand in."),
            mend=Mend(_("Hand in at the computer where you went on.")),
        )
    missing = answers - journal.count(attempt)
    if missing <= 0:
        return None
    return Refusal(
        _("Some answers of this computer have not arrived yet: %(missing)d.") % {"missing": missing},
        mend=Mend(_("Keep the page open; they are sent by themselves. Then hand in again.")),
    )


@rule("R-25", clauses=COURSE)
def a_machine_waits_for_the_deadline(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """The house itself hands in when the time is over, and never before."""
    if by.person_id or (attempt.deadline_at and attempt.deadline_at + journal.GRACE < clock.now()):
        return None
    return Refusal(_("The time of this examination is not over."), mend=Mend(_("Nothing needs to be done.")))


@rule("journal-whole", clauses=("2012:7.4.1", "2012:9.3.1", "2026:7.4"), kind=Kind.OURS)
def the_journal_is_whole(*, attempt: Attempt) -> Refusal | None:
    """What is scored is what was handed in: the answers fit the digest that the ledger keeps of them."""
    if attempt.channel != Channel.BROWSER or digests.is_whole(attempt):
        return None
    return Refusal(
        _("The answers of %(number)s are not those that were handed in: some were changed, added or taken away.")
        % {"number": attempt.number},
        mend=Mend(_("Open an investigation; the backup of that day holds the answers as they were.")),
    )


def _time(attempt: Attempt) -> str:
    assert attempt.deadline_at is not None  # noqa: S101  # asked only where there is one
    return date_format(localtime(attempt.deadline_at), "H:i")
