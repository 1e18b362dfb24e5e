"""What stands above a question: a recording to listen to, a passage to read and a picture to look at."""

from dataclasses import dataclass, replace

from guildhall import qti
from guildhall.itembank.questions.model import Passage, Question
from guildhall.qti.model import Node

NUMBERED = "MD-"
"""How the numbers of the library begin, by which a passage is known again."""


@dataclass(frozen=True)
class Parted:
    """An item, told apart into what stands above its question, and the rest."""

    rest: qti.Item
    recording: qti.Recording | None = None
    passage: Passage | None = None
    picture: qti.Picture | None = None


def laid(question: Question) -> list[Node]:
    """What stands above a question, as it stands in the item."""
    played = [question.recording.node] if question.recording else []
    passage = [_passage(question.passage)] if question.passage else []
    return [*played, *passage, *([Node("p", {}, (question.picture.node,))] if question.picture else [])]


def _passage(passage: Passage) -> Node:
    lines = [each for each in passage.words.splitlines() if each.strip()]
    return Node("div", {"id": passage.number}, tuple(Node("p", {}, (each.strip(),)) for each in lines))


def parted(item: qti.Item) -> Parted:
    """Tell what stands above the question apart from it."""
    nodes = list(item.body.elements)
    recording = qti.recording_of(nodes[0]) if nodes else None
    nodes = nodes[1:] if recording else nodes
    passage = _read_passage(nodes[0]) if nodes else None
    nodes = nodes[1:] if passage else nodes
    picture = _alone(nodes[0]) if nodes else None
    nodes = nodes[1:] if picture else nodes
    rest = replace(item, body=replace(item.body, children=tuple(nodes))) if recording or passage or picture else item
    return Parted(rest, recording, passage, picture)


def _read_passage(node: Node) -> Passage | None:
    if node.name != "div" or not node.get("id").startswith(NUMBERED):
        return None
    return Passage(node.get("id"), "\n".join(each.text for each in node.elements))


def _alone(node: Node) -> qti.Picture | None:
    """The picture of a paragraph that holds nothing else."""
    return picture_of(node.elements[0]) if node.name == "p" and len(node.elements) == 1 else None


def picture_of(node: Node) -> qti.Picture | None:
    """A picture that tells its size."""
    size = [node.get(each) for each in ("width", "height")]
    if node.name != "img" or not all(each.isdecimal() and len(each) < 6 for each in size):
        return None
    return qti.Picture(node.get("src"), node.get("alt"), int(size[0]), int(size[1]))


def plain(node: Node) -> str:
    """The words of a node in one line."""
    return " ".join(node.text.split())
