"""What tests of rendering have in common: fonts, a moment, a small picture, a paper, what a PDF says of itself."""

import io
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from struct import pack
from typing import Any

import pikepdf

from guildhall import notices
from guildhall.documents.rendering import Approval, Content, Reference, Target

FONTS = [Path(notices.__file__).parent / "letters" / "fonts"]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    [
        chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")),
        chunk(b"IEND", b""),
    ]
)
"""One red point."""

KNOWN = {
    ("document", "PR-APPEALS"): Target("Appeals", "https://nordlicht.example/documents/PR-APPEALS/"),
    ("clause", "2012:9.8"): Target("17024:2012 9.8", "https://nordlicht.example/clauses/9.8"),
    ("record", "AP-2026-000012"): Target("AP-2026-000012", "/find?text=AP-2026-000012"),
}


def resolve(reference: Reference) -> Target | None:
    """Leads to three things and to nothing else."""
    return KNOWN.get((reference.kind, reference.name))


CONTENT = Content(
    body="Nordlicht Certification",
    language="en",
    number="PR-2026-000001",
    title="Appeals",
    edition="Version 3",
    footer="PR-2026-000001 · Version 3",
    text="# Purpose\n\nWhoever is refused may appeal.\n",
    approval=Approval("Approval", "This version was approved as follows.", [("Approved by", "Tove Top")]),
    made_at=NOW,
    resolve=resolve,
)


def paper(text: str, **more: Any) -> Content:
    return replace(CONTENT, text=text, **more)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def claims(pdf: bytes) -> dict[str, object]:
    """What the file says of itself."""
    with opened(pdf) as document, document.open_metadata() as said:
        root = document.Root
        return {
            "PDF/A": said.get("pdfaid:part", "") + said.get("pdfaid:conformance", ""),
            "PDF/UA": said.get("pdfuaid:part", ""),
            "title": said["dc:title"],
            "language": str(root.Lang),
            "tagged": "/StructTreeRoot" in root,
        }


def links(pdf: bytes) -> list[str]:
    """Where the file's links lead: an address, or a page of its own."""
    with opened(pdf) as document:
        return [_led(note) for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]


def _led(note: Any) -> str:
    return str(note.A.URI) if "/A" in note and "/URI" in note.A else "within"
