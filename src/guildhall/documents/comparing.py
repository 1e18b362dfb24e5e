"""Two versions side by side, line by line: what was added, changed and taken away, to the word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from guildhall.documents.models import DocumentVersion

AROUND = 2
"""How many unchanged lines stand before and after a change, so that one sees where it is."""

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What happened to a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    SKIPPED = "skipped"


Piece = tuple[str, bool]
"""A part of a line, and whether it is on this side alone."""


@dataclass(frozen=True)
class Line:
    """A line as it was and as it is; of lines that are skipped, how many."""

    change: Change
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    count: int = 0


def compare(before: DocumentVersion, after: DocumentVersion) -> list[Line]:
    """What became different from one version to the other, with a little of what stayed around it."""
    return list(_folded(list(_lines(_said(before), _said(after)))))


def _said(version: DocumentVersion) -> list[str]:
    """The title and the text, or the words of the paper, in lines that say something."""
    text = version.paper_words if version.is_uploaded else version.body
    return [version.title, *(line.rstrip() for line in text.splitlines() if line.strip())]


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for verb, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            yield from (Line(Change.SAME, ((line, False),), ((line, False),)) for line in before[i:j])
        else:
            yield from (_line(old, new) for old, new in zip_longest(before[i:j], after[k:m]))


def _line(old: str | None, new: str | None) -> Line:
    if old is None:
        return Line(Change.ADDED, after=((new or "", True),))
    if new is None:
        return Line(Change.REMOVED, before=((old, True),))
    return Line(Change.CHANGED, *_pieces(old, new))


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces, of which those are marked that the other has not."""
    one, other = WORDS.findall(old), WORDS.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for verb, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += [("".join(one[i:j]), verb != "equal")] if j > i else []
        right += [("".join(other[k:m]), verb != "equal")] if m > k else []
    return tuple(left), tuple(right)


def _folded(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without long stretches in which nothing changed."""
    changed = [place for place, line in enumerate(lines) if line.change != Change.SAME]
    near = {each for place in changed for each in range(place - AROUND, place + AROUND + 1)}
    skipped = 0
    for place, line in enumerate(lines):
        if place in near:
            if skipped:
                yield Line(Change.SKIPPED, count=skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped and changed:
        yield Line(Change.SKIPPED, count=skipped)
