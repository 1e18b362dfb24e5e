"""What holds of courses, their participants, and of employers."""

from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import blinding
from guildhall.personnel.lifecycles import CourseState
from guildhall.personnel.models import Course, Participation
from guildhall.personnel.queries import participants

R09 = ("2012:5.2.3 e)", "2026:5.2/two-years")
TIES = ("2012:4.3.7", "2026:4.3")


@rule("organisation-named", kind=Kind.OURS, clauses=TIES)
def an_organisation_has_a_name(*, organisation: str) -> Refusal | None:
    """An organisation is known by its name."""
    if blinding.organisation(organisation):
        return None
    return Refusal(_("This organisation has no name."), mend=Mend(_("Write what it is called.")), field="organisation")


@rule("R-09", clauses=R09)
def a_course_ends_after_it_begins(*, began_on: date, ended_on: date) -> Refusal | None:
    """The 24 months count from the last day of a course, which is not before its first."""
    if began_on <= ended_on:
        return None
    return Refusal(
        _("This course would end before it begins."),
        mend=Mend(_("Give a last day that is not before the first.")),
        field="ended_on",
    )


@rule("R-09", clauses=R09)
def the_course_took_place(*, course: Course) -> Refusal | None:
    """Nobody took part in a course that is void."""
    if course.state == CourseState.DECLARED:
        return None
    return Refusal(_("This course is void."), mend=Mend(_("Choose the course that took place.")), field="course")


@rule("R-09", clauses=R09)
def the_trainer_is_no_participant(*, course: Course, person: Person) -> Refusal | None:
    """Who gave a course did not take part in it."""
    if course.trainer_id != person.pk:
        return None
    return Refusal(_("This person gave the course themselves."), mend=Mend(_("Name who took part.")), field="person")


@rule("R-60", clauses=("2012:7.1.1", "2012:10.2.4", "2026:7.1"))
def nobody_takes_part_any_more(*, course: Course) -> Refusal | None:
    """A course is void only when nobody is named as its participant: what bars an examiner is not lost on the way."""
    if not participants(course).exists():
        return None
    return Refusal(
        _("People are named as participants of this course."),
        mend=Mend(_("Void each participation first, where it was named in error.")),
    )


@rule("date-past", kind=Kind.OURS, clauses=TIES)
def it_has_ended(*, until_on: date) -> Refusal | None:
    """What is said to have ended has ended by today."""
    if until_on <= clock.today():
        return None
    return Refusal(
        _("%(day)s is in the future.") % {"day": date_format(until_on, "j M Y")},
        mend=Mend(_("Say so when it has ended.")),
        field="until_on",
    )


@rule("R-60", clauses=("2012:7.1.1", "2012:10.2.4", "2026:7.1"))
def who_gave_it_does_not_void_it(*, by: Actor, course: Course) -> Refusal | None:
    """Nobody takes away what bars them from work: a second person puts it right."""
    return _second_person(by, course.trainer_id)


@rule("R-60", clauses=("2012:7.1.1", "2012:10.2.4", "2026:7.1"))
def who_gave_it_does_not_take_it_back(*, by: Actor, participation: Participation) -> Refusal | None:
    """That somebody took part is taken back by neither the trainer nor the participant."""
    return _second_person(by, participation.course.trainer_id, participation.person_id)


def _second_person(by: Actor, *concerned: UUID | None) -> Refusal | None:
    if by.person_id is None or by.person_id not in concerned:
        return None
    return Refusal(
        _("You gave this course or took part in it, and it would bar you or your examiner."),
        mend=Mend(_("Somebody else of operations or the quality management puts it right.")),
    )
