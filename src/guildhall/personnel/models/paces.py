"""How much of a kind of work one person does in a month here, as the body knows it."""

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.records import Record


class Pace(Record):
    """How many pieces of a kind of work (``exams.markings``) one person does in a month, set by this body (6.1.2)."""

    work = models.CharField(max_length=60, unique=True)
    pieces = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_pace"
        constraints = [models.CheckConstraint(condition=Q(pieces__gt=0), name="pace_is_above_zero")]

    def __str__(self) -> str:
        return self.work
