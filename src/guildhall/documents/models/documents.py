"""Documents: what they are called, who answers for them, what they govern, and the pictures that stand in them."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.models import StoredFile


class DocumentKind(models.TextChoices):
    """What a controlled document is; documents from outside have a register of their own."""

    POLICY = "policy", _("Policy")
    PROCEDURE = "procedure", _("Procedure")
    INSTRUCTION = "instruction", _("Work instruction")
    FORM = "form", _("Form")
    TEMPLATE = "template", _("Template")
    SCHEME_DOCUMENT = "scheme-document", _("Scheme document")
    PUBLIC_STATEMENT = "public-statement", _("Public statement")
    MANUAL = "manual", _("Manual")


PREFIXES = {
    DocumentKind.POLICY: "PO",
    DocumentKind.PROCEDURE: "PR",
    DocumentKind.INSTRUCTION: "WI",
    DocumentKind.FORM: "FO",
    DocumentKind.TEMPLATE: "TE",
    DocumentKind.SCHEME_DOCUMENT: "SD",
    DocumentKind.PUBLIC_STATEMENT: "PS",
    DocumentKind.MANUAL: "MA",
}
"""How the numbers of documents of a kind begin."""


class Topic(models.TextChoices):
    """What everybody may know of the body without asking (R-42)."""

    IMPARTIALITY = "impartiality", _("Impartiality")
    PROCESS = "process", _("Certification process")
    APPEALS = "appeals", _("Appeals")
    COMPLAINTS = "complaints", _("Complaints")
    AI_USE = "ai", _("Use of artificial intelligence")


class Document(Record):
    """A controlled document of the body, whatever its versions say (10.2.3).

    `code` is the short name by which other records, lifecycles and public addresses know it, for ever. `governs` are
    the clauses that it answers. `topic` makes it the body's public word on something. `restricted`: only those to whom
    it is distributed read it; otherwise the whole personnel does. `review_months` None: as often as the timer T-20
    says.
    """

    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="documents")
    governs = models.JSONField(default=list)
    topic = models.CharField(max_length=20, choices=Topic, blank=True)
    is_public = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "documents_document"
        indexes = [models.Index(fields=["kind", "code"], name="document_by_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_is_known"),
            models.CheckConstraint(condition=Q(topic__in=["", *Topic.values]), name="document_topic_is_known"),
            models.CheckConstraint(
                condition=Q(topic="") | Q(is_public=True),
                name=explain(
                    "document_on_a_topic_is_public",
                    gettext_noop("What the body says on a public topic is public."),
                    mend=gettext_noop("Make the document public, or take the topic away."),
                    code="R-42",
                    clauses=("2012:7.2.2",),
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(restricted=False),
                name=explain(
                    "document_public_is_not_restricted",
                    gettext_noop("A public document cannot be restricted to some."),
                    mend=gettext_noop("Choose one of both."),
                ),
            ),
            models.UniqueConstraint(
                fields=["topic"],
                condition=~Q(topic=""),
                name=explain(
                    "document_on_a_topic_is_one",
                    gettext_noop("Another document is the body's public word on this topic."),
                    mend=gettext_noop("Draft a new version of that document."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def kind_word(self) -> str | Promise:
        return DocumentKind(self.kind).label


class Picture(Record):
    """A picture that stands in a document's text as ``![description](picture:name)``, kept in the vault.

    It is replaced by none: a later picture of the same name would change what an approved version shows.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "documents_picture"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"],
                name=explain(
                    "picture_name_is_one_per_document",
                    gettext_noop("Another picture of this document has this name."),
                    mend=gettext_noop("Give the new picture another name and use that in the text."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        return f"documents.document:{self.document_id}"
