"""Passages that several items share: read from files of their own, and put before what each item asks.

An item is approved, given and scored as a whole, and a passage that changed by itself would change it: so the passage
becomes part of every item that shows it, under its name, by which those that share it can still be told.
"""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from guildhall.qti.findings import Finding, QtiProblem, problem
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.parsing import parse

REFERENCE, STIMULUS, BODY = "qti-assessment-stimulus-ref", "qti-assessment-stimulus", "qti-stimulus-body"
NAMED = "data-stimulus"
"""The attribute of a passage in an item that says which one it is."""

ADDRESSES = ("src", "data", "href", "poster")
Fetch = Callable[[str], bytes | None]
"""From the address of a passage in an item to its bytes, or nothing where there are none."""


def with_stimuli(item: Item, fetch: Fetch) -> tuple[Item, tuple[Finding, ...]]:
    """The item with the passages that it refers to, and what is wrong with those that could not be read."""
    passages, kept = [], []
    found: list[Finding] = []
    for each in item.rest:
        data = fetch(each.get("href")) if each.name == REFERENCE else None
        if data is None:
            kept.append(each)
            continue
        try:
            passages.append(_passage(data, each))
        except QtiProblem as error:
            found.extend(error.findings)
            kept.append(each)
    body = replace(item.body, children=(*passages, *item.body.children)) if passages else item.body
    return replace(item, body=body, rest=tuple(kept)), tuple(found)


def _passage(data: bytes, reference: Node) -> Node:
    """A passage as part of an item, its addresses told from where the item stands."""
    address = reference.get("href")
    root, _ = parse(data, address)
    body = root.first(BODY)
    if root.name != STIMULUS or body is None:
        raise problem(address, "The file holds no passage.", "Give an assessment stimulus.", line=root.line)
    identifier = root.get("identifier") or reference.get("identifier")
    children = tuple(_moved(each, posixpath.dirname(address)) for each in body.children)
    return Node("div", {NAMED: identifier}, children, reference.line)


def _moved(child: Node | str, folder: str) -> Node | str:
    if isinstance(child, str):
        return child
    return replace(
        child,
        attributes=_addressed(child.attributes, folder),
        children=tuple(_moved(each, folder) for each in child.children),
    )


def _addressed(held: Mapping[str, str], folder: str) -> Mapping[str, str]:
    return {name: _from(folder, value) if name in ADDRESSES else value for name, value in held.items()}


def _from(folder: str, address: str) -> str:
    parts = urlsplit(address)
    inner = bool(parts.path) and not (parts.scheme or parts.netloc or address.startswith("/"))
    return posixpath.normpath(posixpath.join(folder, address)) if inner and folder else address


def stimuli_of(item: Item) -> tuple[str, ...]:
    """The names of the passages in an item; items with the same share it."""
    return tuple(node.get(NAMED) for node in item.body.walk() if node.name == "div" and node.get(NAMED))
