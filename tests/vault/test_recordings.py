"""Recordings are known by their bytes, whatever a file is called."""

import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, kinds
from tests.itembank.examples import png, wav
from tests.papers import SCAN

FRAME = b"\xff\xfb\x90\x00".ljust(417, b"\x00")
"""A frame of layer III: 128 kbit/s at 44.1 kHz."""

TITLE = b"ID3\x04\x00\x00\x00\x00\x00\x14".ljust(30, b"\x00")
MP3 = TITLE + FRAME * 3
SLOW = b"\xff\xf3\x48\xc4".ljust(144, b"\x00")
"""A frame of MPEG 2: 32 kbit/s at 16 kHz, as speech is kept."""


def page(begins: bytes) -> bytes:
    """The first page of an Ogg whose stream begins so."""
    return struct.pack("<4sBBQIIIBB", b"OggS", 0, 2, 0, 7, 0, 0, 1, len(begins)) + begins


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def m4a(*handlers: bytes, of: bytes = b"mp4a") -> bytes:
    """A movie whose tracks are handled so, with its table of contents behind its sound."""
    tracks = b"".join(box(b"trak", box(b"hdlr", b"\x00" * 8 + each)) for each in handlers)
    return box(b"ftyp", b"M4A \x00\x00\x02\x00isom") + box(b"mdat", b"\x01" * 40) + box(b"moov", tracks + of)


GOOD = {
    "a.mp3": MP3,
    "bare.mp3": FRAME,
    "slow.mp3": SLOW * 2,
    "a.opus": page(b"OpusHead\x01\x01".ljust(19, b"\x00")),
    "a.ogg": page(b"\x01vorbis".ljust(30, b"\x00")),
    "a.wav": wav(),
    "a.m4a": m4a(b"soun"),
}
BAD = {
    "picture.mp3": png(),
    "paper.mp3": SCAN,
    "once.mp3": FRAME + b"\x00" * 400,
    "layer-two.mp3": FRAME.replace(b"\xfb", b"\xfd") * 2,
    "no-speed.mp3": b"\xff\xfb\xf0\x00".ljust(417, b"\x00") * 2,
    "short.mp3": b"ID3",
    "sound.wav": MP3,
    "film.ogg": page(b"OpusHead".ljust(19, b"\x00")) + page(b"\x80theora".ljust(30, b"\x00")),
    "flac.ogg": page(b"\x7fFLAC".ljust(30, b"\x00")),
    "cut.wav": wav()[:-10],
    "telephone.wav": wav().replace(b"\x10\x00\x00\x00\x01\x00", b"\x10\x00\x00\x00\x06\x00"),
    "short.wav": b"RIFF",
    "film.m4a": m4a(b"soun", b"vide"),
    "silent.m4a": m4a(b"text"),
    "other.m4a": m4a(b"soun", of=b"ac-3"),
    "cut.m4a": m4a(b"soun")[:-4],
    "headless.m4a": m4a(b"soun")[24:],
}


@pytest.mark.parametrize("name", GOOD)
def test_a_recording_is_taken_in_where_it_is_played_and_nowhere_else(name: str) -> None:
    upload = SimpleUploadedFile(name, GOOD[name], kinds.called(name).media_type)

    assert files.check(upload, kinds.RECORDINGS) is kinds.called(name)
    with pytest.raises(Refusal) as refused:
        files.check(upload)
    assert refused.value.code == "file-kind"


@pytest.mark.parametrize("name", BAD)
def test_what_only_calls_itself_a_recording_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        files.check(SimpleUploadedFile(name, BAD[name], kinds.called(name).media_type), kinds.RECORDINGS)
    assert refused.value.code == "file-content"


def test_what_calls_itself_something_else_than_a_recording_is_not_played() -> None:
    with pytest.raises(Refusal) as refused:
        files.check(SimpleUploadedFile("call.mp4", GOOD["a.m4a"]), kinds.RECORDINGS)
    assert refused.value.mend.sentence == (
        "Hand in one of these: MP3 recording, M4A recording, Ogg recording or WAV recording."
    )
    with pytest.raises(Refusal):
        files.check(SimpleUploadedFile("call.mp3", MP3, "video/mp4"), kinds.RECORDINGS)
