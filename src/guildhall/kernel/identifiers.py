"""Identifiers: UUIDv7 inside (RFC 9562), short readable numbers for people."""

import os
import re
import threading
import time
from uuid import UUID

RANDOM_BITS = 74
NUMBER = re.compile(r"^[A-Z]{1,3}-\d{4}-\d{6,}$")

_last = 0
_rising = threading.Lock()


def new_id() -> UUID:
    """A new UUIDv7: 48 bits of milliseconds, then 74 random bits (RFC 9562, section 5.7).

    Within a process each is greater than the one before, also in the same millisecond and when the clock is set back:
    what was done later sorts later (section 6.2, method 2). Real time on purpose, not the clock of the house.
    """
    global _last
    fresh = time.time_ns() // 1_000_000 << RANDOM_BITS | int.from_bytes(os.urandom(10)) >> 80 - RANDOM_BITS
    with _rising:
        _last = max(fresh, _last + 1 + int.from_bytes(os.urandom(4)))
        value = _last
    high, low = value >> 62, value & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(high >> 12) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0b10 << 62 | low)


def readable(prefix: str, year: int, count: int) -> str:
    """The number by which people call a record: ``A-2026-000123``."""
    return f"{prefix}-{year}-{count:06d}"


def is_number(text: str) -> bool:
    """Whether `text` has the form of a record's number."""
    return bool(NUMBER.match(text))
