"""What differs between two states of an item, word by word: what it asks, its options, its key and its scoring.

Knows no database; for people who judge what was changed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from guildhall import qti
from guildhall.qti.model import Node


class Kind(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One place of an item that differs: which, and its words as they were and are."""

    aspect: str
    place: str
    stretches: tuple[Stretch, ...]


def between(old: qti.Item, new: qti.Item) -> list[Difference]:
    """Every place in which two states of an item differ, in the order of the item; nothing where none does."""
    before, after = dict(_told(old)), dict(_told(new))
    places = [*after, *(place for place in before if place not in after)]
    return [
        Difference(*place, tuple(stretches(before.get(place, ""), after.get(place, ""))))
        for place in places
        if before.get(place, "") != after.get(place, "")
    ]


def stretches(old: str, new: str) -> Iterator[Stretch]:
    """Two texts as one: what stayed, what went and what came, word by word."""
    was, now = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    for verb, was_from, was_to, now_from, now_to in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if verb == "equal":
            yield Stretch(Kind.SAME, "".join(was[was_from:was_to]))
            continue
        if was_from < was_to:
            yield Stretch(Kind.GONE, "".join(was[was_from:was_to]))
        if now_from < now_to:
            yield Stretch(Kind.NEW, "".join(now[now_from:now_to]))


def _told(item: qti.Item) -> Iterator[tuple[tuple[str, str], str]]:
    """An item as places and their words; a place is what it is, and where several are, which."""
    told = qti.describe(item)
    yield ("title", ""), told.title
    yield ("language", ""), told.language
    yield ("stem", ""), told.stem
    for question in told.questions:
        yield from _asked(question, told)
    yield ("maximum", ""), f"{told.maximum:g}"
    yield ("pictures", ""), " · ".join(told.pictures)
    yield ("scoring", ""), item.processing.template or " ".join(map(_spelled, item.processing.rules))


def _asked(question: qti.Question, told: qti.Description) -> Iterator[tuple[tuple[str, str], str]]:
    """The options of a question, which of them are right, and what each is worth."""
    texts = {each.identifier: each.text for each in question.options}
    yield from ((("option", identifier), text) for identifier, text in texts.items())
    right = [
        texts.get(each, each) for answer in told.correct.get(question.response, ()) for each in _names(answer, texts)
    ]
    yield ("key", question.response), " · ".join(right)
    worth = told.worth.get(question.response, {})
    yield (
        ("worth", question.response),
        " · ".join(f"{texts.get(name, name)}: {points:g}" for name, points in worth.items()),
    )


def _names(answer: str, texts: Mapping[str, str]) -> list[str]:
    """The options that an answer names, such as both of a pair; the answer itself where it names none."""
    return answer.split() if all(each in texts for each in answer.split()) else [answer]


def _spelled(node: Node) -> str:
    """A rule of an item's own in one line."""
    each = [" ".join([one.name, *(f"{name}={value}" for name, value in one.attributes.items())]) for one in node.walk()]
    return "; ".join([*each, node.text.strip()])
