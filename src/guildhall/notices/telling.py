"""Tells one person one thing: a notice for the inbox, and an e-mail or a letter for who does not look there."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from guildhall.identity.models import Person
from guildhall.kernel.declarations import Told
from guildhall.ledger.guard import writing_as
from guildhall.notices import texts
from guildhall.notices.models import WRITER, Channel, Message, Notice
from guildhall.vault import keys


def tell(
    told: Told, *, source: str, event: str, text: str, subject: str = "", entry: UUID | None = None, mailed: bool = True
) -> Notice | None:
    """Tell a person once for `source`; None where they were told already, or were erased and cannot be told.

    Runs in the transaction of whoever calls it. Nothing is sent here: the message waits for the sending.
    """
    person = Person.objects.get(pk=told.person_id)
    if person.erased_at or Notice.objects.filter(person=person, source=source).exists():
        return None
    notice = Notice(
        person=person,
        source=source,
        event=event,
        text=text,
        subject=subject,
        number=told.number,
        entry=entry,
        link=list(told.link),
        words=_plain(told.words),
    )
    try:
        return _written(notice, mailed=mailed)
    except keys.KeyDestroyed:
        return None


def _plain(words: Mapping[str, str | date]) -> dict[str, Any]:
    return {name: word.isoformat() if isinstance(word, date) else word for name, word in words.items()}


def _written(notice: Notice, *, mailed: bool) -> Notice:
    message = message_of(notice) if mailed else None
    with writing_as(WRITER):
        notice.save(force_insert=True)
        if message:
            message.save(force_insert=True)
    return notice


def keep(message: Message) -> None:
    """Keep a message that belongs to no notice; it waits for the sending."""
    with writing_as(WRITER):
        message.save(force_insert=True)


def message_of(notice: Notice) -> Message:
    """The message that carries a notice, in the language of who gets it: an e-mail where there is an address."""
    person = notice.person
    channel = Channel.EMAIL if person.email else Channel.LETTER
    text = texts.of(notice, person.language, on_paper=channel == Channel.LETTER)
    return Message(
        person=person,
        notice=notice,
        channel=channel,
        kind=notice.text,
        language=person.language,
        title=text.subject,
        body=text.body,
    )
