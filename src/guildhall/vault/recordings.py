"""Whether a file is a recording, told from its bytes: the four kinds that browsers play, and nothing that says so only.

Each is followed far enough that a picture, a page or moving pictures with a sound do not pass: an MP3 shows two frames
behind each other, an Ogg the head of its only stream, a WAV its format, an M4A its one track.
"""

import struct
from collections.abc import Iterator
from typing import IO

TAG = 10
"""Bytes of the head of what stands before the frames of an MP3: title, artist, a picture perhaps."""

FRAME = 4
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Samples a second by the version of MPEG that a frame names: 1, 2 and 2.5."""

THOUSANDS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Thousands of bits a second of layer III, by the same versions."""

LAYER_III = 1
OGG_HEAD = 28
SPEECH_AND_MUSIC = (b"OpusHead", b"\x01vorbis")
MOVING = (b"theora", b"\x80kate", b"fishead", b"BBCD", b"OVP80")
"""How streams of Ogg begin that are no sound."""

PCM = (1, 3, 0xFFFE)
MOST_OF_A_MOVIE = 4_000_000
"""How large the table of contents of an M4A may be that is looked through."""


def is_mp3(file: IO[bytes], size: int) -> bool:
    """Two frames of layer III behind each other, after whatever tag stands before them."""
    at = _behind_the_tag(file)
    length = _frame(_read(file, at, FRAME))
    if not length:
        return False
    is_only = at + length in {size, size - 128}
    return is_only or bool(_frame(_read(file, at + length, FRAME)))


def _behind_the_tag(file: IO[bytes]) -> int:
    head = _read(file, 0, TAG)
    if len(head) < TAG or not head.startswith(b"ID3"):
        return 0
    a, b, c, d = head[6:10]
    return TAG + (a << 21 | b << 14 | c << 7 | d)


def _frame(head: bytes) -> int:
    """How many bytes a frame holds; nought where none begins here."""
    if len(head) < FRAME or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    speed, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version not in RATES or layer != LAYER_III or not 1 <= speed <= 14 or rate == 3:
        return 0
    samples = 144 if version == 3 else 72
    return samples * 1000 * THOUSANDS[version][speed - 1] // RATES[version][rate] + padding


def is_ogg(file: IO[bytes], size: int) -> bool:
    """One stream of Opus or Vorbis, and none that moves."""
    head = _read(file, 0, 2048)
    return (
        head.startswith(b"OggS\x00\x02")
        and head[OGG_HEAD:].startswith(SPEECH_AND_MUSIC)
        and not any(each in head for each in MOVING)
    )


def is_wav(file: IO[bytes], size: int) -> bool:
    """Uncompressed sound, as long as its file says."""
    head = _read(file, 0, 12)
    if len(head) < 12 or (head[:4], head[8:]) != (b"RIFF", b"WAVE"):
        return False
    said = int(struct.unpack("<I", head[4:8])[0]) + 8
    chunks = dict(_chunks(file, min(said, size)))
    form = chunks.get(b"fmt ", b"")
    return said <= size and b"data" in chunks and len(form) >= 2 and struct.unpack("<H", form[:2])[0] in PCM


def _chunks(file: IO[bytes], end: int) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WAV by name, with their first bytes."""
    at = 12
    while at + 8 <= end:
        name, length = struct.unpack("<4sI", _read(file, at, 8))
        yield name, _read(file, at + 8, min(length, 16))
        at += 8 + length + length % 2


def is_m4a(file: IO[bytes], size: int) -> bool:
    """A movie of MPEG-4 whose only tracks are sound."""
    boxes = dict(_boxes(file, size))
    if b"ftyp" not in boxes or boxes[b"ftyp"][0] != 0 or b"moov" not in boxes:
        return False
    at, length = boxes[b"moov"]
    told = _read(file, at, length) if length <= MOST_OF_A_MOVIE else b""
    return b"soun" in told and b"mp4a" in told and b"vide" not in told


def _boxes(file: IO[bytes], size: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The outermost boxes by name, with where each begins and how long it is; none behind one that is broken."""
    at = 0
    while at + 8 <= size:
        length, name = struct.unpack(">I4s", _read(file, at, 8))
        if length == 1:
            length = int.from_bytes(_read(file, at + 8, 8))
        length = length or size - at
        if length < 8 or at + length > size:
            return
        yield name, (at, length)
        at += length


def _read(file: IO[bytes], at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)
