"""One reading of Markdown for page and sheet: CommonMark with tables, struck-out words and references; no HTML."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from guildhall.documents.rendering.references import Reference, brackets

DEEPEST = 20
"""How deep quotes and lists may stand in each other; what is deeper is read as text."""

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
"""Signs that are no text and that neither page nor sheet may hold."""


@dataclass(frozen=True)
class Heading:
    """A heading of the text: its level (the outermost is 1, and none is skipped), its words, its name on the page.

    One without words is no heading; it is listed so that whoever goes through the text meets as many as stand there.
    """

    level: int
    words: str
    anchor: str


@cache
def parser() -> MarkdownIt:
    """The parser of the house; it keeps no state between two texts."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline"])
    brackets(made)
    return made


def tokens(text: str) -> list[Token]:
    """The text as the parser reads it."""
    return parser().parse(NOT_TEXT.sub("", unicodedata.normalize("NFC", text)))


def tree(text: str) -> SyntaxTreeNode:
    """The text as a tree of blocks and what stands in them."""
    return SyntaxTreeNode(tokens(text))


def references(text: str) -> tuple[Reference, ...]:
    """Every reference in the text, in its order."""
    return tuple(each.meta["reference"] for each in _inline(tokens(text)) if each.type == "reference")


def plain(text: str) -> str:
    """The words alone, a line to each block: to search, to compare, to count."""
    lines = (spoken(each.children or ()) if each.type == "inline" else each.content for each in tokens(text))
    return "\n".join(line.strip() for line in lines if line.strip())


def outline(text: str) -> tuple[Heading, ...]:
    """The headings of the text, with the names that `page` gives them."""
    found = tokens(text)
    pairs = [(each, found[number + 1]) for number, each in enumerate(found) if each.type == "heading_open"]
    words = [spoken(inline.children or ()).strip() for _, inline in pairs]
    levels = _stepped([int(opened.tag[1]) if said else 0 for (opened, _), said in zip(pairs, words, strict=True)])
    return tuple(map(Heading, levels, words, _anchors(words)))


def _stepped(wanted: Sequence[int]) -> Iterator[int]:
    """What each heading wants to be, but never more than one below the heading before it."""
    last = 0
    for each in wanted:
        last = min(each, last + 1) or last
        yield last if each else 0


def spoken(children: Sequence[Token]) -> str:
    """What a reader hears of what stands in a block: its words, without their marks."""
    return "".join(_word(each) for each in children)


def _word(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "reference":
        reference: Reference = token.meta["reference"]
        return reference.words or reference.name
    return spoken(token.children) if token.children else token.content


def _inline(found: Sequence[Token]) -> Iterator[Token]:
    for each in found:
        yield each
        yield from _inline(each.children or ())


def _anchors(words: Sequence[str]) -> list[str]:
    """A name to each heading that says what it says; two that say the same are told apart by a number."""
    seen: dict[str, int] = {}
    return [_anchor(each, seen) for each in words]


def _anchor(words: str, seen: dict[str, int]) -> str:
    name = "s-" + (re.sub(r"[^\w]+", "-", words.casefold()).strip("-")[:60] or "section")
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}--{seen[name]}"
