"""Who may declare courses, name participants and employers, and read them."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Course, Employment
from guildhall.personnel.permissions.trainings import is_the_trainee, may_keep_trainings, may_void_trainings


@permission("is who gave the course")
def gave_the_course(*, by: Actor, course: Course) -> Refusal | None:
    """Who gave a course names who took part."""
    return None if course.trainer_id and by.is_person(course.trainer_id) else _not_yours()


@permission("would be its trainer")
def would_be_its_trainer(*, by: Actor, trainer: Person | None) -> Refusal | None:
    """Somebody declares the courses that they gave."""
    return None if trainer and by.is_person(trainer.pk) else _not_yours()


@permission("is who is employed")
def is_the_employed(*, by: Actor, employment: Employment) -> Refusal | None:
    """Somebody reads, and ends, what is recorded of their own employer."""
    if by.is_person(employment.person_id):
        return None
    return Refusal(
        _("This is recorded of somebody else."),
        mend=Mend(_("Ask operations, who keep employers.")),
        code="permission",
        clauses=("2012:4.3.7", "2026:4.3"),
    )


may_declare_courses = would_be_its_trainer | may_keep_trainings
may_name_participants = gave_the_course | is_the_trainee | may_keep_trainings
may_read_course = gave_the_course | holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_void_courses = may_void_trainings
may_tell_an_employer = is_the_trainee | may_keep_trainings
may_read_employment = is_the_employed | holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_end_employment = is_the_employed | may_keep_trainings


def _not_yours() -> Refusal:
    return Refusal(
        _("You did not give this course."),
        mend=Mend(_("Who gave it declares it, or operations do.")),
        code="permission",
        clauses=("2012:5.2.3 e)", "2026:5.2"),
    )
