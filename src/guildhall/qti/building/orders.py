"""Items in which something is put into its order."""

from collections.abc import Sequence

from guildhall.qti.building.parts import Options, asks, keyed, truth, whole
from guildhall.qti.item import Item
from guildhall.qti.model import Node


def order(
    *,
    identifier: str,
    title: str,
    stem: str,
    options: Options,
    key: Sequence[str],
    shuffle: bool = True,
    language: str = "en",
) -> Item:
    """Steps that are put into their order; worth one point for exactly this one."""
    listed = [Node("qti-simple-choice", {"identifier": name}, (text,)) for name, text in options]
    asked = asks("order", stem, listed, shuffle=truth(held=shuffle))
    return whole(identifier, title, asked, keyed("ordered", "identifier", key), language)
