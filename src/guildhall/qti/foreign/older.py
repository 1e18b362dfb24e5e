"""QTI 1.2, as Canvas and others still write it: choice, words, numbers and essays, with what gives them points."""

from collections.abc import Iterator, Mapping

from guildhall.qti.foreign.drafts import Content, Draft, Given, Kind, Unusable
from guildhall.qti.foreign.markup import content_of
from guildhall.qti.metadata import Said
from guildhall.qti.model import Node

ROOT = "questestinterop"
KINDS: Mapping[str, Kind] = {
    "multiple_choice_question": "single",
    "true_false_question": "single",
    "multiple_answers_question": "multiple",
    "short_answer_question": "text",
    "numerical_question": "number",
    "essay_question": "essay",
}


ABOUT = {"qmd_topic": "class", "qmd_levelofdifficulty": "level", "qmd_keywords": "keyword"}
"""Fields in which tools say something about a question."""


def drafts(root: Node) -> Iterator[tuple[int, Draft | Unusable]]:
    """Every question with its line, or why it is none."""
    for node in root.walk():
        if _local(node) == "item":
            try:
                yield node.line, _draft(node)
            except Unusable as why:
                yield node.line, why


def _local(node: Node) -> str:
    return node.name.rsplit("}", 1)[-1]


def _within(node: Node, name: str) -> list[Node]:
    return [each for each in node.walk() if _local(each) == name]


def _draft(node: Node) -> Draft:
    told = _told(node)
    kind = _kind(node, told.get("question_type", ""))
    return Draft(
        kind=kind,
        stem=_stem(node),
        given=tuple(_given(node, kind)),
        identifier=node.get("ident"),
        title=node.get("title"),
        points=_number(told.get("points_possible", "1")),
        said=tuple(_about(told)),
    )


def _about(told: Mapping[str, str]) -> Iterator[Said]:
    for field, aspect in ABOUT.items():
        if told.get(field):
            yield aspect, told[field]


def _told(node: Node) -> dict[str, str]:
    found = {}
    for each in _within(node, "qtimetadatafield"):
        held = {_local(child): child.text.strip() for child in each.elements}
        found[held.get("fieldlabel", "")] = held.get("fieldentry", "")
    return found


def _kind(node: Node, stated: str) -> Kind:
    if stated in KINDS:
        return KINDS[stated]
    if stated:
        raise Unusable(f"Questions of the type '{stated[:40]}' are not read.", f"Use {', '.join(KINDS)}.")
    choices = _within(node, "response_lid")
    if len(choices) > 1 or _within(node, "response_grp") or _within(node, "response_xy"):
        raise Unusable("The question asks in a way that is not read.", "Write it as QTI 2 or 3.")
    if choices:
        return "multiple" if choices[0].get("rcardinality").lower() == "multiple" else "single"
    return "text" if _within(node, "varequal") else "essay"


def _stem(node: Node) -> Content:
    presented = _within(node, "presentation")
    return _content(presented[0].elements) if presented else ()


def _content(nodes: tuple[Node, ...]) -> Content:
    """What is asked: the material that stands outside of the answers."""
    said: list[Node | str] = []
    for each in nodes:
        if _local(each) in {"material", "flow"}:
            said.extend(_content(each.elements))
        elif _local(each) == "mattext":
            html = each.get("texttype") in {"text/html", ""}
            said.extend(content_of(each.text) if html else (each.text,))
        elif _local(each) == "matimage":
            said.append(Node("img", {"src": each.get("uri"), "alt": each.get("label")}))
    return tuple(said)


def _given(node: Node, kind: Kind) -> Iterator[Given]:
    worth = dict(_worth(node))
    if kind in {"text", "number"}:
        yield from (Given((said,), 1.0, tolerance) for said, tolerance in _accepted(node, kind))
        return
    for label in _within(node, "response_label"):
        name = label.get("ident")
        part = worth.get(name, 0.0)
        yield Given(_content(label.elements), part if kind == "single" else float(part > 0) / max(len(worth), 1))


def _worth(node: Node) -> Iterator[tuple[str, float]]:
    """Which answers are right: those that a rule with points wants, and does not want away."""
    for condition in _within(node, "respcondition"):
        points = [_number(each.text) for each in _within(condition, "setvar")]
        if any(amount > 0 for amount in points):
            unwanted = {id(inner) for each in _within(condition, "not") for inner in each.walk()}
            right = [each for each in _within(condition, "varequal") if id(each) not in unwanted]
            yield from ((each.text.strip(), 1.0) for each in right)


def _accepted(node: Node, kind: Kind) -> Iterator[tuple[str, float]]:
    lows = [_number(each.text) for name in ("vargte", "vargt") for each in _within(node, name)]
    highs = [_number(each.text) for name in ("varlte", "varlt") for each in _within(node, name)]
    if kind == "number" and len(lows) == len(highs) and lows:
        yield from ((repr((low + high) / 2), abs(high - low) / 2) for low, high in zip(lows, highs, strict=True))
        return
    yield from ((name, 0.0) for name, _ in _worth(node))


def _number(text: str) -> float:
    try:
        return float(text.strip() or "0")
    except ValueError:
        raise Unusable(f"'{text[:40]}' is no number.", "Write a number.") from None
