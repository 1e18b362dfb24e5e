"""What conformity keeps: what controls answered, and what people judged."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.conformity import catalogue
from guildhall.conformity.catalogue import Clause
from guildhall.conformity.lifecycles import JUDGEMENT, JudgementState
from guildhall.kernel import identifiers
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


def _values(states: type[ControlState] | type[JudgementState]) -> list[str]:
    return [str(state) for state in states]


class ControlRun(models.Model):
    """What a control answered, and for how long it has answered so.

    It is computed, not decided: `guildhall.conformity.runs` writes it, no act. An answer that differs becomes a new
    row, so that the past can be read; the same answer is confirmed in its row. `position` is the number of ledger
    entries at which it was computed, `checked_position` up to which no entry came that could change it. `findings` hold
    record, number, sentence and link, and no personal data.
    """

    written_by: ClassVar[str] = "conformity"

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    control = models.CharField(max_length=100)
    state = models.CharField(max_length=20)
    findings = models.JSONField(default=list)
    found = models.PositiveIntegerField(default=0)
    extent = models.PositiveIntegerField(default=0)
    remark = models.TextField(blank=True)
    code = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    computed_at = models.DateTimeField()
    position = models.BigIntegerField()
    checked_at = models.DateTimeField()
    checked_position = models.BigIntegerField()
    changes_on = models.DateField(null=True)
    is_latest = models.BooleanField(default=True)

    class Meta:
        db_table = "conformity_control_run"
        indexes = [models.Index(fields=["control", "first_at"], name="control_run_by_control")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_values(ControlState)), name="control_run_state_is_known"),
            models.CheckConstraint(condition=Q(checked_position__gte=F("position")), name="control_run_checked_later"),
            models.UniqueConstraint(fields=["control"], condition=Q(is_latest=True), name="control_run_latest_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.control} {self.state}"


class Verdict(models.TextChoices):
    """What a person can judge of a clause."""

    HOLDS = "holds", gettext_noop("holds")
    DOES_NOT_HOLD = "does not hold", gettext_noop("does not hold")
    NOT_APPLICABLE = "not applicable", gettext_noop("not applicable")


class Judgement(Record):
    """What a person judged of a clause where no program can tell, or that it does not apply to the body; with a reason.

    It counts until the day on which it ends; then somebody looks again. A judgement is never edited: judging anew
    replaces it, and both stay. It never outweighs what a control found.
    """

    lifecycle = JUDGEMENT

    number = models.CharField(max_length=20, unique=True)
    clause = models.CharField(max_length=60)
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = Sealed()
    until_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    state = models.CharField(max_length=20, default=JudgementState.IN_FORCE)

    class Meta:
        db_table = "conformity_judgement"
        indexes = [models.Index(fields=["clause", "given_at"], name="judgement_by_clause")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_values(JudgementState)), name="judgement_state_is_known"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="judgement_verdict_is_known"),
            models.UniqueConstraint(
                fields=["clause"],
                condition=Q(state=JudgementState.IN_FORCE),
                name=explain(
                    "judgement_in_force_is_one",
                    gettext_noop("This clause has a judgement in force already."),
                    mend=gettext_noop("Open the clause and judge it anew; the old judgement stays in its history."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> Clause:
        """The clause that was judged."""
        return catalogue.clause(self.clause)

    def counts_on(self, day: date) -> bool:
        """Whether the judgement is in force and has not run out on `day`."""
        return self.state == JudgementState.IN_FORCE and day <= self.until_on
