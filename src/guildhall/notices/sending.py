"""Sends e-mail, outside any transaction, and records before and after what became of it.

A message is claimed, handed to the mail server, and marked as sent. What crashes in between leaves it claimed; it is
sent again when the claim is ten minutes old. The one thing that can happen then is that it arrives twice, with the
same Message-ID, by which most mail programs show it once. That it does not arrive at all cannot happen unseen: an
attempt that fails is repeated, ever more slowly, and after the last one the message stands as failed.
"""

import smtplib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q, QuerySet

from guildhall.kernel import clock
from guildhall.ledger.guard import writing_as
from guildhall.notices import texts
from guildhall.notices.models import WRITER, Channel, Message, Sending
from guildhall.vault import keys

ATTEMPTS = 8
CLAIM = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
"""The first pause after a failure; each later one is four times as long, up to `LONGEST_PAUSE`."""
LONGEST_PAUSE = timedelta(hours=12)


class NoAddress(LookupError):
    """Whom the message is for has no e-mail address any more."""


class Mail(EmailMultiAlternatives):
    """A mail that knows under whose key a copy of it is sealed."""

    def __init__(self, message: Message) -> None:
        text = texts.Text(message.title, message.body)
        super().__init__(
            subject=text.subject,
            body=f"{text.body}\n\n-- \n{settings.GUILDHALL.body_name}\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[_address(message)],
            headers={"Message-ID": f"<{message.pk}@{_host()}>", "Auto-Submitted": "auto-generated"},
        )
        self.number = message.pk
        self.key_id = message.person.data_key
        self.attach_alternative(texts.as_html(text, message.language), "text/html")


def send_waiting(limit: int = 50) -> int:
    """Try every message that is due, oldest first; returns how many went out."""
    return sum(send(message_id) for message_id in due().values_list("pk", flat=True)[:limit])


def due() -> QuerySet[Message]:
    """E-mails that are to be tried now: waiting ones, and those whose sender seems to have died."""
    now = clock.now()
    waiting = Q(state=Sending.WAITING, not_before__lte=now)
    abandoned = Q(state=Sending.SENDING, tried_at__lte=now - CLAIM)
    return Message.objects.filter(waiting | abandoned, channel=Channel.EMAIL).order_by("made_at", "id")


def send(message_id: UUID) -> bool:
    """Try one message; False where somebody else has it in hand, or it did not go out."""
    if not _claim(message_id):
        return False
    message = Message.objects.select_related("person").get(pk=message_id)
    with keys.one_request():
        try:
            Mail(message).send()
        except (keys.KeyDestroyed, NoAddress, smtplib.SMTPRecipientsRefused) as problem:
            return _failed(message, problem, for_good=True)
        except (OSError, smtplib.SMTPException) as problem:
            return _failed(message, problem, for_good=message.attempts >= ATTEMPTS)
    return _sent(message)


def _claim(message_id: UUID) -> bool:
    with writing_as(WRITER):
        return bool(
            due()
            .filter(pk=message_id)
            .update(state=Sending.SENDING, tried_at=clock.now(), attempts=F("attempts") + 1, problem="")
        )


def _sent(message: Message) -> bool:
    with writing_as(WRITER):
        Message.objects.filter(pk=message.pk).update(state=Sending.SENT, sent_at=clock.now())
    return True


def _failed(message: Message, problem: Exception, *, for_good: bool) -> bool:
    with writing_as(WRITER):
        Message.objects.filter(pk=message.pk).update(
            state=Sending.FAILED if for_good else Sending.WAITING,
            problem=type(problem).__name__,
            not_before=clock.now() + pause(message.attempts),
        )
    return False


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return min(PAUSE * int(4 ** (attempts - 1)), LONGEST_PAUSE)


def again(message: Message) -> None:
    """Let a failed message wait once more, with all its attempts before it; called by an act."""
    with writing_as(WRITER):
        Message.objects.filter(pk=message.pk, state=Sending.FAILED).update(
            state=Sending.WAITING, attempts=0, not_before=clock.now(), problem=""
        )


def _address(message: Message) -> str:
    address = message.other_address or message.person.email
    if not address:
        raise NoAddress("This person has no e-mail address any more.")
    return str(address)


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
