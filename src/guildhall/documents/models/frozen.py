"""What is made of documents to be kept: each approved version as a sealed file, and copies of the whole manual."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.documents.models.versions import DocumentVersion
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.models import StoredFile


class Frozen(Record):
    """An approved version as a sealed PDF/A with its approval page; it never changes, whatever becomes of the version.

    `fingerprint` is the SHA-256 of the file, so that anybody who holds a copy can say whether it is this one.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__document__scope", "version__document__owner", "file")

    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="frozen")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_frozen"

    def __str__(self) -> str:
        return str(self.version)

    @property
    def line(self) -> str:
        return self.version.line


class ManualCopy(Record):
    """The manual as one file, as it stood when somebody ordered it; made by the worker, for who may read it all."""

    reload_with: ClassVar[tuple[str, ...]] = ("ordered_by", "file")

    language = models.CharField(max_length=8)
    ordered_at = models.DateTimeField(default=clock.now)
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    documents = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "documents_manual_copy"
        indexes = [models.Index(fields=["ordered_by", "ordered_at"], name="manual_copy_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, made_at__isnull=True) | Q(file__isnull=False, made_at__isnull=False),
                name="manual_copy_made_has_its_file",
            ),
            models.UniqueConstraint(
                fields=["ordered_by", "language"],
                condition=Q(file__isnull=True),
                name=explain(
                    "manual_copy_being_made_is_one",
                    gettext_noop("A copy in this language is being made for you already."),
                    mend=gettext_noop("Wait a moment and load the page again."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordered_at:%Y-%m-%d} ({self.language})"
