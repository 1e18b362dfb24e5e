"""Items that are answered in writing: a word, a number, a text, a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from guildhall.qti.building.parts import RESPONSE, asks, keyed, mapped, number, whole
from guildhall.qti.item import Item
from guildhall.qti.model import Node, Outcome, Processing, Response
from guildhall.qti.values import single


def text_entry(
    *,
    identifier: str,
    title: str,
    before: str,
    after: str = "",
    key: str,
    base: str = "string",
    also: Mapping[str, float] | None = None,
    length: int = 15,
    language: str = "en",
) -> Item:
    """A sentence with a field to write in, worth one point. `also` are other spellings and what they are worth."""
    held = {"response-identifier": RESPONSE, "expected-length": str(length)}
    asked = Node("qti-text-entry-interaction", held)
    sentence = Node("p", {}, (f"{before} ", asked, f" {after}".rstrip()))
    item = whole(identifier, title, sentence, keyed("single", base, [key]), language)
    return mapped(item, {key: 1.0, **(also or {})}, case_sensitive=False) if base == "string" else item


def extended_text(
    *, identifier: str, title: str, stem: str, lines: int = 8, points: float = 1.0, language: str = "en"
) -> Item:
    """A question that is answered in sentences, and scored by a person with up to so many points."""
    asked = asks("extended-text", stem, expected_lines=str(lines))
    item = whole(identifier, title, asked, Response(RESPONSE, "single", "string"), language)
    return _by_hand(item, points)


def upload(
    *,
    identifier: str,
    title: str,
    stem: str,
    kinds: Sequence[str],
    most_bytes: int,
    points: float = 1.0,
    language: str = "en",
) -> Item:
    """A question that is answered by a file of one of some media types, and scored by a person."""
    asked = asks("upload", stem, type=" ".join(kinds), data_max_size=str(most_bytes))
    item = whole(identifier, title, asked, Response(RESPONSE, "single", "file"), language)
    return _by_hand(item, points)


def _by_hand(item: Item, points: float) -> Item:
    """The item, scored by a person with up to so many points."""
    begins = single("float", 0.0)
    score = Outcome("SCORE", "single", "float", begins, external_scored="human", normal_maximum=float(points))
    return replace(item, outcomes=(score, number("MAXSCORE", float(points))), processing=Processing())


def slider(
    *,
    identifier: str,
    title: str,
    stem: str,
    lower: str,
    upper: str,
    step: str,
    key: str,
    base: str = "integer",
    language: str = "en",
) -> Item:
    """A number between two bounds, in steps, worth one point."""
    asked = asks("slider", stem, lower_bound=lower, upper_bound=upper, step=step)
    return whole(identifier, title, asked, keyed("single", base, [key]), language)
