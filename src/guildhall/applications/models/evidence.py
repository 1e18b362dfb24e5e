"""What proves a requirement, what was signed, and what a reviewer found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.applications.models.applications import Application, OfApplication
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.schemes.models import Requirement
from guildhall.vault.fields import Sealed, SealedDate
from guildhall.vault.models import StoredFile


class Evidence(OfApplication):
    """A file or a statement that proves a requirement; medical evidence is read by named roles only (R-29).

    `dated_on` is the day from which its freshness counts. What is taken back keeps its row and says when.
    """

    reload_with: ClassVar[tuple[str, ...]] = (*OfApplication.reload_with, "requirement", "file")

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
        indexes = [models.Index(fields=["application", "provided_at"], name="evidence_by_application")]


class SignatureKind(models.TextChoices):
    """What an applicant signs, beside the application itself."""

    AGREEMENT = "agreement", _("Certification agreement")
    CONDUCT = "conduct", _("Code of conduct")


class Signature(OfApplication):
    """That the applicant signed the agreement or the code of conduct, with the very words they signed (9.7.2).

    `version_number` is the scheme version whose words they are. What was signed on paper is entered by somebody else:
    `signed_on` is the day beside the signature, and `scan` the paper.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=20, choices=SignatureKind)
    version_number = models.CharField(max_length=20)
    words = Sealed()
    signed_on = models.DateField(default=clock.today)
    signed_at = models.DateTimeField(default=clock.now)
    signed_by = models.CharField(max_length=100)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "applications_signature"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SignatureKind.values), name="signature_kind_is_known"),
            models.UniqueConstraint(
                fields=["application", "kind", "version_number"], name="signature_is_one_per_kind_and_version"
            ),
        ]


class Verdict(models.TextChoices):
    """What a reviewer found of a requirement."""

    MET = "met", _("Met")
    NOT_MET = "not-met", _("Not met")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")


class RequirementResult(OfApplication):
    """Whether one requirement is met, who found so, why, on which evidence, and until when the finding holds (R-23).

    `rests_on` names the evidence (identifiers) that was there when it was found.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="results")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reasons = Sealed()
    rests_on = models.JSONField(default=list)
    valid_until = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "applications_requirement_result"
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="requirement_verdict_is_known"),
            models.UniqueConstraint(fields=["application", "requirement"], name="requirement_result_is_one"),
        ]
