"""What scoring, verifying and releasing results must not break (R-27, R-32)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import markings, typings
from guildhall.exams.lifecycles import ATTEMPT, AttemptState, RulingState, SittingState
from guildhall.exams.models import Attempt, Channel, Result
from guildhall.exams.queries import current, rescoring_of, rulings, unsettled
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

SCORED = ("2012:9.2.3", "2012:9.3.1", "2026:9.3")
SETTLED = ("2012:7.4.3", "2012:9.3.5", "2026:7.4")
FROZEN = ("2012:9.3.1", "2012:9.4.4", "2026:9.3")


@rule("R-32", clauses=SCORED)
def it_is_handed_in(*, attempt: Attempt) -> Refusal | None:
    """What was handed in is scored, once."""
    if ATTEMPT.refusal(ATTEMPT.score, attempt.state) is None:
        return None
    return Refusal(
        _("Only an attempt that was handed in and has no result yet is scored."),
        mend=Mend(_("Wait until it is handed in; a result that exists is scored again on its own page.")),
    )


@rule("R-32", clauses=SCORED)
def it_can_be_scored(*, attempt: Attempt) -> Refusal | None:
    """Paper is scored when two people typed the same, a practical attempt when its marking is settled."""
    return _cannot_be_scored(attempt)


@rule("R-32", clauses=SCORED)
def it_can_be_scored_again(*, result: Result) -> Refusal | None:
    """What is scored again rests on the same answers, typed twice or marked, as what was scored before."""
    if result.attempt.channel == Channel.PROVIDER:
        return Refusal(
            _("A provider's score is not scored here."),
            mend=Mend(_("Investigate the attempt, and take in a corrected file of the provider.")),
        )
    return _cannot_be_scored(result.attempt)


def _cannot_be_scored(attempt: Attempt) -> Refusal | None:
    match attempt.channel:
        case Channel.PAPER:
            return typings.refusal(attempt)
        case Channel.PERSON:
            return markings.refusal(attempt)
        case Channel.PROVIDER:
            return Refusal(
                _("The score of this attempt comes with the provider's file."),
                mend=Mend(_("Take the provider's results in."), act="exams.batch.take"),
            )
    return None


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def who_verifies_had_no_part(*, by: Actor, result: Result) -> Refusal | None:
    """A result is verified by somebody who neither marked the attempt, typed it in, nor took it in."""
    attempt = result.attempt
    marked = attempt.markings.filter(examiner_id=by.person_id).exists()
    typed = attempt.typed.filter(typed_by_id=by.person_id).exists()
    typed |= attempt.markings.filter(submitted_by=str(by)).exists()
    took_in = result.scored_by == str(by) and attempt.channel == Channel.PROVIDER
    if not (marked or typed or took_in):
        return None
    return Refusal(
        _("You marked this attempt, or typed it in, so you do not verify its result."),
        mend=Mend(_("Another examination manager verifies it.")),
    )


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def the_sitting_is_reconciled(*, result: Result) -> Refusal | None:
    """No result is released before the log of its sitting is complete: attendance counted, irregularities settled."""
    sitting = result.attempt.sitting
    if sitting.state == SittingState.RECONCILED:
        return None
    return Refusal(
        _("The log of the sitting %(number)s is not complete yet.") % {"number": sitting.number},
        mend=Mend(
            _("Complete the log: settle irregularities, compare the attendance."),
            act="exams.sitting.reconcile",
            link=("exams:sitting", str(sitting.pk)),
        ),
    )


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def nothing_is_unsettled(*, result: Result) -> Refusal | None:
    """No result is released while an irregularity that touches it waits for its settlement."""
    waiting = unsettled(result.attempt).count()
    if not waiting:
        return None
    sentence = ngettext(
        "%(count)d irregularity that touches this result is not settled.",
        "%(count)d irregularities that touch this result are not settled.",
        waiting,
    )
    return Refusal(
        sentence % {"count": waiting},
        mend=Mend(_("Settle it first."), link=("exams:sitting", str(result.attempt.sitting_id))),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def it_is_the_result_that_counts(*, result: Result) -> Refusal | None:
    """Nothing is done to a result that another one has replaced: what counts is the latest."""
    latest = current(result.attempt)
    if latest is not None and latest.pk == result.pk:
        return None
    return Refusal(_("Another result has taken the place of this one."), mend=Mend(_("Open the attempt again.")))


@rule("R-33", clauses=["2012:7.4.3", "2026:7.4"], kind=Kind.ACCREDITATION)
def the_attempt_is_not_questioned(*, result: Result) -> Refusal | None:
    """While an attempt is looked into, or after its result was voided, nothing of it is verified or released."""
    if result.attempt.state not in {AttemptState.INVESTIGATED, AttemptState.RESULT_VOID, AttemptState.VOID}:
        return None
    return Refusal(
        _("This attempt is under investigation, or was voided."), mend=Mend(_("Clear it first, or leave it."))
    )


@rule("R-26", clauses=SCORED)
def the_cut_is_adopted(*, attempt: Attempt) -> Refusal | None:
    """With delayed scoring nothing is scored before the study of the form is done and its cut adopted."""
    form = attempt.form
    if form is None or form.cut is not None:
        return None
    return Refusal(
        _("The form %(number)s has no passing standard yet: its scoring is delayed.") % {"number": form.number},
        mend=Mend(
            _("Adopt the cut of its approved study; attempts are scored by themselves then."),
            act="exams.form.adopt_standard",
            link=("exams:form", str(form.pk)),
        ),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def it_was_scored_as_the_form_stands(*, result: Result) -> Refusal | None:
    """A result that was scored before key or cut of its form changed is scored again, not verified or released."""
    form = result.attempt.form
    if form is None or result.scoring == form.scoring:
        return None
    return Refusal(
        _("Key or cut of the form %(number)s changed since this was scored.") % {"number": form.number},
        mend=Mend(_("It is scored again by itself in a moment; reload the page then.")),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def nothing_of_its_form_is_in_question(*, result: Result) -> Refusal | None:
    """While a ruling on a key waits for its confirmation, or a rescoring is under way, no result is released."""
    form = result.attempt.form
    if form is None:
        return None
    if rescoring := rescoring_of(form):
        return Refusal(
            _("The rescoring %(number)s of this form is under way.") % {"number": rescoring.number},
            mend=Mend(_("Complete it, or give it up."), link=("exams:rescoring", str(rescoring.pk))),
        )
    if not rulings(form).filter(state=RulingState.PROPOSED).exists():
        return None
    return Refusal(
        _("A ruling on a key of the form %(number)s waits for its confirmation.") % {"number": form.number},
        mend=Mend(_("Confirm or withdraw it first."), link=("exams:form-keys", str(form.pk))),
    )
