"""Rehearses delivery on the database of this installation: an attempt is played in a transaction that is taken back.

The journal's one statement is what no answer may be lost in, and it is spelled for each database. What is rehearsed
never existed for anybody: no row of it is committed, and it names no candidate.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

from django.db import transaction

from guildhall.exams.delivery import journal, tokens
from guildhall.exams.delivery.answers import Given, Message
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt, Channel, FormItem
from guildhall.identity.models import Person
from guildhall.kernel import clock, identifiers
from guildhall.ledger import guard
from guildhall.vault import keys

PLACES = 2
"""How many questions the rehearsed form has."""


class Rehearsal:
    """One attempt that goes on, and the browser that answers it."""

    def __init__(self) -> None:
        self.attempt = _begun()
        self.token = tokens.read(tokens.mint(self.attempt))
        self._numbers = count(1)

    def answer(self, position: int, text: str, *, number: int | None = None, epoch: int = 1) -> str:
        """Send one answer; what the journal says of it, 'saved' where it is in the journal and counts."""
        given = Given(number or next(self._numbers), position, {"RESPONSE": [text]})
        told = journal.save(self.token, Message(epoch, (given,)))
        return (told.late | told.refused).get(given.seq, "saved")

    def set(self, **values: object) -> None:
        """Let the attempt stand otherwise from now on: interrupted, handed in, at another computer, over."""
        Attempt.objects.filter(pk=self.attempt.pk).update(**values)

    def counted(self, position: int) -> str:
        """The answer that counts at a place."""
        kept = journal.counted(self.attempt).get(position)
        return " ".join(kept.answer.response["RESPONSE"]) if kept else "none"


@contextmanager
def played() -> Iterator[Rehearsal]:
    """An attempt to rehearse with; whatever was written is taken back at the end of the block."""
    with guard.writing_as(guard.ACT), transaction.atomic():
        try:
            yield Rehearsal()
        finally:
            transaction.set_rollback(True)


def _begun() -> Attempt:
    """An attempt in progress at a form of two questions; what it belongs to does not exist, and nobody looks for it."""
    now, form_id = clock.now(), identifiers.new_id()
    somebody = Person(data_key=keys.BODY)
    attempt = Attempt(
        number="rehearsal",
        person=somebody,
        candidacy_id=identifiers.new_id(),
        component_id=identifiers.new_id(),
        sitting_id=identifiers.new_id(),
        form_id=form_id,
        channel=Channel.BROWSER,
        state=AttemptState.IN_PROGRESS,
        booked_by="machine:verification",
        minutes=30,
        started_at=now,
        deadline_at=now + timedelta(minutes=30),
        epoch=1,
        answer_key=tokens.new_answer_key(),
    )
    attempt.save(force_insert=True)
    for position in range(1, PLACES + 1):
        FormItem(form_id=form_id, item_version_id=identifiers.new_id(), position=position).save(force_insert=True)
    return attempt
