"""Papers that people hand in: the smallest true PDF and PNG, and a program that calls itself one."""

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import JPEG, PDF, PNG


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SCAN = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PHOTO = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + _chunk(b"IEND", b"")
)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200 + b"PE\x00\x00"


def upload(name: str = "Ohnepost signed.pdf", content: bytes = SCAN) -> SimpleUploadedFile:
    """A paper as it arrives from a browser."""
    types = {"pdf": "application/pdf", "png": "image/png"}
    return SimpleUploadedFile(name, content, types[name.rpartition(".")[2]])


def received(owner: object, *, name: str = "Ohnepost signed.pdf", content: bytes = SCAN) -> Received:
    """A paper that was received for `owner`: a record with a `key_id`."""
    return receive(upload(name, content), key_id=owner.key_id, allowed=(PDF, PNG, JPEG))  # type: ignore[attr-defined]
