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
class Paper:
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


def sheet(paper: Paper, *, fonts: Sequence[Path]) -> bytes:
    """The version as PDF, still without a seal."""
    shown = {name: each for name, each in paper.pictures.items() if drawable(each, fonts)}
    files = laid(shown)
    told = {
        "body": paper.body,
        "language": paper.language,
        "number": paper.number,
        "title": paper.title,
        "edition": paper.edition,
        "footer": paper.footer,
        "blocks": renamed(nodes.written(paper.text, resolve=paper.resolve, pictures=shown), files),
        "approval": {
            "heading": paper.approval.heading,
            "opening": paper.approval.opening,
            "rows": [list(row) for row in paper.approval.rows],
        },
        **_attached(paper.attached),
    }
    content = {name: shown[picture].content for picture, name in files.items()}
    within = {"attached": paper.attached.content} if paper.attached else {}
    return Sheets("document.typ", told, {**content, **within}, fonts, paper.made_at).pdf()


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
