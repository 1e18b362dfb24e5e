"""What the body's own records show that may threaten impartiality, and what people judged of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.impartiality import SIGHTING, SightingState
from guildhall.governance.models.threats import Threat, ThreatKind
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class Sighting(Record):
    """Something that a signal of a room saw, about one record; a machine records it, a person judges it (4.3.6).

    `title` is what the signal looks for, `words` what it saw, and `figures` fill that; none of them names anybody.
    `concerns` are the people whom it is about: they do not judge it (R-08). `judged_value` is how strong it was when
    somebody judged it, so that it comes up again only when it grew.
    """

    lifecycle = SIGHTING
    reload_with: ClassVar[tuple[str, ...]] = ("threat",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=SightingState.RAISED)
    signal = models.CharField(max_length=80)
    about = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ThreatKind)
    title = models.CharField(max_length=200)
    words = models.TextField()
    figures = models.JSONField(default=dict)
    concerns = models.JSONField(default=list, blank=True)
    link = models.JSONField(default=list, blank=True)
    value = models.FloatField()
    limit = models.FloatField()
    raised_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    judged_value = models.FloatField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()
    threat = models.ForeignKey(Threat, null=True, blank=True, on_delete=models.PROTECT, related_name="sightings")

    class Meta:
        db_table = "governance_sighting"
        indexes = [models.Index(fields=["state"], name="sighting_by_state")]
        constraints = [
            known_states(SightingState, "sighting_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ThreatKind.values), name="sighting_kind_is_known"),
            together("judged_by", "sighting_judged_by_and_at_together"),
            models.UniqueConstraint(fields=["signal", "about"], name="sighting_is_one"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def looks_for(self) -> str:
        """What the signal looks for, in the reader's language."""
        return _(self.title)

    @property
    def sentence(self) -> str:
        """What was seen, in the reader's language."""
        figures: dict[str, Any] = self.figures
        return _(self.words) % figures
