"""Items that writers are asked for: of which domain and level, how many, until when; and what they wrote for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ASSIGNMENT, AssignmentState
from guildhall.itembank.models.items import Item
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed


class Assignment(Record):
    """So many items of a domain, and of a level where one is named, that a writer is asked for until a day.

    What is asked for in words (`wish`) tells what will be examined and is sealed.
    """

    lifecycle = ASSIGNMENT
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "writer")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_assignments")
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    domain_code = models.CharField(max_length=12)
    level = models.CharField(max_length=20, blank=True)
    count = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    wish = Sealed()
    state = models.CharField(max_length=20, default=AssignmentState.OPEN)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = Sealed()

    class Meta:
        db_table = "itembank_assignment"
        indexes = [models.Index(fields=["writer", "state"], name="assignment_by_writer")]
        constraints = [
            known_states(AssignmentState, "assignment_state_is_known"),
            together("ended_by", "assignment_ended_by_and_at_together"),
            models.CheckConstraint(condition=Q(count__gte=1), name="assignment_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.scheme.ref

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and items are still being written."""
        return self.state == AssignmentState.OPEN and self.due_on < clock.today()


class AssignedItem(Record):
    """An item that was written for an assignment; it counts for that one alone."""

    reload_with: ClassVar[tuple[str, ...]] = ("assignment__scheme__scope", "item__scheme__scope")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="written")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="assigned")
    counted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_assigned_item"

    @property
    def line(self) -> str:
        return self.assignment.line
