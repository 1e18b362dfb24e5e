"""What the body is in law: its entity, the proof of its registration, its accreditations, and what covers it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.body import (
    ACCREDITATION,
    COVER,
    ENTITY,
    LIABILITY,
    REGISTRATION,
    AccreditationState,
    CoverState,
    EntityState,
    LiabilityState,
    RegistrationState,
)
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class LegalEntity(Record):
    """Who answers in law for what the body does (4.1): one description holds, the earlier ones are kept.

    `known_as` is the name on certificates and public pages where it differs from the registered `name`. Where the body
    is a part of something larger, `part_of` names it and `relation` says how the two stand to each other (5.1.2).
    """

    lifecycle = ENTITY

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=EntityState.CURRENT)
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=100)
    register = models.CharField(max_length=200, blank=True)
    registration_number = models.CharField(max_length=100, blank=True)
    address = models.TextField()
    is_government = models.BooleanField(default=False)
    part_of = models.CharField(max_length=200, blank=True)
    relation = models.TextField(blank=True)
    certifies = models.TextField()
    described_at = models.DateTimeField(default=clock.now)
    described_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_entity"
        constraints = [
            known_states(EntityState, "entity_state_is_known"),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="current"),
                name=explain(
                    "entity_current_is_one",
                    gettext_noop("Somebody else has just described the legal entity anew."),
                    mend=gettext_noop("Reload the page and look whether anything is left to change."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RegistrationKind(models.TextChoices):
    """What proves that the entity exists."""

    EXTRACT = "extract", _("Extract from a register")
    STATUTE = "statute", _("Statute or articles")
    LAW = "law", _("Law or act of government")


class Registration(Record):
    """A proof that the legal entity exists, and until when it is to be asked for anew (4.1, T-32)."""

    lifecycle = REGISTRATION
    reload_with: ClassVar[tuple[str, ...]] = ("proof",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=RegistrationState.CURRENT)
    kind = models.CharField(max_length=20, choices=RegistrationKind)
    issuer = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    issued_on = models.DateField()
    review_on = models.DateField()
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_registration"
        constraints = [
            known_states(RegistrationState, "registration_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RegistrationKind.values), name="registration_kind_is_known"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state="current"),
                name=explain(
                    "registration_current_is_one",
                    gettext_noop("Another proof of this kind is current."),
                    mend=gettext_noop("Reload the page; a newer proof replaces the one before it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Accreditation(Record):
    """That an accreditation body found this body competent, for which schemes, and until when (T-36).

    The body refers to it in public as long as it is in force, for the schemes that it names, and not a day longer.
    `report_on` is the day by which the accreditation body awaits its next report.
    """

    lifecycle = ACCREDITATION
    reload_with: ClassVar[tuple[str, ...]] = ("proof",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=AccreditationState.IN_FORCE)
    accreditor = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    edition = models.CharField(max_length=4)
    scope_words = models.TextField()
    granted_on = models.DateField()
    until_on = models.DateField()
    report_on = models.DateField(null=True, blank=True)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stopped_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "governance_accreditation"
        indexes = [models.Index(fields=["state", "until_on"], name="accreditation_by_end")]
        constraints = [
            known_states(AccreditationState, "accreditation_state_is_known"),
            models.CheckConstraint(condition=Q(edition__in=["2012", "2026"]), name="accreditation_edition_is_known"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("granted_on")),
                name=explain(
                    "accreditation_ends_after_it_begins",
                    gettext_noop("An accreditation cannot end before it was granted."),
                    mend=gettext_noop("Look at the certificate again: one of both days is wrong."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AccreditedScheme(Record):
    """That an accreditation covers a scheme."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="schemes")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="accreditations")

    class Meta:
        db_table = "governance_accredited_scheme"
        constraints = [
            models.UniqueConstraint(fields=["accreditation", "scope"], name="accredited_scheme_is_named_once")
        ]

    def __str__(self) -> str:
        return self.scope.number


class CoverKind(models.TextChoices):
    """What pays where the body is liable."""

    INSURANCE = "insurance", _("Insurance")
    RESERVE = "reserve", _("Reserve")


class Cover(Record):
    """An insurance or a reserve that covers what the body may have to answer for (4.4, T-32)."""

    lifecycle = COVER
    reload_with: ClassVar[tuple[str, ...]] = ("proof",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=CoverState.IN_FORCE)
    kind = models.CharField(max_length=20, choices=CoverKind)
    party = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    covers = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    from_on = models.DateField()
    until_on = models.DateField()
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "governance_cover"
        constraints = [
            known_states(CoverState, "cover_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=CoverKind.values), name="cover_kind_is_known"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name=explain(
                    "cover_ends_after_it_begins",
                    gettext_noop("A cover cannot end before it begins."),
                    mend=gettext_noop("Give a last day that lies after the first."),
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name=explain(
                    "cover_covers_something",
                    gettext_noop("A cover of nothing covers nothing."),
                    mend=gettext_noop("Give the amount up to which it pays."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Liability(Record):
    """What the body may become liable for, how much that could be, and when to think it through anew (4.4)."""

    lifecycle = LIABILITY

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=LiabilityState.CURRENT)
    risks = Sealed()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    review_on = models.DateField()
    assessed_at = models.DateTimeField(default=clock.now)
    assessed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_liability"
        constraints = [
            known_states(LiabilityState, "liability_state_is_known"),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="current"),
                name=explain(
                    "liability_current_is_one",
                    gettext_noop("Somebody else has just assessed the liability anew."),
                    mend=gettext_noop("Reload the page and look whether anything is left to change."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number
