"""Codes of an authenticator app (RFC 6238), as somebody's telephone would show them."""

import base64
import hmac
import struct
from datetime import UTC, datetime
from time import sleep

STEP = 30


def code_now(secret: str) -> str:
    """The six digits of this moment; shortly before their end it waits for the next, which nobody has used yet."""
    left = STEP - _real_time() % STEP
    if left < 3:
        sleep(left + 0.5)
    return _digits(secret, int(_real_time() // STEP))


def next_code(secret: str) -> str:
    """The digits of the next half minute: a code that was used once is not taken again."""
    sleep(STEP - _real_time() % STEP + 0.5)
    return code_now(secret)


def _real_time() -> float:
    """Seconds since 1970, as telephones count them: never the clock of the house."""
    return datetime.now(UTC).timestamp()  # noqa: TID251  # what an authenticator app does


def _digits(secret: str, counter: int) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFF_FFFF) % 1_000_000:06d}"
