"""The kinds of files that the house takes in, recognised by what they contain.

A closed list: content proves that it is one of them, or is refused. What a file is called and what the browser says of
it must agree, and no file may be two things at once (a picture that is also an archive, a document that opens as a
page). Macros are refused; so are programs, pages and drawings that can carry programs.
"""

import codecs
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from guildhall.kernel.words import gettext_noop
from guildhall.vault import recordings

HEAD = 2048
TAIL = 66_000
"""Bytes from the end in which an archive's directory must end: 22, and a comment of at most 65,535."""
MOST_ENTRIES = 10_000
MOST_UNPACKED = 1_000_000_000
"""How large an archive may grow when it is unpacked, in bytes, so that it cannot fill a disk."""

PAGE = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?php|\?xml-stylesheet)\b", re.IGNORECASE)
PROGRAMS = (b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Kind:
    """A kind of file: how people call it, its extensions, what browsers call it, and how its content is recognised."""

    code: str
    name: str
    extensions: tuple[str, ...]
    media_type: str
    also: tuple[str, ...]
    holds: Callable[["Content"], bool]


@dataclass(frozen=True)
class Content:
    """What is looked at of a file: its beginning, its end, and the whole when the beginning does not tell."""

    file: IO[bytes]
    size: int
    head: bytes
    tail: bytes

    @classmethod
    def of(cls, file: IO[bytes], size: int) -> "Content":
        file.seek(0)
        head = file.read(HEAD)
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL)
        file.seek(0)
        return cls(file, size, head, tail)

    @property
    def is_program(self) -> bool:
        windows = self.head.startswith(b"MZ") and b"\x00" in self.head
        return windows or self.head.startswith(PROGRAMS)

    @property
    def is_page(self) -> bool:
        return bool(PAGE.search(self.head))

    @property
    def ends_as_archive(self) -> bool:
        return b"PK\x05\x06" in self.tail


def _is_pdf(content: Content) -> bool:
    begins = content.head.startswith((b"%PDF-1.", b"%PDF-2."))
    return begins and b"%%EOF" in content.tail[-1024:] and not content.ends_as_archive


def _is_png(content: Content) -> bool:
    begins = content.head.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return begins and content.tail.endswith(b"IEND\xaeB`\x82") and not _is_second(content)


def _is_jpeg(content: Content) -> bool:
    begins = content.head.startswith(b"\xff\xd8\xff")
    return begins and b"\xff\xd9" in content.tail[-64:] and not _is_second(content)


def _is_second(content: Content) -> bool:
    """Whether a picture is a document or an archive as well: readers look for those marks further inside."""
    return content.ends_as_archive or b"%PDF-" in content.head


def _is_text(content: Content) -> bool:
    """Text without control characters; UTF-8, UTF-16 with its mark, or Windows' Western characters."""
    if content.head.startswith((b"%PDF-", b"%!PS", b"{\\rtf", b"\xef\xbb\xbf#!")):
        return False
    if content.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _reads_as(content, "utf-16")
    return _reads_as(content, "utf-8") or _reads_as(content, "cp1252")


def _reads_as(content: Content, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    content.file.seek(0)
    seen = ""
    try:
        for piece in iter(lambda: content.file.read(65_536), b""):
            text = decoder.decode(piece)
            seen = seen or text[:HEAD]
            if CONTROL.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not PAGE.search(seen.encode())


def _is_json(content: Content) -> bool:
    """Text that begins as an object or a list; what it means, its reader decides."""
    return content.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) and _is_text(content)


def _is_xml(content: Content) -> bool:
    """Text that begins with an element, a declaration or a comment; what it means, its reader decides."""
    return content.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _is_text(content)


def _is_archive(content: Content) -> bool:
    return content.head.startswith(b"PK\x03\x04") and _entries(content) is not None


def _entries(content: Content) -> list[str] | None:
    """What an archive holds; None where it is broken, would not fit on a disk or points outside itself."""
    content.file.seek(0)
    try:
        with zipfile.ZipFile(content.file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    names = [each.filename for each in entries]
    fits = len(entries) <= MOST_ENTRIES and sum(each.file_size for each in entries) <= MOST_UNPACKED
    inside = not any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names)
    begins = min((each.header_offset for each in entries), default=0) == 0
    return names if fits and inside and begins else None


