"""What the vault keeps."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel import clock, identifiers
from guildhall.vault.kinds import KINDS, Kind, kind


class DataKey(models.Model):
    """A wrapped data key: everything personal about one owner is encrypted under it, and gone when it goes.

    Lives in a database of its own (``keys``), never in the main backup. There is deliberately no column that says
    whose key it is. Written by `guildhall.vault.keys` alone: made before an act's transaction, destroyed after it.
    """

    written_by: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "vault_data_key"


class StoredFile(models.Model):
    """A file that a record refers to: whose key seals it, under which address its bytes lie, what it is.

    `address` is an HMAC of the content under its owner's key, never a plain hash: nobody can tell from it that two
    people handed in the same file, or that somebody handed in a certain one. The name is sealed
    (`guildhall.vault.files.name_of`). Nothing here changes; a file is replaced by another.
    """

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    key_id = models.UUIDField()
    address = models.CharField(max_length=64)
    sealed_name = models.BinaryField()
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "vault_stored_file"
        indexes = [
            models.Index(fields=["address"], name="stored_file_by_address"),
            models.Index(fields=["key_id"], name="stored_file_by_key"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="stored_file_kind_is_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    @property
    def ref(self) -> str:
        """The file in the ledger's words."""
        return f"{self._meta.label_lower}:{self.pk}"

    @property
    def what(self) -> Kind:
        return kind(self.kind)


class Term(models.Model):
    """One way to find an owner: a keyed hash of a part of their name, of how it sounds, or of an exact value.

    64 bits of an HMAC are enough to search by and tell nothing to who has no master key, except which owners share
    something. The rows of an owner go when the owner's key goes (`guildhall.vault.search.forget`).
    """

    id = models.BigAutoField(primary_key=True)
    term = models.BigIntegerField()
    owner = models.UUIDField()

    class Meta:
        db_table = "vault_term"
        indexes = [
            models.Index(fields=["term", "owner"], name="term_finds_owner"),
            models.Index(fields=["owner"], name="term_by_owner"),
        ]
