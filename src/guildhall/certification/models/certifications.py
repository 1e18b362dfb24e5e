"""Certifications: what was granted, for how long, and what holds it up."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.certification.lifecycles import CERTIFICATION, CertificationState
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.schemes.models import SchemeVersion
from guildhall.vault.fields import Sealed


class Certification(OfPerson):
    """That a person is certified under a version of a scheme, from a day until a day, and where it stands now.

    `number` is the unique identifier on the certificate and is never given twice (R-34). `secret` is the unguessable
    part of the address behind the code on the certificate. `look_up` is the blind index of number and surname, by which
    the register finds it and nothing else. `listed` is the person's consent to be found by name.
    """

    lifecycle = CERTIFICATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "version__scheme__scope")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certifications")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="certifications")
    state = models.CharField(max_length=20, default=CertificationState.ACTIVE)
    scope_words = models.TextField()
    conditions = models.TextField(blank=True)
    effective_on = models.DateField()
    expires_on = models.DateField()
    secret = models.CharField(max_length=64, unique=True)
    look_up = models.CharField(max_length=32, db_index=True)
    state_since = models.DateTimeField(default=clock.now)
    suspension_ends_on = models.DateField(null=True, blank=True)
    listed = models.BooleanField(default=False)

    class Meta:
        db_table = "certification_certification"
        indexes = [models.Index(fields=["state", "expires_on"], name="certification_by_end")]
        constraints = [
            known_states(CertificationState, "certification_state_is_known"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("effective_on")),
                name=explain(
                    "certification_ends_after_it_begins",
                    gettext_noop("A certification cannot end before it begins."),
                    mend=gettext_noop("Look at the validity period of the scheme version."),
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="suspended") | Q(suspension_ends_on__isnull=False),
                name="certification_suspension_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope_id(self) -> UUID:
        return self.version.scheme.scope_id

    @property
    def is_valid(self) -> bool:
        """Whether it is valid today: active, and within its term. The state alone does not say that."""
        return self.state == CertificationState.ACTIVE and self.effective_on <= clock.today() <= self.expires_on


class HoldKind(models.TextChoices):
    """Why nothing adverse is done to a certification for a while, or why its records are kept."""

    APPEAL = "appeal", _("Appeal")
    COMPLAINT = "complaint", _("Complaint")
    LEGAL = "legal", _("Legal hold")


class Hold(Record):
    """Something that holds a certification up, from a day until it is lifted; other rooms place and lift it."""

    reload_with: ClassVar[tuple[str, ...]] = ("certification__person", "certification__version__scheme__scope")

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=HoldKind)
    about = models.CharField(max_length=100)
    reason = Sealed()
    placed_at = models.DateTimeField(default=clock.now)
    placed_by = models.CharField(max_length=100)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "certification_hold"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HoldKind.values), name="hold_kind_is_known"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="hold_lifted_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["certification", "about"],
                condition=Q(lifted_at__isnull=True),
                name=explain(
                    "hold_is_placed_once",
                    gettext_noop("This matter holds the certification already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.certification.number

    @property
    def line(self) -> str:
        return self.certification.line

    @property
    def key_id(self) -> UUID:
        return self.certification.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.certification.person_id

    @property
    def kind_word(self) -> str | Promise:
        return HoldKind(self.kind).label
