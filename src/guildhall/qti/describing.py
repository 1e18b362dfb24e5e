"""An item in plain facts, for the pages of those who may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guildhall.qti.interactions import KINDS, kind_of
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.sanitising import medium, picture
from guildhall.qti.scoring import key, maximum


@dataclass(frozen=True)
class Option:
    """One thing to choose, in words."""

    identifier: str
    text: str


@dataclass(frozen=True)
class Question:
    """One interaction in words."""

    response: str
    kind: str
    label: str
    prompt: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Description:
    """An item in plain facts. `correct` and `worth` are for authorised reviewers alone."""

    identifier: str
    title: str
    language: str
    version: str
    stem: str
    questions: tuple[Question, ...]
    correct: Mapping[str, list[str]]
    worth: Mapping[str, Mapping[str, float]]
    maximum: float
    pictures: tuple[str, ...]
    by_hand: bool


def describe(item: Item, seed: int | None = None) -> Description:
    """What an item is and asks, with its key."""
    return Description(
        identifier=item.identifier,
        title=item.title,
        language=item.language,
        version=item.version,
        stem=stem(item),
        questions=tuple(
            Question(
                each.response,
                each.kind,
                KINDS[each.kind].label if each.kind in KINDS else each.kind,
                _words(each.prompt) if each.prompt else "",
                tuple(Option(one.identifier, _words(one.node)) for one in each.choices),
            )
            for each in item.interactions
        ),
        correct=key(item, seed),
        worth={
            each.identifier: {str(entry.key): entry.worth for entry in each.mapping.entries}
            for each in item.responses
            if each.mapping
        },
        maximum=maximum(item, seed),
        pictures=pictures(item),
        by_hand=scored_by_hand(item),
    )


def stem(item: Item) -> str:
    """What an item asks, in plain text: what stands around its interactions, and what they ask themselves."""
    prompts = [_words(each.prompt) for each in item.interactions if each.prompt]
    return " ".join(part for part in (_words(item.body), *prompts) if part)


def pictures(item: Item) -> tuple[str, ...]:
    """The addresses of the pictures in an item, and of all that it plays."""
    return tuple(dict.fromkeys(each for node in item.body.walk() for each in addresses(node) if each))


def files_of(item: Item) -> Iterator[tuple[str, int, str]]:
    """Every file beside the item that it shows or plays: its address, and the line and the element that name it."""
    for node in item.body.walk():
        for address in addresses(node):
            if address and not address.startswith("data:"):
                yield address, node.line, node.name


def addresses(node: Node) -> tuple[str, ...]:
    """The addresses of the files that a node shows or plays."""
    shown, played = picture(node), medium(node)
    if shown:
        return (shown[0],)
    return (played.address, *(each.get("src") for each in played.tracks)) if played else ()


def plays(item: Item) -> bool:
    """Whether something in an item is to be heard, or seen in motion: what paper cannot give."""
    return any(medium(node) for node in item.body.walk())


def scored_by_hand(item: Item) -> bool:
    """Whether an item needs a person to score it."""
    declared = any(each.external_scored == "human" for each in item.outcomes)
    return declared or any(each.kind in BY_HAND for each in item.interactions)


BY_HAND = names("extended-text upload drawing")
HIDDEN = names("qti-feedback-inline qti-feedback-block qti-rubric-block qti-prompt")


def _words(node: Node) -> str:
    """The text of a node without what its interactions hold."""
    return " ".join("".join(_parts(node)).split())


def _parts(node: Node) -> list[str]:
    said: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            said.append(child)
        elif picture(child):
            said.append(f" {(picture(child) or ('', ''))[1]} ")
        elif played := medium(child):
            said.append(f" {played.alternative} ")
        elif kind_of(child):
            said.append(" … " if kind_of(child) in {"inline-choice", "text-entry"} else " ")
        elif child.name not in HIDDEN:
            said.extend([*_parts(child), " " if child.name in {"p", "div", "li", "td"} else ""])
    return said
