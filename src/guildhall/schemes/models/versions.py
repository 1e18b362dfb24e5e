"""Versions of a scheme and their reviews."""

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import VERSION, VersionState
from guildhall.schemes.models.analyses import JobAnalysis
from guildhall.schemes.models.schemes import Scheme


class SchemeVersion(Record):
    """One version of a scheme: all that 8.2 and 8.3 ask for, its validation, approval and time in effect.

    Whoever applies is bound to one version (R-24). `edition` says to which editions of the standard it is held,
    `not_applicable` holds the reasons for what is left out, by element. `eligible_months` is how long a candidate may
    be assessed after admission, `application_days` how long an application may stay incomplete.
    """

    lifecycle = VERSION
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "analysis")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20, unique=True)
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, default=VersionState.DRAFT)
    analysis = models.ForeignKey(JobAnalysis, null=True, blank=True, on_delete=models.PROTECT, related_name="versions")
    edition = models.CharField(max_length=20, default="2012 2026")
    title = models.CharField(max_length=200)
    scope_words = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    need = models.TextField(blank=True)
    population = models.TextField(blank=True)
    languages = models.CharField(max_length=50, default="en de")
    abilities = models.TextField(blank=True)
    code_of_conduct = models.TextField(blank=True)
    agreement = models.TextField(blank=True)
    process = models.TextField(blank=True)
    suspension_criteria = models.TextField(blank=True)
    surveillance = models.TextField(blank=True)
    scope_change = models.TextField(blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    interval_rationale = models.TextField(blank=True)
    recertification = models.TextField(blank=True)
    recertification_window_months = models.PositiveSmallIntegerField(default=6)
    eligible_months = models.PositiveSmallIntegerField(default=12)
    application_days = models.PositiveSmallIntegerField(default=30)
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    currency = models.CharField(max_length=3, default="EUR")
    transition = models.TextField(blank=True)
    owner_agreement = models.TextField(blank=True)
    owner_evidence = models.TextField(blank=True)
    not_applicable = models.JSONField(default=dict)
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    validation = models.TextField(blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    next_review_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "schemes_version"
        constraints = [
            known_states(VersionState, "version_state_is_known"),
            together("validated_by", "version_validated_by_and_at_together"),
            together("approved_by", "version_approved_by_and_at_together"),
            models.UniqueConstraint(fields=["scheme", "ordinal"], name="version_ordinal_is_one"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state="effective"),
                name=explain(
                    "version_in_effect_is_one",
                    gettext_noop("Another version of this scheme is in effect."),
                    mend=gettext_noop("Reload the page; a version that takes effect replaces the one before it."),
                    clauses=("2012:8.1",),
                ),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("authored_by")),
                name=explain(
                    "version_has_four_eyes",
                    gettext_noop("The author of a version cannot approve it."),
                    mend=gettext_noop("Somebody else who may approve schemes does it."),
                    code="R-11",
                    clauses=("2012:8.4", "2012:10.2.3"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope_id(self) -> UUID:
        return self.scheme.scope_id

    @property
    def is_of_others(self) -> bool:
        """Whether the scheme is owned by somebody else, and their development stands behind it (8.6)."""
        return bool(self.scheme.owner)


class Outcome(models.TextChoices):
    """What a review of a version ends with."""

    KEEP = "keep", _("Keep it as it is")
    CHANGE = "change", _("Change it by a new version")
    END = "end", _("End it")


class VersionReview(Record):
    """That a version in effect was looked at again: what was found, and what is to become of it (8.5)."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__scheme__scope",)

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome)
    findings = models.TextField()
    next_review_on = models.DateField()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_version_review"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="review_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return self.version.number

    @property
    def line(self) -> str:
        return self.version.line
