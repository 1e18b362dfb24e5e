"""Applications with their evidence, signatures and results, and requests for special arrangements."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.applications.lifecycles import (
    ACCOMMODATION,
    APPLICATION,
    AccommodationState,
    ApplicationState,
)
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Requirement, SchemeVersion
from guildhall.vault.fields import Sealed, SealedDate, SealedJSON
from guildhall.vault.models import StoredFile


class ApplicationKind(models.TextChoices):
    """What somebody applies for."""

    INITIAL = "initial", _("Initial certification")
    RECERTIFICATION = "recertification", _("Recertification")


class Application(OfPerson):
    """Somebody's application for certification under one version of a scheme (9.1).

    `overview` is what they were shown (version, requirements, components, fees) when they submitted. `needs_help`
    answers the notice about special arrangements; None is no answer. `trainers` is who trained them, in their words.
    `employed` marks an applicant whom the body employs: the flagged route (R-13), with its `safeguard`.
    """

    lifecycle = APPLICATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "version__scheme__scope")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=20, choices=ApplicationKind, default=ApplicationKind.INITIAL)
    state = models.CharField(max_length=30, default=ApplicationState.DRAFT)
    language = models.CharField(max_length=8, default="en")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.CharField(max_length=100)
    identity_document = Sealed()
    needs_help = models.BooleanField(null=True)
    trainers = Sealed()
    trainers_answered = models.BooleanField(default=False)
    employed = models.BooleanField(default=False)
    safeguard = Sealed()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=100, blank=True)
    overview = SealedJSON()
    reviewer_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewer_at = models.DateTimeField(null=True, blank=True)
    question = Sealed()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()

    class Meta:
        db_table = "applications_application"
        indexes = [models.Index(fields=["state"], name="application_by_state")]
        constraints = [
            known_states(ApplicationState, "application_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ApplicationKind.values), name="application_kind_is_known"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by="")
                | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
                name="application_submitted_by_and_at_together",
            ),
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


class Evidence(OfApplication):
    """A file or a statement that proves a requirement; medical evidence is read by named roles only.

    `dated_on` is the day from which its freshness counts. What is taken back keeps its row and says when.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="evidence")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = Sealed()
    dated_on = SealedDate()
    provided_at = models.DateTimeField(default=clock.now)
    provided_by = models.CharField(max_length=100)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "applications_evidence"


class SignatureKind(models.TextChoices):
    """What an applicant signs."""

    AGREEMENT = "agreement", _("Certification agreement")
    CONDUCT = "conduct", _("Code of conduct")


class Signature(OfApplication):
    """That the applicant signed the agreement or the code of conduct, with the very words they signed (9.7.2)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=20, choices=SignatureKind)
    version_number = models.CharField(max_length=20)
    words = Sealed()
    signed_at = models.DateTimeField(default=clock.now)
    signed_by = models.CharField(max_length=100)

    class Meta:
        db_table = "applications_signature"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SignatureKind.values), name="signature_kind_is_known"),
            models.UniqueConstraint(fields=["application", "kind"], name="signature_is_one_per_kind"),
        ]


class Verdict(models.TextChoices):
    """What a reviewer found of a requirement."""

    MET = "met", _("Met")
    NOT_MET = "not-met", _("Not met")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")


class RequirementResult(OfApplication):
    """Whether one requirement is met, who found so, why, and until when the finding holds (R-23)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="results")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reasons = Sealed()
    valid_until = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "applications_requirement_result"
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="requirement_verdict_is_known"),
            models.UniqueConstraint(fields=["application", "requirement"], name="requirement_result_is_one"),
        ]


class Accommodation(OfApplication):
    """Special arrangements that somebody asked for and what was decided: extra time, reading aloud, breaks (9.2.5).

    What is granted drives the sitting: `extra_percent` of the time, `read_aloud`, `other`.
    """

    lifecycle = ACCOMMODATION

    number = models.CharField(max_length=20, unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="accommodations")
    state = models.CharField(max_length=20, default=AccommodationState.REQUESTED)
    wish = Sealed()
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = Sealed()
    extra_percent = models.PositiveSmallIntegerField(default=0)
    read_aloud = models.BooleanField(default=False)
    other = Sealed()
    reasons = Sealed()
    requested_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "applications_accommodation"
        constraints = [
            known_states(AccommodationState, "accommodation_state_is_known"),
            together("decided_by", "accommodation_decided_by_and_at_together"),
            models.CheckConstraint(condition=Q(extra_percent__lte=200), name="accommodation_extra_time_is_bounded"),
        ]

    def __str__(self) -> str:
        return self.number
