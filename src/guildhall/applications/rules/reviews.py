"""What holds of the review of applications: by whom, on what, and with which reasons."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, RequirementResult, Verdict
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import impartiality
from guildhall.personnel.models import Clearance
from guildhall.schemes.binding import CLAUSES as BINDING
from guildhall.schemes.binding import version_binds
from guildhall.schemes.models import Requirement, Stage

REVIEW = ("2012:9.1.3", "2026:9.2")
CONFLICTS = ("2012:6.2.1", "2012:4.3.7", "2026:6.2", "2026:4.3")
JUDGED_IN = (ApplicationState.UNDER_REVIEW, ApplicationState.INFORMATION_REQUESTED, ApplicationState.ACCEPTED)
"""States in which requirements are judged: in review, and after admission as evidence for later stages comes in."""


@rule("R-07", clauses=CONFLICTS)
def the_reviewer_has_declared(*, by: Actor, application: Application) -> Refusal | None:
    """Nobody reviews an application without a declaration on conflicts for it; an untreated conflict blocks."""
    return impartiality.undeclared(by, application)


@rule("R-07", clauses=CONFLICTS)
def the_reviewer_declares(*, by: Actor, application: Application, no_conflict: bool) -> Refusal | None:
    """Who takes up a review has declared on conflicts for this application, or declares to have none."""
    if no_conflict and not has_declared(by, application):
        return None
    return impartiality.undeclared(by, application)


def has_declared(by: Actor, application: Application) -> bool:
    """Whether `by` has said anything on conflicts in this application."""
    if by.person_id is None:
        return False
    return Clearance.objects.filter(person_id=by.person_id, about=application.ref).exists()


@rule("R-08", clauses=["2012:4.3.7", "2012:6.1.8", "2026:4.3"])
def the_reviewer_is_not_too_close(*, by: Actor, application: Application) -> Refusal | None:
    """Nobody reviews their own application, or that of somebody to whom they have a tie."""
    return impartiality.too_close(by, application.person_id)


@rule("R-13", clauses=["2012:6.1.8", "2026:6.1"])
def the_employed_have_a_safeguard(*, application: Application) -> Refusal | None:
    """Whom the body itself employs is admitted only when a safeguard for impartiality is recorded."""
    if application.safeguard_at or not is_flagged(application):
        return None
    return Refusal(
        _("This applicant belongs to the body's own personnel, and no safeguard for impartiality is recorded."),
        mend=Mend(
            _("The quality manager or top management records how impartiality is kept."),
            act="applications.application.safeguard",
            link=("applications:safeguard", str(application.pk)),
        ),
    )


@rule("R-13", clauses=["2012:6.1.8", "2026:6.1"])
def a_safeguard_is_needed(*, application: Application) -> Refusal | None:
    """The safeguard belongs to applications of the body's own personnel."""
    if is_flagged(application):
        return None
    return Refusal(
        _("This applicant does not belong to the body's personnel, so no safeguard is needed."),
        mend=Mend(_("Nothing needs to be done.")),
    )


@rule("R-13", clauses=["2012:6.1.8", "2026:6.1"])
def the_safeguard_is_described(*, safeguard: str) -> Refusal | None:
    """How impartiality is kept can be shown later only if it is written down now."""
    return (
        None
        if safeguard.strip()
        else _wordless(_("A safeguard that is not described safeguards nothing."), "safeguard")
    )


@rule("R-08", clauses=["2012:4.3.7", "2012:6.1.8", "2026:4.3"])
def the_safeguard_is_a_second_persons(*, by: Actor, application: Application) -> Refusal | None:
    """Neither the applicant nor the reviewer says how impartiality is kept between them."""
    reviews = application.reviewer_by_id is not None and by.is_person(application.reviewer_by_id)
    if not reviews and not by.is_person(application.person_id):
        return None
    return Refusal(
        _("You have a part in this application, and its safeguard is recorded by somebody who has none."),
        mend=Mend(_("Somebody else of quality management or top management does it.")),
    )


def is_flagged(application: Application) -> bool:
    """Whether the application takes the route of the body's own personnel."""
    return application.employed or application.person.is_personnel


@rule("R-23", clauses=REVIEW)
def requirements_are_judged_now(*, application: Application) -> Refusal | None:
    """A requirement is judged in the review, and after admission when evidence for a later stage comes in."""
    if application.state in JUDGED_IN:
        return None
    return Refusal(
        _("Nothing is judged in this application now: its review has not begun, or is over."),
        mend=Mend(_("Take up the review first."), act="applications.application.take_up"),
    )


@rule("R-23", clauses=REVIEW)
def the_verdict_is_known(*, verdict: str) -> Refusal | None:
    """A requirement is met, not met, or does not apply."""
    if verdict in Verdict.values:
        return None
    return Refusal(
        _("A requirement is met, not met, or not applicable; nothing else can be found of it."),
        mend=Mend(_("Choose one of the three.")),
        field="verdict",
    )


@rule("R-23", clauses=REVIEW)
def a_finding_against_has_its_reasons(
    *, application: Application, requirement: Requirement, verdict: str, reasons: str
) -> Refusal | None:
    """Who finds a requirement not met, not applicable, or otherwise than before, says why."""
    before = RequirementResult.objects.filter(application=application, requirement=requirement).first()
    differs = before is not None and before.verdict != verdict
    if reasons.strip() or (verdict == Verdict.MET and not differs):
        return None
    return _wordless(_("This finding needs its reasons: the applicant and an assessor will ask for them."), "reasons")


