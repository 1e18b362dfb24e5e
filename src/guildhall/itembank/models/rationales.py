"""Why what is right is right, and why what is wrong is wrong."""

from typing import ClassVar

from django.db import models

from guildhall.identity.models import Person
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.records import Record
from guildhall.vault.fields import SealedJSON


class Rationale(Record):
    """The reasons of one version of an item: for each key and each distractor why, and where it is written.

    `reasons` leads from the name of an option, as the item calls it, to its reason and its reference. It is sealed as
    the key is, for it tells the key; it stands still with its version once that is handed in.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope",)

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="rationale")
    reasons = SealedJSON()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_rationale"

    @property
    def line(self) -> str:
        return self.version.line
