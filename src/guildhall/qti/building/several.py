"""Several questions in one item, each scored as it would be alone and worth its points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guildhall.qti.building.parts import RESPONSE, number, valued, whole
from guildhall.qti.interactions import interactions_of
from guildhall.qti.item import Item
from guildhall.qti.model import Node, Processing, Response
from guildhall.qti.scoring import maximum

SCORE = "SCORE"


@dataclass(frozen=True)
class Asked:
    """One of several questions: an item that asks it alone, and by how much its score is multiplied."""

    item: Item
    points: float = 1.0


def several(
    *, identifier: str, title: str, parts: Sequence[Asked], introduction: str = "", language: str = "en"
) -> Item:
    """Several questions as one item. Each has a response and a score of its own; SCORE is the sum of these scores."""
    placed = list(enumerate(parts, start=1))
    opens = [Node("p", {}, (introduction,))] if introduction else []
    bodies = [_named(node, place) for place, each in placed for node in each.item.body.elements]
    best = sum(each.points * maximum(each.item) for each in parts)
    scores = tuple(number(_score(place), 0.0) for place, _ in placed)
    return Item(
        identifier=identifier,
        title=title,
        language=language,
        adaptive=False,
        time_dependent=False,
        responses=tuple(replace(each.item.responses[0], identifier=_response(place)) for place, each in placed),
        outcomes=(number(SCORE, 0.0), number("MAXSCORE", best), *scores),
        templates=(),
        body=Node("qti-item-body", {}, (*opens, *bodies)),
        processing=Processing(rules=(*(_rule(place, each) for place, each in placed), _sum(len(parts)))),
    )


def parted(item: Item) -> tuple[str, list[Asked]] | None:
    """The introduction and the questions of an item that asks several in a row; None where it asks in another way.

    What else stands above them, such as a passage, is left out.
    """
    every = item.body.elements
    begins = next((place for place, each in enumerate(every) if interactions_of(each)), len(every))
    nodes, last = every[begins:], every[begins - 1] if begins else None
    introduction = last.text if last is not None and last.name == "p" else ""
    asked = [interactions_of(each) for each in nodes]
    if len(nodes) < 2 or any(len(each) != 1 for each in asked) or len(item.processing.rules) != len(nodes) + 1:
        return None
    found = [_alone(item, place, node) for place, node in enumerate(nodes, start=1)]
    return (introduction, [each for each in found if each]) if all(found) else None


def _alone(item: Item, place: int, node: Node) -> Asked | None:
    """One of the questions as an item of its own."""
    declared = item.response(_response(place))
    told = [each.text for each in item.processing.rules[place - 1].walk() if each.name == "qti-base-value"]
    if declared is None or len(told) != 1 or not told[0].replace(".", "", 1).isdecimal():
        return None
    alone = whole(item.identifier, item.title, _named(node, 0), replace(declared, identifier=RESPONSE), item.language)
    return Asked(valued(alone), float(told[0]))


def _response(place: int) -> str:
    return f"{RESPONSE}_{place}" if place else RESPONSE


def _score(place: int) -> str:
    return f"{SCORE}_{place}"


def _named(node: Node, place: int) -> Node:
    """A node that answers to the response of its question."""
    children = tuple(_named(each, place) if isinstance(each, Node) else each for each in node.children)
    held = dict(node.attributes)
    if "response-identifier" in held:
        held["response-identifier"] = _response(place)
    return replace(node, attributes=held, children=children)


def _rule(place: int, asked: Asked) -> Node:
    """What an answer to one question earns: its points, or what it is worth as often."""
    answer: Response = asked.item.responses[0]
    variable = Node("qti-variable", {"identifier": _response(place)})
    points = Node("qti-base-value", {"base-type": "float"}, (f"{asked.points:g}",))
    if answer.mapping is None:
        right, earned = _node("qti-match", variable, Node("qti-correct", {"identifier": _response(place)})), points
    else:
        right = _node("qti-not", _node("qti-is-null", variable))
        earned = _node("qti-product", points, Node("qti-map-response", {"identifier": _response(place)}))
    gives = Node("qti-set-outcome-value", {"identifier": _score(place)}, (earned,))
    return _node("qti-response-condition", _node("qti-response-if", right, gives))


def _sum(count: int) -> Node:
    scores = (Node("qti-variable", {"identifier": _score(place)}) for place in range(1, count + 1))
    return Node("qti-set-outcome-value", {"identifier": SCORE}, (_node("qti-sum", *scores),))


def _node(name: str, *children: Node) -> Node:
    return Node(name, {}, children)
