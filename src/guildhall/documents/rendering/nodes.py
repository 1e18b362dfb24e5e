"""The text as nodes that the sheet is built from: plain lists of words, never markup.

Each node is a list whose first part names it: ``["par", [["text", "Whoever "], ["strong", [["text", "decides"]]]]]``.
The sheet says what each looks like; what an author writes cannot become an instruction there. Headings come so that
none is skipped, and nothing stands deeper in each other than a sheet can set.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from guildhall.documents.rendering import parsing
from guildhall.documents.rendering.references import Reference, Resolve, nowhere

Node = list[Any]

DEEPEST = 6
"""How deep blocks stand in each other on a sheet; what is deeper is set beside what it stood in."""

LEVELS = 4
"""How many levels of headings a sheet tells apart."""

LINKS = ("https://", "http://", "mailto:")
WRAPPERS = {"strong": "strong", "em": "emph", "s": "strike"}
ALIGNED = {"text-align:center": "center", "text-align:right": "right"}


@dataclass
class _Writing:
    """What is known while a text is written out: where references lead, which pictures there are, the last heading."""

    resolve: Resolve
    pictures: Collection[str]
    level: int

    def stepped(self, wanted: int) -> int:
        """The level of a heading: what the author wants, but never more than one below the heading before it."""
        self.level = min(wanted, self.level + 1, LEVELS)
        return self.level


def written(text: str, *, resolve: Resolve = nowhere, pictures: Collection[str] = (), below: int = 1) -> list[Node]:
    """The blocks of the text, its headings below a heading of the level `below`."""
    writing = _Writing(resolve, pictures, below)
    return list(_blocks(parsing.tree(text).children, writing, below, 0))


def _blocks(children: Sequence[SyntaxTreeNode], writing: _Writing, below: int, depth: int) -> Iterator[Node]:
    for each in children:
        yield from _block(each, writing, below, depth)


def _block(node: SyntaxTreeNode, writing: _Writing, below: int, depth: int) -> Iterator[Node]:
    match node.type:
        case "paragraph":
            yield ["par", _inlines(node, writing)]
        case "heading":
            yield from _heading(node, writing, below)
        case "bullet_list" | "ordered_list" | "blockquote":
            yield from _nested(node, writing, below, depth)
        case "fence" | "code_block":
            yield ["code", node.content.rstrip("\n") or " "]
        case "hr":
            yield ["rule"]
        case "table":
            yield _table(node, writing)


def _heading(node: SyntaxTreeNode, writing: _Writing, below: int) -> Iterator[Node]:
    """A heading says something: one without words is none."""
    words = " ".join(_spoken(node, writing).split())
    if words:
        yield ["heading", writing.stepped(int(node.tag[1]) + below), words]


def _nested(node: SyntaxTreeNode, writing: _Writing, below: int, depth: int) -> Iterator[Node]:
    if depth >= DEEPEST:
        yield from (block for part in node.children for block in _flat(part, writing, below, depth))
    elif node.type == "blockquote":
        yield ["quote", list(_blocks(node.children, writing, below, depth + 1))]
    else:
        items = [list(_blocks(item.children, writing, below, depth + 1)) for item in node.children]
        start = node.attrs.get("start", 1)
        yield ["bullets", items] if node.type == "bullet_list" else ["numbers", int(start), items]


def _flat(part: SyntaxTreeNode, writing: _Writing, below: int, depth: int) -> Iterator[Node]:
    inner = part.children if part.type == "list_item" else [part]
    return _blocks(inner, writing, below, depth)


def _table(node: SyntaxTreeNode, writing: _Writing) -> Node:
    head, *bodies = node.children
    top = head.children[0].children
    rows = [[_inlines(cell, writing) for cell in row.children] for body in bodies for row in body.children]
    aligned = [ALIGNED.get(str(cell.attrs.get("style", "")), "left") for cell in top]
    return ["table", aligned, [_inlines(cell, writing) for cell in top], rows]


def _inlines(block: SyntaxTreeNode, writing: _Writing) -> list[Node]:
    found = (child for inline in block.children for child in inline.children)
    return [node for child in found for node in _inline(child, writing, 0)]


def _inline(node: SyntaxTreeNode, writing: _Writing, depth: int) -> Iterator[Node]:
    match node.type:
        case "text" | "text_special":
            yield ["text", node.content]
        case "code_inline":
            yield ["mono", node.content]
        case "softbreak":
            yield ["text", " "]
        case "hardbreak":
            yield ["break"]
        case "reference":
            yield _reference(node.meta["reference"], writing)
        case "image":
            yield _picture(node, writing)
        case _:
            yield from _wrapped(node, writing, depth)


def _wrapped(node: SyntaxTreeNode, writing: _Writing, depth: int) -> Iterator[Node]:
    inner = [each for child in node.children for each in _inline(child, writing, depth + 1)]
    address = str(node.attrs.get("href", ""))
    if not inner or depth >= DEEPEST or (node.type == "link" and not address.startswith(LINKS)):
        yield from inner
    elif node.type == "link":
        yield ["link", address, inner]
    else:
        yield [WRAPPERS[node.type], inner]


def _reference(reference: Reference, writing: _Writing) -> Node:
    target = writing.resolve(reference.known_as)
    if target is None:
        return ["text", reference.written]
    words = reference.words or target.words
    return ["link", target.address, [["text", words]]] if target.address else ["text", words]


def _picture(node: SyntaxTreeNode, writing: _Writing) -> Node:
    name, words = str(node.attrs.get("src", "")), parsing.spoken(node.to_tokens())
    return ["picture", name, words] if name in writing.pictures and words.strip() else ["text", words]


def _spoken(node: SyntaxTreeNode, writing: _Writing) -> str:
    return "".join(_said(each) for each in _inlines(node, writing))


def _said(node: Node) -> str:
    match node[0]:
        case "text" | "mono":
            return str(node[1])
        case "picture":
            return str(node[2])
        case "break":
            return " "
        case _:
            return "".join(_said(each) for each in node[-1])
