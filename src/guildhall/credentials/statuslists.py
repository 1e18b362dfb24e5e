"""The list that says which credentials no longer hold: a bit for each, in the open, without a name.

W3C Bitstring Status List. One list serves so many credentials, 131,072 at least, that asking for it betrays nobody. A
set bit means suspended or withdrawn; the register says which.
"""

import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime

from guildhall.credentials.contexts import CREDENTIALS
from guildhall.credentials.facts import JsonObject, moment
from guildhall.credentials.multibase import BadText, base64url, from_base64url

BITS = 131_072
"""The least length of a list: below that, a list would tell who is asked about."""

MOST_BYTES = 1 << 24
"""What we unpack of a list at most."""


class BadList(ValueError):
    """This is no status list, or not one with this place."""


def no_bits(length: int = BITS) -> bytes:
    """A list on which nothing is set."""
    if length < BITS or length % 8:
        raise BadList(f"A status list has at least {BITS} places, in whole bytes.")
    return bytes(length // 8)


def set_bit(bits: bytes, index: int, *, to: bool = True) -> bytes:
    """The list with one place set, or cleared. The first place is the most significant bit of the first byte."""
    place, mask = _place(bits, index)
    changed = bytearray(bits)
    changed[place] = changed[place] | mask if to else changed[place] & ~mask
    return bytes(changed)


def with_bits(indexes: Iterable[int], length: int = BITS) -> bytes:
    """A list on which exactly these places are set."""
    changed = bytearray(no_bits(length))
    for index in indexes:
        place, mask = _place(changed, index)
        changed[place] |= mask
    return bytes(changed)


def read_bit(bits: bytes, index: int) -> bool:
    """Whether a place is set."""
    place, mask = _place(bits, index)
    return bool(bits[place] & mask)


def packed(bits: bytes) -> str:
    """A list as a credential carries it."""
    return base64url(gzip.compress(bits, mtime=0))


def unpacked(text: str) -> bytes:
    """The list that a credential carries; refuses one that is too short to hide anybody or too long to be one."""
    try:
        inflated = zlib.decompressobj(wbits=31)
        bits = inflated.decompress(from_base64url(text), MOST_BYTES)
    except (BadText, zlib.error) as problem:
        raise BadList("This is no packed list of bits.") from problem
    if not inflated.eof or len(bits) * 8 < BITS:
        raise BadList(f"A status list has at least {BITS} places and no more than {MOST_BYTES * 8}.")
    return bits


def status_list(url: str, issuer: str, bits: bytes, *, valid_from: datetime, valid_until: datetime) -> JsonObject:
    """The list as a credential that is still to be signed, by the same issuer as those it speaks of."""
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(valid_from),
        "validUntil": moment(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": packed(bits),
        },
    }


def _place(bits: bytes | bytearray, index: int) -> tuple[int, int]:
    if not 0 <= index < len(bits) * 8:
        raise BadList(f"There is no place {index} on a list of {len(bits) * 8}.")
    return index >> 3, 0x80 >> (index & 7)
