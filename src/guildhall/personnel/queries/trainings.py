"""What others may read of who trained whom."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guildhall.notices import timers
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Training

SEPARATION = "T-05"
"""The timer that says how long who trained somebody does not examine them: 24 months, or longer as the body sets it."""


def trainings() -> QuerySet[Training]:
    """All trainings that took place, the latest first."""
    return Training.objects.select_related("person", "trainer", "scope").order_by("-number")


def trainings_between(trainer_id: UUID, trainee_id: UUID) -> QuerySet[Training]:
    """The trainings that one person gave another, the latest to end first."""
    both = trainings().filter(trainer_id=trainer_id, person_id=trainee_id, state=TrainingState.RECORDED)
    return both.order_by("-ended_on")


def separated_until(training: Training) -> date:
    """The first day on which the trainer may examine their trainee again (R-09)."""
    return timers.due_on(SEPARATION, training.ended_on)


def trainers_of(trainee_id: UUID, scope_id: UUID) -> QuerySet[Training]:
    """The trainings of somebody for a scheme, which tell who trained them."""
    return trainings().filter(person_id=trainee_id, scope_id=scope_id, state=TrainingState.RECORDED)
