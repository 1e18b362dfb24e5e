"""Documents that come from outside, and whether somebody looked that they are still current."""

from typing import ClassVar

from django.db import models

from guildhall.documents.lifecycles import EXTERNAL, ExternalState
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states
from guildhall.ledger.records import Record
from guildhall.vault.models import StoredFile


class ExternalDocument(Record):
    """A standard, a law or another document from outside by which the body works (10.2.3 f; T-20).

    `edition` is the one that the body uses, `found_at` where its maker tells which edition is current. `due_on` is the
    day until which somebody looks again.
    """

    lifecycle = EXTERNAL
    reload_with: ClassVar[tuple[str, ...]] = ("owner", "file")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=ExternalState.REGISTERED)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    edition = models.CharField(max_length=100)
    found_at = models.CharField(max_length=300)
    used_for = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    replaced_by_edition = models.CharField(max_length=100, blank=True)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "documents_external"
        indexes = [models.Index(fields=["state", "due_on"], name="external_by_check")]
        constraints = [known_states(ExternalState, "external_document_state_is_known")]

    def __str__(self) -> str:
        return self.number


class CurrencyCheck(Record):
    """That somebody looked whether the edition of an external document that the body uses is the current one."""

    external = models.ForeignKey(ExternalDocument, on_delete=models.PROTECT, related_name="checks")
    is_current = models.BooleanField()
    findings = models.TextField()
    checked_at = models.DateTimeField(default=clock.now)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "documents_currency_check"

    @property
    def line(self) -> str:
        return self.external.line
