"""What people say to each other about a version of an item, in threads; some of it must be settled first."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.constraints import together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class ItemComment(Record):
    """A comment on a version of an item, or an answer to one. Its words may tell the key, and are sealed.

    One that is a `point` keeps the item from going on until somebody who may judge it resolves it.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "said_by", "answers")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    words = Sealed()
    point = models.BooleanField(default=False)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    resolved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_comment"
        constraints = [
            together("resolved_by", "item_comment_resolved_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(point=False) | Q(answers__isnull=True), name="item_point_begins_a_thread"
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def line(self) -> str:
        return self.version.line

    @property
    def is_open(self) -> bool:
        """Whether it keeps the item from going on."""
        return self.point and self.resolved_at is None
