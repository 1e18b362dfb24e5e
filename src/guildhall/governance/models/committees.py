"""Committees and who sits on them, for which interest, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.committees import COMMITTEE, SEAT, CommitteeState, SeatState
from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record


class CommitteeKind(models.TextChoices):
    """What a committee is there for."""

    IMPARTIALITY = "impartiality", _("Impartiality committee")
    SCHEME = "scheme", _("Scheme committee")
    BOARD = "board", _("Certification board")
    OTHER = "other", _("Other committee")


class Majority(models.TextChoices):
    """How many of the votes for and against carry a resolution."""

    SIMPLE = "simple", _("More votes for than against")
    TWO_THIRDS = "two-thirds", _("Two thirds of the votes for and against")


class Committee(Record):
    """Interested parties around one table: what it is for, in balance, and how many must be there (4.3.8, 8.4 b).

    `categories` are the interests that sit on it. `quorum` is how many who may vote must be present, and
    `quorum_categories` how many interests they stand for.
    """

    lifecycle = COMMITTEE
    reload_with: ClassVar[tuple[str, ...]] = ("scope",)

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=CommitteeKind)
    name = models.CharField(max_length=200)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="committees")
    state = models.CharField(max_length=20, default=CommitteeState.STANDING)
    mandate = models.TextField()
    categories = models.JSONField(default=list)
    quorum = models.PositiveSmallIntegerField()
    quorum_categories = models.PositiveSmallIntegerField()
    majority = models.CharField(max_length=20, choices=Majority, default=Majority.SIMPLE)
    set_up_at = models.DateTimeField(default=clock.now)
    set_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dissolved_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "governance_committee"
        constraints = [
            known_states(CommitteeState, "committee_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=CommitteeKind.values), name="committee_kind_is_known"),
            models.CheckConstraint(condition=Q(majority__in=Majority.values), name="committee_majority_is_known"),
            models.UniqueConstraint(
                fields=["kind", "scope"],
                condition=Q(state="standing", kind__in=["impartiality", "scheme"]),
                name=explain(
                    "committee_of_its_kind_is_one",
                    gettext_noop("There is a committee of this kind for it already."),
                    mend=gettext_noop("Appoint to the one that stands, or dissolve it first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return CommitteeKind(self.kind).label

    @property
    def advises(self) -> bool:
        """Whether it gives advice that top management answers, and may act by itself where it is not followed."""
        return self.kind == CommitteeKind.IMPARTIALITY


class Seat(OfPerson):
    """That somebody sits on a committee for an interest, from a day until a day, with a vote or without."""

    lifecycle = SEAT
    reload_with: ClassVar[tuple[str, ...]] = ("person", "committee__scope")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=20, default=SeatState.HELD)
    category = models.CharField(max_length=100)
    votes = models.BooleanField(default=True)
    chairs = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField()
    appointed_at = models.DateTimeField(default=clock.now)
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    vacated_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "governance_seat"
        indexes = [models.Index(fields=["committee", "until_on"], name="seat_by_end")]
        constraints = [
            known_states(SeatState, "seat_state_is_known"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name=explain(
                    "seat_ends_after_it_begins",
                    gettext_noop("A term cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="held", vacated_on__isnull=True) | Q(state="vacated", vacated_on__isnull=False),
                name="seat_vacated_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee.number} · {self.category}"
