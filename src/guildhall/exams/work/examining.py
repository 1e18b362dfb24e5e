"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import markings
from guildhall.exams.delivery import journal
from guildhall.exams.lifecycles import (
    UNDECIDED,
    AttemptState,
    BatchState,
    ChecklistState,
    FormState,
    MarkingState,
    ResultState,
    SittingState,
)
from guildhall.exams.models import (
    Attempt,
    Candidacy,
    Channel,
    Checklist,
    Duty,
    Form,
    Marking,
    ResultBatch,
    Sitting,
    SittingStaff,
)
from guildhall.exams.permissions import ROLE_OF_DUTY, VERIFIERS
from guildhall.exams.queries import standing, visible_to
from guildhall.exams.rules.places import it_is_held_in_a_fit_place, needs_a_place
from guildhall.exams.typings import TWICE, typings
from guildhall.exams.wording import when
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, OPERATIONS, Role
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.kernel.refusals import Refusal
from guildhall.notices import timers
from guildhall.personnel.models import Clearance
from guildhall.personnel.resources import unfit_equipment

MOST = 100
"""How many rows a queue shows; who has more begins with the oldest."""

AHEAD = timedelta(days=60)
"""How long before a sitting people who could be on duty are asked to declare (our own choice)."""

NEAR = timedelta(days=7)
"""How long before a sitting without anybody on duty its manager is reminded (our own choice)."""


def _scopes(person_id: UUID, *roles: Role) -> set[UUID]:
    return grants.scopes_of(person_id, *roles)


def _item(
    what: str, number: object, why: str, action: str, link: tuple[object, ...], due: date | None = None
) -> WorkItem:
    return WorkItem(what % {"number": number}, why, action, tuple(str(each) for each in link), due)


