"""The attempt token: what a candidate's browser carries, so that saving an answer asks neither session nor key.

It is a cookie of the attempt's own pages that no script can read. It names attempt, person and epoch and carries the
key of the attempt's answers, all encrypted under a key of the installation: to the browser it is noise.
"""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from guildhall.exams.models import Attempt
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.vault import keys

MARGIN = timedelta(days=2)
"""How long after the deadline a token still opens the door: for answers that waited on a computer without a network."""

PURPOSE = b"guildhall attempt token 1"
NONCE = 12
SHAPE = struct.Struct(">16s16sI32sQQ")
"""Attempt, person, epoch, key of the answers, moment of issue and of expiry in seconds."""


@dataclass(frozen=True, slots=True)
class Token:
    """Who answers what, at which computer, and the key under which the answers are sealed."""

    attempt: UUID
    person: UUID
    epoch: int
    key: bytes
    issued_at: datetime
    expires_at: datetime


def new_answer_key() -> str:
    """A key for the answers of one attempt, as the attempt keeps it."""
    return urandom(32).hex()


def mint(attempt: Attempt) -> str:
    """The token of an attempt that goes on, for the computer of its present epoch."""
    assert attempt.deadline_at is not None  # noqa: S101  # an attempt that goes on has one
    issued, expires = int(clock.now().timestamp()), int((attempt.deadline_at + MARGIN).timestamp())
    key = bytes.fromhex(attempt.answer_key)
    held = SHAPE.pack(attempt.pk.bytes, attempt.person_id.bytes, attempt.epoch, key, issued, expires)
    nonce = urandom(NONCE)
    return urlsafe_b64encode(nonce + _cipher().encrypt(nonce, held, PURPOSE)).rstrip(b"=").decode()


def read(text: str) -> Token:
    """What a token says; a `Refusal` where it is none of ours, or too old."""
    try:
        sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        held = _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], PURPOSE)
    except (InvalidTag, ValueError) as problem:
        raise unreadable() from problem
    attempt, person, epoch, key, issued, expires = SHAPE.unpack(held)
    token = Token(UUID(bytes=attempt), UUID(bytes=person), epoch, key, _moment(issued), _moment(expires))
    if token.expires_at < clock.now():
        raise expired()
    return token


def unreadable() -> Refusal:
    """There is no token, or somebody made or changed it."""
    return Refusal(
        _("This computer does not hold the seat of this examination, so nothing was saved."),
        mend=_("Open the examination again from your portal, and go on here."),
        code="no-seat",
    )


def expired() -> Refusal:
    """The attempt ended long ago."""
    return Refusal(
        _("This examination ended more than two days ago, so nothing can be saved any more."),
        mend=_("Save the answers that this computer still holds as a file, and give it to the body."),
        code="expired",
    )


def foreign() -> Refusal:
    """The token belongs to another attempt, or to somebody else."""
    return Refusal(
        _("This computer holds the seat of another examination, so nothing was saved."),
        mend=_("Open the examination again from your portal, and go on here."),
        code="another-attempt",
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _cipher() -> AESGCM:
    return _made(keys.derived("exams:attempt-token"))


@lru_cache(maxsize=4)
def _made(key: bytes) -> AESGCM:
    return AESGCM(key)
