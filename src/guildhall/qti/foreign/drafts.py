"""What a question of another format says, and the item that becomes of it.

Every format is read into drafts, and drafts become items in one place: the same question gives the same item, wherever
it was written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from guildhall.qti.graphics import letter
from guildhall.qti.item import Item
from guildhall.qti.metadata import Said
from guildhall.qti.model import KeyMapping, MapEntry, Node, Outcome, Processing, Response
from guildhall.qti.values import Cardinality, Value, single

RESPONSE = "RESPONSE"
NEARLY = 0.001
"""How far parts that were rounded to five figures may be from a whole."""

Kind = Literal["single", "multiple", "text", "number", "match", "essay"]
Content = tuple[Node | str, ...]


class Unusable(Exception):
    """Why a question cannot become an item: what is wrong, and what mends it."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message)


@dataclass(frozen=True)
class Given:
    """An answer that a question offers or accepts: what it says, and the part of the points that it is worth."""

    content: Content
    part: float = 0.0
    tolerance: float = 0.0


@dataclass(frozen=True)
class Draft:
    """A question as its format tells it. `after` is what follows the place of the answer in the sentence."""

    kind: Kind
    stem: Content
    given: tuple[Given, ...] = ()
    pairs: tuple[tuple[Content, Content], ...] = ()
    after: Content = ()
    identifier: str = ""
    title: str = ""
    language: str = ""
    points: float = 1.0
    shuffle: bool = True
    case_sensitive: bool = False
    others: tuple[Content, ...] = field(default=())
    """What may be matched besides, and is never right."""

    said: tuple[Said, ...] = ()
    """What the file says about the question: its category, tags and level."""


def words(content: Content) -> str:
    """Content as plain text."""
    said = "".join(each if isinstance(each, str) else each.text for each in content)
    return " ".join(said.split())


def item_of(draft: Draft) -> Item:
    """The item that a draft becomes. Unusable says why there is none."""
    if not words(draft.stem) and not any(isinstance(each, Node) for each in draft.stem):
        raise Unusable("The question has no text.", "Write what is asked.")
    if not 0 < draft.points < 10_000:
        raise Unusable("The question is worth no points, or too many.", "Give it some.")
    response, asked, processing = BUILDERS[draft.kind](draft)
    return Item(
        identifier=draft.identifier,
        title=draft.title or words(draft.stem)[:80],
        language=draft.language,
        adaptive=False,
        time_dependent=False,
        responses=(response,),
        outcomes=_outcomes(draft),
        templates=(),
        body=Node("qti-item-body", {}, asked),
        processing=processing,
    )


def _outcomes(draft: Draft) -> tuple[Outcome, ...]:
    hand = "human" if draft.kind == "essay" else ""
    most = draft.points if hand else None
    return (
        Outcome("SCORE", "single", "float", single("float", 0.0), external_scored=hand, normal_maximum=most),
        Outcome("MAXSCORE", "single", "float", single("float", float(draft.points))),
    )


Built = tuple[Response, Content, Processing]


def _single(draft: Draft) -> Built:
    right = [place for place, each in enumerate(draft.given) if each.part >= 1]
    if len(right) != 1:
        raise Unusable(f"{len(right)} answers are wholly right; there has to be one.", "Mark the right answer.")
    return _choice(draft, "single", right)


def _multiple(draft: Draft) -> Built:
    right = [place for place, each in enumerate(draft.given) if each.part > 0]
    if not right:
        raise Unusable("No answer is right.", "Mark the right answers.")
    return _choice(_in_full(draft), "multiple", right)


def _in_full(draft: Draft) -> Draft:
    """The draft with parts that make a whole: three of 33.333 per cent are meant to earn all points."""
    total = sum(each.part for each in draft.given if each.part > 0)
    if abs(total - 1) > NEARLY:
        return draft
    return replace(draft, given=tuple(replace(each, part=each.part / total) for each in draft.given))


def _choice(draft: Draft, cardinality: Cardinality, right: Sequence[int]) -> Built:
    if len(draft.given) < 2:
        raise Unusable("There are fewer than two answers to choose from.", "Write more of them.")
    held = {
        "response-identifier": RESPONSE,
        "shuffle": "true" if draft.shuffle else "false",
        "max-choices": "1" if cardinality == "single" else "0",
    }
    listed = (
        Node("qti-simple-choice", {"identifier": letter(place)}, each.content) for place, each in enumerate(draft.given)
    )
    asked = Node("qti-choice-interaction", held, (Node("qti-prompt", {}, draft.stem), *listed))
    key = Value(cardinality, "identifier", tuple(letter(place) for place in right))
    plain = cardinality == "single" and draft.points == 1 and {each.part for each in draft.given} <= {0.0, 1.0}
    worth = [(letter(place), each.part) for place, each in enumerate(draft.given) if each.part]
    mapping = None if plain else _mapping(draft, worth)
    response = Response(RESPONSE, cardinality, "identifier", correct=key, mapping=mapping)
    return response, (asked,), Processing("match_correct" if plain else "map_response")