@work("exams.own")
def own_examinations(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own examinations: seats to book, secrecy to pledge, the examination itself."""
    mine = Candidacy.objects.filter(person_id=person_id, state__in=UNDECIDED).select_related(*Candidacy.reload_with)
    for candidacy in mine:
        for each in standing(candidacy):
            if each.open and each.open.pledged_at is None:
                yield _to_pledge(each.open)
            elif each.open:
                yield _to_sit(each.open)
            elif not each.why:
                yield _to_book(candidacy, each.component.title, each.component.pk)


def _to_pledge(attempt: Attempt) -> WorkItem:
    why = _("Without the pledge you cannot begin.")
    link = ("exams:attempt-pledge", attempt.pk)
    day = clock.day_of(attempt.sitting.begins_at)
    return _item(_("Examination %(number)s: pledge secrecy and honesty"), attempt.number, why, _("Read"), link, day)


def _to_sit(attempt: Attempt) -> WorkItem:
    page = "exams:sit" if attempt.channel == Channel.BROWSER else "exams:my-candidacy"
    link = (page, attempt.pk if attempt.channel == Channel.BROWSER else attempt.candidacy_id)
    day = clock.day_of(attempt.sitting.begins_at)
    why = f"{when(attempt.sitting)}, {attempt.sitting.place}"
    return _item(_("Examination %(number)s"), attempt.number, why, _("Open"), link, day)


def _to_book(candidacy: Candidacy, component: str, pk: UUID) -> WorkItem:
    why = _("Your admission lasts until that day.")
    link = ("exams:book", candidacy.pk, pk)
    return _item(_("%(number)s: book a seat"), component, why, _("Choose a seat"), link, candidacy.eligible_until)


@work("exams.on-duty")
def sittings_on_duty(*, person_id: UUID) -> Iterator[WorkItem]:
    """Sittings of today and tomorrow at which somebody is on duty, and those that are open still."""
    soon = clock.now() + timedelta(days=2)
    mine = SittingStaff.objects.filter(
        Q(sitting__state=SittingState.OPEN) | Q(sitting__state=SittingState.PLANNED, sitting__begins_at__lt=soon),
        person_id=person_id,
        removed_at__isnull=True,
    ).select_related("sitting")
    for sitting in dict.fromkeys(each.sitting for each in mine.order_by("sitting__begins_at")):
        page = "sitting-board" if sitting.state == SittingState.OPEN else "sitting"
        yield _item(
            _("Sitting %(number)s: you are on duty"),
            sitting.number,
            f"{when(sitting)}, {sitting.place}",
            _("Open"),
            (f"exams:{page}", sitting.pk),
            clock.day_of(sitting.begins_at),
        )


@work("exams.to-declare")
def sittings_to_declare_on(*, person_id: UUID) -> Iterator[WorkItem]:
    """Sittings at which somebody could be on duty once they have declared on conflicts."""
    invigilates, examines = (_scopes(person_id, ROLE_OF_DUTY[duty]) for duty in (Duty.INVIGILATOR, Duty.EXAMINER))
    declared = set(Clearance.objects.filter(person_id=person_id).values_list("about", flat=True))
    scope = "component__version__scheme__scope_id__in"
    fitting = Q(**{scope: invigilates}) & ~Q(channel=Channel.PERSON) | Q(**{scope: examines}, channel=Channel.PERSON)
    ahead = Sitting.objects.filter(fitting, state=SittingState.PLANNED, begins_at__lt=clock.now() + AHEAD)
    for sitting in ahead.exclude(channel=Channel.PROVIDER).order_by("begins_at")[:MOST]:
        if sitting.ref not in declared:
            yield _item(
                _("Sitting %(number)s: declare whether you have a conflict"),
                sitting.number,
                _("Only who has declared can be on duty there: %(when)s.") % {"when": when(sitting)},
                _("Declare"),
                ("personnel:clear", sitting.ref),
                clock.day_of(sitting.begins_at),
            )


@work("exams.to-mark")
def attempts_to_mark(*, person_id: UUID) -> Iterator[WorkItem]:
    """Markings that were assigned to an examiner and are not handed in yet."""
    mine = Marking.objects.filter(examiner_id=person_id, state=MarkingState.OPEN).select_related("attempt__sitting")
    for marking in mine.order_by("attempt__sitting__begins_at")[:MOST]:
        yield _item(
            _("Attempt %(number)s: mark"),
            marking.attempt.number,
            f"{marking.get_part_display()} · {when(marking.attempt.sitting)}",
            _("Mark"),
            ("exams:marking", marking.pk),
            clock.day_of(marking.attempt.sitting.begins_at),
        )


@work("exams.forms")
def forms_to_go_on_with(*, person_id: UUID) -> Iterator[WorkItem]:
    """Forms to sign off, verify or release, and checklists to approve; never one's own to approve."""
    forms = Form.objects.order_by("authored_at")
    waits = (
        (FormState.CONTENT, (ITEM_REVIEWER, *VERIFIERS), _("Form %(number)s: sign the content off")),
        (FormState.VERIFYING, VERIFIERS, _("Form %(number)s: verify")),
        (FormState.VERIFIED, (EXAM_MANAGER,), _("Form %(number)s: release")),
    )
    for state, roles, what in waits:
        here = forms.filter(state=state, component__version__scheme__scope_id__in=_scopes(person_id, *roles))
        if state != FormState.VERIFIED:
            here = here.exclude(authored_by_id=person_id)
        for form in here[:MOST]:
            why = _("It cannot be given to anybody before that.")
            yield _item(what, form.number, why, _("Open"), ("exams:form", form.pk))
    yield from _checklists(person_id)


def _checklists(person_id: UUID) -> Iterator[WorkItem]:
    drafts = Checklist.objects.filter(
        state=ChecklistState.DRAFT,
        component__version__scheme__scope_id__in=_scopes(person_id, *VERIFIERS),
        steps__removed_at__isnull=True,
    ).exclude(authored_by_id=person_id)
    for checklist in drafts.annotate(written=Count("steps")).filter(written__gt=0).order_by("authored_at")[:MOST]:
        why = _("Its author cannot approve it; you can.")
        link = ("exams:checklist", checklist.pk)
        yield _item(_("Checklist %(number)s: approve"), checklist.number, why, _("Read"), link)


@work("exams.sittings")
def sittings_to_manage(*, person_id: UUID) -> Iterator[WorkItem]:
    """What an examination manager has to see to: staff, irregularities, logs, files of providers."""
    scopes = _scopes(person_id, EXAM_MANAGER)
    here = Sitting.objects.filter(component__version__scheme__scope_id__in=scopes).order_by("begins_at")
    near = here.filter(state=SittingState.PLANNED, begins_at__lt=clock.now() + NEAR).exclude(channel=Channel.PROVIDER)
    unstaffed = near.annotate(on_duty=Count("staff", filter=Q(staff__removed_at__isnull=True))).filter(on_duty=0)
    yield from _sittings(unstaffed, _("Sitting %(number)s: put somebody on duty"), "sitting-staff")
    waiting = Q(irregularities__isnull=False, irregularities__settled_at__isnull=True)
    unsettled = here.filter(waiting, state__in=[SittingState.OPEN, SittingState.CLOSED]).distinct()
    yield from _sittings(unsettled, _("Sitting %(number)s: settle what was noted"), "sitting")
    closed = here.filter(state=SittingState.CLOSED).exclude(pk__in=unsettled)
    yield from _sittings(closed, _("Sitting %(number)s: complete the log"), "sitting")
    for batch in ResultBatch.objects.filter(state=BatchState.STAGED, sitting__in=here).order_by("staged_at"):
        why = _("Nothing of it is applied yet.")
        link = ("exams:batch", batch.pk)
        yield _item(_("Results %(number)s of a provider: take in or discard"), batch.number, why, _("Read"), link)


def _sittings(rows: QuerySet[Sitting], what: str, page: str) -> Iterator[WorkItem]:
    for sitting in rows[:MOST]:
        day = clock.day_of(sitting.begins_at)
        yield _item(what, sitting.number, when(sitting), _("Open"), (f"exams:{page}", sitting.pk), day)


@work("exams.places")
def sittings_to_place(*, person_id: UUID) -> Iterator[WorkItem]:
    """Planned sittings without a room or platform, or whose place or equipment cannot be used as it stands today."""
    scopes = _scopes(person_id, EXAM_MANAGER)
    ahead = Sitting.objects.filter(component__version__scheme__scope_id__in=scopes, state=SittingState.PLANNED)
    loaded = ahead.select_related(*Sitting.reload_with).prefetch_related("equipment__equipment")
    for sitting in loaded.filter(begins_at__lt=clock.now() + AHEAD).order_by("begins_at")[:MOST]:
        if needs_a_place(sitting) and not (sitting.room or sitting.platform):
            yield _to_mend(sitting, _("Sitting %(number)s: say where it is held"), _("Without one it does not open."))
        elif refusal := it_is_held_in_a_fit_place(sitting=sitting):
            yield _to_mend(sitting, _("Sitting %(number)s: its place cannot be used"), refusal.sentence)
        elif refusal := _unfit(sitting):
            yield _to_mend(sitting, _("Sitting %(number)s: its equipment cannot be used"), refusal.sentence)


def _unfit(sitting: Sitting) -> Refusal | None:
    """Why a thing that is assigned cannot be used, as it stands on the day of the sitting."""
    day = max(clock.today(), clock.day_of(sitting.begins_at))
    assigned = (each for each in sitting.equipment.all() if each.removed_at is None)
    found = (unfit_equipment(each.equipment, day) for each in assigned)
    return next((each for each in found if each), None)


def _to_mend(sitting: Sitting, what: str, why: str) -> WorkItem:
    link = ("exams:sitting", sitting.pk)
    return _item(what, sitting.number, why, _("Open"), link, clock.day_of(sitting.begins_at))


@work("exams.results")
def results_to_bring_about(*, person_id: UUID) -> Iterator[WorkItem]:
    """Results to verify and to release, one line a sitting; markings that need another examiner; investigations."""
    scopes = _scopes(person_id, EXAM_MANAGER)
    sittings = Sitting.objects.filter(component__version__scheme__scope_id__in=scopes).order_by("begins_at")
    yield from _counted(sittings, ResultState.SCORED, _("Sitting %(number)s: verify results"))
    ready = sittings.filter(state=SittingState.RECONCILED)
    yield from _counted(ready, ResultState.VERIFIED, _("Sitting %(number)s: release results"))
    attempts = Attempt.objects.filter(component__version__scheme__scope_id__in=scopes)
    yield from _to_rate(attempts)
    for attempt in attempts.filter(state=AttemptState.INVESTIGATED).order_by("completed_at"):
        why = _("The candidate is heard, then it is cleared or voided.")
        link = ("exams:attempt", attempt.pk)
        yield _item(_("Attempt %(number)s: under investigation"), attempt.number, why, _("Open"), link)


def _counted(sittings: QuerySet[Sitting], state: ResultState, what: str) -> Iterator[WorkItem]:
    waiting = sittings.annotate(count=Count("attempts__results", filter=Q(attempts__results__state=state)))
    for sitting in waiting.filter(count__gt=0)[:MOST]:
        count: int = sitting.count
        why = ngettext("%(count)d result waits.", "%(count)d results wait.", count) % {"count": count}
        link = ("exams:sitting-results", sitting.pk)
        yield _item(what, sitting.number, why, _("Open"), link, _given_by(sitting))


def _given_by(sitting: Sitting) -> date | None:
    """By when candidates of a sitting have their results (T-23)."""
    period = timers.length("T-23")
    return period.after(clock.day_of(sitting.ends_at)) if period else None


def _to_rate(attempts: QuerySet[Attempt]) -> Iterator[WorkItem]:
    """Attempts before an examiner whose marking lacks somebody."""
    here = attempts.filter(channel=Channel.PERSON, state__in=[AttemptState.SCHEDULED, AttemptState.COMPLETED])
    loaded = here.select_related(*Attempt.reload_with).prefetch_related("markings")
    for attempt in loaded.order_by("sitting__begins_at")[:MOST]:
        open_ones = [each for each in attempt.markings.all() if each.state == MarkingState.OPEN]
        assigned = [each for each in attempt.markings.all() if each.state != MarkingState.WITHDRAWN]
        refusal = markings.refusal(attempt) if attempt.state == AttemptState.COMPLETED else None
        if open_ones or (assigned and refusal is None):
            continue
        why = refusal.sentence if refusal else _("Nobody is assigned to examine it.")
        link = ("exams:attempt-assign", attempt.pk)
        day = clock.day_of(attempt.sitting.begins_at)
        yield _item(_("Attempt %(number)s: assign an examiner"), attempt.number, why, _("Assign"), link, day)


@work("exams.to-type")
def paper_to_type(*, person_id: UUID) -> Iterator[WorkItem]:
    """Paper that waits to be typed in, for who has not typed it yet."""
    waiting = Attempt.objects.filter(channel=Channel.PAPER, state=AttemptState.COMPLETED)
    waiting = visible_to(person_id, waiting, "component__version__scheme", EXAM_MANAGER, OPERATIONS)
    for attempt in waiting.exclude(person_id=person_id).order_by("completed_at")[:MOST]:
        done = typings(attempt)
        if len(done) < TWICE and all(each.typed_by_id != person_id for each in done):
            why = _("Two people type it, each for themselves.")
            link = ("exams:attempt-type", attempt.pk)
            yield _item(_("Paper %(number)s: type in"), attempt.number, why, _("Type in"), link)


@work("exams.late-answers")
def late_answers(*, person_id: UUID) -> Iterator[WorkItem]:
    """Answers in the browser that came late, until the result of the attempt is verified: a person looks at them."""
    scopes = _scopes(person_id, EXAM_MANAGER)
    unsettled = (AttemptState.COMPLETED, AttemptState.SCORED, AttemptState.INVESTIGATED)
    here = Attempt.objects.filter(component__version__scheme__scope_id__in=scopes, state__in=unsettled)
    late = journal.late_among(here)
    for attempt in here.filter(pk__in=late).order_by("completed_at")[:MOST]:
        why = _("%(count)d answers came late; they are kept and do not count.") % {"count": late[attempt.pk]}
        link = ("exams:sit-answers", attempt.pk)
        yield _item(_("Attempt %(number)s: look at late answers"), attempt.number, why, _("Look at them"), link)
