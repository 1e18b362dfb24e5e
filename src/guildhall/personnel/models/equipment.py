"""What people are examined with: equipment, its calibrations and verifications, and its upkeep."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import EQUIPMENT, EquipmentState
from guildhall.personnel.models.venues import Venue
from guildhall.vault.models import StoredFile


class EquipmentKind(models.TextChoices):
    """What kind of thing it is."""

    MEASURING = "measuring", _("Measuring instrument")
    MACHINE = "machine", _("Machine, tool or test stand")
    COMPUTER = "computer", _("Computer or terminal")
    RECORDING = "recording", _("Camera or recorder")
    PROTECTIVE = "protective", _("Protective equipment")
    OTHER = "other", _("Something else")


class Proof(models.TextChoices):
    """What shows that a piece of equipment is fit."""

    CALIBRATION = "calibration", _("Calibration against a standard")
    VERIFICATION = "verification", _("Verification of its function")
    NONE = "none", _("None: it does not bear on results")


class Equipment(Record):
    """A thing that candidates are examined with or watched by, and what must show that it is fit (9.3.4).

    `proof` says whether it is calibrated, verified, or neither, with the reason in `why_none`; `valid_until` is the
    last day that its latest calibration or verification carries it (R-30).
    """

    lifecycle = EQUIPMENT
    reload_with: ClassVar[tuple[str, ...]] = ("venue",)

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=EquipmentKind)
    name = models.CharField(max_length=200)
    serial = models.CharField(max_length=100)
    state = models.CharField(max_length=20, default=EquipmentState.IN_SERVICE)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="equipment")
    proof = models.CharField(max_length=20, choices=Proof)
    why_none = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_equipment"
        indexes = [models.Index(fields=["state", "valid_until"], name="equipment_by_validity")]
        constraints = [
            known_states(EquipmentState, "equipment_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=EquipmentKind.values), name="equipment_kind_is_known"),
            models.CheckConstraint(condition=Q(proof__in=Proof.values), name="equipment_proof_is_known"),
            models.CheckConstraint(
                condition=~Q(proof="none") | ~Q(why_none=""), name="equipment_without_proof_says_why"
            ),
            models.UniqueConstraint(
                fields=["kind", "serial"],
                name=explain(
                    "equipment_serial_is_one",
                    gettext_noop("Equipment of this kind with this serial number is registered already."),
                    mend=gettext_noop("Open the record that is there."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def needs_proof(self) -> bool:
        return self.proof != Proof.NONE


class Calibration(Record):
    """One calibration or verification: by whom, with which certificate, with which outcome, and until when it carries.

    `laboratory` is who did it, inside the body or outside; `trace` to which standard it leads back.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("equipment", "certificate_file")

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="calibrations")
    done_on = models.DateField()
    valid_until = models.DateField()
    laboratory = models.CharField(max_length=200)
    certificate = models.CharField(max_length=100)
    trace = models.CharField(max_length=200, blank=True)
    passed = models.BooleanField()
    words = models.TextField(blank=True)
    certificate_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_calibration"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("done_on")),
                name=explain(
                    "calibration_ends_after_it_begins",
                    gettext_noop("A calibration cannot end before it was done."),
                    mend=gettext_noop("Give the last day that the certificate names."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.certificate

    @property
    def line(self) -> str:
        return self.equipment.ref


class Upkeep(Record):
    """Work that keeps equipment fit: what, until when, how often again, and what was found when it was done."""

    reload_with: ClassVar[tuple[str, ...]] = ("equipment",)

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="upkeep")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    months = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField(default=clock.now)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    found = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_upkeep"
        indexes = [models.Index(fields=["done_on", "due_on"], name="upkeep_by_day")]
        constraints = [
            together("done_by", "upkeep_done_by_and_on_together", when="done_on"),
        ]

    def __str__(self) -> str:
        return f"{self.equipment.number} {self.what}"

    @property
    def line(self) -> str:
        return self.equipment.ref

    def is_overdue_on(self, day: date) -> bool:
        """Whether it should have been done by then and is not."""
        return self.done_on is None and self.due_on < day
