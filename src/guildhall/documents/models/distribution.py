"""Who works by a document, and who said that they have read and understood it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from guildhall.documents.models.documents import Document
from guildhall.documents.models.versions import DocumentVersion
from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.fields import SealedJSON


class Distribution(Record):
    """That a document is for who holds a role, in one scope or in any; where asked, they acknowledge it (R-46).

    `from_on` is the first day on which the role does not hold without the acknowledgement. `questions` is the short
    check: a list of ``{"question", "options", "right"}``, where `right` is the place of the right option.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("document__scope", "scope")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="distributions")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    must_acknowledge = models.BooleanField(default=False)
    from_on = models.DateField(default=clock.today)
    questions = models.JSONField(default=list)
    distributed_at = models.DateTimeField(default=clock.now)
    distributed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "documents_distribution"
        indexes = [models.Index(fields=["role", "ended_at"], name="distribution_by_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="distribution_ended_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["document", "role", "scope"],
                condition=Q(ended_at__isnull=True),
                name=explain(
                    "distribution_in_a_scope_is_one",
                    gettext_noop("This document is distributed to this role already."),
                    mend=gettext_noop("End that distribution first."),
                ),
            ),
            models.UniqueConstraint(
                fields=["document", "role"],
                condition=Q(ended_at__isnull=True, scope__isnull=True),
                name=explain(
                    "distribution_everywhere_is_one",
                    gettext_noop("This document is distributed to this role everywhere already."),
                    mend=gettext_noop("End that distribution first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.code} · {_(role_named(self.role).name)}"

    @property
    def line(self) -> str:
        return f"documents.document:{self.document_id}"


class Acknowledgement(OfPerson):
    """That somebody has read and understood a version, and how they answered the check (6.1.5, 10.2.3)."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "version__document")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    acknowledged_at = models.DateTimeField(default=clock.now)
    answers = SealedJSON()

    class Meta:
        db_table = "documents_acknowledgement"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"],
                name=explain(
                    "acknowledgement_is_one",
                    gettext_noop("You have acknowledged this version already."),
                    mend=gettext_noop("Nothing more needs to be done."),
                ),
            )
        ]
