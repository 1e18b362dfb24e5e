"""The text as a page: HTML that holds nothing but what is on the list, whatever the text tries.

Twice, so that neither has to be right alone: the parser takes no HTML and follows no dangerous address, and what it
wrote is cleaned by a list once more. A picture is shown only where the caller gives an address for it; any other stays
as its words, so that a page never fetches anything from elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape

import nh3
from markdown_it.token import Token

from guildhall.documents.rendering import parsing
from guildhall.documents.rendering.parsing import Heading
from guildhall.documents.rendering.references import Reference, Resolve, nowhere

LEVELS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
BLOCKS = {"blockquote", "div", "hr", "li", "ol", "p", "pre", "ul"}
WORDS = {"a", "br", "code", "em", "img", "s", "span", "strong"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex", "role", "aria-label"},
    **{level: {"id"} for level in LEVELS},
}
CLASSES = {
    "a": {"reference"},
    "span": {"dangling"},
    "div": {"wide"},
    "td": {"centred", "right"},
    "th": {"centred", "right"},
}
SCHEMES = {"http", "https", "mailto"}
ALIGNED = {"text-align:center": "centred", "text-align:right": "right"}

Located = Callable[[str], str]
"""From the name of a picture in the text to an address that the reader's browser may load; nothing for none."""


def _no_picture(name: str) -> str:
    return ""


def page(
    text: str, *, resolve: Resolve = nowhere, picture: Located = _no_picture, below: int = 1, table: str = ""
) -> str:
    """The text as HTML, to stand under a heading of the level `below`; `table` names a wide table to who hears it."""
    found = parsing.tokens(text)
    fitted = _fitted(found, parsing.outline(text), below, table, resolve, picture)
    return clean(parsing.parser().renderer.render(list(fitted), parsing.parser().options, {}))


def clean(html: str) -> str:
    """HTML with nothing but what is on the list."""
    return nh3.clean(
        html,
        tags=LEVELS | TABLES | BLOCKS | WORDS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _fitted(
    found: Sequence[Token], headings: Sequence[Heading], below: int, table: str, resolve: Resolve, picture: Located
) -> Iterator[Token]:
    """The tokens as they are written: headings below the page's own, tables that scroll, references and pictures."""
    opened, closed = iter(headings), iter(headings)
    for each in found:
        match each.type:
            case "inline":
                each.children = [_inline(child, resolve, picture) for child in each.children or ()]
            case "heading_open":
                _head(each, next(opened), below)
            case "heading_close":
                each.tag = _tag(next(closed), below)
            case "th_open" | "td_open":
                _align(each)
        yield from _scrolling(each, table)


def _scrolling(token: Token, name: str) -> Iterator[Token]:
    """A table in a frame of its own that scrolls where the page is narrow; anything else as it is."""
    if token.type == "table_open":
        yield _raw(f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">\n')
    yield token
    if token.type == "table_close":
        yield _raw("</div>\n")


def _head(token: Token, heading: Heading, below: int) -> None:
    token.tag = _tag(heading, below)
    if heading.level:
        token.attrSet("id", heading.anchor)


def _tag(heading: Heading, below: int) -> str:
    """The element of a heading; a heading without words is an empty paragraph."""
    return f"h{min(6, heading.level + below)}" if heading.level else "p"


def _align(cell: Token) -> None:
    style = str(cell.attrs.pop("style", ""))
    if style in ALIGNED:
        cell.attrSet("class", ALIGNED[style])
    if cell.type == "th_open":
        cell.attrSet("scope", "col")


def _inline(token: Token, resolve: Resolve, picture: Located) -> Token:
    if token.type == "reference":
        return _raw(_reference(token.meta["reference"], resolve), inline=True)
    if token.type == "image":
        return _picture(token, picture)
    return token


def _reference(reference: Reference, resolve: Resolve) -> str:
    target = resolve(reference.known_as)
    if target is None:
        return f'<span class="dangling">{escape(reference.written)}</span>'
    words = escape(reference.words or target.words)
    if not target.address:
        return words
    return f'<a class="reference" href="{escape(target.address)}">{words}</a>'


def _picture(token: Token, picture: Located) -> Token:
    address, words = picture(str(token.attrs.get("src", ""))), escape(parsing.spoken([token]))
    return _raw(f'<img src="{escape(address)}" alt="{words}">' if address else words, inline=True)


def _raw(html: str, *, inline: bool = False) -> Token:
    """A token that is written as it is; nothing of the author's stands in it but escaped."""
    return Token("html_inline" if inline else "html_block", "", 0, content=html)