@rule("R-23", clauses=["2012:9.1.2", "2012:9.1.3", "2026:9.2"])
def what_is_met_is_proven(
    *, application: Application, requirement: Requirement, verdict: str, reasons: str
) -> Refusal | None:
    """A requirement is met on evidence that stands in the file, or on an equivalent that the reviewer describes."""
    if verdict != Verdict.MET or reasons.strip():
        return None
    if queries.evidence_of(application).filter(requirement=requirement).exists():
        return None
    return _wordless(_("There is no evidence for this requirement in the file."), "reasons")


@rule("evidence-fresh", clauses=["2012:9.1.3", "2026:9.2"], kind=Kind.OURS)
def what_is_met_is_fresh(*, requirement: Requirement, verdict: str, dated_on: date | None) -> Refusal | None:
    """Where evidence ages, the reviewer says from which day it counts, and it is not too old today."""
    if verdict != Verdict.MET or not requirement.fresh_months:
        return None
    if dated_on is None or dated_on > clock.today():
        return Refusal(
            _("Evidence for this requirement is good for %(months)d months, so its date counts.")
            % {"months": requirement.fresh_months},
            mend=Mend(_("Enter the date that stands on it.")),
            field="dated_on",
        )
    return _too_old(requirement, dated_on)


def _too_old(requirement: Requirement, dated_on: date) -> Refusal | None:
    until = held_until(requirement, dated_on)
    if until is None or until >= clock.today():
        return None
    return Refusal(
        _("Evidence of %(day)s was good until %(until)s, so it proves nothing today.")
        % {"day": date_format(dated_on, "j M Y"), "until": date_format(until, "j M Y")},
        mend=Mend(_("Ask for newer evidence."), act="applications.application.ask"),
        field="dated_on",
    )


def held_until(requirement: Requirement, dated_on: date | None) -> date | None:
    """The last day on which evidence of that day is good; None where it does not age."""
    if not requirement.fresh_months or dated_on is None:
        return None
    return Period(months=requirement.fresh_months).after(dated_on)


@rule("R-23", clauses=REVIEW)
def what_is_due_is_met(*, application: Application) -> Refusal | None:
    """Nobody is admitted without one result for each requirement due at application, each met or not applicable."""
    due = queries.open_requirements(application, Stage.APPLICATION, day=clock.today())
    if not due:
        return None
    named = [f"{each.requirement.code} ({each.why})" for each in due]
    return Refusal(
        _("Not everything that is due at application is met: %(requirements)s.")
        % {"requirements": get_text_list(named, _("and"))},
        mend=Mend(_("Judge what is open; ask for what is missing, or reject."), act="applications.application.find"),
    )


@rule("R-24", clauses=BINDING)
def its_version_binds(*, application: Application) -> Refusal | None:
    """Who is admitted is bound to one version of the scheme, which is in effect or was when they applied."""
    return version_binds(application.version)


@rule("R-23", clauses=REVIEW)
def a_rejection_rests_on_a_requirement(*, application: Application) -> Refusal | None:
    """An application is rejected because a requirement of the scheme is not met, and for nothing that is not public."""
    if RequirementResult.objects.filter(application=application, verdict=Verdict.NOT_MET).exists():
        return None
    return Refusal(
        _("No requirement of the scheme was found not met, so there is nothing on which a rejection could rest."),
        mend=Mend(_("Judge the requirements first."), act="applications.application.find"),
    )


@rule("R-23", clauses=[*REVIEW, "2012:9.8.3", "2026:9.8"])
def a_rejection_has_its_reasons(*, reasons: str) -> Refusal | None:
    """Who is rejected is told why, and could not appeal otherwise."""
    return (
        None
        if reasons.strip()
        else _wordless(_("A rejection without reasons could not be appealed against."), "reasons")
    )


@rule("inquiry-said", kind=Kind.OURS, clauses=REVIEW)
def something_is_asked(*, question: str) -> Refusal | None:
    """Whoever waits for information says for which."""
    return None if question.strip() else _wordless(_("There is no question here."), "question")


@rule("inquiry-said", kind=Kind.OURS, clauses=REVIEW)
def something_is_answered(*, answer: str) -> Refusal | None:
    """An answer says something, even where files were handed in with it."""
    return None if answer.strip() else _wordless(_("There is no answer here."), "answer")


@rule("R-60", clauses=["2012:7.1.1", "2012:9.1.3", "2026:7.1", "2026:9.2"])
def it_is_taken_over_with_a_reason(*, reason: str) -> Refusal | None:
    """Why a review changes hands, or is opened again, stays with it."""
    return None if reason.strip() else _wordless(_("This needs its reason."), "reason")


@rule("took-over", kind=Kind.OURS, clauses=REVIEW)
def it_is_somebody_elses_review(*, by: Actor, application: Application) -> Refusal | None:
    """A review is taken over from somebody else, once it was taken up and while there is something to judge."""
    others = application.reviewer_by_id is not None and not by.is_person(application.reviewer_by_id)
    if others and application.state in JUDGED_IN:
        return None
    return Refusal(
        _("There is nothing to take over: you review this application yourself, or nobody does."),
        mend=Mend(_("Take up the review, if it waits for one."), act="applications.application.take_up"),
    )


@rule("R-60", clauses=["2012:7.1.1", "2012:9.1.3", "2026:7.1", "2026:9.2"])
def a_second_person_corrects(*, by: Actor, application: Application) -> Refusal | None:
    """A rejection is opened again by somebody other than who rejected, and who applied."""
    decided = application.decided_by_id is not None and by.is_person(application.decided_by_id)
    if not decided and not by.is_person(application.person_id):
        return None
    return Refusal(
        _("You rejected this application, or it is your own; a correction is made by a second person."),
        mend=Mend(_("Somebody else who holds the role of quality manager does it.")),
    )


def _wordless(sentence: str, field: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Write it in a sentence or two.")), field=field)
