"""Under which procedure a record began, and in which version."""

from typing import ClassVar

from django.db import models

from guildhall.documents.models.versions import DocumentVersion
from guildhall.ledger.records import Record


class Governed(Record):
    """That a record's life began under a procedure, in the version in force at that moment (10.2.2, 10.2.3 d).

    `kind` and `record` name the record in the ledger's words, split so that records of a kind are found together.
    `version` is nothing where no version was in force: the record began before the procedure did.
    """

    written_by: ClassVar[str] = "follower"

    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    procedure = models.CharField(max_length=40)
    version = models.ForeignKey(DocumentVersion, null=True, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()

    class Meta:
        db_table = "documents_governed"
        indexes = [models.Index(fields=["procedure", "kind"], name="governed_by_procedure")]
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="governed_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}"
