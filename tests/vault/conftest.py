"""What the tests of the vault share: real files, and a way to write the vault's rows."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile

from guildhall.ledger import guard


@contextmanager
def an_act() -> Iterator[None]:
    """What an act opens before its body writes."""
    with guard.writing_as(guard.ACT):
        yield


def upload(name: str, content: bytes, media_type: str = "") -> InMemoryUploadedFile:
    """A file as it arrives from a browser."""
    return InMemoryUploadedFile(io.BytesIO(content), "file", name, media_type, len(content), None)


def archive(*names: str, content: bytes = b"<x/>") -> bytes:
    """An archive that holds files of these names."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return kept.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + _chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x11" * 64 + b"\xff\xd9"
DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200 + b"PE\x00\x00"


@pytest.fixture(autouse=True)
def _empty_shelves(settings: object, tmp_path: object) -> None:
    """Every test begins without files."""
    storages = {**settings.STORAGES}
    storages["files"] = {**storages["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages
