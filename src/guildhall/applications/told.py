"""Who is told what in this room, and which timers run."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Accommodation, Application, Inquiry, RequirementResult, Verdict
from guildhall.applications.work import review_due_on
from guildhall.identity import grants
from guildhall.identity.roles import (
    ACCOMMODATION_OFFICER,
    ELIGIBILITY_REVIEWER,
    OPERATIONS,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.notices import timers
from guildhall.vault.fields import shown

Words = dict[str, str | date]


@timer(
    "applications.answer-is-due",
    code="T-21",
    title=gettext_noop("Answer to what the reviewer asks"),
    starts=["applications.application.ask"],
    meets=["applications.application.answer"],
    stops=["applications.application.withdraw", "applications.application.lapse"],
    warn_days=(14, 3),
    text="applications/answer-due",
    in_work=False,
)
def answer_is_due(*, entry: Any) -> Run | None:
    """The applicant's time to answer; when it is over the application lapses."""
    application = _application(entry)
    asked = _inquiry(application, entry) if application else None
    if not application or not asked:
        return None
    link = ("applications:my-checklist", str(application.pk))
    return Run(application.ref, asked.due_on, application.number, application.person_id, link=link)


@timer(
    "applications.review-is-due",
    code="T-21",
    title=gettext_noop("Application is reviewed"),
    starts=[
        "applications.application.submit",
        "applications.application.take_up",
        "applications.application.take_over",
        "applications.application.answer",
        "applications.application.reopen",
    ],
    meets=["applications.application.admit", "applications.application.reject", "applications.application.ask"],
    stops=["applications.application.recall", "applications.application.withdraw", "applications.application.lapse"],
    warn_days=(7, 1),
    in_work=False,
)
def review_is_due(*, entry: Any) -> Run | None:
    """The body's time to review; until somebody has taken the review up, operations are warned."""
    application = _application(entry)
    due_on = review_due_on(application) if application else None
    if not application or due_on is None:
        return None
    reviewer = application.reviewer_by_id
    role = "" if reviewer else OPERATIONS.code
    return Run(application.ref, due_on, application.number, reviewer, role, _desk(application))


@timer(
    "applications.accommodation-is-due",
    code="T-22",
    title=gettext_noop("Request for special arrangements is decided"),
    starts=["applications.accommodation.request"],
    meets=[
        "applications.accommodation.grant",
        "applications.accommodation.grant_partly",
        "applications.accommodation.refuse",
    ],
    stops=["applications.accommodation.withdraw"],
    warn_days=(5, 1),
    in_work=False,
)
def accommodation_is_due(*, entry: Any) -> Run | None:
    """Fifteen working days for the decision on special arrangements; the queue of the officers shows it too."""
    asked = find(entry.subject)
    if not isinstance(asked, Accommodation):
        return None
    due_on = timers.due_on("T-22", clock.day_of(asked.requested_at))
    link = ("applications:accommodation", str(asked.pk))
    scope_id = asked.application.version.scheme.scope_id
    return Run(asked.ref, due_on, asked.number, role=ACCOMMODATION_OFFICER.code, link=link, scope_id=scope_id)


@tells("applications.application.submit", text="applications/submitted")
def applicant_hears_that_it_arrived(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: it is here, and what happens now."""
    if application := _application(entry):
        yield _applicant(application, {"scheme": application.version.title})


@tells("applications.application.submit", text="applications/to-review", mailed=False)
def reviewers_hear_of_an_application(*, entry: Any) -> Iterator[Told]:
    """Everybody who reviews applications for that scheme."""
    if application := _application(entry):
        yield from _holders(application, ELIGIBILITY_REVIEWER)


@tells("applications.application.submit", text="applications/flagged", mailed=False)
def overseers_hear_of_a_flagged_application(*, entry: Any) -> Iterator[Told]:
    """Who records the safeguard where the applicant belongs to the body's own personnel (R-13)."""
    application = _application(entry)
    if application and application.employed:
        for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - {application.person_id}):
            yield Told(person_id, application.number, link=("applications:safeguard", str(application.pk)))


