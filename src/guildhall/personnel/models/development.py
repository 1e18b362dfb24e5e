"""What people of the body still have to learn, what is planned for it, who attended, and whether it had an effect."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import MEASURE, NEED, MeasureState, NeedState
from guildhall.personnel.models.criteria import Criterion
from guildhall.vault.fields import Sealed


class NeedSource(models.TextChoices):
    """What showed that somebody has something to learn."""

    CRITERIA = "criteria", _("New or changed criteria")
    EVALUATION = "evaluation", _("An evaluation of competence")
    MONITORING = "monitoring", _("Monitoring of their work")
    INCIDENT = "incident", _("An incident, a complaint or an audit")
    WISH = "wish", _("Their own wish")


class Need(OfPerson):
    """Something that somebody has to learn for the work of a role, until its effect was shown by somebody else.

    `criterion` is the criterion that showed it, where one did; `check_on` the day from which the effect can be judged.
    """

    lifecycle = NEED
    reload_with: ClassVar[tuple[str, ...]] = ("person", "scope", "criterion")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=NeedState.FOUND)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="needs")
    source = models.CharField(max_length=20, choices=NeedSource)
    words = Sealed()
    found_at = models.DateTimeField(default=clock.now)
    found_by = models.CharField(max_length=100)
    due_on = models.DateField()
    check_on = models.DateField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = Sealed()

    class Meta:
        db_table = "personnel_need"
        indexes = [models.Index(fields=["state", "due_on"], name="need_by_day")]
        constraints = [
            known_states(NeedState, "need_state_is_known"),
            models.CheckConstraint(condition=Q(source__in=NeedSource.values), name="need_source_is_known"),
            together("checked_by", "need_checked_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state="met") | Q(checked_by__isnull=False), name="need_met_was_checked"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def role_word(self) -> str:
        """The role in the reader's language."""
        return _now(role_named(self.role).name)

    @property
    def source_word(self) -> str | Promise:
        """What showed it, in the reader's language."""
        return NeedSource(self.source).label


class MeasureKind(models.TextChoices):
    """How the body develops its people."""

    COURSE = "course", _("Course")
    CALIBRATION = "calibration", _("Calibration of examiners")
    COACHING = "coaching", _("Coaching at work")
    STUDY = "study", _("Study of one's own")
    EXCHANGE = "exchange", _("Exchange of experience")


class Measure(Record):
    """Something that the body plans so that its people learn: a course, a calibration, coaching at work (6.1.2, 6.1.5).

    Not to be confused with the training of candidates, which bars whoever gives it from examining them.
    """

    lifecycle = MEASURE

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=MeasureState.PLANNED)
    kind = models.CharField(max_length=20, choices=MeasureKind)
    title = models.CharField(max_length=160)
    aims = models.TextField()
    leader = Sealed()
    planned_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    organised_at = models.DateTimeField(default=clock.now)
    organised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_measure"
        constraints = [
            known_states(MeasureState, "measure_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=MeasureKind.values), name="measure_kind_is_known"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="measure_takes_time"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False), name="measure_held_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        """What it is, in the reader's language."""
        return MeasureKind(self.kind).label


class Attendance(OfPerson):
    """That somebody is to take part in a measure, for which need, and whether they did.

    `has_attended` is unknown until the measure was held.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person", "measure", "need")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="attendances")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    enrolled_at = models.DateTimeField(default=clock.now)
    enrolled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    has_attended = models.BooleanField(null=True)

    class Meta:
        db_table = "personnel_attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "measure"],
                name=explain(
                    "attendance_is_one",
                    gettext_noop("This person takes part in this measure already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.measure.number
