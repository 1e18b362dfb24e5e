"""Items, their versions, pictures and reviews.

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
from guildhall.itembank.models.imports import ItemImport
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed, SealedJSON
from guildhall.vault.models import StoredFile


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
        indexes = [models.Index(fields=["scheme", "domain_code"], name="item_by_domain")]
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

    `source` is the converted item with its key, `pictures` says which pictures it shows under which address; `original`
    keeps the file it came from and `file_name` its place in it. From submission on nothing of it changes: it is sent
    back first, and what was approved becomes a new version. `fingerprint` is a keyed hash of what was approved.
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

    class Meta:
        db_table = "itembank_version"
        indexes = [models.Index(fields=["state"], name="item_version_by_state")]
        constraints = [
            known_states(ItemState, "item_state_is_known"),
            together("approved_by", "item_approved_by_and_at_together"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="item_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(state="operational") | Q(approved_by__isnull=False), name="item_in_use_is_approved"
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
    """A picture that items of a scheme show. It came with a package and never changes."""

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "file")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_picture"

    @property
    def line(self) -> str:
        return self.scheme.ref


class ItemReview(Record):
    """What one person found in a version of an item: content, key, language and fairness, and the verdict.

    `fingerprint` says of which content: a review counts for what was reviewed and for nothing that was written later.
    `as_expert` is the explicit answer for what a machine drafted: a human expert stands for it (R-54).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "reviewed_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="reviews")
    accepted = models.BooleanField()
    content_is_right = models.BooleanField()
    key_is_right = models.BooleanField()
    language_is_fair = models.BooleanField()
    as_expert = models.BooleanField(default=False)
    comment = Sealed()
    fingerprint = models.CharField(max_length=64)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_review"
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(content_is_right=True, key_is_right=True, language_is_fair=True),
                name="item_accepted_in_every_respect",
            )
        ]

    @property
    def line(self) -> str:
        return self.version.line
