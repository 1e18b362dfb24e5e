"""Providers: who works for the body without belonging to it, on which agreement, and how that is watched."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.providers import PROVIDER, ProviderState
from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Activity(models.TextChoices):
    """What somebody else can do for the body. A decision is named so that it can be refused (R-03)."""

    CENTRE = "centre", _("Holding examinations at a centre")
    PROCTORING = "proctoring", _("Invigilating at a distance")
    EXAMINING = "examining", _("Examining or marking")
    ITEMS = "items", _("Writing or translating items")
    PSYCHOMETRICS = "psychometrics", _("Psychometric analysis")
    PRINTING = "printing", _("Printing or shipping examination material")
    HOSTING = "hosting", _("Hosting this installation")
    MAIL = "mail", _("Sending mail for this installation")
    PAYMENT = "payment", _("Taking payments")
    SOFTWARE = "software", _("Software or artificial intelligence as a service")
    CALIBRATION = "calibration", _("Calibrating or maintaining equipment")
    OTHER = "other", _("Something else")
    DECISION = "decision", _("Deciding on certification")


OF_THE_INSTALLATION = (Activity.HOSTING, Activity.MAIL, Activity.PAYMENT)
"""What every installation gives to somebody, or answers that it does not."""


class Provider(Record):
    """Somebody outside who works for the body: on the list only after an evaluation and with an agreement (6.3).

    `contact` is how they are reached (sealed). `next_monitoring_on` is the day by which they are looked at again
    (T-13), `visit_on` the day for which that is planned: it alone may fall after the monitoring is overdue.
    """

    lifecycle = PROVIDER

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default=ProviderState.CANDIDATE)
    contact = Sealed()
    handles_personal_data = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    next_monitoring_on = models.DateField(null=True, blank=True)
    visit_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "governance_provider"
        constraints = [
            known_states(ProviderState, "provider_state_is_known"),
            models.UniqueConstraint(
                fields=["name"],
                name=explain(
                    "provider_name_is_one",
                    gettext_noop("A provider of this name is on record already."),
                    mend=gettext_noop("Open that provider, or give a name that tells the two apart."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProviderService(Record):
    """What a provider does for the body, in one scheme or for the body as a whole."""

    reload_with: ClassVar[tuple[str, ...]] = ("provider", "scope")

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    activity = models.CharField(max_length=20, choices=Activity)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "governance_provider_service"
        constraints = [
            models.CheckConstraint(condition=Q(activity__in=Activity.values), name="provider_activity_is_known"),
            models.CheckConstraint(
                condition=~Q(activity="decision"),
                name=explain(
                    "provider_never_decides",
                    gettext_noop("No decision on certification is given to anybody outside."),
                    mend=gettext_noop("A decider of the body decides."),
                    code="R-03",
                    clauses=("2012:4.2", "2012:9.4.2", "2026:4.2"),
                ),
            ),
            models.UniqueConstraint(
                fields=["provider", "activity", "scope"],
                condition=Q(ended_on__isnull=True),
                name=explain(
                    "provider_service_is_one",
                    gettext_noop("This provider does that already."),
                    mend=gettext_noop("Look at what the provider’s page lists."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_word} · {self.scope.number}"

    @property
    def line(self) -> str:
        return self.provider.ref

    @property
    def activity_word(self) -> str | Promise:
        return Activity(self.activity).label


class ProviderEvaluation(Record):
    """That a provider was looked at before the first use: by whom, against what, with what result (6.3.2 b)."""

    reload_with: ClassVar[tuple[str, ...]] = ("provider",)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="evaluations")
    fit = models.BooleanField()
    findings = models.TextField()
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField(default=clock.now)
    evaluated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_provider_evaluation"

    @property
    def line(self) -> str:
        return self.provider.ref


class ProviderAgreement(Record):
    """The agreement with a provider, and where in it the clauses stand without which nobody is used (6.3.1)."""

    reload_with: ClassVar[tuple[str, ...]] = ("provider", "document")

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="agreements")
    signed_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    confidentiality = models.CharField(max_length=100)
    conflicts = models.CharField(max_length=100)
    responsibility = models.CharField(max_length=100)
    no_decisions = models.BooleanField()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "governance_provider_agreement"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name=explain(
                    "provider_agreement_ends_after_it_begins",
                    gettext_noop("An agreement cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    @property
    def line(self) -> str:
        return self.provider.ref


class MonitoringOutcome(models.TextChoices):
    """What watching a provider came to."""

    SATISFACTORY = "satisfactory", _("Satisfactory")
    MEASURES = "measures", _("Measures are needed")
    UNFIT = "unfit", _("Not fit: the use is suspended")


class ProviderMonitoring(Record):
    """That a provider was looked at again while in use, what was found, and what is done about it (6.3.2 c)."""

    reload_with: ClassVar[tuple[str, ...]] = ("provider",)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="monitorings")
    monitored_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=MonitoringOutcome)
    findings = models.TextField()
    action = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_provider_monitoring"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=MonitoringOutcome.values), name="monitoring_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="satisfactory") | ~Q(action=""), name="monitoring_that_finds_something_acts"
            ),
        ]

    @property
    def line(self) -> str:
        return self.provider.ref

    @property
    def outcome_word(self) -> str | Promise:
        return MonitoringOutcome(self.outcome).label


class ProviderConflict(Record):
    """What a provider declared on its own conflicts of interest, and how they are treated (6.3.2, 4.3)."""

    reload_with: ClassVar[tuple[str, ...]] = ("provider",)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="conflicts")
    declared_on = models.DateField()
    conflict = Sealed()
    treatment = Sealed()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_provider_conflict"

    @property
    def line(self) -> str:
        return self.provider.ref


class ProviderPerson(OfPerson):
    """That somebody whom the body knows works for a provider: they never decide for the body (R-03)."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "provider")

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="provided_by")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.CharField(max_length=100)

    class Meta:
        db_table = "governance_provider_person"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "person"],
                condition=Q(until_on__isnull=True),
                name=explain(
                    "provider_person_is_one",
                    gettext_noop("This person is named as working for this provider already."),
                    mend=gettext_noop("Look at whom the provider’s page lists."),
                ),
            )
        ]

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id
