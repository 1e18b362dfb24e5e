"""Guidance on the writing of items: what the literature has found to let people guess, or to measure their reading.

Advisory throughout: nothing here refuses an item. Each advice names its source, so that writers and reviewers can judge
whether it holds for theirs. Knows no database; reads an item as `guildhall.qti` gives it.
"""

from collections.abc import Callable
from dataclasses import replace

from guildhall import qti
from guildhall.itembank.guidance import cues, options, reading, stems
from guildhall.itembank.guidance.advice import Advice
from guildhall.itembank.guidance.sources import Source
from guildhall.itembank.guidance.subject import Subject, subjects

__all__ = ["CHECKS", "Advice", "Source", "advice"]

Check = Callable[[Subject], Advice | None]

CHECKS: tuple[Check, ...] = (
    stems.negative,
    stems.long,
    stems.unfocused,
    stems.repeated,
    options.all_or_none,
    options.too_many,
    options.duplicate,
    options.overlapping,
    options.unordered,
    options.nothing_to_reject,
    cues.longest,
    cues.grammar,
    cues.absolute,
    cues.clang,
    cues.convergence,
    reading.hard,
)
"""Every check, in the order in which an item is read."""


def advice(item: qti.Item) -> list[Advice]:
    """What the guidance says of an item; nothing where nothing is to be said."""
    seen = subjects(item)
    if len(seen) == 1:
        return _noticed(seen[0])
    return [replace(found, place=place) for place, each in enumerate(seen, start=1) for found in _noticed(each)]


def _noticed(seen: Subject) -> list[Advice]:
    return [found for check in CHECKS if (found := check(seen))]
