"""How a value that was drawn is printed: numbers as the item's author says, and otherwise without needless digits."""

import re

from guildhall.qti.model import Node
from guildhall.qti.values import Scalar, Value, counted, text_of

_FORMAT = re.compile(r"%[-+ 0]{0,4}[0-9]{0,2}(?:\.[0-9]{1,2})?[dieEfFgG]", re.ASCII)
MOST_WHOLE = 1e15


def printed(node: Node, value: Value) -> str:
    """What stands in the place of a printed variable: one of a list where the node says which, or all of them."""
    if value.cardinality == "record":
        held = value.fields.get(node.get("field"))
        return printed(node, held) if held else ""
    place = counted(node.get("index"))
    items = value.items[place - 1 : place] if place else value.items
    return node.get("delimiter", ", ").join(_told(each, node.get("format")) for each in items)


def _told(item: Scalar, wanted: str) -> str:
    if isinstance(item, bool) or not isinstance(item, (int, float)):
        return text_of(item)
    if _FORMAT.fullmatch(wanted):
        return (wanted % item).strip()
    if isinstance(item, float) and item.is_integer() and abs(item) < MOST_WHOLE:
        return str(int(item))
    return f"{item:.12g}" if isinstance(item, float) else str(item)
