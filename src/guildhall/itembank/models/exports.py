"""Exports: what of the bank left it, for whom and why, and which versions went along."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class ExportKind(models.TextChoices):
    """In which shape items leave the bank."""

    PACKAGE = "package", _("Package of QTI 3.0 with a table")
    PRINT = "print", _("Printed")
    PRINT_WITH_KEYS = "print-with-keys", _("Printed with keys")


class ItemExport(Record):
    """Items of a scheme that left the bank, once: who took them out, in which shape, for whom and why.

    `chosen` says in a line which items were asked for. A package keeps the files that went out, sealed: `file` with the
    items, `table` with what is recorded of each. A printed export has no file; its page is shown to who made it.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "made_by", "file", "table")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_exports")
    kind = models.CharField(max_length=20, choices=ExportKind)
    chosen = models.TextField(blank=True)
    count = models.PositiveIntegerField()
    reason = Sealed()
    recipient = Sealed()
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_export"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ExportKind.values), name="item_export_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="package", file__isnull=False, table__isnull=False)
                | ~Q(kind="package") & Q(file__isnull=True, table__isnull=True),
                name="item_export_package_has_files",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return ExportKind(self.kind).label


class ExportedVersion(Record):
    """A version that went out with an export; kept for ever, so that it is known who could have it."""

    reload_with: ClassVar[tuple[str, ...]] = ("export__scheme__scope", "version__item")

    export = models.ForeignKey(ItemExport, on_delete=models.PROTECT, related_name="versions")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="exports")
    position = models.PositiveIntegerField()

    class Meta:
        db_table = "itembank_exported_version"
        constraints = [
            models.UniqueConstraint(fields=["export", "version"], name="exported_version_is_one"),
            models.UniqueConstraint(fields=["export", "position"], name="exported_position_is_one"),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def line(self) -> str:
        return self.export.ref
