"""Items, their versions and reviews, and staged imports.

What an item asks and its key are sealed under the body's key: a copy of the database shows nobody a question.
"""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ITEM, ITEM_IMPORT, ImportState, ItemState
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed, SealedJSON
from guildhall.vault.models import StoredFile


class ItemImport(Record):
    """Files that somebody handed in: what would become items and, for each file that would not, the reason."""

    lifecycle = ITEM_IMPORT
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "file")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_imports")
    state = models.CharField(max_length=20, default=ImportState.STAGED)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    domain_code = models.CharField(max_length=12, blank=True)
    good = SealedJSON()
    rejected = models.JSONField(default=list)
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_import"
        constraints = [known_states(ImportState, "item_import_state_is_known")]

    def __str__(self) -> str:
        return self.number


class Item(Record):
    """A question over all its versions: to which scheme and domain it belongs. Its number never changes."""

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="items")
    identifier = models.CharField(max_length=200)
    domain_code = models.CharField(max_length=12)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_item"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "identifier"],
                name=explain(
                    "item_identifier_is_one",
                    gettext_noop("An item with this identifier is in the bank of this scheme already."),
                    mend=gettext_noop("Write a new version of it, or give the new item another identifier."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number


class Origin(models.TextChoices):
    """How a version of an item came to be; what a machine drafted says so for ever (R-54)."""

    WRITTEN = "written", _("Written here")
    IMPORTED = "imported", _("Imported")
    MACHINE = "machine", _("Drafted by a machine")


class ItemVersion(Record):
    """One version of an item: its QTI 3.0 source, who wrote, reviewed and approved it, and its state.

    `source` is the converted item with its key; `original` keeps the file it came from. From approval on nothing of it
    changes: a change is a new version.
    """

    lifecycle = ITEM
    reload_with: ClassVar[tuple[str, ...]] = ("item__scheme__scope", "original")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, default=ItemState.DRAFT)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.WRITTEN)
    title = Sealed()
    source = Sealed()
    original = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    imported_with = models.ForeignKey(
        ItemImport, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    interactions = models.CharField(max_length=200)
    maximum = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(1))
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_version"
        indexes = [models.Index(fields=["state"], name="item_version_by_state")]
        constraints = [
            known_states(ItemState, "item_state_is_known"),
            together("approved_by", "item_approved_by_and_at_together"),
            models.UniqueConstraint(fields=["item", "ordinal"], name="item_version_is_one"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="operational"),
                name=explain(
                    "item_in_use_is_one",
                    gettext_noop("Another version of this item is in use."),
                    mend=gettext_noop("Reload the page; approving a version retires the one before it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.number} v{self.ordinal}"

    @property
    def line(self) -> str:
        return self.item.ref


class ItemReview(Record):
    """What one reviewer found in a version of an item: content, key, language and fairness, and the verdict."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "reviewed_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="reviews")
    accepted = models.BooleanField()
    content_is_right = models.BooleanField()
    key_is_right = models.BooleanField()
    language_is_fair = models.BooleanField()
    comment = Sealed()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_review"

    @property
    def line(self) -> str:
        return self.version.line
