"""A course is declared with its dates; its participants are named then or later, and each counts as trained."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import organisations, trainings
from guildhall.personnel.lifecycles import COURSE, PARTICIPATION, CourseState, ParticipationState
from guildhall.personnel.models import Course, Participation
from guildhall.personnel.permissions.courses import may_declare_courses, may_name_participants, may_void_courses
from guildhall.personnel.queries import organisation_called
from guildhall.personnel.rules.courses import (
    a_course_ends_after_it_begins,
    an_organisation_has_a_name,
    nobody_takes_part_any_more,
    the_course_took_place,
    the_trainer_is_no_participant,
    who_gave_it_does_not_take_it_back,
    who_gave_it_does_not_void_it,
)
from guildhall.personnel.rules.declarations import a_correction_has_its_reason
from guildhall.personnel.rules.trainings import a_training_has_a_title, a_training_is_for_a_scheme

CLAUSES = ("2012:5.2.3 e)", "2012:9.4.4", "2026:5.2/two-years")
PUT_RIGHT = ("2012:7.1.1", "2012:10.2.4", "2026:7.1")


@act(
    "personnel.course.declare",
    about="trainer",
    move=COURSE.declare,
    permission=may_declare_courses,
    rules=[
        a_training_has_a_title,
        a_training_is_for_a_scheme,
        an_organisation_has_a_name,
        a_course_ends_after_it_begins,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("declared the course {subject}"),
)
def declare(
    *,
    by: Actor,
    title: str,
    organisation: str,
    scope: Scope,
    began_on: date,
    ended_on: date,
    trainer: Person | None = None,
) -> Course:
    """Declare that a whole group was, or will be, trained for a scheme: by whom, at which school, and when.

    Without a `trainer` it was given by nobody of the body, and only tells by whom candidates were prepared.
    """
    school = organisation_called(organisation) or organisations.register(
        by=organisations.MACHINE, organisation=organisation
    )
    return create(
        Course,
        number=next_number("CU"),
        title=title.strip(),
        trainer=trainer,
        organisation=school,
        scope=scope,
        began_on=began_on,
        ended_on=ended_on,
        told_by=str(by),
    )


@act(
    "personnel.course.void",
    about="course",
    move=COURSE.void,
    permission=may_void_courses,
    rules=[who_gave_it_does_not_void_it, nobody_takes_part_any_more, a_correction_has_its_reason],
    clauses=PUT_RIGHT,
    sentence=gettext_noop("voided the course {subject}: {reason}"),
)
def void(*, by: Actor, course: Course, reason: str) -> Course:
    """Put right a course that was declared in error, once nobody is named as its participant (R-60)."""
    return change(course, state=CourseState.VOID)


@act(
    "personnel.participation.record",
    about=("person", "course"),
    move=PARTICIPATION.record,
    permission=may_name_participants,
    rules=[the_course_took_place, the_trainer_is_no_participant],
    clauses=CLAUSES,
    sentence=gettext_noop("named a participant of the course {subject}"),
)
def enrol(*, by: Actor, person: Person, course: Course) -> Participation:
    """Name somebody as a participant of a course, whenever it becomes known: trainer, participant or office tell it.

    Where one of the body gave the course, that is a training: they never decide on this person in the scheme, and do
    not examine them for 24 months from its last day.
    """
    training = None
    if course.trainer:
        training = trainings.record(
            by=by,
            person=person,
            trainer=course.trainer,
            scope=course.scope,
            title=f"{course.title} ({course.number})",
            ended_on=course.ended_on,
        )
    return create(Participation, person=person, course=course, training=training, told_by=str(by))


@act(
    "personnel.participation.void",
    about="participation",
    move=PARTICIPATION.void,
    permission=may_void_courses,
    rules=[who_gave_it_does_not_take_it_back, a_correction_has_its_reason],
    clauses=PUT_RIGHT,
    sentence=gettext_noop("voided a participation in the course {subject}: {reason}"),
)
def withdraw(*, by: Actor, participation: Participation, reason: str) -> Participation:
    """Put right that somebody was named as a participant in error; the training that followed from it is void too."""
    if participation.training:
        trainings.void(by=by, training=participation.training, reason=reason)
    return change(participation, state=ParticipationState.VOID)
