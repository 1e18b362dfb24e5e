"""Items, their versions and pictures.

What an item asks and its key are sealed under the body's key: a copy of the database shows nobody a question.
"""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.lifecycles.items import APPROVED_STATES
from guildhall.itembank.models.imports import ItemImport
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed, SealedJSON
from guildhall.vault.models import StoredFile


class Level(models.TextChoices):
    """What an item asks of the mind: to know, to apply, or to judge what it means."""

    RECALL = "recall", _("Recall")
    APPLICATION = "application", _("Application")
    ANALYSIS = "analysis", _("Analysis")


class Item(Record):
    """A question over all its versions: to which scheme, domain and cognitive level it belongs. Its number stays.

    `topic` is a keyword by which writers find it again; it stands in the open: no word of the question belongs there.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="items")
    identifier = models.CharField(max_length=200)
    domain_code = models.CharField(max_length=12)
    level = models.CharField(max_length=20, choices=Level, blank=True, default="")
    topic = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_item"
        indexes = [models.Index(fields=["scheme", "domain_code"], name="item_by_domain")]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "identifier"],
                name=explain(
                    "item_identifier_is_one",
                    gettext_noop("An item with this identifier is in the bank of this scheme already."),
                    mend=gettext_noop("Write a new version of it, or give the new item another identifier."),
                ),
            ),
            models.CheckConstraint(condition=Q(level__in=["", *Level.values]), name="item_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def level_word(self) -> str | Promise:
        return Level(self.level).label if self.level else ""


class Origin(models.TextChoices):
    """How a version of an item came to be; what a machine drafted says so for ever (R-54)."""

    WRITTEN = "written", _("Written here")
    IMPORTED = "imported", _("Imported")
    MACHINE = "machine", _("Drafted by a machine")


class ItemVersion(Record):
    """One version of an item: its QTI 3.0 source, who wrote, reviewed and approved it, and its state.

    `source` is the converted item with its key, `pictures` says which files it shows and plays under which address;
    `original` keeps the file it came from and `file_name` its place in it. From submission on nothing of it changes:
    it is sent back first, and what was approved becomes a new version. `fingerprint` is a keyed hash of what was
    approved; `rests_until` says from when on a resting version may be used again.
    """

    lifecycle = ITEM
    reload_with: ClassVar[tuple[str, ...]] = ("item__scheme__scope", "original")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, default=ItemState.DRAFT)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.WRITTEN)
    title = Sealed()
    language = models.CharField(max_length=20, blank=True)
    source = Sealed()
    pictures = SealedJSON()
    original = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = Sealed()
    imported_with = models.ForeignKey(
        ItemImport, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    interactions = models.CharField(max_length=200)
    maximum = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(1))
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "itembank_version"
        indexes = [
            models.Index(fields=["id", "item"], name="item_version_in_order"),
            models.Index(fields=["state", "id", "item"], name="item_version_by_state"),
            models.Index(fields=["authored_by", "id", "item"], name="item_version_by_author"),
        ]
        constraints = [
            known_states(ItemState, "item_state_is_known"),
            together("approved_by", "item_approved_by_and_at_together"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="item_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=list(APPROVED_STATES)) | Q(approved_by__isnull=False),
                name="item_in_use_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("authored_by")),
                name=explain(
                    "item_has_four_eyes",
                    gettext_noop("The author of an item cannot approve it."),
                    mend=gettext_noop("Somebody else who manages examinations of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.2.4", "2012:10.2.3"),
                ),
            ),
            models.UniqueConstraint(fields=["item", "ordinal"], name="item_version_is_one"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state="operational"),
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

    @property
    def origin_word(self) -> str | Promise:
        return Origin(self.origin).label


class ItemPicture(Record):
    """The file of a picture that items of a scheme show, or of a recording that they play. It never changes."""

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "file")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_picture"

    @property
    def line(self) -> str:
        return self.scheme.ref
