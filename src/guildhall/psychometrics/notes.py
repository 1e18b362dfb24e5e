"""What must be said beside a number: what it cannot bear, what was set aside, what was assumed.

A note is a value. A page shows it, a report prints it, a program reads its code; nothing here prints or warns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

WITHHELD_BELOW = 30
"""Attempts below which an index says more about chance than about the examination."""

STABLE_FROM = 100
"""Attempts from which accreditors take item statistics for stable."""


class Weight(StrEnum):
    """How much a note takes from the result that it stands beside."""

    TELLS = "tells"
    WARNS = "warns"
    WITHHOLDS = "withholds"


@dataclass(frozen=True)
class Note:
    """One thing to be said beside a result: a code for programs, a sentence for people, and its numbers."""

    code: str
    sentence: str
    weight: Weight = Weight.WARNS
    facts: Mapping[str, float | str] = field(default_factory=lambda: MappingProxyType({}))

    def as_dict(self) -> dict[str, object]:
        """The note as JSON can hold it."""
        return {
            "code": self.code,
            "sentence": self.sentence,
            "weight": str(self.weight),
            "facts": dict(self.facts),
        }


class CannotMeasure(ValueError):
    """From this input the result cannot be had; the sentence says what is wrong with it and what would mend it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def about_size(
    count: int, *, what: str = "attempts", least: int = WITHHELD_BELOW, stable: int = STABLE_FROM
) -> tuple[Note, ...]:
    """What the number of attempts means for a result: nothing, not stable, or to be withheld."""
    facts = {"count": count, "least": least, "stable": stable}
    what = re.sub(r"s\b", "", what, count=1) if count == 1 else what
    if count < least:
        return (Note("too_few", f"{count} {what}: fewer than {least}; withheld.", Weight.WITHHOLDS, facts),)
    if count < stable:
        sentence = f"{count} {what}: estimates are not stable; withheld below {least}."
        return (Note("few", sentence, Weight.WARNS, facts),)
    return ()


def listed(names: object, most: int = 5) -> str:
    """Some names in a sentence: the first few, and how many more there are."""
    shown = [str(each) for each in names]  # type: ignore[attr-defined]
    rest = len(shown) - most
    return ", ".join(shown[:most]) + (f" and {rest} more" if rest > 0 else "")
