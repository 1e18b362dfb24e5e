"""An item as the guidance reads it: what it asks, what it offers, and what of that is right."""

import re
from dataclasses import dataclass
from functools import cached_property

from guildhall import qti

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
OFFERING = frozenset({"choice", "inline-choice"})
"""Kinds whose options are compared with each other; those of a match or an order are parts, not alternatives."""


@dataclass(frozen=True)
class Offered:
    """An option: its name, its words, and whether it is right."""

    name: str
    text: str
    is_right: bool

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)


@dataclass(frozen=True)
class Subject:
    """What is looked at. `options` are only the alternatives of a choice; `text` is all that a candidate reads."""

    stem: str
    options: tuple[Offered, ...]
    text: str
    language: str
    is_choice: bool
    is_shuffled: bool

    @cached_property
    def words(self) -> list[str]:
        return words(self.stem)

    @property
    def right(self) -> tuple[Offered, ...]:
        return tuple(each for each in self.options if each.is_right)

    @property
    def wrong(self) -> tuple[Offered, ...]:
        return tuple(each for each in self.options if not each.is_right)

    @property
    def only_right(self) -> Offered | None:
        """The right option where exactly one is."""
        return self.right[0] if len(self.right) == 1 else None


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [each.casefold() for each in WORD.findall(text)]


def content_words(found: list[str]) -> set[str]:
    """Words that carry meaning: long enough, and cut to what their forms have in common."""
    return {each[:6] for each in found if len(each) >= 5}


def subjects(item: qti.Item) -> list[Subject]:
    """What the guidance reads of an item, question by question where it asks several in a row."""
    apart = qti.parted(item)
    return [subject(each.item) for each in apart[1]] if apart else [subject(item)]


def subject(item: qti.Item) -> Subject:
    """What the guidance reads of a question."""
    told = qti.describe(item)
    asked = [each for each in told.questions if each.kind in OFFERING]
    alone = asked[0] if len(told.questions) == 1 and asked else None
    right = " ".join(told.correct.get(alone.response, [])).split() if alone else []
    offered = [Offered(each.identifier, each.text, each.identifier in right) for each in alone.options] if alone else []
    said = [option.text for each in told.questions for option in each.options]
    shuffled = any(each.node.is_set("shuffle") for each in item.interactions)
    stem = " ".join(each.prompt for each in told.questions if each.prompt) or told.stem
    return Subject(
        stem,
        tuple(offered),
        " ".join([stem, *(f"{each}." for each in said)]),
        item.language.split("-")[0].lower(),
        is_choice=bool(alone and alone.kind == "choice"),
        is_shuffled=shuffled,
    )