def _mapping(draft: Draft, worth: Sequence[tuple[str | tuple[str, str], float]]) -> KeyMapping:
    sensitive = draft.case_sensitive or draft.kind != "text"
    entries = tuple(MapEntry(key, part * draft.points, sensitive) for key, part in worth)
    return KeyMapping(entries, lower=0.0, upper=float(draft.points))


def _entry(draft: Draft, base: str) -> Content:
    held = {"response-identifier": RESPONSE, "expected-length": "20"}
    asked = Node("qti-text-entry-interaction", held if base == "string" else held | {"expected-length": "10"})
    return (Node("div", {}, (*draft.stem, " ", asked, *((" ", *draft.after) if draft.after else ()))),)


def _text(draft: Draft) -> Built:
    accepted = [(words(each.content), each.part) for each in draft.given if words(each.content) and each.part > 0]
    if not any(part >= 1 for _, part in accepted):
        raise Unusable("No answer is wholly right.", "Write the right answer.")
    key = next(said for said, part in accepted if part >= 1)
    mapping = _mapping(draft, accepted)
    response = Response(RESPONSE, "single", "string", correct=single("string", key), mapping=mapping)
    return response, _entry(draft, "string"), Processing("map_response")


def _number(draft: Draft) -> Built:
    accepted = sorted((each for each in draft.given if each.part > 0), key=lambda each: -each.part)
    if not accepted or accepted[0].part < 1:
        raise Unusable("No number is wholly right.", "Write the right number.")
    numbers = [_amount(words(each.content)) for each in accepted]
    branches = [
        _branch(draft, number, each, first=not at)
        for at, (number, each) in enumerate(zip(numbers, accepted, strict=True))
    ]
    rule = Node("qti-response-condition", {}, tuple(branches))
    response = Response(RESPONSE, "single", "float", correct=single("float", numbers[0]))
    return response, _entry(draft, "float"), Processing(rules=(rule,))


def _amount(text: str) -> float:
    try:
        return float(text.replace(",", ".", 1))
    except ValueError:
        raise Unusable(f"'{text[:40]}' is no number.", "Write the right number.") from None


def _branch(draft: Draft, number: float, given: Given, *, first: bool) -> Node:
    held = {"tolerance-mode": "absolute", "tolerance": repr(given.tolerance)}
    if not given.tolerance:
        held = {"tolerance-mode": "exact"}
    written = Node("qti-base-value", {"base-type": "float"}, (repr(number),))
    answered = Node("qti-variable", {"identifier": RESPONSE})
    points = Node("qti-base-value", {"base-type": "float"}, (repr(given.part * draft.points),))
    name = "qti-response-if" if first else "qti-response-else-if"
    sets = Node("qti-set-outcome-value", {"identifier": "SCORE"}, (points,))
    return Node(name, {}, (Node("qti-equal", held, (written, answered)), sets))


def _match(draft: Draft) -> Built:
    if len(draft.pairs) < 2:
        raise Unusable("There are fewer than two pairs.", "Write more of them.")
    seconds = list(dict.fromkeys(words(right) for _, right in draft.pairs))
    rights = {words(right): right for _, right in draft.pairs} | {words(each): each for each in draft.others}
    names = {said: f"T{place}" for place, said in enumerate(rights, start=1)}
    pairs = [(f"S{place}", names[words(right)]) for place, (_, right) in enumerate(draft.pairs, start=1)]
    left = _set([(f"S{place}", one) for place, (one, _) in enumerate(draft.pairs, start=1)], "1")
    right = _set([(names[said], each) for said, each in rights.items()], "1" if len(seconds) == len(pairs) else "0")
    held = {"response-identifier": RESPONSE, "shuffle": "true", "max-associations": str(len(pairs))}
    asked = Node("qti-match-interaction", held, (Node("qti-prompt", {}, draft.stem), left, right))
    mapping = _mapping(draft, [(pair, 1 / len(pairs)) for pair in pairs])
    key = Value("multiple", "directedPair", tuple(pairs))
    response = Response(RESPONSE, "multiple", "directedPair", correct=key, mapping=mapping)
    return response, (asked,), Processing("map_response")


def _set(choices: Sequence[tuple[str, Content]], most: str) -> Node:
    name = "qti-simple-associable-choice"
    listed = (Node(name, {"identifier": each, "match-max": most}, said) for each, said in choices)
    return Node("qti-simple-match-set", {}, tuple(listed))


def _essay(draft: Draft) -> Built:
    held = {"response-identifier": RESPONSE, "expected-lines": "8"}
    asked = Node("qti-extended-text-interaction", held, (Node("qti-prompt", {}, draft.stem),))
    return Response(RESPONSE, "single", "string"), (asked,), Processing()


BUILDERS: dict[Kind, Callable[[Draft], Built]] = {
    "single": _single,
    "multiple": _multiple,
    "text": _text,
    "number": _number,
    "match": _match,
    "essay": _essay,
}
