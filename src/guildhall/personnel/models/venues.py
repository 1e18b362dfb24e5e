"""Where examinations are held: sites with their rooms, platforms for examinations at a distance, and inspections."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import ROOM, VENUE, RoomState, VenueState
from guildhall.vault.models import StoredFile


class VenueKind(models.TextChoices):
    """What kind of venue it is."""

    SITE = "site", _("Site")
    PLATFORM = "platform", _("Platform for examinations at a distance")


class Access(models.TextChoices):
    """What makes a room fit for people who need it."""

    STEP_FREE = "step-free", _("Reached without steps")
    WHEELCHAIR = "wheelchair", _("Places for wheelchairs, desks that can be raised")
    TOILET = "toilet", _("Accessible toilet on the same floor")
    QUIET = "quiet", _("Separate quiet place")
    HEARING = "hearing", _("Induction loop")
    READER = "reader", _("Place for a reader, scribe or interpreter")


class Venue(Record):
    """A site, or a platform, at which the body examines: suitable by inspection, and approved by a second person (6.4).

    `capacity` is how many a platform takes at the same time; a site has it in its rooms. `release` is the version of
    a platform's software. An inspection carries the venue until `due_on`; after that day it cannot be used (T-14).
    """

    lifecycle = VENUE

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=VenueKind)
    state = models.CharField(max_length=20, default=VenueState.REGISTERED)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    release = models.CharField(max_length=60, blank=True)
    accessibility = models.TextField(blank=True)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_venue"
        indexes = [models.Index(fields=["state", "due_on"], name="venue_by_inspection")]
        constraints = [
            known_states(VenueState, "venue_state_is_known"),
            together("approved_by", "venue_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(kind="site", capacity__isnull=True, release="") | Q(kind="platform", capacity__gt=0),
                name=explain(
                    "venue_kind_has_its_capacity",
                    gettext_noop("A platform says how many it takes at once; a site says it room by room."),
                    mend=gettext_noop("Give the number for a platform, and leave it out for a site."),
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, due_on__isnull=False),
                name="venue_approved_was_inspected",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_platform(self) -> bool:
        return self.kind == VenueKind.PLATFORM


class ExamRoom(Record):
    """A room of a site: how many can sit an examination there, and who can reach and use it."""

    lifecycle = ROOM
    reload_with: ClassVar[tuple[str, ...]] = ("venue",)

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=20, default=RoomState.IN_USE)
    capacity = models.PositiveSmallIntegerField()
    features = models.JSONField(default=list)
    note = models.TextField(blank=True)
    added_at = models.DateTimeField(default=clock.now)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_exam_room"
        constraints = [
            known_states(RoomState, "exam_room_state_is_known"),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="exam_room_has_a_seat"),
            models.UniqueConstraint(
                fields=["venue", "name"],
                name=explain(
                    "exam_room_is_one_of_its_name",
                    gettext_noop("This site has a room of that name already."),
                    mend=gettext_noop("Give it the name by which people find it there."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue.number} {self.name}"

    @property
    def line(self) -> str:
        return self.venue.ref

    @property
    def words(self) -> str:
        """The room and its address, as candidates are told them."""
        return f"{self.name}, {self.venue.address}"

    @property
    def access_words(self) -> list[str]:
        """What makes the room fit for people who need it, in words."""
        return [str(Access(each).label) for each in self.features]


class Inspection(Record):
    """What somebody found who looked at a venue: every criterion with its answer, and whether it is suitable (T-14)."""

    reload_with: ClassVar[tuple[str, ...]] = ("venue", "report")

    number = models.CharField(max_length=20, unique=True)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="inspections")
    inspected_on = models.DateField()
    inspected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    answers = models.JSONField(default=dict)
    suitable = models.BooleanField()
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    report = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_inspection"
        constraints = [
            models.CheckConstraint(
                condition=Q(suitable=True, due_on__isnull=False) | Q(suitable=False, due_on__isnull=True),
                name="inspection_carries_what_is_suitable",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.venue.ref
