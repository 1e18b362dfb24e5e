"""How the work of examiners and markers is looked at, and how far raters agree."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.personnel.lifecycles.monitorings import MONITORING, MonitoringState
from guildhall.vault.fields import Sealed, SealedJSON


class MonitoringKind(models.TextChoices):
    """How somebody's work is looked at."""

    OBSERVATION = "observation", gettext_lazy("Observed on the spot")
    RECORDING = "recording", gettext_lazy("From a recording")
    RATINGS = "ratings", gettext_lazy("Agreement of their ratings")


CONCLUDED = ["satisfactory", "measures", "settled", "failed"]
"""The states of a monitoring that was concluded."""


class Monitoring(OfPerson):
    """That the work of an examiner or marker is looked at: why, by whom, with what result (6.2.2.2; R-47, T-12).

    `why` is the risk that set its day. `about` is the assignment that is the monitoring itself (a sitting, an attempt):
    overdue monitoring does not keep somebody from that one. `answers` maps the questions of the form to what was found,
    `measures` says what is asked by `measures_until`, `settlement` what was done about it.
    """

    lifecycle = MONITORING
    reload_with: ClassVar[tuple[str, ...]] = ("person", "scope", "monitor")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=MonitoringState.PLANNED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="monitorings")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="monitorings")
    kind = models.CharField(max_length=20, choices=MonitoringKind)
    monitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="monitored")
    planned_on = models.DateField()
    why = models.TextField(blank=True)
    about = models.CharField(max_length=100, blank=True)
    about_number = models.CharField(max_length=60, blank=True)
    planned_at = models.DateTimeField(default=clock.now)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    answers = SealedJSON()
    findings = Sealed()
    reported_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()
    measures = Sealed()
    measures_until = models.DateField(null=True, blank=True)
    settlement = Sealed()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_monitoring"
        indexes = [
            models.Index(fields=["person", "role", "scope"], name="monitoring_by_work"),
            models.Index(fields=["state", "planned_on"], name="monitoring_by_day"),
        ]
        constraints = [
            known_states(MonitoringState, "monitoring_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=MonitoringKind.values), name="monitoring_kind_is_known"),
            together("concluded_by", "monitoring_concluded_by_and_at_together"),
            together("settled_by", "monitoring_settled_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=CONCLUDED) | Q(concluded_at__isnull=False, held_on__isnull=False),
                name="monitoring_concluded_was_held",
            ),
            models.CheckConstraint(
                condition=~Q(state="measures") | Q(measures_until__isnull=False), name="monitoring_measures_have_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("monitor")),
                name=explain(
                    "monitoring_is_by_another",
                    gettext_noop("Nobody monitors themselves."),
                    mend=gettext_noop("Choose somebody else."),
                    code="R-08",
                    clauses=("2012:6.2.2.2", "2026:6.2"),
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(state__in=["planned", "reported"]),
                name=explain(
                    "monitoring_open_is_one",
                    gettext_noop("A monitoring of this person in this work is planned already."),
                    mend=gettext_noop("Go on with that one, or call it off first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def role_word(self) -> str:
        """The role in the reader's language."""
        return _(role_named(self.role).name)

    @property
    def kind_word(self) -> str | Promise:
        return MonitoringKind(self.kind).label


class Agreement(OfPerson):
    """How far an examiner's ratings agree with those of others who rated the same attempts (6.2.2.2, 9.3.1).

    Computed from `twice` attempts that were marked twice, between `since_on` and `until_on`: how often the verdict was
    the `same`, `kappa` beyond what chance would give, `icc` of the points, and by how many per cent of the points this
    examiner gives more than the others (`leniency`). What cannot be computed from so few is empty.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person", "scope")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="agreements")
    twice = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    kappa = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    kappa_low = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    icc = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    leniency = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    since_on = models.DateField()
    until_on = models.DateField()
    computed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "personnel_agreement"
        constraints = [
            models.CheckConstraint(condition=Q(same__lte=F("twice")), name="agreement_same_is_part_of_twice"),
            models.UniqueConstraint(fields=["person", "role", "scope"], name="agreement_is_one_for_a_work"),
        ]

    def __str__(self) -> str:
        return _("the agreement of ratings")
