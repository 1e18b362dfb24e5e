"""Pages of courses: the register, one's own, each record with its participants."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import courses
from guildhall.personnel.forms import ReasonForm
from guildhall.personnel.forms.courses import CourseForm, OwnCourseForm, ParticipantForm
from guildhall.personnel.lifecycles import COURSE, CourseState
from guildhall.personnel.models import Course, Participation
from guildhall.personnel.permissions import may_keep_trainings, works_for_the_body
from guildhall.personnel.permissions.courses import may_void_courses
from guildhall.personnel.readings import one_course
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {CourseState.DECLARED: Tone.OPEN, CourseState.VOID: Tone.CLOSED}


def status_of(course: Course) -> Status:
    """The state in a word."""
    state = CourseState(course.state)
    return Status(translated(COURSE.words[state]), TONES[state])


COLUMNS = (
    Column[Course](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:course", row.pk), "number", True
    ),
    Column[Course](gettext_noop("Course"), lambda row: row.title),
    Column[Course](gettext_noop("School"), lambda row: row.organisation.name),
    Column[Course](gettext_noop("Scheme"), lambda row: row.scope.name),
    Column[Course](gettext_noop("Last day"), lambda row: row.ended_on, order="ended_on"),
    Column[Course](gettext_noop("Participants"), lambda row: row.participants),  # type: ignore[attr-defined]  # counted
    Column[Course](gettext_noop("State"), status_of),
)

REGISTER = ListPage[Course](
    name="personnel.courses",
    title=gettext_noop("Courses"),
    queryset=lambda request: queries.courses(),
    order="-number",
    columns=COLUMNS,
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(title__icontains=text),
    search_hint=gettext_noop("Number or title of a course"),
    empty=gettext_noop(
        "Here stand trainings of whole groups. Whoever gave one declares it; each participant who is named, now or "
        "later, counts as trained, so that their trainer neither decides on them nor examines them for 24 months."
    ),
    new=(courses.declare, ("personnel:course-declare",)),
)

MINE = ListPage[Course](
    name="personnel.my-courses",
    title=gettext_noop("Courses that I gave"),
    queryset=lambda request: queries.courses().filter(trainer=request.person),
    order="-number",
    columns=COLUMNS,
    empty=gettext_noop(
        "Here stand the courses that you gave. Declare each with its dates, also before you know who takes part."
    ),
    new=(courses.declare, ("personnel:course-tell",)),
)


@page(area="desk", permission=holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponseBase:
    """All courses that are known."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """The courses that the person who asks gave."""
    return MINE.response(request)


@page(area="desk", permission=may_keep_trainings)
def declare(request: PageRequest) -> HttpResponseBase:
    """Declare a course, for the office."""
    form = CourseForm(request.POST or None)
    return perform(request, courses.declare, form, then=lambda made: ("personnel:course", made.pk))


@page(area="desk", permission=works_for_the_body)
def tell(request: PageRequest) -> HttpResponseBase:
    """Declare a course that one gave oneself."""
    return perform(
        request,
        courses.declare,
        OwnCourseForm(request.POST or None),
        arguments=lambda typed: {**typed, "trainer": request.person},
        then=lambda made: ("personnel:course", made.pk),
        title=_("Declare a course that you gave"),
    )


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One course with its participants; every look is logged."""
    course = one_course(by=request.actor, course=_course(pk))
    return render_record(
        request,
        course,
        kind=_("Course"),
        title=course.number,
        status=status_of(course),
        facts=_facts(course),
        offers=_offers(course),
        related=[_participants(course)],
    )


def _facts(course: Course) -> list[Fact]:
    trainer = course.trainer
    return [
        Fact(_("What was taught"), course.title),
        Fact(_("Trainer"), trainer.name if trainer else _("Nobody of ours"), note=trainer.number if trainer else ""),
        Fact(_("School"), course.organisation.name),
        Fact(_("Scheme"), course.scope.name, note=course.scope.number),
        Fact(_("First day"), course.began_on),
        Fact(_("Last day"), course.ended_on),
        Fact(_("Told"), course.told_at),
    ]


def _offers(course: Course) -> list[Offer]:
    known = {"course": course}
    return [
        Offer(courses.enrol, ("personnel:course-enrol", course.pk), known, main=True),
        Offer(courses.void, ("personnel:course-void", course.pk), known),
    ]


def _participants(course: Course) -> Related:
    named = list(queries.participants(course))
    persons.opened(each.person for each in named)
    return Related(
        _("Participants"),
        [
            Row(
                each.person.name,
                each.training.number if each.training else "",
                ("personnel:participation-void", each.pk),
            )
            for each in named
        ],
        empty=_("Nobody is named yet. Trainer, participant or office name who took part, whenever it becomes known."),
    )


@page(area="desk", permission=SIGNED_IN)
def enrol(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Name a participant."""
    course = one_course(by=request.actor, course=_course(pk))

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "course": course}

    return perform(
        request,
        courses.enrol,
        ParticipantForm(request.POST or None),
        arguments=arguments,
        then=("personnel:course", course.pk),
        context={"kind": f"{course.number} · {course.title}"},
    )


@page(area="desk", permission=may_void_courses)
def void(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Void a course that was declared in error."""
    course = one_course(by=request.actor, course=_course(pk))
    form = ReasonForm(request.POST or None, record=course)
    return perform(request, courses.void, form, record=course, then=("personnel:course", course.pk))


@page(area="desk", permission=may_void_courses)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Void a participation that was named in error."""
    loaded = Participation.objects.select_related(*Participation.reload_with)
    participation = get_object_or_404(loaded, pk=pk)
    one_course(by=request.actor, course=participation.course)
    return perform(
        request,
        courses.withdraw,
        ReasonForm(request.POST or None, record=participation),
        record=participation,
        then=("personnel:course", participation.course_id),
        context={"kind": f"{participation.course.number} · {participation.person.name}"},
    )


def _course(pk: UUID) -> Course:
    return get_object_or_404(queries.courses(), pk=pk)
