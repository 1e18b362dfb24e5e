"""By what a version of an item is found and compared though it is sealed: keyed hashes of words and of shingles."""

from collections.abc import Iterable
from uuid import UUID

from guildhall import qti
from guildhall.itembank import likeness
from guildhall.itembank.models import Item
from guildhall.itembank.stems import stems
from guildhall.vault import keys


def said(content: qti.Item) -> str:
    """What an item says to a candidate: its question and its options. Nothing tells which of them is right."""
    told = qti.describe(content)
    options = (option.text for question in told.questions for option in question.options)
    return " ".join(filter(None, (told.stem, *options)))


def terms(item: Item, title: str, text: str) -> set[int]:
    """All by which a version is found: number, identifier, topic, and the words of its title and text."""
    own = "" if item.identifier == item.number else item.identifier
    spoken = {word for each in (own, item.topic, title, text) for word in stems(each)}
    return {*map(exactly, (item.number, item.identifier, _tail(item.number))), *map(_word, spoken)}


def exactly(typed: str) -> int:
    """The term of a number or an identifier, or of a number's last part, whatever its case."""
    short = typed.strip().casefold()
    return _number("exact", short.lstrip("0") if short.isdecimal() else short)


def looked_for(typed: str) -> list[int]:
    """The terms of the words that somebody typed: all of them are wanted."""
    return [_word(each) for each in stems(typed)]


def bands(scheme_id: UUID, shingles: Iterable[str]) -> list[int]:
    """The bands of a text within one scheme: equal where two texts may be alike."""
    hashed = (_number(f"likeness:{scheme_id}", each) for each in shingles)
    return likeness.bands(likeness.signature(hashed))


def _tail(number: str) -> str:
    return number.rpartition("-")[2]


def _word(stem: str) -> int:
    return _number("word", stem)


def _number(purpose: str, text: str) -> int:
    return int.from_bytes(keys.blind(f"item.{purpose}", text)[:8], signed=True)
