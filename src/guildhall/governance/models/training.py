"""Training and certification kept apart: what the body says and offers, and what it found of equivalents and words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.training import (
    OFFER,
    SEARCH,
    STATEMENT,
    WORDING,
    OfferState,
    SearchState,
    StatementState,
    WordingState,
)
from guildhall.governance.models.threats import RelatedBody, Threat
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class TrainingStatement(Record):
    """What top management states on whether this legal entity trains or educates, confirmed every year (5.2.3).

    The edition of 2026 asks for education as well as for training, so both are answered.
    """

    lifecycle = STATEMENT

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=StatementState.CURRENT)
    trains = models.BooleanField()
    educates = models.BooleanField()
    words = models.TextField()
    stated_at = models.DateTimeField(default=clock.now)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirm_on = models.DateField()

    class Meta:
        db_table = "governance_training_statement"
        constraints = [
            known_states(StatementState, "training_statement_state_is_known"),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="current"),
                name=explain(
                    "training_statement_current_is_one",
                    gettext_noop("Somebody else has just stated this anew."),
                    mend=gettext_noop("Reload the page and read it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfferKind(models.TextChoices):
    """What is offered."""

    TRAINING = "training", _("Training")
    EDUCATION = "education", _("Education")


class TrainingOffer(Record):
    """A training or education that the entity or a related body offers for the work of a scheme (5.2.3 a).

    It hangs on a threat of the kind 'training' that was analysed before it begins.
    """

    lifecycle = OFFER
    reload_with: ClassVar[tuple[str, ...]] = ("scope", "related", "threat")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=OfferState.OFFERED)
    kind = models.CharField(max_length=20, choices=OfferKind)
    title = models.CharField(max_length=200)
    related = models.ForeignKey(RelatedBody, null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    threat = models.ForeignKey(Threat, on_delete=models.PROTECT, related_name="offers")
    begins_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    offered_at = models.DateTimeField(default=clock.now)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_training_offer"
        constraints = [
            known_states(OfferState, "training_offer_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="training_offer_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.number


class EquivalentSearch(Record):
    """That somebody looked for training equal to the body's own course, and found none (R-57).

    Without one that was approved and is not older than a year, no requirement accepts the own course alone.
    """

    lifecycle = SEARCH
    reload_with: ClassVar[tuple[str, ...]] = ("scope",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=SearchState.PROPOSED)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    requirement = models.CharField(max_length=12)
    course = models.CharField(max_length=200)
    looked_at = models.TextField()
    findings = models.TextField()
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "governance_equivalent_search"
        constraints = [
            known_states(SearchState, "equivalent_search_state_is_known"),
            together("approved_by", "equivalent_search_approved_by_and_at_together"),
            models.UniqueConstraint(
                fields=["scope", "requirement"],
                condition=Q(state="approved"),
                name=explain(
                    "equivalent_search_approved_is_one",
                    gettext_noop("Another search for this requirement is approved."),
                    mend=gettext_noop("Reload the page; a newer search replaces the one before it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PublicWording(Record):
    """A text for the public that is no controlled document: a page, a flyer, an advertisement (5.2.2, 5.2.3 c, R-56).

    It is published after somebody else read it for hints that a training makes certification easier, quicker or
    cheaper. `passages` are those at which the house itself stumbled; clearing them needs reasons.
    """

    lifecycle = WORDING

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=WordingState.PROPOSED)
    title = models.CharField(max_length=200)
    medium = models.CharField(max_length=200)
    words = models.TextField()
    passages = models.JSONField(default=list, blank=True)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    no_training_favoured = models.BooleanField(default=False)
    reasons = Sealed()

    class Meta:
        db_table = "governance_public_wording"
        constraints = [
            known_states(WordingState, "public_wording_state_is_known"),
            together("judged_by", "public_wording_judged_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number
