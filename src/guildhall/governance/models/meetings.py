"""Meetings, what is on their agenda, who was there, who had a conflict, how they voted, and what was resolved."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.committees import (
    AGENDA_ITEM,
    ITEM_CONFLICT,
    MEETING,
    RESOLUTION,
    ConflictState,
    ItemState,
    MeetingState,
    ResolutionState,
)
from guildhall.governance.models.committees import Committee, Seat
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Meeting(Record):
    """A committee around its table: planned, invited, held, and written down in minutes that somebody else approves.

    `minutes` holds what does not belong to one item; what belongs to an item stands there, so that who was shut out
    of it does not read it.
    """

    lifecycle = MEETING
    reload_with: ClassVar[tuple[str, ...]] = ("committee__scope",)

    number = models.CharField(max_length=20, unique=True)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=20, default=MeetingState.PLANNED)
    place = models.CharField(max_length=200)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_at = models.DateTimeField(default=clock.now)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    minutes = Sealed()
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_meeting"
        indexes = [models.Index(fields=["begins_at"], name="meeting_by_begin")]
        constraints = [
            known_states(MeetingState, "meeting_state_is_known"),
            together("drafted_by", "meeting_drafted_by_and_at_together"),
            together("approved_by", "meeting_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name=explain(
                    "meeting_ends_after_it_begins",
                    gettext_noop("A meeting cannot end before it begins."),
                    mend=gettext_noop("Give an end that is later than the beginning."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfMeeting(Record):
    """A record that stands in the line of a meeting, so that a meeting's acts come one after the other."""

    meeting: models.ForeignKey[Meeting, Meeting]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.meeting.ref


class Attendance(OfMeeting):
    """Whether a member was there, by their seat."""

    reload_with: ClassVar[tuple[str, ...]] = ("meeting__committee__scope", "seat__person")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "governance_attendance"
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="meeting_attendance_is_one")]

    def __str__(self) -> str:
        return f"{self.meeting.number} · {self.seat.category}"


class AgendaItem(OfMeeting):
    """One matter of a meeting: its papers, the motion that is voted on, and what was said about it.

    `title` is what every member sees, also who is shut out; motion and minutes are sealed and shown to none of them.
    `matter` is the record that the item is about (``room.model:id``), `matter_number` what people call it.
    """

    lifecycle = AGENDA_ITEM
    reload_with: ClassVar[tuple[str, ...]] = ("meeting__committee__scope",)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, default=ItemState.LISTED)
    title = models.CharField(max_length=200)
    motion = Sealed()
    minutes = Sealed()
    matter = models.CharField(max_length=100, blank=True)
    matter_number = models.CharField(max_length=60, blank=True)
    listed_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "governance_agenda_item"
        indexes = [models.Index(fields=["matter"], name="agenda_item_by_matter")]
        constraints = [
            known_states(ItemState, "agenda_item_state_is_known"),
            models.UniqueConstraint(fields=["meeting", "place"], name="agenda_item_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.number}/{self.place}"


class Paper(Record):
    """A file before a committee, for one item; who is shut out of the item does not open it."""

    reload_with: ClassVar[tuple[str, ...]] = ("item__meeting__committee__scope", "file")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = Sealed()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_paper"

    def __str__(self) -> str:
        return str(self.item)

    @property
    def line(self) -> str:
        return self.item.line


class ItemConflict(OfPerson):
    """That a member has a conflict in an item: from then on they neither vote on it nor see anything of it (4.3.7)."""

    lifecycle = ITEM_CONFLICT
    reload_with: ClassVar[tuple[str, ...]] = ("person", "item__meeting__committee__scope")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="item_conflicts")
    state = models.CharField(max_length=20, default=ConflictState.DECLARED)
    words = Sealed()
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.CharField(max_length=100)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "governance_item_conflict"
        constraints = [
            known_states(ConflictState, "item_conflict_state_is_known"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="item_conflict_lifted_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["item", "person"],
                condition=Q(state="declared"),
                name=explain(
                    "item_conflict_is_one",
                    gettext_noop("A conflict of this member in this item is declared already."),
                    mend=gettext_noop("Nothing needs to be done: the member is shut out."),
                    code="R-07",
                    clauses=("2012:4.3.7", "2026:4.3"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class Choice(models.TextChoices):
    """How somebody voted."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class Vote(OfPerson):
    """How a member voted on an item; who said so is the member, or who keeps the minutes."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "seat", "item__meeting__committee__scope")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes_cast")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="votes_cast")
    choice = models.CharField(max_length=20, choices=Choice)
    cast_at = models.DateTimeField(default=clock.now)
    cast_by = models.CharField(max_length=100)

    class Meta:
        db_table = "governance_vote"
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="vote_choice_is_known"),
            models.UniqueConstraint(fields=["item", "seat"], name="vote_is_one_per_seat"),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def choice_word(self) -> str | Promise:
        return Choice(self.choice).label


class Resolution(Record):
    """What a committee resolved, and what came of it: an answer, somebody who does it until a day, that it was done.

    `answer`, `report` and the words of the motion are sealed; who is shut out of the item reads none of them.
    """

    lifecycle = RESOLUTION
    reload_with: ClassVar[tuple[str, ...]] = ("item__meeting__committee__scope", "responsible")

    number = models.CharField(max_length=20, unique=True)
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="resolution")
    state = models.CharField(max_length=20, default=ResolutionState.ADOPTED)
    adopted_at = models.DateTimeField(default=clock.now)
    answer = Sealed()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    report = Sealed()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_resolution"
        constraints = [
            known_states(ResolutionState, "resolution_state_is_known"),
            together("answered_by", "resolution_answered_by_and_at_together"),
            together("done_by", "resolution_done_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.item.line


class Addressee(models.TextChoices):
    """To whom a committee turns when its advice is not followed."""

    AUTHORITY = "authority", _("An authority")
    ACCREDITATION = "accreditation", _("The accreditation body")
    STAKEHOLDERS = "stakeholders", _("Interested parties")


class IndependentAction(Record):
    """That a committee used its right to act by itself, because its advice was not followed (4.3.8)."""

    reload_with: ClassVar[tuple[str, ...]] = ("resolution__item__meeting__committee__scope",)

    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="independent_action")
    addressee = models.CharField(max_length=20, choices=Addressee)
    words = Sealed()
    taken_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_independent_action"
        constraints = [
            models.CheckConstraint(condition=Q(addressee__in=Addressee.values), name="action_addressee_is_known")
        ]

    def __str__(self) -> str:
        return self.resolution.number

    @property
    def line(self) -> str:
        return self.resolution.line

    @property
    def addressee_word(self) -> str | Promise:
        return Addressee(self.addressee).label
