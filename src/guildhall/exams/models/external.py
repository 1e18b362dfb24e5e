"""Results that did not arise here: typed in from paper by two people, or handed in by a provider as a staged file."""

from typing import ClassVar

from django.db import models

from guildhall.exams.lifecycles import BATCH, BatchState
from guildhall.exams.models.attempts import Attempt, OfAttempt
from guildhall.exams.models.sittings import Sitting
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component
from guildhall.vault.fields import SealedJSON
from guildhall.vault.models import StoredFile


class TypedScore(OfAttempt):
    """One person's typing of an attempt's answers or score from paper; two must agree before it is scored."""

    reload_with: ClassVar[tuple[str, ...]] = (
        "attempt__person",
        "attempt__component__version__scheme__scope",
        "attempt__form",
        "attempt__sitting",
    )

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


class ResultBatch(Record):
    """A provider's file of results for one sitting: rows that fit those who were sent, reasons for the others.

    `missing` are the numbers of those who were sent and do not stand in it; `report` is the provider's signed report of
    the session, which stands for identity check, pledge and invigilation there (R-25).
    """

    lifecycle = BATCH
    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(max_length=20, default=BatchState.STAGED)
    name = models.CharField(max_length=200)
    rows = SealedJSON()
    problems = SealedJSON()
    missing = models.JSONField(default=list)
    report = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_result_batch"
        constraints = [
            known_states(BatchState, "batch_state_is_known"),
            together("settled_by", "batch_settled_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.sitting.ref


class Equivalence(Record):
    """A decision that examinations of a provider are equivalent to a component of the scheme, until a day (R-31)."""

    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="equivalences")
    provider = models.CharField(max_length=200)
    reasons = models.TextField()
    valid_until = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_equivalence"

    def __str__(self) -> str:
        return self.number
