"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.applications import checklist, queries
from guildhall.applications.lifecycles import OPEN, AccommodationState, ApplicationState
from guildhall.applications.models import Application, Evidence, RequirementResult
from guildhall.identity import grants
from guildhall.identity.roles import ACCOMMODATION_OFFICER, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.notices import timers
from guildhall.schemes.models import Stage

MOST = 100
"""How many rows a queue shows; who has more begins with the oldest."""


@work("applications.own")
def own_applications(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own applications: what is missing, what was asked."""
    for application in queries.of_person(person_id).filter(state__in=(*OPEN, "draft", "accepted")):
        yield from next_steps(application)


def next_steps(application: Application) -> Iterator[WorkItem]:
    """What whoever applies has to do next, for their own pages and their queue."""
    if application.state == ApplicationState.DRAFT:
        yield _to_fill_in(application)
    if application.state == ApplicationState.INFORMATION_REQUESTED:
        yield from _to_answer(application)
    if application.state == ApplicationState.ACCEPTED:
        yield from _to_prove(application)
    yield from _arrangements(application)


def _link(application: Application, page: str = "checklist") -> tuple[str, ...]:
    return (f"applications:my-{page}", str(application.pk))


def _to_fill_in(application: Application) -> WorkItem:
    missing = len(checklist.incomplete(application))
    if missing:
        why = ngettext("One part is missing.", "%(count)d parts are missing.", missing) % {"count": missing}
        return WorkItem(_told(_("Application %(number)s: go on"), application), why, _("Go on"), _link(application))
    why = _("Nothing is missing. It is reviewed when you have submitted it.")
    return WorkItem(
        _told(_("Application %(number)s: submit"), application), why, _("Submit"), _link(application, "submit")
    )


def _to_answer(application: Application) -> Iterator[WorkItem]:
    if inquiry := queries.open_inquiry(application):
        yield WorkItem(
            _told(_("Application %(number)s: answer what the reviewer asks"), application),
            _("Without an answer the application lapses after that day."),
            _("Answer"),
            _link(application, "answer"),
            inquiry.due_on,
        )


def _to_prove(application: Application) -> Iterator[WorkItem]:
    waiting = {each.requirement_id for each in evidence_to_judge().filter(application=application)}
    missing = [
        each.requirement
        for each in queries.open_requirements(application, day=clock.today())
        if each.requirement.pk not in waiting
    ]
    for requirement in missing:
        yield WorkItem(
            _told(_("Application %(number)s: hand in further evidence"), application),
            _("%(requirement)s Needed %(stage)s.")
            % {"requirement": requirement.words, "stage": str(Stage(requirement.stage).label)},
            _("Hand in"),
            (*_link(application, "requirement"), str(requirement.pk)),
        )


def _arrangements(application: Application) -> Iterator[WorkItem]:
    waiting = queries.undecided_accommodation(application)
    if waiting and waiting.state == AccommodationState.EVIDENCE_ASKED:
        yield WorkItem(
            _("Special arrangements %(number)s: hand in evidence") % {"number": waiting.number},
            _("The accommodation officer needs it to decide."),
            _("Hand in"),
            ("applications:my-arrangement-evidence", str(application.pk), str(waiting.pk)),
        )


@work("applications.reviews")
def applications_to_review(*, person_id: UUID) -> Iterator[WorkItem]:
    """Applications for the schemes in which somebody reviews: to take up, and, once taken up, to judge and decide."""
    scopes = grants.scopes_of(person_id, ELIGIBILITY_REVIEWER)
    if not scopes:
        return
    theirs = queries.applications().filter(version__scheme__scope__in=scopes).exclude(person_id=person_id)
    for each in theirs.filter(state=ApplicationState.SUBMITTED).order_by("submitted_at")[:MOST]:
        yield _to_take_up(each)
    mine = theirs.filter(reviewer_by_id=person_id)
    for each in _with_counts(mine.filter(state=ApplicationState.UNDER_REVIEW)).order_by("submitted_at")[:MOST]:
        yield _to_judge(each)
    later = Exists(evidence_to_judge().filter(application=OuterRef("pk")))
    for each in mine.filter(later, state=ApplicationState.ACCEPTED).order_by("decided_at")[:MOST]:
        yield _to_judge_later(each)


def evidence_to_judge() -> QuerySet[Evidence]:
    """Evidence that came after its requirement was judged last, or before it was judged at all."""
    judged = RequirementResult.objects.filter(
        application=OuterRef("application"), requirement=OuterRef("requirement"), found_at__gte=OuterRef("provided_at")
    )
    return Evidence.objects.filter(~Exists(judged), removed_at__isnull=True)


def review_due_on(application: Application) -> date | None:
    """Until when an application is reviewed: within the scheme's time after it was submitted (T-21)."""
    if application.submitted_at is None:
        return None
    return clock.day_of(application.submitted_at) + timedelta(days=application.version.application_days)


def _to_take_up(application: Application) -> WorkItem:
    return WorkItem(
        _told(_("Application %(number)s: take up the review"), application),
        _("%(scheme)s; nobody reviews it yet.") % {"scheme": application.version.title},
        _("Review"),
        ("applications:application", str(application.pk)),
        review_due_on(application),
    )


def _with_counts(applications: QuerySet[Application]) -> QuerySet[Application]:
    due = Q(version__requirements__stage=Stage.APPLICATION)
    found = Q(results__requirement__stage=Stage.APPLICATION)
    return applications.annotate(
        due_count=Count("version__requirements", filter=due, distinct=True),
        found_count=Count("results", filter=found, distinct=True),
    )


def _to_judge(application: Application) -> WorkItem:
    left: int = application.due_count - application.found_count  # type: ignore[attr-defined]  # annotated
    what = _("Application %(number)s: judge its requirements") if left else _("Application %(number)s: admit or reject")
    why = ngettext("One requirement is not judged yet.", "%(count)d requirements are not judged yet.", left)
    return WorkItem(
        _told(what, application),
        why % {"count": left} if left else _("Every requirement that is due has its result."),
        _("Review"),
        ("applications:application", str(application.pk)),
        review_due_on(application),
    )


def _to_judge_later(application: Application) -> WorkItem:
    return WorkItem(
        _told(_("Application %(number)s: judge further evidence"), application),
        _("The candidate has handed in what is due before an examination or the decision."),
        _("Judge"),
        ("applications:application", str(application.pk)),
    )


@work("applications.accommodations")
def accommodations_to_decide(*, person_id: UUID) -> Iterator[WorkItem]:
    """Requests for special arrangements, for the accommodation officers of the scheme."""
    scopes = grants.scopes_of(person_id, ACCOMMODATION_OFFICER)
    if not scopes:
        return
    period = timers.length("T-22")
    waiting = queries.accommodations().filter(
        state=AccommodationState.REQUESTED, application__version__scheme__scope__in=scopes
    )
    alive = waiting.filter(application__state__in=(*OPEN, "draft", "accepted"))
    for each in alive.exclude(application__person_id=person_id).order_by("requested_at")[:MOST]:
        yield WorkItem(
            _("Special arrangements %(number)s: decide") % {"number": each.number},
            _("They are decided before any examination, and travel into the sitting."),
            _("Decide"),
            ("applications:accommodation", str(each.pk)),
            period.after(clock.day_of(each.requested_at)) if period else None,
        )


@work("applications.safeguards")
def safeguards_to_record(*, person_id: UUID) -> Iterator[WorkItem]:
    """Applications of the body's own personnel, for who records how impartiality is kept."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    flagged = queries.applications().filter(state__in=OPEN, employed=True, safeguard_at__isnull=True)
    others = flagged.exclude(person_id=person_id).exclude(reviewer_by_id=person_id)
    for each in others.order_by("submitted_at")[:MOST]:
        yield WorkItem(
            _told(_("Application %(number)s: record the safeguard"), each),
            _("The applicant belongs to the body's personnel; nobody admits them without it."),
            _("Record"),
            ("applications:safeguard", str(each.pk)),
            review_due_on(each),
        )


def _told(sentence: str, application: Application) -> str:
    return sentence % {"number": application.number}