@tells("applications.application.take_up", text="applications/review-begun", mailed=False)
def applicant_hears_that_the_review_began(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: from now on the application cannot be recalled."""
    if application := _application(entry):
        yield _applicant(application)


@tells("applications.application.ask", text="applications/asked")
def applicant_hears_the_question(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: what is asked, and until when it is to be answered."""
    application = _application(entry)
    asked = _inquiry(application, entry) if application else None
    if application and asked:
        words: Words = {"question": shown(asked, "question"), "due_on": asked.due_on}
        yield _applicant(application, words)


@tells("applications.application.answer", text="applications/answered", mailed=False)
def reviewer_hears_the_answer(*, entry: Any) -> Iterator[Told]:
    """Who reviews."""
    if application := _application(entry):
        yield from _reviewer(application)


@tells("applications.application.admit", text="applications/admitted")
def applicant_hears_of_the_admission(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: they are a candidate now."""
    if application := _application(entry):
        yield _applicant(application, {"scheme": application.version.title})


@tells("applications.application.reject", text="applications/rejected")
def applicant_hears_of_the_rejection(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: the reasons, and how to appeal."""
    if application := _application(entry):
        yield _applicant(application, {"scheme": application.version.title, "reasons": shown(application, "reasons")})


@tells("applications.application.reopen", text="applications/reopened")
def applicant_hears_that_it_is_reviewed_again(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: the rejection does not stand, and the review goes on."""
    if application := _application(entry):
        yield _applicant(application)


@tells("applications.application.reopen", text="applications/review-again", mailed=False)
def reviewer_hears_that_it_is_reviewed_again(*, entry: Any) -> Iterator[Told]:
    """Who reviewed, and reviews again."""
    if application := _application(entry):
        yield from _reviewer(application)


@tells("applications.application.lapse", text="applications/lapsed")
def applicant_hears_that_it_lapsed(*, entry: Any) -> Iterator[Told]:
    """Whoever applied: the application has ended, and another can be begun."""
    if application := _application(entry):
        yield _applicant(application)


@tells("applications.application.withdraw", text="applications/withdrawn")
def applicant_hears_of_the_withdrawal(*, entry: Any) -> Iterator[Told]:
    """Whoever applied, who may not have pressed the button themselves."""
    if application := _application(entry):
        yield _applicant(application)


@tells("applications.application.withdraw", text="applications/review-ended", mailed=False)
def reviewer_hears_of_the_withdrawal(*, entry: Any) -> Iterator[Told]:
    """Who had taken the review up."""
    if application := _application(entry):
        yield from _reviewer(application)


@tells("applications.application.go_on", text="applications/another-version")
def applicant_hears_of_another_version(*, entry: Any) -> Iterator[Told]:
    """Whoever applies: under which version they go on, and what they sign anew (R-24)."""
    if application := _application(entry):
        yield _applicant(application, {"version": application.version.number})


@tells("applications.evidence.provide", text="applications/further-evidence", mailed=False)
def reviewer_hears_of_further_evidence(*, entry: Any) -> Iterator[Told]:
    """Who reviewed, where evidence comes after admission."""
    application = _application(entry)
    if application and _was_admitted(application, entry):
        yield from _reviewer(application)


@tells("applications.application.find", text="applications/requirement-judged")
def candidate_hears_what_was_found(*, entry: Any) -> Iterator[Told]:
    """The candidate, of what was due after admission; what was due at application they learn with the decision."""
    application, result = _application(entry), find(entry.result)
    if not application or not isinstance(result, RequirementResult):
        return
    if _was_admitted(application, entry):
        words: Words = {
            "requirement": result.requirement.words,
            "met": "yes" if result.verdict != Verdict.NOT_MET else "",
            "reasons": shown(result, "reasons"),
        }
        yield _applicant(application, words)


@tells("applications.accommodation.request", text="applications/arrangements-requested", mailed=False)
@tells("applications.accommodation.give_evidence", text="applications/arrangements-evidence", mailed=False)
def officers_hear_of_a_request(*, entry: Any) -> Iterator[Told]:
    """Everybody who decides on special arrangements for that scheme."""
    asked = find(entry.subject)
    if isinstance(asked, Accommodation):
        officers = grants.holders(ACCOMMODATION_OFFICER, scope_id=asked.application.version.scheme.scope_id)
        for person_id in sorted(officers - {asked.application.person_id}):
            yield Told(person_id, asked.number, link=("applications:accommodation", str(asked.pk)))


@tells("applications.accommodation.ask_evidence", text="applications/arrangements-asked")
@tells("applications.accommodation.grant", text="applications/arrangements-granted")
@tells("applications.accommodation.grant_partly", text="applications/arrangements-partly")
@tells("applications.accommodation.refuse", text="applications/arrangements-refused")
def applicant_hears_of_their_arrangements(*, entry: Any) -> Iterator[Told]:
    """Whoever asked: what is asked of them, what is granted, and where something is not, why and how to appeal."""
    asked = find(entry.subject)
    if isinstance(asked, Accommodation):
        words: Words = {
            "question": shown(asked, "question"),
            "extra": str(asked.extra_percent or ""),
            "read_aloud": "yes" if asked.read_aloud else "",
            "other": shown(asked, "other"),
            "reasons": shown(asked, "reasons"),
        }
        link = ("applications:my-arrangements", str(asked.application_id))
        yield Told(asked.person_id_concerned, asked.number, words, link)


def _application(entry: Any) -> Application | None:
    found = find(entry.subject)
    return found if isinstance(found, Application) else None


def _inquiry(application: Application, entry: Any) -> Inquiry | None:
    """The question that was open when the entry was written: the house tells a moment later, when more may be asked."""
    asked = Inquiry.objects.filter(application=application, asked_at__lte=entry.at)
    return asked.order_by("-asked_at").first()


def _was_admitted(application: Application, entry: Any) -> bool:
    """Whether the applicant was a candidate already when the entry was written."""
    admitted = application.state in {ApplicationState.ACCEPTED, ApplicationState.CLOSED}
    return admitted and application.decided_at is not None and application.decided_at < entry.at


def _desk(application: Application) -> tuple[str, ...]:
    return ("applications:application", str(application.pk))


def _applicant(application: Application, words: Words | None = None) -> Told:
    link = ("applications:my-checklist", str(application.pk))
    return Told(application.person_id, application.number, words or {}, link)


def _reviewer(application: Application) -> Iterator[Told]:
    if application.reviewer_by_id:
        yield Told(application.reviewer_by_id, application.number, link=_desk(application))


def _holders(application: Application, role: Role) -> Iterator[Told]:
    holding = grants.holders(role, scope_id=application.version.scheme.scope_id)
    for person_id in sorted(holding - {application.person_id}):
        yield Told(person_id, application.number, link=_desk(application))
