"""Limits that an item sets: how many may or must be chosen, between which numbers, and within which points."""

from guildhall.qti.findings import Findings
from guildhall.qti.item import Item
from guildhall.qti.model import Interaction, Node, Response
from guildhall.qti.values import counted, number_in

COUNTS = ("max-choices", "min-choices", "max-associations", "min-associations", "match-max", "match-min")
"""Attributes that state how many may or must be chosen."""

BY_CHOICE = frozenset({"choice", "hottext", "hotspot", "order", "graphic-order"})
"""Interactions in which each choice can be chosen once."""


def check_counts(node: Node, findings: Findings) -> None:
    """How many may or must be chosen is a whole number."""
    for name in COUNTS:
        stated = node.get(name)
        if stated and counted(stated) is None:
            findings.error(node, f"'{name}' is '{stated[:20]}', which is no count.", "Write a whole number from 0.")


def check_limits(each: Interaction, item: Item, findings: Findings) -> None:
    """As many as must be chosen can be chosen, and where one answer is taken, one may be chosen."""
    declared = item.response(each.response)
    least = counted(each.node.get("min-choices") or each.node.get("min-associations") or "0") or 0
    most = each.most or (len(each.choices) if each.kind in BY_CHOICE else 0)
    if 0 < most < least:
        message = f"At least {least} have to be chosen, where no more than {most} can be."
        findings.error(each.node, message, "Correct how many must or may be chosen.")
    if declared is not None and declared.cardinality == "single" and each.most > 1:
        message = f"{each.most} may be chosen, but the response takes a single one."
        findings.warning(each.node, message, "Allow one, or declare the cardinality multiple.")


def check_bounds(item: Item, findings: Findings) -> None:
    """The points of a mapping have room between its bounds."""
    for each in item.responses:
        for mapped in (each.mapping, each.areas):
            if mapped and mapped.lower is not None and mapped.upper is not None and mapped.lower > mapped.upper:
                message = f"The mapping gives at least {mapped.lower:g} points and at most {mapped.upper:g}."
                findings.error(each.node, message, "Correct its bounds.")


def check_sliders(item: Item, findings: Findings) -> None:
    """A slider says between which numbers it moves, and its key is a number on which it can stand."""
    for each in (asked for asked in item.interactions if asked.kind == "slider"):
        try:
            low, high = (number_in(each.node.get(name)) for name in ("lower-bound", "upper-bound"))
            step = number_in(each.node.get("step") or "0")
        except ValueError:
            findings.error(each.node, "The slider does not say from where to where.", "Write both bounds as numbers.")
            continue
        if low >= high:
            findings.error(each.node, f"The slider goes from {low:g} to {high:g}.", "Correct its bounds.")
        elif declared := item.response(each.response):
            _reached(declared, low, high, step, findings)


def _reached(declared: Response, low: float, high: float, step: float, findings: Findings) -> None:
    for right in declared.correct.items if declared.correct else ():
        if isinstance(right, (int, float)) and not _stands(right, low, high, step):
            message = f"The key {right:g} is no place on the slider; nobody can give it."
            findings.error(declared.node, message, "Correct the key, the bounds or the step.")


def _stands(right: float, low: float, high: float, step: float) -> bool:
    places = (right - low) / step if step > 0 else 0.0
    return low <= right <= high and abs(places - round(places)) < 1e-6
