"""What the shell keeps: how people like to look at their lists."""

from django.db import models

from guildhall.identity.models import OfPerson, Person
from guildhall.vault.fields import Sealed


class SavedView(OfPerson):
    """A list as somebody narrowed and sorted it, under a name of their own.

    What they searched for may be somebody's name, so both are sealed under the key of the person whose view it is.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_views")
    list = models.CharField(max_length=100)
    label = Sealed()
    query = Sealed()
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shell_saved_view"
        indexes = [models.Index(fields=["person", "list"], name="saved_view_by_person")]
