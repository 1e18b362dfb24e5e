"""The response journal: every answer that reached the server, in the order in which the browser gave them.

It is append-only and the one place that no act writes: the hot path writes rows with one statement that checks
attempt, epoch, state and deadline itself. When the attempt ends, its digest goes into the ledger.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel import identifiers
from guildhall.ledger.triggers import AppendOnly


class Response(models.Model):
    """One saved answer: sealed under the attempt's own key, at a place of the form, numbered by the browser.

    `flagged` is the candidate's own mark, to look at the question again. `late` is what came after the deadline, when
    the attempt had ended, or from an epoch that was over: kept for a person to look at, never scored.
    """

    written_by: ClassVar[str] = "journal"

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    attempt_id = models.UUIDField()
    epoch = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    flagged = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "exams_response"
        constraints = [
            models.UniqueConstraint(fields=["attempt_id", "epoch", "seq"], name="response_is_one"),
            models.CheckConstraint(condition=Q(epoch__gt=0, seq__gt=0), name="response_is_numbered"),
            AppendOnly(name="response_stays"),
        ]
