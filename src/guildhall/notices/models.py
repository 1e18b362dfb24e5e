"""What is recorded of what people were told, and of the days that count.

Notices, messages and deadlines are written by followers, by the sending and by the daily pass, under the one name
`WRITER`; what people do with them (read, post, set a length) are records of their own, written by acts.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed, SealedJSON

WRITER = "notices"


class AboutOnePerson(OfPerson):
    """A record that stands in the line of one person and is sealed under that person's key."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Notice(AboutOnePerson):
    """That somebody was told something: why (`source`, once per person), with which text, about which record.

    What the text fills in is sealed; the text itself is said anew, in the reader's language, whenever it is read.
    """

    written_by: ClassVar[str] = WRITER

    source = models.CharField(max_length=200)
    event = models.CharField(max_length=100)
    text = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=40, blank=True)
    entry = models.UUIDField(null=True)
    link = models.JSONField(default=list)
    words = SealedJSON()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "notices_notice"
        indexes = [models.Index(fields=["person", "made_at"], name="notice_by_person")]
        constraints = [models.UniqueConstraint(fields=["person", "source"], name="notice_is_told_once")]

    def __str__(self) -> str:
        return f"{self.text} {self.number}"


class Seen(AboutOnePerson):
    """That somebody read a notice of theirs, and when."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "notice")

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="seen")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "notices_seen"


class Channel(models.TextChoices):
    """How a message reaches somebody who does not look into the inbox."""

    EMAIL = "email", gettext_noop("E-mail")
    LETTER = "letter", gettext_noop("Letter")


class Sending(models.TextChoices):
    """What became of a message: a letter stays waiting, and its posting says when it went."""

    WAITING = "waiting", gettext_noop("waits")
    SENDING = "sending", gettext_noop("is being sent")
    SENT = "sent", gettext_noop("sent")
    FAILED = "failed", gettext_noop("could not be sent")


class Message(AboutOnePerson):
    """What was written to somebody, word for word and sealed: an e-mail or a letter.

    No address is kept: it is looked up when the message goes out. `other_address` (sealed) is for the one case in
    which it is not the person's own yet, when they confirm a new one. `problem` is the class of what went wrong,
    never its text.
    """

    written_by: ClassVar[str] = WRITER

    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel)
    kind = models.CharField(max_length=100)
    language = models.CharField(max_length=8)
    title = Sealed()
    body = Sealed()
    other_address = Sealed()
    state = models.CharField(max_length=10, choices=Sending, default=Sending.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "notices_message"
        indexes = [
            models.Index(fields=["channel", "state", "not_before"], name="message_by_state"),
            models.Index(fields=["person", "made_at"], name="message_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="message_channel_is_known"),
            models.CheckConstraint(condition=Q(state__in=Sending.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_says_when",
            ),
            models.UniqueConstraint(fields=["notice", "channel"], name="message_is_written_once_per_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.kind}"


class Posting(AboutOnePerson):
    """That a letter was handed to the post, on which day, and the address that stood on it (sealed)."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "letter")

    letter = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="posting")
    posted_on = models.DateField()
    address = Sealed()

    class Meta:
        db_table = "notices_posting"


class Due(models.TextChoices):
    """What can be said of a timer: it runs, its day passed, what it waited for was done, or it lost its reason."""

    RUNNING = "running", gettext_noop("runs")
    OVERDUE = "overdue", gettext_noop("overdue")
    MET = "met", gettext_noop("met")
    ENDED = "ended", gettext_noop("ended")


OPEN = (Due.RUNNING, Due.OVERDUE)


class Deadline(Record):
    """One running timer about one record, kept by followers from what the rooms declare.

    `timer` names the declaration and `code` its line in the list of timers (``T-10``). The person concerned, if there
    is one, is warned, and who holds `role`, in `scope` alone where that is named. What time ended has no
    `ended_by_entry`.
    """

    written_by: ClassVar[str] = WRITER

    timer = models.CharField(max_length=100)
    code = models.CharField(max_length=10)
    about = models.CharField(max_length=100)
    number = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    scope = models.ForeignKey(Scope, null=True, on_delete=models.PROTECT, related_name="+")
    scope_id: UUID | None
    link = models.JSONField(default=list)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=Due, default=Due.RUNNING)
    started_by_entry = models.UUIDField()
    ended_by_entry = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "notices_deadline"
        indexes = [
            models.Index(fields=["state", "due_on"], name="deadline_by_day"),
            models.Index(fields=["person", "due_on"], name="deadline_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Due.values), name="deadline_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_on__isnull=True, ended_by_entry__isnull=True)
                | (~Q(state__in=OPEN) & Q(ended_on__isnull=False)),
                name="deadline_ended_says_when",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(role=""), name="deadline_concerns_somebody"),
            models.UniqueConstraint(
                fields=["timer", "about"], condition=Q(state__in=OPEN), name="deadline_runs_once_about_a_record"
            ),
            models.UniqueConstraint(fields=["timer", "about", "started_by_entry"], name="deadline_starts_once"),
        ]

    @property
    def person_id_concerned(self) -> UUID | None:
        return self.person_id

    def days_left(self, today: date) -> int:
        """Days until it is due; below zero, days over."""
        return (self.due_on - today).days


class WarningStep(models.Model):
    """That a deadline came within `days_before` of its end (-1: it passed), and whether somebody was told of it.

    A step that is passed together with a later one, because nothing ran meanwhile, is kept but not told.
    """

    written_by: ClassVar[str] = WRITER

    id = models.BigAutoField(primary_key=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="steps")
    days_before = models.SmallIntegerField()
    reached_on = models.DateField()
    told = models.BooleanField()

    class Meta:
        db_table = "notices_warning_step"
        constraints = [models.UniqueConstraint(fields=["deadline", "days_before"], name="warning_step_is_reached_once")]


class TimerLength(Record):
    """The length that this body set for a timer of the list, instead of the usual one."""

    code = models.CharField(max_length=10, unique=True)
    months = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    working_days = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField()

    class Meta:
        db_table = "notices_timer_length"
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gt=0, days=0, working_days=0)
                | Q(months=0, days__gt=0, working_days=0)
                | Q(months=0, days=0, working_days__gt=0),
                name=explain(
                    "timer_length_is_one_number",
                    gettext_noop("A timer’s length is one number above zero: of months, of days or of working days."),
                    mend=gettext_noop("Give one of the three and leave the others at zero."),
                ),
            )
        ]

    @property
    def period(self) -> Period:
        return Period(self.months, self.days, self.working_days)
