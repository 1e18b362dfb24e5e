"""What a file must be that answers an upload: of which kinds, by their media types, and how large."""

from guildhall.qti.model import Node

MOST = "data-max-size"
"""The attribute in which an item says how many bytes a file may hold; QTI itself has none for it."""

NAMES = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "text/plain": "TXT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "audio/mpeg": "MP3",
    "audio/mp4": "M4A",
    "audio/ogg": "OGG",
    "audio/wav": "WAV",
}
"""What people call the kinds that are asked for most; another one is told by its media type."""


def kinds(node: Node) -> tuple[str, ...]:
    """The media types of the files that an upload takes; none where it takes all."""
    return tuple(node.get("type").replace(",", " ").split())


def most_bytes(node: Node) -> int:
    """How many bytes a file may hold; nought where the item does not say."""
    stated = node.get(MOST)
    return int(stated) if stated.isdecimal() and len(stated) < 12 else 0


def called(kind: str) -> str:
    """A media type as people call it."""
    return NAMES.get(kind, kind)
