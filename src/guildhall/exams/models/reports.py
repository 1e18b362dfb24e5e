"""Technical reports: how a form measures, as accreditors and boards ask it, sealed and as data."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.exams.models.forms import Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.models import StoredFile


class TechnicalReport(Record):
    """How a form measures, over all its attempts or those of one year: methods, tables, pictures, limits, references.

    Made by the worker once somebody ordered it. `document` is the sealed PDF, `data` the same as JSON and `tables` as
    CSV; `fingerprint` is the SHA-256 of the document. `studies` names every study that it rests on with the hash of its
    results, so that each number leads back. It names no key.
    """

    reload_with: ClassVar[tuple[str, ...]] = (
        "form__component__version__scheme__scope",
        "ordered_by",
        "document",
        "data",
        "tables",
    )

    number = models.CharField(max_length=20, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=8, default="en")
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=clock.now)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    data = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tables = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    studies = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_technical_report"
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True, data__isnull=True, tables__isnull=True)
                | Q(made_at__isnull=False, document__isnull=False, data__isnull=False, tables__isnull=False),
                name="technical_report_made_has_its_files",
            ),
            models.UniqueConstraint(
                fields=["form", "language"],
                condition=Q(made_at__isnull=True),
                name=explain(
                    "technical_report_being_made_is_one",
                    gettext_noop("A report on this form is being made already."),
                    mend=gettext_noop("Wait a moment and load the page again."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.form.line

    @property
    def scope_id(self) -> UUID:
        return self.form.component.version.scheme.scope_id

    @property
    def words(self) -> str:
        """What it is about, in few words."""
        return f"{self.form.number}, {self.year}" if self.year else self.form.number
