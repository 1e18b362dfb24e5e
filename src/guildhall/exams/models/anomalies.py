"""The forensic check of a sitting, and the anomalies that it raised: questions for a person, never a verdict."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import ANOMALY, AnomalyState
from guildhall.exams.models.attempts import Attempt
from guildhall.exams.models.sittings import Sitting
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class ForensicCheck(Record):
    """That the answers of a sitting were looked through for what honest candidates rarely give (R-32).

    `attempts` are the numbers of the attempts that it looked at. `methods` says of each method how many persons or
    pairs it compared, how often an honest one is raised by chance, how many that makes, and how many were raised; or
    why it was left out. A sitting too small for any method is checked all the same, and says so.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope",)

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="checks")
    ordinal = models.PositiveSmallIntegerField()
    attempts = models.JSONField(default=list)
    methods = models.JSONField(default=list)
    code_version = models.CharField(max_length=200)
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_forensic_check"
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "ordinal"],
                name=explain(
                    "forensic_check_is_one",
                    gettext_noop("This sitting was checked a moment ago."),
                    mend=gettext_noop("Reload the page."),
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting.number}/{self.ordinal}"

    @property
    def line(self) -> str:
        return self.sitting.ref


class AnomalyKind(models.TextChoices):
    """What is odd about some answers."""

    COPYING = "copying", _("Answers alike beyond ability")
    SIMILARITY = "similarity", _("The same wrong answers")
    TIMES = "times", _("Times that do not fit the items")
    CHANGES = "changes", _("Many answers changed to right")
    PREKNOWLEDGE = "preknowledge", _("Better on compromised items than on others")
    GAINS = "gains", _("A gain beyond practice and chance")


class Anomaly(Record):
    """Something odd in the answers of one or two attempts. It raises a question, and decides nothing (R-33).

    `rate` is how often the signal comes up by chance in one comparison of honest candidates, `expected` how many such
    signals chance alone makes in the whole check. `evidence` holds the numbers behind it, by attempt number. What is
    said of people in `reason` and `finding` is sealed.
    """

    lifecycle = ANOMALY
    reload_with: ClassVar[tuple[str, ...]] = ("sitting__component__version__scheme__scope", "check_made")

    number = models.CharField(max_length=20, unique=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="anomalies")
    check_made = models.ForeignKey(ForensicCheck, on_delete=models.PROTECT, related_name="anomalies")
    kind = models.CharField(max_length=20, choices=AnomalyKind)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=20, default=AnomalyState.OPEN)
    statistic = models.FloatField()
    chance = models.FloatField()
    rate = models.FloatField()
    expected = models.FloatField()
    evidence = models.JSONField(default=dict)
    noticed_at = models.DateTimeField(default=clock.now)
    reason = Sealed()
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    finding = Sealed()
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_anomaly"
        indexes = [models.Index(fields=["state"], name="anomaly_by_state")]
        constraints = [
            known_states(AnomalyState, "anomaly_state_is_known"),
            together("judged_by", "anomaly_judged_by_and_at_together"),
            together("closed_by", "anomaly_closed_by_and_at_together"),
            models.CheckConstraint(condition=Q(kind__in=AnomalyKind.values), name="anomaly_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=AnomalyState.OPEN) | Q(judged_by__isnull=False),
                name=explain(
                    "anomaly_is_judged_by_a_person",
                    gettext_noop("An anomaly is judged by a person, never by the house."),
                    mend=gettext_noop("An examination manager looks at it and says why."),
                    code="R-33",
                    clauses=("2012:7.4.3", "2026:7.4"),
                ),
            ),
            models.UniqueConstraint(
                fields=["sitting", "key"],
                name=explain(
                    "anomaly_is_raised_once",
                    gettext_noop("This question was raised about these attempts already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.sitting.ref


class AnomalyAttempt(Record):
    """That an anomaly is about an attempt."""

    reload_with: ClassVar[tuple[str, ...]] = ("anomaly__sitting", "attempt__person")

    anomaly = models.ForeignKey(Anomaly, on_delete=models.PROTECT, related_name="about")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="anomalies")

    class Meta:
        db_table = "exams_anomaly_attempt"
        constraints = [
            models.UniqueConstraint(fields=["anomaly", "attempt"], name="anomaly_names_an_attempt_once"),
        ]

    @property
    def line(self) -> str:
        return self.anomaly.line
