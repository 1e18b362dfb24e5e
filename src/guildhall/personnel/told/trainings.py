"""Who is told of trainings."""

from collections.abc import Iterator
from typing import Any

from guildhall.kernel import actors
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find
from guildhall.personnel.models import Training


@tells("personnel.training.record", text="personnel/training-recorded")
def trainer_hears_of_a_training(*, entry: Any) -> Iterator[Told]:
    """The trainer, where somebody else recorded it: it bars them from work, and may be wrong."""
    training = find(entry.result)
    if isinstance(training, Training) and training.told_by != str(actors.person(training.trainer_id)):
        yield Told(training.trainer_id, training.number, link=("personnel:training", str(training.pk)))
