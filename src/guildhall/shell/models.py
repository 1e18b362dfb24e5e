"""What the shell keeps: how people like to look at their lists."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from guildhall.identity.models import Person
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class SavedView(Record):
    """A list as somebody narrowed and sorted it, under a name of their own.

    What they searched for may be somebody's name, so both are sealed under the key of the person whose view it is.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_views")
    list = models.CharField(max_length=100)
    label = Sealed()
    query = Sealed()
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shell_saved_view"
        indexes = [models.Index(fields=["person", "list"], name="saved_view_by_person")]

    @property
    def line(self) -> str:
        return f"identity.person:{self.person_id}"

    @property
    def key_id(self) -> UUID:
        return self.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id
