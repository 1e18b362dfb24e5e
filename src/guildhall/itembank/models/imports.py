"""Staged imports: what was handed in, and for every file what it would become or why it is rejected."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ITEM_IMPORT, ImportState
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed, SealedJSON
from guildhall.vault.models import StoredFile


class ItemImport(Record):
    """A file or package of items that somebody handed in; nothing of it is in the bank until it is taken in.

    `file` is kept as it came. `findings` are about the package as a whole; what is wrong with one of its files stands
    with that file.
    """

    lifecycle = ITEM_IMPORT
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "file", "staged_by")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_imports")
    state = models.CharField(max_length=20, default=ImportState.STAGED)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    findings = SealedJSON()
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_import"
        constraints = [known_states(ImportState, "item_import_state_is_known")]

    def __str__(self) -> str:
        return self.number


class StagedItem(Record):
    """One file of a staged import: the item that it would become, or the findings that keep it out.

    What it asks stands in `source`, converted to QTI 3.0, sealed like everything that could tell a question; `findings`
    quote from it and are sealed too. `left_out` is the choice of whoever takes the import in.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("batch__scheme__scope", "batch__file")

    batch = models.ForeignKey(ItemImport, on_delete=models.PROTECT, related_name="staged")
    position = models.PositiveSmallIntegerField()
    name = Sealed()
    identifier = models.CharField(max_length=200, blank=True)
    title = Sealed()
    language = models.CharField(max_length=20, blank=True)
    source = Sealed()
    pictures = SealedJSON()
    interactions = models.CharField(max_length=200, blank=True)
    maximum = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(0))
    findings = SealedJSON()
    rejected = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    domain_code = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "itembank_staged_item"
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="staged_item_position_is_one")]

    def __str__(self) -> str:
        return f"{self.batch.number}/{self.position}"

    @property
    def line(self) -> str:
        return self.batch.ref
