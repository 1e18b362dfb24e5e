"""A text as the set of its shingles, and how alike two such sets are."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

SIZE = 4
"""Letters of a shingle: three would make all texts of one language alike, six would miss a changed ending."""

ALIKE = 0.6
"""From which share of common shingles on a person is asked whether two items are one."""


def normal(text: str) -> str:
    """`text` in small letters and digits, with one space between words: marks and cases make no difference."""
    small = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", small))


def shingles(text: str) -> frozenset[str]:
    """The pieces of `text`; a text shorter than one piece is one piece, an empty one none."""
    told = normal(text)
    if len(told) <= SIZE:
        return frozenset({told} if told else ())
    return frozenset(told[place : place + SIZE] for place in range(len(told) - SIZE + 1))


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """The share of shingles that two texts have in common: 1 for the same text, 0 for nothing in common."""
    both = len(one | other)
    return len(one & other) / both if both else 0.0
