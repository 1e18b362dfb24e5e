"""A whole question of every kind, and the picture that some of them are asked on."""

import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.itembank.acts import media
from guildhall.itembank.models import Medium
from guildhall.itembank.questions import Form, Question
from guildhall.schemes.models import Scheme
from guildhall.vault import keys
from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import JPEG, PNG, RECORDINGS, called
from tests.cast import acting

PICTURE = qti.Picture("media/MD-2026-000001", "A motor with its plate", 200, 100)
SPOTS = (
    qti.Spot("circle", "20,20,10", "Plate"),
    qti.Spot("rect", "60,10,100,50", "Shaft"),
    qti.Spot("poly", "120,10,160,10,140,60", "Foot"),
)
EXAMPLES: dict[Form, dict[str, Any]] = {
    Form.SINGLE_CHOICE: {"options": ("Oil", "Fat"), "key": ("B",)},
    Form.MULTIPLE_CHOICE: {"options": ("Oil", "Fat", "Air"), "key": ("A", "C")},
    Form.INLINE_CHOICE: {"options": ("Oil", "Fat"), "key": ("A",), "after": "it is."},
    Form.TEXT_ENTRY: {"key": ("locked", "secured"), "after": "it is.", "shuffle": False},
    Form.EXTENDED_TEXT: {"lines": 6, "points": 3.0, "shuffle": False},
    Form.UPLOAD: {"takes": ("pdf", "mp3"), "megabytes": 5, "points": 4.0, "shuffle": False},
    Form.SLIDER: {"bounds": ("0", "100", "10"), "key": ("50",), "base": "integer", "shuffle": False},
    Form.ORDER: {"options": ("Test", "Stop", "Lock"), "key": ("B", "C", "A")},
    Form.MATCH: {"options": ("Voltage", "Current"), "others": ("Watt", "Volt", "Ampere"), "key": ("L1 B", "L2 C")},
    Form.ASSOCIATE: {"options": ("Voltage", "Watt", "Volt"), "key": ("A C",)},
    Form.GAP_MATCH: {"options": ("cold", "hot", "warm"), "text": "Oil that is [[cold]] runs worse than [[warm]]."},
    Form.HOTTEXT: {"text": "[[*The guard was open]] while [[the lamp was lit]].", "shuffle": False},
    Form.HOTSPOT: {"picture": PICTURE, "spots": SPOTS, "key": ("A", "C"), "shuffle": False},
    Form.GRAPHIC_ORDER: {"picture": PICTURE, "spots": SPOTS, "key": ("C", "A", "B"), "shuffle": False},
    Form.GRAPHIC_ASSOCIATE: {"picture": PICTURE, "spots": SPOTS, "key": ("A C",), "shuffle": False},
    Form.GRAPHIC_GAP_MATCH: {
        "picture": PICTURE,
        "spots": SPOTS,
        "options": ("shaft", "foot"),
        "key": ("L1 B", "L2 C"),
        "shuffle": False,
    },
    Form.SELECT_POINT: {"picture": PICTURE, "spots": (qti.Spot("circle", "20,20,10", worth=2.0),), "shuffle": False},
}
ASKED: tuple[tuple[Form, float], ...] = (
    (Form.SINGLE_CHOICE, 1.0), (Form.TEXT_ENTRY, 2.5), (Form.MATCH, 1.0), (Form.INLINE_CHOICE, 3.0),
)  # fmt: skip
EXAMPLES[Form.SEVERAL] = {
    "questions": tuple(Question(form, "", f"Of {form}?", points=points, **EXAMPLES[form]) for form, points in ASKED),
    "shuffle": False,
}
"""A whole question of every kind."""


def example(form: Form, **more: Any) -> Question:
    return Question(**{"form": form, "title": "Motor", "stem": "What follows?", **EXAMPLES[form], **more})


def png(width: int = 200, height: int = 100) -> bytes:
    """A grey picture of that size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\x00" + b"\xcc" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x00\x64\x00\xc8\x01\x01\x11\x00\xff\xd9"
"""As much of a JPEG of 200 by 100 points as tells its size."""


def picture_file(content: bytes | None = None, name: str = "motor.png") -> SimpleUploadedFile:
    """A picture as it comes from a browser."""
    media_type = "image/png" if name.endswith("png") else "image/jpeg"
    return SimpleUploadedFile(name, png() if content is None else content, media_type)


def received(content: bytes | None = None, name: str = "motor.png") -> Received:
    """A picture that was received under the body's key."""
    return receive(picture_file(content, name), key_id=keys.BODY, allowed=(PNG, JPEG))


def a_picture(by: Person, scheme: Scheme, **more: Any) -> Medium:
    """The picture of `PICTURE`, in the library."""
    told = {
        "kind": "picture",
        "title": "Motor",
        "rights": "Our own",
        "origin": "Photographed in the workshop",
        "alternative": PICTURE.alternative,
        "picture": received(),
    }
    return media.keep(by=acting(by), scheme=scheme, **{**told, **more})


TRANSCRIPT = "Caller: The rotor will not stop.\nTechnician: Then lock the yaw drive first."
"""What is heard in the recording of the library, in words."""


def wav(seconds: float = 0.05) -> bytes:
    """Silence, as a WAV of that length."""
    sound = b"\x80" * round(8_000 * seconds)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8_000, 8_000, 1, 8)
    chunks = form + struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s", b"RIFF", len(chunks) + 4, b"WAVE") + chunks


def sound_file(content: bytes | None = None, name: str = "call.wav") -> SimpleUploadedFile:
    """A recording as it comes from a browser."""
    return SimpleUploadedFile(name, wav() if content is None else content, called(name).media_type)


def heard(content: bytes | None = None, name: str = "call.wav") -> Received:
    """A recording that was received under the body's key."""
    return receive(sound_file(content, name), key_id=keys.BODY, allowed=RECORDINGS)


def a_recording(by: Person, scheme: Scheme, **more: Any) -> Medium:
    """A recording with its transcript, in the library."""
    told = {
        "kind": "recording",
        "title": "Emergency call",
        "rights": "Our own",
        "origin": "Spoken in the studio",
        "alternative": TRANSCRIPT,
    }
    file = {} if "picture" in more else {"picture": heard()}
    return media.keep(by=acting(by), scheme=scheme, **{**told, **file, **more})


def played_in(medium: Medium) -> qti.Recording:
    """A recording of the library as a question plays it."""
    return qti.Recording(medium.address, medium.alternative)


def a_passage(by: Person, scheme: Scheme, **more: Any) -> Medium:
    """A passage in the library."""
    told = {"kind": "passage", "title": "Start", "rights": "Our own", "origin": "Written here"}
    return media.keep(by=acting(by), scheme=scheme, **{**told, "words": "The rotor stands.\n\n It is cold. ", **more})


def shown_on(medium: Medium) -> qti.Picture:
    """A picture of the library as a question shows it."""
    return qti.Picture(medium.address, medium.alternative, medium.width, medium.height)
