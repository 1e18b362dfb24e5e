"""A report as Markdown for the sheet: what people wrote in it stays text, whatever signs it holds."""

import re
from collections.abc import Iterable, Iterator

from guildhall.exams.reports.telling import Report, Section
from guildhall.schemes.sheets import Table, drawing

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!])")
"""Signs that Markdown would take for more than a sign."""


def text_of(whole: Report) -> str:
    """The text of a report, section by section."""
    return "\n\n".join(part for at, section in enumerate(whole.sections) for part in _section(at, section))


def _section(at: int, section: Section) -> Iterator[str]:
    yield f"# {plain(section.heading)}"
    if section.code == "references":
        yield "\n".join(f"- {plain(each)}" for each in section.words)
        return
    for words in section.words:
        yield plain(words)
    for name, spec in section.pictures.items():
        told = drawing.drawn(name, spec)
        yield f"## {plain(told.title)}"
        yield f"![{plain(told.description)}]({picture_at(at, name)})"
    for table in section.tables:
        yield from _table(table)


def picture_at(at: int, name: str) -> str:
    """How the text names a picture of the section at that place."""
    return f"picture:{at}-{name.replace(' ', '-')}"


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"## {plain(table.title)}"
    lines = [_row(table.heads), _row("---" for _head in table.heads)]
    lines += [_row(plain(value) for _head, value in row) for row in table.cells]
    yield "\n".join(lines)
    if table.note:
        yield plain(table.note)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(str(each) or " " for each in cells) + " |"


def plain(text: str) -> str:
    """Words on one line that mean nothing to Markdown."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