def _office(part: str) -> Callable[[Content], bool]:
    def holds(content: Content) -> bool:
        names = set(_entries(content) or ()) if content.head.startswith(b"PK\x03\x04") else set()
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return {"[Content_Types].xml", part} <= names and not macros

    return holds


def _recorded(holds: Callable[[IO[bytes], int], bool]) -> Callable[[Content], bool]:
    return lambda content: holds(content.file, content.size) and not _is_second(content)


UNSAID = ("", "application/octet-stream")
OFFICE = "application/vnd.openxmlformats-officedocument"

PDF = Kind("pdf", gettext_noop("PDF document"), ("pdf",), "application/pdf", ("application/x-pdf",), _is_pdf)
PNG = Kind("png", gettext_noop("PNG picture"), ("png",), "image/png", (), _is_png)
JPEG = Kind("jpeg", gettext_noop("JPEG picture"), ("jpg", "jpeg"), "image/jpeg", ("image/jpg", "image/pjpeg"), _is_jpeg)
TEXT = Kind("text", gettext_noop("plain text"), ("txt",), "text/plain", (), _is_text)
CSV = Kind(
    "csv",
    gettext_noop("CSV table"),
    ("csv", "tsv"),
    "text/csv",
    (
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/vnd.ms-excel",
        "text/comma-separated-values",
    ),
    _is_text,
)
DOCX = Kind(
    "docx",
    gettext_noop("Word document"),
    ("docx",),
    f"{OFFICE}.wordprocessingml.document",
    ("application/zip",),
    _office("word/document.xml"),
)
XLSX = Kind(
    "xlsx",
    gettext_noop("Excel workbook"),
    ("xlsx",),
    f"{OFFICE}.spreadsheetml.sheet",
    ("application/zip",),
    _office("xl/workbook.xml"),
)
JSON = Kind("json", gettext_noop("JSON file"), ("json",), "application/json", ("text/json",), _is_json)
XML = Kind("xml", gettext_noop("XML file"), ("xml",), "application/xml", ("text/xml",), _is_xml)
ZIP = Kind(
    "zip", gettext_noop("ZIP archive"), ("zip",), "application/zip", ("application/x-zip-compressed",), _is_archive
)

QUESTIONS = Kind(
    "questions", gettext_noop("text with questions"), ("gift", "aiken"), "text/plain", ("text/x-gift",), _is_text
)

MP3 = Kind("mp3", gettext_noop("MP3 recording"), ("mp3",), "audio/mpeg", ("audio/mp3",), _recorded(recordings.is_mp3))
M4A = Kind(
    "m4a",
    gettext_noop("M4A recording"),
    ("m4a",),
    "audio/mp4",
    ("audio/x-m4a", "audio/m4a", "audio/aac"),
    _recorded(recordings.is_m4a),
)
OGG = Kind(
    "ogg",
    gettext_noop("Ogg recording"),
    ("ogg", "opus", "oga"),
    "audio/ogg",
    ("audio/opus", "application/ogg", "video/ogg"),
    _recorded(recordings.is_ogg),
)
WAV = Kind(
    "wav",
    gettext_noop("WAV recording"),
    ("wav",),
    "audio/wav",
    ("audio/x-wav", "audio/wave", "audio/vnd.wave"),
    _recorded(recordings.is_wav),
)

RECORDINGS = (MP3, M4A, OGG, WAV)
"""Sound that browsers play; taken in where something is played, and nowhere else."""

KINDS = {each.code: each for each in (PDF, PNG, JPEG, TEXT, CSV, DOCX, XLSX, JSON, XML, ZIP, QUESTIONS, *RECORDINGS)}
PAPERS = (PDF, PNG, JPEG, TEXT, CSV, DOCX, XLSX)
"""What people may hand in everywhere; an archive, JSON or XML only where the caller allows it."""


def kind(code: str) -> Kind:
    """The kind of that code."""
    return KINDS[code]


def called(name: str) -> Kind | None:
    """The kind that a file's name claims by its extension."""
    _, dot, extension = name.rpartition(".")
    return next((each for each in KINDS.values() if dot and extension.lower() in each.extensions), None)
