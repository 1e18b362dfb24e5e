"""Sittings: when and where people are examined, who watches over them, and what went otherwise than planned."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import SITTING, SittingState
from guildhall.exams.models.forms import Checklist, Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.models import Equipment, ExamRoom, SoftwareRelease, Venue
from guildhall.schemes.models import Component
from guildhall.vault import keys
from guildhall.vault.fields import Sealed


class Channel(models.TextChoices):
    """How an examination reaches the candidate."""

    BROWSER = "browser", _("In the browser")
    PAPER = "paper", _("On paper")
    PROVIDER = "provider", _("At a provider's centre")
    PERSON = "person", _("Before an examiner")


class Mode(models.TextChoices):
    """Where a sitting takes place."""

    ROOM = "room", _("In a room")
    REMOTE = "remote", _("At a distance")


class Sitting(Record):
    """A day, a place and a component: seats that can be booked, people on duty, and a log (R-25, R-32).

    `provider` names who holds it where it is held at a centre of others. It is held in a `room`, or on a `platform` at
    a distance; `place` is what candidates are told of it. `conditions` is the checklist of conditions (light, noise,
    clocks, devices), answered before it opens; `reconciliation` what the log says when it is complete. `release` is the
    report on the software with which it was opened in the browser (R-30).
    """

    lifecycle = SITTING
    reload_with: ClassVar[tuple[str, ...]] = (
        "component__version__scheme__scope",
        "form",
        "checklist",
        "room__venue",
        "platform",
    )

    number = models.CharField(max_length=20, unique=True)
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="sittings")
    state = models.CharField(max_length=20, default=SittingState.PLANNED)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.BROWSER)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.ROOM)
    place = models.CharField(max_length=200)
    room = models.ForeignKey(ExamRoom, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings")
    platform = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings")
    provider = models.CharField(max_length=200, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    form = models.ForeignKey(Form, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings")
    checklist = models.ForeignKey(Checklist, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings")
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=clock.now)
    conditions = models.JSONField(default=dict)
    conditions_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conditions_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    release = models.ForeignKey(SoftwareRelease, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    reconciliation = models.JSONField(default=dict)
    reconciled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reconciled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "exams_sitting"
        indexes = [models.Index(fields=["begins_at"], name="sitting_by_begin")]
        constraints = [
            known_states(SittingState, "sitting_state_is_known"),
            together("conditions_by", "sitting_conditions_by_and_at_together"),
            together("reconciled_by", "sitting_reconciled_by_and_at_together"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="sitting_channel_is_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="sitting_mode_is_known"),
            models.CheckConstraint(
                condition=Q(room__isnull=True) | Q(platform__isnull=True),
                name=explain(
                    "sitting_is_held_in_one_place",
                    gettext_noop("A sitting is held in a room or on a platform, not both."),
                    mend=gettext_noop("Choose one of the two."),
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name=explain(
                    "sitting_ends_after_it_begins",
                    gettext_noop("A sitting cannot end before it begins."),
                    mend=gettext_noop("Give an end that is later than the beginning."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Duty(models.TextChoices):
    """What somebody does at a sitting."""

    INVIGILATOR = "invigilator", _("Invigilator")
    EXAMINER = "examiner", _("Examiner")


class SittingStaff(Record):
    """That somebody is on duty at a sitting; who is taken off keeps the row and says when."""

    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope", "person")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="staff")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20, choices=Duty)
    assigned_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_sitting_staff"
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="sitting_duty_is_known"),
            models.UniqueConstraint(
                fields=["sitting", "person", "duty"],
                condition=Q(removed_at__isnull=True),
                name=explain(
                    "sitting_duty_is_one",
                    gettext_noop("This person has this duty at this sitting already."),
                    mend=gettext_noop("Choose somebody else."),
                ),
            ),
        ]

    @property
    def line(self) -> str:
        return self.sitting.ref


class SittingEquipment(Record):
    """That a piece of equipment is used at a sitting; what is taken away keeps the row and says when (R-30)."""

    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope", "equipment")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="equipment")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_sitting_equipment"
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "equipment"],
                condition=Q(removed_at__isnull=True),
                name=explain(
                    "sitting_equipment_is_one",
                    gettext_noop("This is assigned to the sitting already."),
                    mend=gettext_noop("Choose another one."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.equipment.number

    @property
    def line(self) -> str:
        return self.sitting.ref


class IrregularityKind(models.TextChoices):
    """What kind of thing went otherwise than the manual says."""

    LATE = "late", _("Came late")
    IDENTITY = "identity", _("Doubt about the identity")
    AID = "aid", _("Unauthorised aid")
    CONDUCT = "conduct", _("Conduct of a candidate")
    ILLNESS = "illness", _("Illness or interruption by a candidate")
    TECHNICAL = "technical", _("Technical failure")
    CONDITION = "condition", _("Conditions of the room or connection")
    MATERIAL = "material", _("Examination material")
    OTHER = "other", _("Something else")


class Irregularity(Record):
    """Something that went otherwise than the manual says, at a sitting; it is settled before results are released.

    Where it concerns one attempt its words are sealed under that candidate's key.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope", "attempt__person")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="irregularities")
    attempt = models.ForeignKey(
        "exams.Attempt", null=True, blank=True, on_delete=models.PROTECT, related_name="irregularities"
    )
    kind = models.CharField(max_length=40, choices=IrregularityKind)
    words = Sealed()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    settlement = Sealed()
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_irregularity"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IrregularityKind.values), name="irregularity_kind_is_known"),
            together("settled_by", "irregularity_settled_by_and_at_together"),
        ]

    @property
    def line(self) -> str:
        return self.sitting.ref

    @property
    def key_id(self) -> UUID:
        return self.attempt.person.data_key if self.attempt else keys.BODY

    @property
    def person_id_concerned(self) -> UUID | None:
        return self.attempt.person_id if self.attempt else None
