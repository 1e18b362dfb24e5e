"""A version of a document as a sheet to be kept: PDF/A-3a and PDF/UA-1, with its approval page.

What was written in the house is set in full. What was handed in as a PDF of somebody else's making lies inside, byte
for byte: nobody can promise of another program's file that it will still open in thirty years, but of the sheet around
it one can, and the sheet says by which fingerprint the file is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from guildhall.documents.rendering import nodes
from guildhall.documents.rendering.references import Resolve, nowhere
from guildhall.documents.rendering.setting import Picture, Sheets, drawable


@dataclass(frozen=True)
class Approval:
    """The page that says who wrote, reviewed and approved a version, and since when it has effect."""

    heading: str
    opening: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Attached:
    """A file that the sheet holds unchanged: its name, its content, and what it is, for software and for people."""

    name: str
    content: bytes
    type: str
    words: str


@dataclass(frozen=True)
class Content:
    """A version as it is set. `edition` says which version in words; `footer` stands below each page."""

    body: str
    language: str
    number: str
    title: str
    edition: str
    footer: str
    text: str
    approval: Approval
    made_at: datetime
    resolve: Resolve = nowhere
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    attached: Attached | None = None


def sheet(content: Content, *, fonts: Sequence[Path]) -> bytes:
    """The version as PDF, still without a seal."""
    shown = {name: each for name, each in content.pictures.items() if drawable(each, fonts)}
    files = laid(shown)
    told = {
        "body": content.body,
        "language": content.language,
        "number": content.number,
        "title": content.title,
        "edition": content.edition,
        "footer": content.footer,
        "blocks": renamed(nodes.written(content.text, resolve=content.resolve, pictures=shown), files),
        "approval": {
            "heading": content.approval.heading,
            "opening": content.approval.opening,
            "rows": [list(row) for row in content.approval.rows],
        },
        **_attached(content.attached),
    }
    shown_files = {name: shown[picture].content for picture, name in files.items()}
    within = {"attached": content.attached.content} if content.attached else {}
    return Sheets("document.typ", told, {**shown_files, **within}, fonts, content.made_at).pdf()


def laid(pictures: Mapping[str, Picture], mark: str = "picture") -> dict[str, str]:
    """Under which name of a file each picture lies beside the sheet."""
    return {name: f"{mark}-{number}.{each.format}" for number, (name, each) in enumerate(sorted(pictures.items()))}


def renamed(blocks: list[nodes.Node], files: Mapping[str, str]) -> list[nodes.Node]:
    """The nodes with each picture under the name of its file."""
    return [_renamed(each, files) for each in blocks]


def _renamed(node: nodes.Node, files: Mapping[str, str]) -> nodes.Node:
    if node and node[0] == "picture":
        return ["picture", files[node[1]], node[2]]
    return [_renamed(each, files) if isinstance(each, list) else each for each in node]


def _attached(attached: Attached | None) -> Mapping[str, object]:
    if attached is None:
        return {}
    return {"attached": {"name": attached.name, "type": attached.type, "words": attached.words}}
