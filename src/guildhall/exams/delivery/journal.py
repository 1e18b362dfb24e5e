"""The response journal: answers go in by one statement, and come out again for the page, the scorer and an appeal.

The statement itself asks whether attempt, person and epoch belong together, whether the question stands in the form,
and whether the attempt goes on in its time; nothing is read before it. It holds the attempt's row against whoever ends
the attempt, so that an answer is either in what was handed in, or late; never between. Everything that arrives is kept,
and a number that was used is never used again.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, QuerySet

from guildhall.exams.delivery.answers import LARGEST_ANSWER, Given, Message, seal, unseal
from guildhall.exams.delivery.tokens import Token, foreign
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt, FormItem, Response
from guildhall.kernel import clock, identifiers
from guildhall.ledger.guard import writing_as

GRACE = timedelta(seconds=5)
"""How long after the deadline an answer may be on its way; the candidate's clock ends with the deadline."""

AFTER_DEADLINE, ELSEWHERE, INTERRUPTED, CLOSED = "after-deadline", "elsewhere", "interrupted", "closed"
"""Why an answer is late."""

NOT_IN_FORM, NUMBER_TAKEN, ANSWER_TOO_LARGE = "not-in-form", "number-taken", "answer-too-large"
"""Why an answer was not taken at all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an attempt stands: what a browser must know to go on."""

    state: str
    epoch: int
    deadline_at: datetime | None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What became of a message. What is neither late nor refused is saved and counts.

    Every answer of the epoch up to the number `upto` is in the journal.
    """

    now: datetime
    standing: Standing
    upto: int
    late: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in the journal, unsealed."""

    epoch: int
    answer: Given
    late: bool
    received_at: datetime


def save(token: Token, message: Message) -> Acknowledged:
    """Keep the answers of a message and say what became of each; a message that was sent before changes nothing."""
    if message.epoch > token.epoch:
        raise foreign()
    fit = [each for each in message.answers if len(each.plain) <= LARGEST_ANSWER]
    now = clock.now()
    written = _written(token, message.epoch, fit, now) if fit else []
    if fit and len(written) == len(message.answers) and not any(row.late for row in written):
        before, first, last = written[0].before, fit[0].seq, fit[-1].seq
        if before == first - 1 and last - first == len(fit) - 1:
            going_on = Standing(AttemptState.IN_PROGRESS, token.epoch, written[0].deadline_at)
            return Acknowledged(now, going_on, last)
    return _explained(token, message, now)


def kept(attempt: Attempt) -> Iterator[Kept]:
    """Every answer of an attempt, in the order of epochs and numbers."""
    if not attempt.answer_key:
        return
    key = bytes.fromhex(attempt.answer_key)
    for row in Response.objects.filter(attempt_id=attempt.pk).order_by("epoch", "seq").iterator():
        given = unseal(key, attempt.pk, row.epoch, row.seq, row.position, row.content)
        answer = Given(given.seq, given.position, given.response, row.flagged, given.at)
        yield Kept(row.epoch, answer, row.late, row.received_at)


def counted(attempt: Attempt) -> dict[int, Kept]:
    """The answers that count, by position: the last that came in time."""
    return {each.answer.position: each for each in kept(attempt) if not each.late}


def late(attempt: Attempt) -> list[Kept]:
    """What was kept for a person to look at, and is never scored."""
    return [each for each in kept(attempt) if each.late]


def late_among(attempts: QuerySet[Attempt]) -> dict[Any, int]:
    """How many answers came late, for those of `attempts` to which some did."""
    rows = Response.objects.filter(late=True, attempt_id__in=attempts.values("pk")).values_list("attempt_id")
    return dict(rows.annotate(Count("id")))


def count(attempt: Attempt) -> int:
    """How many answers of the present epoch are in the journal."""
    return Response.objects.filter(attempt_id=attempt.pk, epoch=attempt.epoch).count()


def highest(attempt: Attempt) -> int:
    """The highest number that the present epoch has used."""
    numbers = Response.objects.filter(attempt_id=attempt.pk, epoch=attempt.epoch).order_by("-seq")
    return numbers.values_list("seq", flat=True).first() or 0


def contiguous(attempt_id: Any, epoch: int) -> int:
    """The highest number up to which every answer of an epoch is in the journal."""
    numbers = Response.objects.filter(attempt_id=attempt_id, epoch=epoch).order_by("seq").values_list("seq", flat=True)
    upto = 0
    for number in numbers.iterator():
        if number != upto + 1:
            break
        upto = number
    return upto


@dataclass(frozen=True, slots=True)
class _Row:
    seq: int
    late: bool
    before: int
    deadline_at: datetime | None


