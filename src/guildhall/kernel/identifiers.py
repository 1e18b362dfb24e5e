"""Identifiers: UUIDv7 inside (RFC 9562), short readable numbers for people."""

import os
import re
import time
from uuid import UUID

NUMBER = re.compile(r"^[A-Z]{1,3}-\d{4}-\d{6,}$")


def new_id() -> UUID:
    """A new UUIDv7: 48 bits of milliseconds, then 74 random bits (RFC 9562, section 5.7).

    Real time on purpose, not the clock of the house: identifiers only need to be unique and to rise.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    return UUID(int=high | 0x7 << 76 | (random >> 68) << 64 | 0b10 << 62 | random & 0x3FFF_FFFF_FFFF_FFFF)


def readable(prefix: str, year: int, count: int) -> str:
    """The number by which people call a record: ``A-2026-000123``."""
    return f"{prefix}-{year}-{count:06d}"


def is_number(text: str) -> bool:
    """Whether `text` has the form of a record's number."""
    return bool(NUMBER.match(text))
