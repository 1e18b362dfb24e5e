"""Items in which things are put together: two sets, one set, a text with gaps."""

from collections import Counter
from collections.abc import Sequence

from guildhall.qti.building.parts import Options, Pairs, asks, keyed, paired, truth, whole
from guildhall.qti.item import Item
from guildhall.qti.model import Node

ASSOCIABLE = "qti-simple-associable-choice"


def match(
    *,
    identifier: str,
    title: str,
    stem: str,
    first: Options,
    second: Options,
    pairs: Pairs,
    each: bool = False,
    shuffle: bool = True,
    language: str = "en",
) -> Item:
    """Everything of the first set is matched to one of the second: one point for all, or one for `each` pair."""
    sets = [_set(first, "1"), _set(second, "0")]
    held = {"shuffle": truth(held=shuffle), "max_associations": str(len(first))}
    response = keyed("multiple", "directedPair", [" ".join(pair) for pair in pairs])
    return paired(whole(identifier, title, asks("match", stem, sets, **held), response, language), pairs, each=each)


def associate(
    *,
    identifier: str,
    title: str,
    stem: str,
    options: Options,
    pairs: Pairs,
    each: bool = False,
    shuffle: bool = True,
    language: str = "en",
) -> Item:
    """Pairs are found within one set: one point for all, or one for `each` pair."""
    listed = [_choice(ASSOCIABLE, name, text, uses(pairs)) for name, text in options]
    asked = asks("associate", stem, listed, shuffle=truth(held=shuffle), max_associations="0")
    response = keyed("multiple", "pair", [" ".join(pair) for pair in pairs])
    return paired(whole(identifier, title, asked, response, language), pairs, each=each)


def gap_match(
    *,
    identifier: str,
    title: str,
    stem: str,
    text: Sequence[str | int],
    options: Options,
    pairs: Pairs,
    each: bool = False,
    shuffle: bool = True,
    language: str = "en",
) -> Item:
    """A text whose gaps, told by their numbers, are filled from a list: one point for all, or one for `each` gap."""
    listed = [_choice("qti-gap-text", name, said, "0") for name, said in options]
    said = (one if isinstance(one, str) else Node("qti-gap", {"identifier": gap(one)}) for one in text)
    asked = asks("gap-match", stem, [*listed, Node("p", {}, tuple(said))], shuffle=truth(held=shuffle))
    response = keyed("multiple", "directedPair", [" ".join(pair) for pair in pairs])
    return paired(whole(identifier, title, asked, response, language), pairs, each=each)


def gap(place: int) -> str:
    """The name of a gap."""
    return f"G{place}"


def uses(pairs: Pairs) -> str:
    """How often each thing may be used: once, unless something belongs to several."""
    return "0" if max(Counter(name for pair in pairs for name in pair).values(), default=0) > 1 else "1"


def _set(choices: Options, most: str) -> Node:
    return Node("qti-simple-match-set", {}, tuple(_choice(ASSOCIABLE, name, text, most) for name, text in choices))


def _choice(kind: str, name: str, text: str, most: str) -> Node:
    return Node(kind, {"identifier": name, "match-max": most}, (text,))
