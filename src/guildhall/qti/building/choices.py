"""Items in which something is chosen: options, a word of a list, a passage of a text."""

from collections.abc import Mapping, Sequence

from guildhall.qti.building.parts import RESPONSE, Options, asks, keyed, mapped, truth, whole
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.values import Cardinality


def single_choice(
    *, identifier: str, title: str, stem: str, options: Options, key: str, shuffle: bool = True, language: str = "en"
) -> Item:
    """A question with one right option, worth one point."""
    return _choice(identifier, title, stem, options, [key], "single", 1, shuffle=shuffle, language=language)


def multiple_choice(
    *,
    identifier: str,
    title: str,
    stem: str,
    options: Options,
    key: Sequence[str],
    shuffle: bool = True,
    most: int = 0,
    worth: Mapping[str, float] | None = None,
    language: str = "en",
) -> Item:
    """A question with several right options.

    Worth one point if exactly the right ones are chosen; with `worth`, what the chosen ones are worth together, never
    less than nought.
    """
    item = _choice(identifier, title, stem, options, key, "multiple", most, shuffle=shuffle, language=language)
    return mapped(item, worth) if worth else item


def inline_choice(
    *,
    identifier: str,
    title: str,
    before: str,
    after: str,
    options: Options,
    key: str,
    shuffle: bool = False,
    language: str = "en",
) -> Item:
    """A sentence with a list to choose from, worth one point."""
    listed = tuple(Node("qti-inline-choice", {"identifier": name}, (text,)) for name, text in options)
    asked = Node(
        "qti-inline-choice-interaction", {"response-identifier": RESPONSE, "shuffle": truth(held=shuffle)}, listed
    )
    sentence = Node("p", {}, (f"{before} ", asked, f" {after}"))
    return whole(identifier, title, sentence, keyed("single", "identifier", [key]), language)


def hottext(
    *,
    identifier: str,
    title: str,
    stem: str,
    text: Sequence[str | tuple[str, str]],
    key: Sequence[str],
    language: str = "en",
) -> Item:
    """A text in which passages, told by name and words, can be chosen; worth one point for exactly the right ones."""
    several = len(key) > 1
    said = (each if isinstance(each, str) else Node("qti-hottext", {"identifier": each[0]}, each[1:]) for each in text)
    asked = asks("hottext", stem, [Node("p", {}, tuple(said))], max_choices="0" if several else "1")
    response = keyed("multiple" if several else "single", "identifier", key)
    return whole(identifier, title, asked, response, language)


def _choice(
    identifier: str,
    title: str,
    stem: str,
    options: Options,
    key: Sequence[str],
    cardinality: Cardinality,
    most: int,
    *,
    shuffle: bool,
    language: str,
) -> Item:
    unknown = set(key) - {name for name, _ in options}
    if unknown:
        raise ValueError(f"{identifier}: the key {', '.join(sorted(unknown))} is no option.")
    listed = [Node("qti-simple-choice", {"identifier": name}, (text,)) for name, text in options]
    asked = asks("choice", stem, listed, shuffle=truth(held=shuffle), max_choices=str(most))
    return whole(identifier, title, asked, keyed(cardinality, "identifier", key), language)
