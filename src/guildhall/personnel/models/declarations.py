"""Texts of declaration, declarations, and the interests that people declare."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import (
    DECLARATION,
    INTEREST,
    TEXT,
    DeclarationState,
    InterestState,
    TextState,
)
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class DeclarationText(Record):
    """The words that people sign: one version in effect, proposed by one person, approved by another (R-11)."""

    lifecycle = TEXT

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=TextState.PROPOSED)
    words = models.TextField()
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_declaration_text"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(TextState)), name="text_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="text_approved_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="effective"),
                name=explain(
                    "text_in_effect_is_one",
                    gettext_noop("Another text of declaration is in effect already."),
                    mend=gettext_noop("Reload the page; approving a text replaces the one before it."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Declaration(OfPerson):
    """What one person declares and undertakes for a year: impartiality, interests, confidentiality (6.1.6, 6.1.7)."""

    lifecycle = DECLARATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "text", "scan")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=DeclarationState.DRAFT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    text = models.ForeignKey(DeclarationText, on_delete=models.PROTECT, related_name="declarations")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.CharField(max_length=100)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=100, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_declaration"
        indexes = [models.Index(fields=["state", "valid_until"], name="declaration_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DeclarationState)), name="declaration_state_is_known"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by="", valid_until__isnull=True)
                | (Q(signed_at__isnull=False, valid_until__isnull=False) & ~Q(signed_by="")),
                name="declaration_signed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False), name="declaration_signed_has_signature"
            ),
            models.CheckConstraint(
                condition=Q(on_paper=False) | Q(scan__isnull=False), name="declaration_on_paper_is_kept"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="signed"),
                name=explain(
                    "declaration_in_force_is_one",
                    gettext_noop("Another declaration of this person is in force."),
                    mend=gettext_noop("Reload the page; signing a renewal replaces the one before it."),
                ),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="draft"),
                name=explain(
                    "declaration_draft_is_one",
                    gettext_noop("There is a declaration already that waits to be signed."),
                    mend=gettext_noop("Open it, and sign or discard it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class InterestKind(models.TextChoices):
    """What ties somebody to those they may have to judge."""

    EMPLOYMENT = "employment", _("Employment or assignment")
    TRAINING = "training", _("Training or consulting")
    FAMILY = "family", _("Family or friendship")
    FINANCIAL = "financial", _("Financial")
    MEMBERSHIP = "membership", _("Membership or office")
    SUPERVISION = "supervision", _("Superior or subordinate")
    OTHER = "other", _("Other")


class Interest(Record):
    """A tie that may threaten impartiality, declared by the person who has it and judged by somebody else (4.3.7).

    `concerned` is the person to whom the tie is, where that is somebody whom the body knows: a relative, an employer, a
    superior; rules ask it (R-08).
    """

    lifecycle = INTEREST
    reload_with: ClassVar[tuple[str, ...]] = ("declaration__person",)

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="interests")
    state = models.CharField(max_length=20, default=InterestState.DECLARED)
    kind = models.CharField(max_length=20, choices=InterestKind)
    party = Sealed()
    description = Sealed()
    concerned = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(default=clock.now)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.CharField(max_length=100, blank=True)
    reasons = Sealed()

    class Meta:
        db_table = "personnel_interest"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(InterestState)), name="interest_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=InterestKind.values), name="interest_kind_is_known"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by="") | (Q(judged_at__isnull=False) & ~Q(judged_by="")),
                name="interest_judged_by_and_at_together",
            ),
        ]

    @property
    def kind_word(self) -> str | Promise:
        return InterestKind(self.kind).label

    @property
    def line(self) -> str:
        return self.declaration.line

    @property
    def key_id(self) -> UUID:
        return self.declaration.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.declaration.person_id