def _written(token: Token, epoch: int, answers: Sequence[Given], now: datetime) -> list[_Row]:
    """Write with the one statement; what came back are the rows that are new."""
    asked = [epoch, _stored_moment(now - GRACE), epoch, _stored_moment(now)]
    asked += [_stored(token.attempt), _stored(token.person), epoch]
    for each in answers:
        sealed = seal(token.key, token.attempt, epoch, each)
        asked += [_stored(identifiers.new_id()), each.seq, each.position, sealed, each.flagged]
    with _one_transaction(), writing_as("journal"), connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, len(answers)), [*asked, answers[0].seq])
        return [_Row(seq, bool(is_late), before, _moment(end)) for seq, is_late, before, end in cursor.fetchall()]


def _one_transaction() -> AbstractContextManager[Any]:
    """SQLite's writers take turns at the gate of a transaction; PostgreSQL's single statement is one by itself."""
    return nullcontext() if connection.vendor == "postgresql" else transaction.atomic()


RESPONSES, ATTEMPTS, ITEMS = (model._meta.db_table for model in (Response, Attempt, FormItem))


@lru_cache(maxsize=128)
def _statement(vendor: str, count: int) -> str:
    """The statement for so many answers; PostgreSQL is told the types, and holds the attempt's row."""
    row, held = (_TYPED, "FOR SHARE") if vendor == "postgresql" else (_ROW, "")
    return f"""INSERT INTO {RESPONSES} (attempt_id, epoch, late, received_at, id, seq, position, content, flagged)
        SELECT a.id, %s, a.state <> '{AttemptState.IN_PROGRESS}' OR a.deadline_at < %s OR a.epoch <> %s, %s,
            g.column1, g.column2, g.column3, g.column4, g.column5
        FROM (SELECT id, form_id, state, epoch, deadline_at FROM {ATTEMPTS}
            WHERE id = %s AND person_id = %s AND epoch >= %s AND started_at IS NOT NULL {held}) a
        CROSS JOIN (VALUES {", ".join([row] * count)}) g
        JOIN {ITEMS} i ON i.form_id = a.form_id AND i.position = g.column3 AND i.removed_at IS NULL
        WHERE true
        ON CONFLICT (attempt_id, epoch, seq) DO NOTHING
        RETURNING seq, late,
            (SELECT COUNT(*) FROM {RESPONSES} o WHERE o.attempt_id = {RESPONSES}.attempt_id
                AND o.epoch = {RESPONSES}.epoch AND o.seq < %s),
            (SELECT deadline_at FROM {ATTEMPTS} t WHERE t.id = {RESPONSES}.attempt_id)"""  # noqa: S608  # names alone


_ROW = "(%s, %s, %s, %s, %s)"
_TYPED = "(%s::uuid, %s::int, %s::smallint, %s::bytea, %s::bool)"


def _explained(token: Token, message: Message, now: datetime) -> Acknowledged:
    """What became of a message that did not go in whole, or held no answer: asked of what is there now."""
    standing = _standing(token)
    there = {
        row.seq: row
        for row in Response.objects.filter(
            attempt_id=token.attempt, epoch=message.epoch, seq__in=[each.seq for each in message.answers]
        )
    }
    late: dict[int, str] = {}
    refused: dict[int, str] = {}
    for each in message.answers:
        row = there.get(each.seq)
        if row is None or not _is_the_same(token, each, row):
            refused[each.seq] = _why_refused(each, row)
        elif row.late:
            late[each.seq] = _why_late(message, standing)
    return Acknowledged(now, standing, contiguous(token.attempt, message.epoch), late, refused)


def _standing(token: Token) -> Standing:
    columns = ("state", "epoch", "deadline_at")
    found = Attempt.objects.filter(pk=token.attempt, person_id=token.person).values_list(*columns).first()
    if found is None:
        raise foreign()
    return Standing(*found)


def _is_the_same(token: Token, given: Given, row: Response) -> bool:
    """Whether what came again is what is there: the same number with another answer is another answer."""
    if (row.position, row.flagged) != (given.position, given.flagged):
        return False
    there = unseal(token.key, token.attempt, row.epoch, row.seq, row.position, row.content)
    return there.response == given.response


def _why_refused(given: Given, row: Response | None) -> str:
    if row is not None:
        return NUMBER_TAKEN
    return ANSWER_TOO_LARGE if len(given.plain) > LARGEST_ANSWER else NOT_IN_FORM


def _why_late(message: Message, standing: Standing) -> str:
    if standing.state == AttemptState.INTERRUPTED:
        return INTERRUPTED
    if standing.state != AttemptState.IN_PROGRESS:
        return CLOSED
    return ELSEWHERE if message.epoch < standing.epoch else AFTER_DEADLINE


def _stored(identifier: Any) -> Any:
    return Response._meta.pk.get_db_prep_value(identifier, connection)


def _stored_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _moment(held: Any) -> datetime | None:
    """A moment as a statement of our own gets it: SQLite keeps it without its zone."""
    read = datetime.fromisoformat(held) if isinstance(held, str) else held
    return read.replace(tzinfo=UTC) if read and read.tzinfo is None else read
