"""What all items have in common when they are written in Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guildhall.qti.item import Item
from guildhall.qti.model import KeyMapping, MapEntry, Node, Outcome, Processing, Response
from guildhall.qti.values import Cardinality, Value, scalar, single

RESPONSE = "RESPONSE"
Options = Sequence[tuple[str, str]]
"""What can be chosen: names and words, in the order in which they are shown."""

Pairs = Sequence[tuple[str, str]]
"""What belongs together, by name."""


def whole(identifier: str, title: str, asked: Node, response: Response, language: str) -> Item:
    """An item of one interaction, worth one point for exactly the right answer."""
    return Item(
        identifier=identifier,
        title=title,
        language=language,
        adaptive=False,
        time_dependent=False,
        responses=(response,),
        outcomes=(number("SCORE", 0.0), number("MAXSCORE", 1.0)),
        templates=(),
        body=Node("qti-item-body", {}, (asked,)),
        processing=Processing("match_correct"),
    )


def above(item: Item, *nodes: Node) -> Item:
    """The item with something to see or to read above what it asks."""
    return replace(item, body=replace(item.body, children=(*nodes, *item.body.children)))


def keyed(cardinality: Cardinality, base: str, key: Iterable[str]) -> Response:
    """A response with its right answer."""
    correct = Value(cardinality, base, tuple(scalar(each, base) for each in key))
    return Response(RESPONSE, cardinality, base, correct=correct)


def asks(kind: str, stem: str, inner: Iterable[Node] = (), **held: str) -> Node:
    """The node of an interaction with what it asks."""
    named = {"response-identifier": RESPONSE} | {name.replace("_", "-"): value for name, value in held.items()}
    return Node(f"qti-{kind}-interaction", named, (Node("qti-prompt", {}, (stem,)), *inner))


def number(name: str, begins: float) -> Outcome:
    """An outcome that is a number."""
    return Outcome(name, "single", "float", single("float", begins))


def mapped(item: Item, worth: Mapping[str, float], *, case_sensitive: bool = True) -> Item:
    """The item scored by what each key is worth."""
    response = item.responses[0]
    entries = tuple(MapEntry(scalar(key, response.base), float(each), case_sensitive) for key, each in worth.items())
    return valued(replace(item, responses=(replace(response, mapping=KeyMapping(entries, lower=0.0)),)))


def valued(item: Item) -> Item:
    """The item, scored by the mapping of its response where it has one."""
    response = item.responses[0]
    if response.mapping is None:
        return item
    worth = [each.worth for each in response.mapping.entries]
    best = max(worth) if response.cardinality == "single" else sum(each for each in worth if each > 0)
    outcomes = (number("SCORE", 0.0), number("MAXSCORE", best))
    return replace(item, outcomes=outcomes, processing=Processing("map_response"))


def paired(item: Item, pairs: Pairs, *, each: bool) -> Item:
    """The item as it is, or with a point for each pair that is right."""
    return mapped(item, {" ".join(pair): 1.0 for pair in pairs}) if each else item


def truth(*, held: bool) -> str:
    """Yes or no, as QTI writes it."""
    return "true" if held else "false"
