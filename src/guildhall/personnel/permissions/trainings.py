"""Who may do what with trainings and exemptions."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Training


@permission("is who trained")
def is_the_trainer(*, by: Actor, trainer: Person) -> Refusal | None:
    """Somebody tells whom they trained."""
    return None if by.is_person(trainer.pk) else _no_part_in_the_training()


@permission("is who was trained")
def is_the_trainee(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody tells who trained them."""
    return None if by.is_person(person.pk) else _no_part_in_the_training()


@permission("had a part in the training")
def had_a_part_in_the_training(*, by: Actor, training: Training) -> Refusal | None:
    """Trainer and trainee read what is recorded of them."""
    if by.is_person(training.trainer_id) or by.is_person(training.person_id):
        return None
    return _no_part_in_the_training()


may_keep_trainings = holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER)

may_tell_a_training = is_the_trainer | is_the_trainee | may_keep_trainings

may_read_training = had_a_part_in_the_training | holds(
    OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT
)

may_void_trainings = holds(OPERATIONS, QUALITY_MANAGER)

may_exempt = holds(QUALITY_MANAGER, TOP_MANAGEMENT)


def _no_part_in_the_training() -> Refusal:
    return Refusal(
        _("You neither trained nor were trained here."),
        mend=Mend(_("Trainer, trainee or operations tell who trained whom.")),
        code="permission",
        clauses=("2012:5.2.3 e)", "2026:5.2"),
    )
