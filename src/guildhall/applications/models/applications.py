"""Applications, and what a reviewer asked of whoever applied."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.applications.lifecycles import APPLICATION, ApplicationState
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import SchemeVersion
from guildhall.vault.fields import Sealed, SealedDate, SealedJSON
from guildhall.vault.models import StoredFile

NEVER_SUBMITTED = ["draft", "withdrawn"]
"""The states in which an application may stand without having been submitted."""


class ApplicationKind(models.TextChoices):
    """What somebody applies for."""

    INITIAL = "initial", _("Initial certification")
    RECERTIFICATION = "recertification", _("Recertification")


class Application(OfPerson):
    """Somebody's application for certification under one version of a scheme (9.1).

    `on_paper` marks what staff began for somebody without an account, and `paper` is the scan of what they signed.
    `identity_document` and `birth_date` say who applies. `needs_help` answers the notice about special arrangements;
    None is no answer. `trainers` is who trained them, in their words. `overview` is what they were shown (version,
    requirements, components, rights, duties, fees) and `overview_at` when. Submitting is the signature of the whole.
    `employed` marks an applicant who belongs to the body's own personnel: the flagged route (R-13), with its
    `safeguard`. `moved_at` is when it came into the state in which it stands.
    """

    lifecycle = APPLICATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "version__scheme__scope")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=20, choices=ApplicationKind, default=ApplicationKind.INITIAL)
    state = models.CharField(max_length=30, default=ApplicationState.DRAFT)
    moved_at = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=8, default="en")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.CharField(max_length=100)
    on_paper = models.BooleanField(default=False)
    identity_document = Sealed()
    birth_date = SealedDate()
    needs_help = models.BooleanField(null=True)
    trainers = Sealed()
    trainers_answered = models.BooleanField(default=False)
    overview = SealedJSON()
    overview_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=100, blank=True)
    paper = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employed = models.BooleanField(default=False)
    safeguard = Sealed()
    safeguard_at = models.DateTimeField(null=True, blank=True)
    safeguard_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewer_at = models.DateTimeField(null=True, blank=True)
    reviewer_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()

    class Meta:
        db_table = "applications_application"
        indexes = [
            models.Index(fields=["state", "moved_at"], name="application_by_state"),
            models.Index(fields=["reviewer_by", "state"], name="application_by_reviewer"),
        ]
        constraints = [
            known_states(ApplicationState, "application_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ApplicationKind.values), name="application_kind_is_known"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by="")
                | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
                name="application_submitted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NEVER_SUBMITTED) | Q(submitted_at__isnull=False, overview_at__isnull=False),
                name="application_beyond_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "rejected", "closed"]) | Q(decided_at__isnull=False),
                name="application_decided_says_who",
            ),
            together("safeguard_by", "application_safeguard_by_and_at_together"),
            together("reviewer_by", "application_reviewer_by_and_at_together"),
            together("decided_by", "application_decided_by_and_at_together"),
            models.UniqueConstraint(
                fields=["person", "version", "kind"],
                condition=Q(state__in=["draft", "submitted", "under-review", "information-requested"]),
                name=explain(
                    "application_open_is_one",
                    gettext_noop("There is an open application of this person for this scheme already."),
                    mend=gettext_noop("Go on with that one, or withdraw it first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfApplication(Record):
    """A part of an application: it stands in the line of the person who applies, sealed under their key."""

    reload_with: ClassVar[tuple[str, ...]] = ("application__person", "application__version__scheme__scope")
    application: models.ForeignKey[Application, Application]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.application.line

    @property
    def key_id(self) -> UUID:
        return self.application.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.application.person_id


class Inquiry(OfApplication):
    """What a reviewer asked whoever applies, until when it is to be answered, and the answer (T-21)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="inquiries")
    question = Sealed()
    due_on = models.DateField()
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = Sealed()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "applications_inquiry"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="inquiry_answered_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="inquiry_open_is_one"
            ),
        ]
