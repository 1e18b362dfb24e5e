"""Special arrangements: what was asked for, what proves the need, what was decided."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.applications.lifecycles import ACCOMMODATION, AccommodationState
from guildhall.applications.models.applications import Application, OfApplication
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Accommodation(OfApplication):
    """Special arrangements that somebody asked for and what was decided: extra time, reading aloud, breaks (9.2.5).

    What is granted drives the sitting: `extra_percent` of the time, `read_aloud`, `other`. The `wish` and its evidence
    are read by accommodation officers alone.
    """

    lifecycle = ACCOMMODATION

    number = models.CharField(max_length=20, unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="accommodations")
    state = models.CharField(max_length=20, default=AccommodationState.REQUESTED)
    wish = Sealed()
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.CharField(max_length=100)
    question = Sealed()
    extra_percent = models.PositiveSmallIntegerField(default=0)
    read_aloud = models.BooleanField(default=False)
    other = Sealed()
    reasons = Sealed()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "applications_accommodation"
        indexes = [models.Index(fields=["state", "requested_at"], name="accommodation_by_state")]
        constraints = [
            known_states(AccommodationState, "accommodation_state_is_known"),
            together("decided_by", "accommodation_decided_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(extra_percent__lte=200),
                name=explain(
                    "accommodation_extra_time_is_bounded",
                    gettext_noop("Extra time is at most 200 per cent, three times the usual."),
                    mend=gettext_noop("Grant less, or describe another arrangement."),
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "partly", "refused"]) | Q(decided_at__isnull=False),
                name="accommodation_decided_says_who",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["requested", "evidence-asked"]),
                name=explain(
                    "accommodation_undecided_is_one",
                    gettext_noop("A request for special arrangements of this application waits for its decision."),
                    mend=gettext_noop("Add to that one, or withdraw it first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AccommodationPaper(Record):
    """A file or a statement that proves a special need; it is read by accommodation officers alone (R-29)."""

    reload_with: ClassVar[tuple[str, ...]] = (
        "accommodation__application__person",
        "accommodation__application__version__scheme__scope",
        "file",
    )

    accommodation = models.ForeignKey(Accommodation, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = Sealed()
    provided_at = models.DateTimeField(default=clock.now)
    provided_by = models.CharField(max_length=100)

    class Meta:
        db_table = "applications_accommodation_paper"

    @property
    def line(self) -> str:
        return self.accommodation.line

    @property
    def key_id(self) -> UUID:
        return self.accommodation.key_id

    @property
    def person_id_concerned(self) -> UUID:
        return self.accommodation.person_id_concerned
