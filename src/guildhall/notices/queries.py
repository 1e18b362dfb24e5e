"""What others may read of notices, messages and deadlines."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.identity.grants import held_on
from guildhall.kernel import clock
from guildhall.notices.models import OPEN, Channel, Deadline, Message, Notice, Sending


def inbox(person_id: UUID) -> QuerySet[Notice]:
    """What a person was told, the newest first."""
    return Notice.objects.filter(person_id=person_id).select_related("person", "seen").order_by("-made_at", "-id")


def unread(person_id: UUID) -> int:
    """How many notices a person has not read."""
    return Notice.objects.filter(person_id=person_id, seen__isnull=True).count()


def sent_to(person_id: UUID) -> QuerySet[Message]:
    """What was written to a person by e-mail and letter, the newest first."""
    return Message.objects.filter(person_id=person_id).select_related("person", "posting").order_by("-made_at", "-id")


def letters_waiting() -> QuerySet[Message]:
    """Letters that nobody has posted yet, the oldest first; to somebody who was erased none goes out."""
    waiting = Message.objects.filter(channel=Channel.LETTER, posting__isnull=True, person__erased_at__isnull=True)
    return waiting.select_related("person").order_by("made_at", "id")


def failed() -> QuerySet[Message]:
    """E-mails that could not be sent."""
    return Message.objects.filter(state=Sending.FAILED).select_related("person").order_by("-made_at", "-id")


def running() -> QuerySet[Deadline]:
    """Every deadline that runs or has passed, the most urgent first."""
    return Deadline.objects.filter(state__in=OPEN).select_related("person").order_by("due_on", "id")


def running_for(person_id: UUID) -> QuerySet[Deadline]:
    """The open deadlines that concern a person, or a role that they hold today."""
    here = held_on(clock.today()).filter(person_id=person_id, role=OuterRef("role"))
    in_scope = Q(scope__isnull=True) & Exists(here) | Exists(here.filter(scope=OuterRef("scope")))
    return running().filter(Q(person_id=person_id) | in_scope)


def overdue_count() -> int:
    """How many deadlines have passed and are not met."""
    return running().filter(due_on__lt=clock.today()).count()
