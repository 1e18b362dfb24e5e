"""What checking in, absence, handing in and suspicion must not break (R-25, R-29, R-33)."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.applications import queries as applications
from guildhall.exams.lifecycles import AttemptState, FormState, SittingState
from guildhall.exams.models import Attempt, Channel
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

SECURE = ("2012:7.4.3", "2012:6.2.3.1", "2026:7.4")
NEEDS = ("2012:9.2.5", "2026:9.1")
HEARD = ("2012:7.4.3", "2026:6.5", "2026:7.4")


@rule("R-25", clauses=SECURE)
def the_sitting_is_open(*, attempt: Attempt) -> Refusal | None:
    """Candidates are checked in once the sitting was opened: conditions looked at, somebody qualified on duty."""
    if attempt.sitting.state == SittingState.OPEN:
        return None
    return Refusal(
        _("The sitting %(number)s is not open.") % {"number": attempt.sitting.number},
        mend=Mend(_("Open it first."), act="exams.sitting.open", link=("exams:sitting", str(attempt.sitting_id))),
    )


@rule("R-25", clauses=SECURE)
def the_identity_was_seen(*, document: str, sight: str) -> Refusal | None:
    """An identity check says which document was seen and how it was compared with the person."""
    if document.strip() and sight.strip():
        return None
    return Refusal(
        _("An identity check without the document and what was compared proves nothing."),
        mend=Mend(_("Say which document was shown, and what of it was compared with the person.")),
        field="sight" if document.strip() else "document",
    )


@rule("R-29", clauses=NEEDS)
def no_wish_waits_for_its_decision(*, attempt: Attempt) -> Refusal | None:
    """A request for special arrangements is decided before the examination, never after it."""
    waiting = applications.undecided_accommodation(attempt.candidacy.application)
    if waiting is None:
        return None
    return Refusal(
        _("The request %(number)s for special arrangements is not decided yet.") % {"number": waiting.number},
        mend=Mend(_("The accommodation officer decides it first.")),
    )


@rule("R-26", clauses=["2012:9.3.1", "2012:9.2.4", "2026:9.3"])
def its_form_is_in_use(*, attempt: Attempt) -> Refusal | None:
    """Nobody is given a form that was suspended or retired after they booked."""
    if attempt.form is None or attempt.form.state == FormState.LIVE:
        return None
    return Refusal(
        _("The form %(number)s is not in use any more.") % {"number": attempt.form.number},
        mend=Mend(_("The examination manager gives the sitting another form."), act="exams.sitting.equip"),
    )


@rule("R-25", clauses=SECURE)
def it_has_not_begun(*, attempt: Attempt) -> Refusal | None:
    """Secrecy and honesty are pledged before the examination, not after it."""
    if attempt.state in {AttemptState.SCHEDULED, AttemptState.CHECKED_IN} and attempt.pledged_at is None:
        return None
    return Refusal(
        _("This was pledged already, or the examination has begun."), mend=Mend(_("Nothing needs to be done."))
    )


@rule("R-25", clauses=SECURE)
def secrecy_was_pledged(*, attempt: Attempt) -> Refusal | None:
    """Nobody sees or hands in an examination before they pledged secrecy and honesty."""
    if attempt.pledged_at or attempt.channel == Channel.PROVIDER:
        return None
    return Refusal(
        _("The candidate has not pledged secrecy and honesty yet."),
        mend=Mend(
            _("They pledge it in their portal, or sign it on paper before who is on duty."),
            act="exams.attempt.pledge",
            link=("exams:attempt-pledge", str(attempt.pk)),
        ),
    )


@rule("R-25", clauses=SECURE)
def it_is_not_sat_here(*, attempt: Attempt) -> Refusal | None:
    """An examination in the browser is handed in by the candidate there; others are taken in by who is on duty."""
    if attempt.channel != Channel.BROWSER:
        return None
    return Refusal(
        _("This examination is sat in the browser, and the candidate hands it in there."),
        mend=Mend(_("They press 'Hand in'; when the time is over the house does it.")),
    )


@rule("R-25", clauses=SECURE)
def it_has_begun_without_them(*, attempt: Attempt) -> Refusal | None:
    """Nobody is absent before the sitting has begun."""
    if attempt.sitting.begins_at <= clock.now():
        return None
    return Refusal(
        _("The sitting has not begun yet."),
        mend=Mend(_("Wait until it has; whoever comes late is checked in as well.")),
    )


@rule("R-33", clauses=HEARD, kind=Kind.ACCREDITATION)
def a_person_decides(*, by: Actor) -> Refusal | None:
    """An automatic flag alone never voids an attempt: a person decides, after a hearing."""
    if by.person_id:
        return None
    return Refusal(_("No machine voids a result for misconduct."), mend=Mend(_("A person decides after a hearing.")))


@rule("R-33", clauses=HEARD, kind=Kind.ACCREDITATION)
def they_were_heard(*, attempt: Attempt) -> Refusal | None:
    """Nobody loses a result for misconduct without the record of a hearing."""
    if attempt.hearings.exists():
        return None
    return Refusal(
        _("The candidate was not heard yet."),
        mend=Mend(
            _("Hear them, or invite them to be heard, and record what they said."),
            act="exams.hearing.record",
            link=("exams:attempt-hear", str(attempt.pk)),
        ),
    )


@rule("R-33", clauses=HEARD, kind=Kind.ACCREDITATION)
def who_accuses_does_not_judge(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """Who noted what a candidate is suspected of does not void their result."""
    if not attempt.irregularities.filter(noted_by_id=by.person_id).exists():
        return None
    return Refusal(
        _("You noted what this candidate is suspected of, so you do not void their result."),
        mend=Mend(_("Another examination manager does it.")),
    )


@rule("R-33", clauses=HEARD, kind=Kind.ACCREDITATION)
def suspicion_is_looked_into(*, attempt: Attempt) -> Refusal | None:
    """A hearing is held while the attempt is under investigation."""
    if attempt.state == AttemptState.INVESTIGATED:
        return None
    return Refusal(
        _("This attempt is not under investigation."),
        mend=Mend(_("Open the investigation first."), act="exams.attempt.investigate"),
    )


@rule("R-33", clauses=HEARD, kind=Kind.ACCREDITATION)
def what_was_said_is_recorded(*, held_on: date, account: str) -> Refusal | None:
    """The record of a hearing says when it was held and what the candidate said, or that they did not come."""
    if held_on > clock.today():
        return Refusal(
            _("A hearing that lies ahead cannot be recorded."),
            mend=Mend(_("Record it when it was held.")),
            field="held_on",
        )
    if account.strip():
        return None
    return Refusal(
        _("A hearing without a record was none."),
        mend=Mend(_("Write what the candidate said, or how they were invited and that they did not come.")),
        field="account",
    )
