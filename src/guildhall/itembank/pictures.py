"""How large a picture is, read from the first bytes of its file: spots on it are told in these points."""

import struct
from collections.abc import Iterator

from guildhall.vault import files
from guildhall.vault.files import Received
from guildhall.vault.models import StoredFile

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The marks of JPEG behind which its size stands."""


def size_of(received: Received) -> tuple[int, int] | None:
    """Width and height of a picture that was received; None where its file does not tell."""
    kept = StoredFile(key_id=received.key_id, address=received.address, kind=received.kind, size=received.size)
    content = b"".join(files.open_stream(kept))
    found = _png(content) if content.startswith(b"\x89PNG") else _jpeg(content)
    return found if found and all(0 < each < 100_000 for each in found) else None


def _png(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    for mark, place in _segments(content):
        if mark in FRAMES and place + 9 <= len(content):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
    return None


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """The marks of a JPEG, with where they stand, up to its picture."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        yield content[place + 1], place
        place += 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
