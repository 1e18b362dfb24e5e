"""What people declare before they take a part in one file, one list or one session."""

from django.db import models
from django.db.models import Q

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.personnel.lifecycles import CLEARANCE, ClearanceState
from guildhall.vault.fields import Sealed


class Clearance(OfPerson):
    """Whether somebody has a conflict in one record: an application, a list, a sitting, a decision file (R-07).

    `about` is that record (``room.model:id``) and `about_number` what people call it. `conflict` is empty where there
    is none; one that is named (at `named_at`) keeps its owner from the work until the quality manager has judged it.
    """

    lifecycle = CLEARANCE

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clearances")
    about = models.CharField(max_length=100)
    about_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, default=ClearanceState.CLEAR)
    conflict = Sealed()
    declared_at = models.DateTimeField(default=clock.now)
    named_at = models.DateTimeField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.CharField(max_length=100, blank=True)
    reasons = Sealed()

    class Meta:
        db_table = "personnel_clearance"
        indexes = [models.Index(fields=["about"], name="clearance_by_record")]
        constraints = [
            known_states(ClearanceState, "clearance_state_is_known"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by="") | (Q(judged_at__isnull=False) & ~Q(judged_by="")),
                name="clearance_judged_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["person", "about"],
                name=explain(
                    "clearance_is_one_per_record",
                    gettext_noop("You have declared on conflicts in this matter already."),
                    mend=gettext_noop("Open that declaration; a conflict that turned up later is named there."),
                    code="R-07",
                    clauses=("2012:6.2.1", "2026:6.2"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.about_number or self.about
