"""Every page has a title of its own and one heading of the first order, whatever it is made of."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.template import Context, Node, NodeList, Template, engines
from django.template.base import TextNode, VariableNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode

from tests.house.source import PACKAGE

FRAMES = {
    "shell/base.html",
    "shell/desk.html",
    "shell/portal.html",
    "shell/public.html",
    "shell/assessor.html",
    "allauth/layouts/base.html",
}
"""Templates that others extend: their heading and their title come from the page."""

ALONE = {
    "mfa/webauthn/snippets/scripts.html": "is a part of pages, under the name by which the sign-in library includes it",
    "notices/mail.html": "is a message, not a page",
    "web/500.html": "stands when nothing else does, and is whole in itself",
}
"""Templates that extend none, and why."""

LAYOUT = {"layout": "shell/desk.html"}
"""The frame of a page that stands in the frame of its reader."""


def pages() -> list[str]:
    """The templates of whole pages: what extends another, and is neither a part nor a frame."""
    return sorted(name_in(path) for path in wholes() if "{% extends" in path.read_text())


def wholes() -> list[Path]:
    """The templates that are neither a part of others nor a frame."""
    found = PACKAGE.glob("*/templates/**/*.html")
    return [path for path in found if not path.name.startswith("_") and name_in(path) not in FRAMES]


def name_in(path: Path) -> str:
    """The name by which a view knows a template."""
    return path.as_posix().split("/templates/", 1)[1]


def template(name: str) -> Template:
    return engines["django"].get_template(name).template


def lineage(name: str) -> list[Template]:
    """The template and all that it extends, the page first."""
    found = [template(name)]
    while parents := found[-1].nodelist.get_nodes_by_type(ExtendsNode):
        found.append(template(parents[0].parent_name.resolve(Context(LAYOUT))))
    return found


Blocks = dict[str, list[BlockNode]]


def blocks(templates: list[Template]) -> Blocks:
    """Each block as the page has it at last, then as those have it that the page extends."""
    merged: Blocks = {}
    for each in templates:
        for block in each.nodelist.get_nodes_by_type(BlockNode):
            merged.setdefault(block.name, []).append(block)
    return merged


def most(nodes: NodeList, text: str, known: Blocks, above: Sequence[BlockNode] = ()) -> int:
    """How often `text` may stand on the page: a branch counts by its fullest; `above` is what ``block.super`` means."""
    return sum(_most_of(node, text, known, above) for node in nodes)


def _most_of(node: Node, text: str, known: Blocks, above: Sequence[BlockNode]) -> int:
    if isinstance(node, TextNode):
        return node.s.count(text)
    if isinstance(node, BlockNode):
        last, *earlier = known.get(node.name, [node])
        return most(last.nodelist, text, known, earlier)
    if isinstance(node, VariableNode) and str(node.filter_expression) == "block.super":
        return most(above[0].nodelist, text, known, above[1:])
    if isinstance(node, IncludeNode):
        return _most_of_included(node, text, known)
    return max((most(each, text, known, above) for each in _branches(node)), default=0)


def _most_of_included(node: IncludeNode, text: str, known: Blocks) -> int:
    name = node.template.resolve(Context(LAYOUT))
    return most(template(name).nodelist, text, known) if name else 0


def _branches(node: Node) -> Iterator[NodeList]:
    if hasattr(node, "conditions_nodelists"):
        yield from (nodes for _, nodes in node.conditions_nodelists)
        return
    for attribute in node.child_nodelists:
        if nodes := getattr(node, attribute, None):
            yield nodes


def test_every_page_stands_in_a_frame():
    """A page extends one of the shell's frames; a part of pages has a name that begins with an underscore."""
    assert {name_in(path) for path in wholes()} - set(pages()) == set(ALONE)


def test_there_are_pages():
    assert len(pages()) > 20


@pytest.mark.parametrize("name", pages())
def test_page_has_a_title_and_one_heading(name):
    templates = lineage(name)
    known = blocks(templates)
    root = templates[-1].nodelist
    assert (most(root, "<title", known), most(root, "<h1", known)) == (1, 1)
