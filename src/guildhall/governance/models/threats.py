"""Threats to impartiality: where they come from, how grave they are, what is done about them, and what is left."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.impartiality import RELATED, THREAT, RelatedState, ThreatState
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed

GRADES = (1, 2, 3, 4, 5)
"""How likely, and how grave: from hardly to almost certainly, from hardly to a wrong certificate."""


class RelatedKind(models.TextChoices):
    """How another body is related to ours."""

    PARENT = "parent", _("Owner or parent")
    SISTER = "sister", _("Daughter or sister")
    ASSOCIATION = "association", _("Association that carries us")
    TRAINER = "trainer", _("Provider of training")
    SCHEME_OWNER = "scheme-owner", _("Owner of a scheme")
    OTHER = "other", _("Other")


class RelatedBody(Record):
    """Another body with which ours is bound up, from which threats may come (4.3.6).

    Somebody finds a threat in the relation and registers it, or says in `no_threat` why there is none.
    """

    lifecycle = RELATED

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=RelatedState.RELATED)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=RelatedKind)
    relation = models.TextField()
    trains = models.BooleanField(default=False)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    no_threat = Sealed()
    related_at = models.DateTimeField(default=clock.now)
    related_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_related_body"
        constraints = [
            known_states(RelatedState, "related_body_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RelatedKind.values), name="related_body_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.number


class ThreatKind(models.TextChoices):
    """What kind of threat to impartiality it is."""

    SELF_INTEREST = "self-interest", _("Self-interest")
    SELF_REVIEW = "self-review", _("Self-review")
    ADVOCACY = "advocacy", _("Advocacy")
    FAMILIARITY = "familiarity", _("Familiarity")
    INTIMIDATION = "intimidation", _("Intimidation or pressure")
    COMPETITION = "competition", _("Competition")
    FINANCIAL = "financial", _("Financial")
    TRAINING = "training", _("Own or favoured training")


class ThreatSource(models.TextChoices):
    """Where a threat was found."""

    ACTIVITY = "activity", _("Our own activities")
    RELATED = "related", _("A related body")
    RELATIONSHIP = "relationship", _("A relationship or contract")
    PEOPLE = "people", _("Relationships of our people")
    PRESSURE = "pressure", _("Pressure that somebody put on us")
    SIGNAL = "signal", _("A signal from our records")
    MACHINE = "machine", _("A use of artificial intelligence")


class Threat(Record):
    """A threat to impartiality, from its naming to its last review (4.3.6, 4.3.7, T-09).

    `likelihood` and `gravity` are before treatment, `residual_likelihood` and `residual_gravity` after it; a level is
    their product. Its words are sealed under the body's key, since they may speak of people. `settled`: what is left
    was accepted as the committee advised. `concerns` names those whom it is about: they judge nothing of it (R-08).
    """

    lifecycle = THREAT
    reload_with: ClassVar[tuple[str, ...]] = ("owner", "related")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=ThreatState.IDENTIFIED)
    kind = models.CharField(max_length=20, choices=ThreatKind)
    source = models.CharField(max_length=20, choices=ThreatSource, default=ThreatSource.ACTIVITY)
    title = Sealed()
    description = Sealed()
    related = models.ForeignKey(RelatedBody, null=True, blank=True, on_delete=models.PROTECT, related_name="threats")
    concerns = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    identified_at = models.DateTimeField(default=clock.now)
    identified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    analysis = Sealed()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    gravity = models.PositiveSmallIntegerField(null=True, blank=True)
    analysed_at = models.DateTimeField(null=True, blank=True)
    analysed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    treatment = Sealed()
    treat_by_on = models.DateField(null=True, blank=True)
    residual_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_gravity = models.PositiveSmallIntegerField(null=True, blank=True)
    treated_at = models.DateTimeField(null=True, blank=True)
    treated_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = Sealed()
    settled = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_threat"
        indexes = [models.Index(fields=["state", "review_on"], name="threat_by_review")]
        constraints = [
            known_states(ThreatState, "threat_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ThreatKind.values), name="threat_kind_is_known"),
            models.CheckConstraint(condition=Q(source__in=ThreatSource.values), name="threat_source_is_known"),
            together("analysed_by", "threat_analysed_by_and_at_together"),
            together("treated_by", "threat_treated_by_and_at_together"),
            together("accepted_by", "threat_accepted_by_and_at_together"),
            together("closed_by", "threat_closed_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return ThreatKind(self.kind).label

    @property
    def level(self) -> int | None:
        """How grave it is before treatment, of 25; None before its analysis."""
        return self.likelihood * self.gravity if self.likelihood and self.gravity else None

    @property
    def residual(self) -> int | None:
        """What is left of it after treatment, of 25; None before its treatment."""
        left, gravity = self.residual_likelihood, self.residual_gravity
        return left * gravity if left and gravity else None

    @property
    def stands_at(self) -> int | None:
        """How grave it is now: after treatment where it was treated."""
        return self.level if self.residual is None else self.residual


class ThreatRating(Record):
    """How grave a threat was found on a day; 0 where it was gone. Kept for the picture of what changed."""

    reload_with: ClassVar[tuple[str, ...]] = ("threat",)

    threat = models.ForeignKey(Threat, on_delete=models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField()
    rated_on = models.DateField()
    rated_at = models.DateTimeField(default=clock.now)
    rated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_threat_rating"
        indexes = [models.Index(fields=["threat", "rated_at"], name="threat_rating_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=25), name="threat_rating_level_is_known")
        ]

    @property
    def line(self) -> str:
        return self.threat.line


class RegisterReview(Record):
    """That somebody went through the whole register of threats, and what changed since the last time (T-09)."""

    number = models.CharField(max_length=20, unique=True)
    since_on = models.DateField()
    until_on = models.DateField()
    findings = Sealed()
    figures = models.JSONField(default=dict)
    next_on = models.DateField()
    reviewed_at = models.DateTimeField(default=clock.now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_register_review"
        constraints = [
            models.UniqueConstraint(
                fields=["until_on"],
                name=explain(
                    "register_review_is_one_a_day",
                    gettext_noop("The register was reviewed today already."),
                    mend=gettext_noop("Read that review; the next one is due in a year at the latest."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def period(self) -> tuple[date, date]:
        return self.since_on, self.until_on
