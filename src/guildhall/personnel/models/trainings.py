"""Who trained whom, and when a trainer may examine their trainee all the same."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import TRAINING, TrainingState
from guildhall.vault.fields import Sealed


class Training(OfPerson):
    """That somebody trained somebody for a scheme: it bars deciding for ever and examining for 24 months (R-02, R-09).

    `person` is who was trained, `told_by` who said so. `ended_on` is the last day; a training that goes on has one
    that lies ahead.
    """

    lifecycle = TRAINING
    reload_with: ClassVar[tuple[str, ...]] = ("person", "trainer", "scope")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=TrainingState.RECORDED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trainings")
    trainer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trained")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="trainings")
    title = Sealed()
    ended_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.CharField(max_length=100)

    class Meta:
        db_table = "personnel_training"
        indexes = [models.Index(fields=["trainer", "person"], name="training_by_pair")]
        constraints = [known_states(TrainingState, "training_state_is_known")]

    def __str__(self) -> str:
        return self.number


class Exemption(Record):
    """That a trainer may examine their trainee in a scheme within the 24 months: reasons, approver and end (R-09)."""

    reload_with: ClassVar[tuple[str, ...]] = ("training__person", "training__trainer", "scope")

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="exemptions")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()
    until_on = models.DateField()
    approved_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_exemption"
        constraints = [
            together("ended_by", "exemption_ended_by_and_at_together"),
            models.UniqueConstraint(
                fields=["training", "scope"],
                condition=Q(ended_at__isnull=True),
                name=explain(
                    "exemption_open_is_one",
                    gettext_noop("There is an exemption for this training and this scheme already."),
                    mend=gettext_noop("End the one that is there first."),
                    code="R-09",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.training.number

    @property
    def line(self) -> str:
        return self.training.line

    @property
    def key_id(self) -> UUID:
        return self.training.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.training.person_id
