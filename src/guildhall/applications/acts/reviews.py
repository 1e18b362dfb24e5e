"""Applications are reviewed: taken up, judged requirement by requirement, asked about, admitted or rejected."""

from datetime import date, timedelta

from guildhall.applications import queries
from guildhall.applications.lifecycles import APPLICATION, ApplicationState
from guildhall.applications.models import Application, Inquiry, RequirementResult, Verdict
from guildhall.applications.permissions import (
    is_the_reviewer,
    may_correct_rejections,
    may_safeguard,
    may_work_on,
    reviews_the_scheme,
)
from guildhall.applications.rules.evidence import the_requirement_is_of_its_version
from guildhall.applications.rules.reviews import (
    a_finding_against_has_its_reasons,
    a_rejection_has_its_reasons,
    a_rejection_rests_on_a_requirement,
    a_safeguard_is_needed,
    a_second_person_corrects,
    has_declared,
    held_until,
    it_is_somebody_elses_review,
    it_is_taken_over_with_a_reason,
    its_version_binds,
    requirements_are_judged_now,
    something_is_answered,
    something_is_asked,
    the_employed_have_a_safeguard,
    the_reviewer_declares,
    the_reviewer_has_declared,
    the_reviewer_is_not_too_close,
    the_safeguard_is_a_second_persons,
    the_safeguard_is_described,
    the_verdict_is_known,
    what_is_due_is_met,
    what_is_met_is_fresh,
    what_is_met_is_proven,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import clearances
from guildhall.schemes.models import Requirement

CLAUSES = ("2012:9.1.3", "2026:9.2")
INDEPENDENT = (the_reviewer_has_declared, the_reviewer_is_not_too_close)


@act(
    "applications.application.take_up",
    about="application",
    move=APPLICATION.take_up,
    permission=reviews_the_scheme,
    rules=[the_reviewer_is_not_too_close, the_reviewer_declares],
    clauses=CLAUSES,
    sentence=gettext_noop("took up the review of {subject}"),
)
def take_up(*, by: Actor, application: Application, no_conflict: bool = False) -> Application:
    """Take up the review of a submitted application and answer for it from now on.

    Who has not declared on conflicts for it before declares here to have none (`no_conflict`); on a list, for each.
    """
    return _reviewed_by(by, application, no_conflict, state=ApplicationState.UNDER_REVIEW, moved_at=clock.now())


@act(
    "applications.application.take_over",
    about="application",
    permission=reviews_the_scheme,
    rules=[
        it_is_somebody_elses_review,
        the_reviewer_is_not_too_close,
        the_reviewer_declares,
        it_is_taken_over_with_a_reason,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("took the review of {subject} over: {reason}"),
    label=gettext_noop("Take the review over"),
)
def take_over(*, by: Actor, application: Application, reason: str, no_conflict: bool = False) -> Application:
    """Take a review over from somebody else, who is away or has left; what they found stands under their name."""
    return _reviewed_by(by, application, no_conflict)


def _reviewed_by(by: Actor, application: Application, no_conflict: bool, **more: object) -> Application:
    reviewer = Person.objects.get(pk=by.name)
    if no_conflict and not has_declared(by, application):
        clearances.declare(by=by, person=reviewer, about=application.ref)
    return change(application, reviewer_by=reviewer, reviewer_at=clock.now(), **more)


@act(
    "applications.application.find",
    about="application",
    permission=is_the_reviewer,
    rules=[
        *INDEPENDENT,
        requirements_are_judged_now,
        the_requirement_is_of_its_version,
        the_verdict_is_known,
        what_is_met_is_proven,
        what_is_met_is_fresh,
        a_finding_against_has_its_reasons,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("judged a requirement of {subject}: {verdict}"),
    label=gettext_noop("Judge a requirement"),
)
def find(
    *,
    by: Actor,
    application: Application,
    requirement: Requirement,
    verdict: str,
    reasons: str = "",
    dated_on: date | None = None,
) -> RequirementResult:
    """Find whether one requirement is met, with what it rests on and until when it holds.

    `dated_on` is the day from which ageing evidence counts. A later finding takes the place of an earlier one, which
    stays in the history. After admission the same act judges what was due later.
    """
    seen = [str(each.pk) for each in queries.evidence_of(application).filter(requirement=requirement)]
    found = {
        "verdict": verdict,
        "reasons": reasons.strip(),
        "rests_on": seen,
        "valid_until": held_until(requirement, dated_on) if verdict == Verdict.MET else None,
        "found_at": clock.now(),
        "found_by": Person.objects.get(pk=by.name),
    }
    earlier = queries.results_of(application).get(requirement.pk)
    if earlier:
        return change(earlier, **found)
    return create(RequirementResult, application=application, requirement=requirement, **found)


@act(
    "applications.application.ask",
    about="application",
    move=APPLICATION.ask,
    permission=is_the_reviewer,
    rules=[*INDEPENDENT, something_is_asked],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for information on {subject}: {question}"),
)
def ask(*, by: Actor, application: Application, question: str) -> Application:
    """Ask the applicant for what is missing; they have the scheme's time to answer, after which it lapses (T-21)."""
    create(
        Inquiry,
        application=application,
        question=question.strip(),
        due_on=clock.today() + timedelta(days=application.version.application_days),
        asked_by=Person.objects.get(pk=by.name),
    )
    return change(application, state=ApplicationState.INFORMATION_REQUESTED, moved_at=clock.now())


@act(
    "applications.application.answer",
    about="application",
    move=APPLICATION.answer,
    permission=may_work_on,
    rules=[something_is_answered],
    clauses=CLAUSES,
    sentence=gettext_noop("answered what was asked on {subject}"),
)
def answer(*, by: Actor, application: Application, answer: str) -> Application:
    """Answer what the reviewer asked; evidence is handed in before, and the review goes on."""
    inquiry = queries.open_inquiry(application)
    if inquiry:
        change(inquiry, answer=answer.strip(), answered_at=clock.now(), answered_by=str(by))
    return change(application, state=ApplicationState.UNDER_REVIEW, moved_at=clock.now())


@act(
    "applications.application.safeguard",
    about="application",
    permission=may_safeguard,
    rules=[a_safeguard_is_needed, the_safeguard_is_a_second_persons, the_safeguard_is_described],
    clauses=["2012:6.1.8", "2012:4.3.7", "2026:6.1", "2026:4.3"],
    sentence=gettext_noop("recorded for {subject} how impartiality is kept: {safeguard}"),
    label=gettext_noop("Record the safeguard"),
)
def safeguard(*, by: Actor, application: Application, safeguard: str) -> Application:
    """Record how impartiality is kept where the applicant belongs to the body's own personnel (R-13)."""
    return change(
        application,
        safeguard=safeguard.strip(),
        safeguard_at=clock.now(),
        safeguard_by=Person.objects.get(pk=by.name),
    )


@act(
    "applications.application.admit",
    about="application",
    move=APPLICATION.admit,
    permission=is_the_reviewer,
    rules=[*INDEPENDENT, its_version_binds, the_employed_have_a_safeguard, what_is_due_is_met],
    clauses=["2012:9.1.3", "2012:8.1", "2026:9.2"],
    sentence=gettext_noop("admitted the applicant of {subject}"),
)
def admit(*, by: Actor, application: Application) -> Application:
    """Admit the applicant to assessment under the version of the scheme that they applied for (R-23, R-24)."""
    return _decided(by, application, ApplicationState.ACCEPTED, "")


@act(
    "applications.application.reject",
    about="application",
    move=APPLICATION.reject,
    permission=is_the_reviewer,
    rules=[*INDEPENDENT, a_rejection_rests_on_a_requirement, a_rejection_has_its_reasons],
    clauses=["2012:9.1.3", "2012:9.8.3", "2026:9.2", "2026:9.8"],
    sentence=gettext_noop("rejected the application {subject}: {reasons}"),
)
def reject(*, by: Actor, application: Application, reasons: str) -> Application:
    """Reject an application, with reasons that rest on the scheme's requirements; the letter says how to appeal."""
    return _decided(by, application, ApplicationState.REJECTED, reasons.strip())


def _decided(by: Actor, application: Application, state: ApplicationState, reasons: str) -> Application:
    return change(
        application,
        state=state,
        moved_at=clock.now(),
        decided_at=clock.now(),
        decided_by=Person.objects.get(pk=by.name),
        reasons=reasons,
    )


@act(
    "applications.application.reopen",
    about="application",
    move=APPLICATION.reopen,
    permission=may_correct_rejections,
    rules=[a_second_person_corrects, it_is_taken_over_with_a_reason],
    clauses=["2012:7.1.1", "2012:9.1.3", "2026:7.1", "2026:9.2"],
    sentence=gettext_noop("opened the review of {subject} again: {reason}"),
)
def reopen(*, by: Actor, application: Application, reason: str) -> Application:
    """Put a mistaken rejection right by reviewing again; what was decided before stays in the history (R-60)."""
    return change(
        application,
        state=ApplicationState.UNDER_REVIEW,
        moved_at=clock.now(),
        decided_at=None,
        decided_by=None,
        reasons="",
    )
