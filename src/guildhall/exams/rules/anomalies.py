"""What forensic checks and the questions they raise must not break (R-08, R-32, R-33)."""

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import UNANSWERED, AttemptState, SittingState
from guildhall.exams.models import Anomaly, AnomalyAttempt, Attempt, Channel, ForensicCheck, Result, Sitting
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import impartiality

CHECKED = ("2012:7.4.3", "2012:9.3.5", "2026:7.4")
VERDICT = ("2012:7.4.3", "2026:6.5", "2026:7.4")
TIES = ("2012:4.3.7", "2012:6.1.8", "2026:4.3")

ANSWERED = (Channel.BROWSER, Channel.PAPER)
"""Channels whose answers are known here; an examiner's marking and a provider's score leave none to compare."""


@rule("R-32", clauses=CHECKED, kind=Kind.ACCREDITATION)
def its_answers_were_looked_through(*, result: Result) -> Refusal | None:
    """No result is released before the answers of its sitting were looked through, its own among them."""
    attempt = result.attempt
    if attempt.channel not in ANSWERED or attempt.number in checked(attempt.sitting):
        return None
    return Refusal(
        _("The answers of the sitting %(number)s were not looked through yet.") % {"number": attempt.sitting.number},
        mend=Mend(
            _("The house does it within minutes after the log is complete; you can ask for it now."),
            act="exams.forensics.ask",
            link=("exams:sitting-check", str(attempt.sitting_id)),
        ),
    )


def checked(sitting: Sitting) -> set[str]:
    """The numbers of the attempts of a sitting that a check has looked at."""
    done = ForensicCheck.objects.filter(sitting=sitting).values_list("attempts", flat=True)
    return {number for attempts in done for number in attempts}


@rule("R-33", clauses=VERDICT, kind=Kind.ACCREDITATION)
def no_question_about_it_waits(*, result: Result) -> Refusal | None:
    """No result is released while a question about its answers waits for a person's answer."""
    open_ones = Anomaly.objects.filter(about__attempt=result.attempt_id, state__in=UNANSWERED).order_by("noticed_at")
    first = open_ones.first()
    if first is None:
        return None
    return Refusal(
        _("The question %(number)s about these answers has no answer yet.") % {"number": first.number},
        mend=Mend(
            _("Look at it, and dismiss it with a reason or say what was found."), link=("exams:anomaly", str(first.pk))
        ),
    )


@rule("R-32", clauses=CHECKED, kind=Kind.ACCREDITATION)
def its_log_is_complete(*, sitting: Sitting) -> Refusal | None:
    """A sitting is looked through when its log is complete: nothing is handed in any more."""
    if sitting.state == SittingState.RECONCILED:
        return None
    return Refusal(
        _("The log of the sitting %(number)s is not complete yet.") % {"number": sitting.number},
        mend=Mend(
            _("Complete the log; the answers are looked through at once."),
            act="exams.sitting.reconcile",
            link=("exams:sitting", str(sitting.pk)),
        ),
    )


@rule("R-32", clauses=CHECKED, kind=Kind.ACCREDITATION)
def its_answers_are_known(*, sitting: Sitting) -> Refusal | None:
    """Where an examiner marks or a provider scores, no answers are known that could be compared."""
    if sitting.channel in ANSWERED:
        return None
    return Refusal(
        _("The answers of this sitting are not known here, so nothing can be compared."),
        mend=Mend(_("Nothing needs to be done; its results do not wait for it.")),
    )


@rule("R-08", clauses=TIES)
def nobody_judges_about_their_own(*, by: Actor, anomaly: Anomaly) -> Refusal | None:
    """Nobody judges a question about themselves, a relative, a superior or subordinate."""
    concerned = AnomalyAttempt.objects.filter(anomaly=anomaly).values_list("attempt__person_id", flat=True)
    refusals = (impartiality.too_close(by, person_id) for person_id in concerned)
    return next(filter(None, refusals), None)


@rule("R-33", clauses=VERDICT, kind=Kind.ACCREDITATION)
def what_was_found_is_said(*, finding: str) -> Refusal | None:
    """A question that was taken up ends with what a person found."""
    if finding.strip():
        return None
    return Refusal(
        _("Without what was found, the question stays open."),
        mend=Mend(_("Say in a sentence what you looked at and what it showed.")),
        field="finding",
    )


@rule("R-33", clauses=VERDICT, kind=Kind.ACCREDITATION)
def no_attempt_is_looked_into_any_more(*, anomaly: Anomaly) -> Refusal | None:
    """A question is answered after the investigations that it led to: each attempt is cleared, or voided and heard."""
    going_on = Attempt.objects.filter(anomalies__anomaly=anomaly, state=AttemptState.INVESTIGATED).order_by("number")
    first = going_on.first()
    if first is None:
        return None
    return Refusal(
        _("%(number)s is still under investigation.") % {"number": first.number},
        mend=Mend(
            _("Clear it, or void its result after a hearing, and then say what was found."),
            link=("exams:attempt", str(first.pk)),
        ),
    )
