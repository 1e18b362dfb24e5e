"""Results that did not arise here: typed in from paper by two people, or handed in by a provider as a staged file."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from guildhall.exams.lifecycles import BATCH, BatchState
from guildhall.exams.models.attempts import Attempt
from guildhall.exams.models.sittings import Sitting
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.vault.fields import SealedJSON


class TypedScore(Record):
    """One person's typing of an attempt's answers or score from paper; two must agree before it is scored."""

    reload_with: ClassVar[tuple[str, ...]] = ("attempt__person", "attempt__component__version__scheme__scope")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="typed")
    content = SealedJSON()
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=clock.now)
    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_typed_score"
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "typed_by"],
                condition=models.Q(set_aside_at__isnull=True),
                name=explain(
                    "typed_once_by_each",
                    gettext_noop("You have typed this attempt already; the second typing is somebody else's."),
                    mend=gettext_noop("Ask somebody else to type it."),
                    clauses=("2012:9.3.1",),
                ),
            )
        ]

    @property
    def line(self) -> str:
        return self.attempt.line

    @property
    def key_id(self) -> UUID:
        return self.attempt.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.attempt.person_id


class ResultBatch(Record):
    """A provider's file of results for one sitting: rows that fit those who were sent, reasons for the others."""

    lifecycle = BATCH
    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(max_length=20, default=BatchState.STAGED)
    name = models.CharField(max_length=200)
    rows = SealedJSON()
    problems = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_result_batch"
        constraints = [known_states(BatchState, "batch_state_is_known")]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.sitting.ref
