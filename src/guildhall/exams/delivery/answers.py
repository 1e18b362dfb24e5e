"""Answers as a browser sends them, and as the journal keeps them: sealed under the attempt's own key.

A response maps the names of an item's responses to texts, in the order of the page; an empty text is a field that was
left empty. Table, row and place are sealed in, so that an answer cannot be moved to another question or candidate.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import urandom
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Refusal

Answered = Mapping[str, Sequence[str]]

MOST = 50
"""Answers in one message; a longer queue comes in several."""

LARGEST_MESSAGE = 512 * 1024
LARGEST_ANSWER = 32 * 1024
"""Bytes of one message, and of one answer in it."""

LAST_NUMBER = 100_000
"""The highest number of an answer: more than anybody gives, and a bound for who would fill the disk."""

NONCE = 12
PLACE = struct.Struct(">16sIIH")
"""Attempt, epoch, number and position of the question."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it came: its number, the question's position, what was answered, and the candidate's own mark.

    `at` is the browser's own count of milliseconds: it tells the order and pace of answers, never the time.
    """

    seq: int
    position: int
    response: Answered
    flagged: bool = False
    at: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether anything stands in it; a field that was emptied again is no answer."""
        return any(text.strip() for texts in self.response.values() for text in texts)

    @property
    def plain(self) -> bytes:
        """What is sealed."""
        return json.dumps({"response": self.response, "at": self.at}, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Message:
    """What a browser sends at once: answers of one epoch. Without answers it asks for the time alone."""

    epoch: int
    answers: tuple[Given, ...]


def read(body: bytes) -> Message:
    """The message in a request's body; a `Refusal` where it has not the shape of one, and then nothing is saved."""
    try:
        held = json.loads(body)
        answers = tuple(_given(each) for each in held["answers"])
        message = Message(_number(held["epoch"], LAST_NUMBER), answers)
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise malformed() from problem
    numbers = [each.seq for each in answers]
    if len(numbers) > MOST or numbers != sorted(set(numbers)):
        raise malformed()
    return message


def seal(key: bytes, attempt: UUID, epoch: int, answer: Given) -> bytes:
    """An answer as the journal keeps it."""
    nonce = urandom(NONCE)
    place = PLACE.pack(attempt.bytes, epoch, answer.seq, answer.position)
    return nonce + AESGCM(key).encrypt(nonce, answer.plain, place)


def unseal(key: bytes, attempt: UUID, epoch: int, seq: int, position: int, content: bytes | memoryview) -> Given:
    """An answer from the journal; InvalidTag where somebody touched or moved it."""
    sealed, place = bytes(content), PLACE.pack(attempt.bytes, epoch, seq, position)
    held: dict[str, Any] = json.loads(AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place))
    return Given(seq, position, held["response"], at=held["at"])


def malformed() -> Refusal:
    """What came is no message of our page."""
    return Refusal(
        _("What this computer sent cannot be read as answers, so nothing of it was saved."),
        mend=_("Reload the page; your answers wait on this computer and are sent again."),
        code="malformed",
    )


def too_large() -> Refusal:
    """More came than a message holds."""
    return Refusal(
        _("What this computer sent is larger than answers can be, so nothing of it was saved."),
        mend=_("Shorten the answer that you wrote last; it may be as long as five pages."),
        code="too-large",
    )


def _given(held: Any) -> Given:
    response = held["response"]
    if not isinstance(response, dict) or not all(_is_answered(name, texts) for name, texts in response.items()):
        raise TypeError("A response maps names to texts.")
    flagged = held.get("flagged", False)
    if not isinstance(flagged, bool):
        raise TypeError("A mark is yes or no.")
    seq, position = _number(held["seq"], LAST_NUMBER), _number(held["position"], 32_767)
    return Given(seq, position, response, flagged, _count(held.get("at", 0)))


def _is_answered(name: Any, texts: Any) -> bool:
    return isinstance(name, str) and isinstance(texts, list) and all(isinstance(each, str) for each in texts)


def _number(value: Any, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise TypeError("A number begins at one.")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise TypeError("A count of milliseconds is a whole number.")
    return value
