"""Tables from a number to an outcome."""

from itertools import pairwise

from guildhall.qti.model import LookupTable, Node
from guildhall.qti.values import number_in

NAMES = {"qti-match-table": "match", "qti-interpolation-table": "interpolation"}


def table_of(node: Node) -> LookupTable | None:
    """The table that stands within a node, if there is one that can be read."""
    held = next((each for each in node.elements if each.name in NAMES), None)
    if held is None:
        return None
    try:
        entries = tuple(_entry(each) for each in held.elements)
    except ValueError:
        return None
    kind = "linear" if held.get("interpolation-method") == "linear" else NAMES[held.name]
    return LookupTable(kind, entries, held.get("default-value"))


def _entry(node: Node) -> tuple[float, str, bool]:
    return number_in(node.get("source-value")), node.get("target-value"), node.is_set("include-boundary", default=True)


def looked_up(table: LookupTable, source: float) -> str:
    """What a table has for a number: an exact entry, the greatest not above, or a place on the line between two."""
    if table.kind == "linear":
        return _on_the_line(table, source)
    if table.kind == "match":
        return next((target for each, target, _ in table.entries if each == source), table.default)
    reached = [entry for entry in table.entries if entry[0] < source or (entry[2] and entry[0] == source)]
    return max(reached)[1] if reached else table.default


def _on_the_line(table: LookupTable, source: float) -> str:
    points = sorted((each, float(target)) for each, target, _ in table.entries)
    if not points:
        return table.default
    if source <= points[0][0]:
        return repr(points[0][1])
    for (below, low), (above, high) in pairwise(points):
        if source <= above:
            return repr(low + (high - low) * (source - below) / (above - below))
    return repr(points[-1][1])
