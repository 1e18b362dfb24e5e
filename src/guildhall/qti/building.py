"""Write items in Python: the four kinds that most examinations are made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guildhall.qti.item import Item
from guildhall.qti.model import KeyMapping, MapEntry, Node, Outcome, Processing, Response
from guildhall.qti.values import Cardinality, Value, scalar, single

RESPONSE = "RESPONSE"
Options = Sequence[tuple[str, str]]


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
    return _mapped(item, worth) if worth else item


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
        "qti-inline-choice-interaction", {"response-identifier": RESPONSE, "shuffle": _truth(held=shuffle)}, listed
    )
    body = Node("qti-item-body", {}, (Node("p", {}, (f"{before} ", asked, f" {after}")),))
    return _item(identifier, title, body, _response("single", "identifier", [key]), language)


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
    body = Node("qti-item-body", {}, (Node("p", {}, (f"{before} ", asked, f" {after}".rstrip())),))
    item = _item(identifier, title, body, _response("single", base, [key]), language)
    return _mapped(item, {key: 1.0, **(also or {})}, case_sensitive=False) if base == "string" else item


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
    held = {"response-identifier": RESPONSE, "shuffle": _truth(held=shuffle), "max-choices": str(most)}
    listed = tuple(Node("qti-simple-choice", {"identifier": name}, (text,)) for name, text in options)
    asked = Node("qti-choice-interaction", held, (Node("qti-prompt", {}, (stem,)), *listed))
    body = Node("qti-item-body", {}, (asked,))
    return _item(identifier, title, body, _response(cardinality, "identifier", key), language)


def _response(cardinality: Cardinality, base: str, key: Iterable[str]) -> Response:
    correct = Value(cardinality, base, tuple(scalar(each, base) for each in key))
    return Response(RESPONSE, cardinality, base, correct=correct)


def _item(identifier: str, title: str, body: Node, response: Response, language: str) -> Item:
    return Item(
        identifier=identifier,
        title=title,
        language=language,
        adaptive=False,
        time_dependent=False,
        responses=(response,),
        outcomes=(_number("SCORE", 0.0), _number("MAXSCORE", 1.0)),
        templates=(),
        body=body,
        processing=Processing("match_correct"),
    )


def _number(name: str, begins: float) -> Outcome:
    return Outcome(name, "single", "float", single("float", begins))


def _mapped(item: Item, worth: Mapping[str, float], *, case_sensitive: bool = True) -> Item:
    """The item scored by what each key is worth."""
    response = item.responses[0]
    entries = tuple(MapEntry(scalar(key, response.base), float(each), case_sensitive) for key, each in worth.items())
    several = response.cardinality != "single"
    best = sum(each.worth for each in entries if each.worth > 0) if several else max(each.worth for each in entries)
    mapping = KeyMapping(entries, lower=0.0)
    return replace(
        item,
        responses=(replace(response, mapping=mapping),),
        outcomes=(_number("SCORE", 0.0), _number("MAXSCORE", best)),
        processing=Processing("map_response"),
    )


def _truth(*, held: bool) -> str:
    return "true" if held else "false"
