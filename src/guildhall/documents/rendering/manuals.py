"""The manual as one file: cover, contents, and a chapter to each document, with references that lead within the file.

A document that is written here is set anew; of one that was handed in as PDF the pages are shown. A file of another
program's making cannot be promised to be archival, so the manual is PDF/A only while it holds none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from guildhall.documents.rendering import nodes
from guildhall.documents.rendering.references import Reference, Resolve, Target, nowhere
from guildhall.documents.rendering.setting import Picture, Sheets, drawable, embeddable
from guildhall.documents.rendering.sheets import laid, renamed


@dataclass(frozen=True)
class Chapter:
    """A document in the manual: written here (`text`), or handed in (`pdf`, of so many `pages`).

    `instead` is said where the pages cannot be shown; `alt` says what the pages are to who does not see them.
    """

    code: str
    number: str
    title: str
    edition: str
    text: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    pdf: bytes = b""
    pages: int = 0
    alt: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Cover:
    """What stands on the cover and around the text; `contents` is the heading over what is in the manual."""

    body: str
    language: str
    title: str
    subtitle: str
    rows: Sequence[tuple[str, str]]
    contents: str
    footer: str
    made_at: datetime


def manual(cover: Cover, chapters: Sequence[Chapter], *, resolve: Resolve = nowhere, fonts: Sequence[Path]) -> bytes:
    """The manual as PDF, still without a seal. `resolve` is asked where references lead that lead out of it."""
    within = _within(chapters, resolve)
    made = [_chapter(each, number, within, fonts) for number, each in enumerate(chapters)]
    told = {
        "body": cover.body,
        "language": cover.language,
        "title": cover.title,
        "subtitle": cover.subtitle,
        "rows": [list(row) for row in cover.rows],
        "contents": cover.contents,
        "footer": cover.footer,
        "chapters": [chapter for chapter, _ in made],
    }
    files = {name: content for _, laid_out in made for name, content in laid_out.items()}
    archival = not any(chapter["pages"] for chapter, _ in made)
    return Sheets("manual.typ", told, files, fonts, cover.made_at, archival).pdf()


def _within(chapters: Sequence[Chapter], resolve: Resolve) -> Resolve:
    """Leads to a chapter of the manual where there is one, and out of it otherwise."""
    titles = {each.code: each.title for each in chapters}

    def found(reference: Reference) -> Target | None:
        if reference.kind == "document" and reference.name in titles:
            return Target(titles[reference.name], f"#{reference.name}")
        return resolve(reference)

    return found


def _chapter(
    chapter: Chapter, number: int, resolve: Resolve, fonts: Sequence[Path]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the sheet is told of a chapter, and the files that it shows."""
    shown = {name: each for name, each in chapter.pictures.items() if drawable(each, fonts)}
    names = laid(shown, f"chapter-{number}")
    files = {names[name]: each.content for name, each in shown.items()}
    pages = chapter.pages if chapter.pdf and embeddable(chapter.pdf, chapter.pages, fonts) else 0
    if pages:
        files[f"chapter-{number}.pdf"] = chapter.pdf
    text = chapter.instead if chapter.pdf and not pages else chapter.text
    blocks = nodes.written(text, resolve=resolve, pictures=shown, below=2)
    return {
        "code": chapter.code,
        "number": chapter.number,
        "title": chapter.title,
        "edition": chapter.edition,
        "blocks": renamed(blocks, names),
        "pages": pages,
        "file": f"chapter-{number}.pdf",
        "alt": chapter.alt,
    }, files
