"""Versions of documents: what was said in which language from which day, who wrote it, who approved it."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.documents.lifecycles import VERSION, VersionState
from guildhall.documents.models.documents import Document
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.models import StoredFile

CURRENT = ["effective", "under-review"]
GIVEN = ["approved", "effective", "under-review", "obsolete", "archived"]
"""The states of a version that somebody approved; one that was withdrawn was approved too."""


class DocumentVersion(Record):
    """What a document says in one language from one approval to the next (10.2.3; R-11, R-49).

    Either `body`, written here in Markdown, or `upload`, a PDF, with the words that stand in it (`paper_words`) and the
    file from which it was made (`source`). `ordinal` counts the editions: versions of one ordinal in several languages
    are the same edition. `words` is the text in which searches look. `effective_on` is the day from which people work
    by it, `ended_on` the first day on which they did not any more. `no_training_favoured` answers the question of R-56
    for public texts.
    """

    lifecycle = VERSION
    reload_with: ClassVar[tuple[str, ...]] = ("document__scope", "document__owner", "upload", "source")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(max_length=8)
    ordinal = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=VersionState.DRAFT)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    upload = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper_words = models.TextField(blank=True)
    words = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    authored_at = models.DateTimeField(default=clock.now)
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_back_because = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    no_training_favoured = models.BooleanField(default=False)
    effective_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "documents_version"
        indexes = [
            models.Index(fields=["state", "effective_on"], name="version_by_effect"),
            models.Index(fields=["state", "review_due_on"], name="version_by_review"),
        ]
        constraints = [
            known_states(VersionState, "document_version_state_is_known"),
            together("submitted_by", "document_version_submitted_by_and_at_together"),
            together("approved_by", "document_version_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=GIVEN) | Q(approved_at__isnull=False, effective_on__isnull=False),
                name=explain(
                    "document_version_in_effect_was_approved",
                    gettext_noop("A version takes effect only after it was approved."),
                    mend=gettext_noop("Submit it for approval."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("authored_by")),
                name=explain(
                    "document_version_had_four_eyes",
                    gettext_noop("An author does not approve their own text."),
                    mend=gettext_noop("Somebody else approves it."),
                    code="R-11",
                    clauses=("2012:10.2.3",),
                ),
            ),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(state__in=CURRENT),
                name=explain(
                    "document_version_in_effect_is_one",
                    gettext_noop("Another version of this document is in effect in this language."),
                    mend=gettext_noop("Reload the page; a version that takes effect replaces the one before it."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(state__in=["draft", "in-review"]),
                name=explain(
                    "document_version_at_work_is_one",
                    gettext_noop("Another version of this document is being written in this language."),
                    mend=gettext_noop("Go on with that one, or discard it first."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(state="approved"),
                name=explain(
                    "document_version_waiting_is_one",
                    gettext_noop("Another approved version of this document waits for its day in this language."),
                    mend=gettext_noop("Withdraw that one first."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
            models.UniqueConstraint(
                fields=["document", "language", "ordinal"],
                condition=~Q(state="discarded"),
                name="document_version_ordinal_is_one",
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s version %(ordinal)d (%(language)s)") % {
            "code": self.document.code,
            "ordinal": self.ordinal,
            "language": self.language,
        }

    @property
    def line(self) -> str:
        return f"documents.document:{self.document_id}"

    @property
    def number(self) -> str:
        """How people call it: the document's number, the version and the language."""
        return f"{self.document.number}/{self.ordinal}/{self.language}"

    @property
    def language_word(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    def was_written_by(self, person_id: UUID | None) -> bool:
        """Whether somebody wrote in it, whoever began it."""
        return person_id is not None and self.authors.filter(person_id=person_id).exists()

    @property
    def is_uploaded(self) -> bool:
        return self.upload_id is not None


class Author(Record):
    """That somebody wrote in a version: whoever did never approves it (R-11)."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wrote_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_author"
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="document_author_is_named_once")]

    @property
    def line(self) -> str:
        return self.version.line


class ReviewOutcome(models.TextChoices):
    """What a periodic review of a version found."""

    RIGHT = "right", gettext_lazy("Still right")
    WANTING = "wanting", gettext_lazy("Needs a new version")


class PeriodicReview(Record):
    """That somebody looked whether a version in effect is still right, and what they found (10.2.3 b; T-20)."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="reviews")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, blank=True)
    findings = models.TextField(blank=True)

    class Meta:
        db_table = "documents_review"
        constraints = [
            together("finished_by", "document_review_finished_by_and_at_together"),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(finished_at__isnull=True),
                name=explain(
                    "document_review_open_is_one",
                    gettext_noop("A periodic review of this version is open already."),
                    mend=gettext_noop("Finish that one."),
                ),
            ),
        ]

    @property
    def line(self) -> str:
        return self.version.line
