"""The addresses under which an item shows its files: where they lie is the package's business, not the item's."""

from collections.abc import Mapping
from dataclasses import replace

from guildhall.qti.item import Item
from guildhall.qti.model import Node

NAMING = frozenset({"src", "data", "href"})
"""Attributes that hold the address of a file that is shown or played."""


def with_addresses(item: Item, moved: Mapping[str, str]) -> Item:
    """The same item, whose files lie elsewhere: `moved` leads from each address to the new one."""
    return replace(item, body=_moved(item.body, moved), rest=tuple(_moved(each, moved) for each in item.rest))


def _moved(node: Node, moved: Mapping[str, str]) -> Node:
    held = {name: moved.get(value, value) if name in NAMING else value for name, value in node.attributes.items()}
    children = tuple(_moved(each, moved) if isinstance(each, Node) else each for each in node.children)
    return replace(node, attributes=held, children=children)
