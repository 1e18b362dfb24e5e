"""Moodle XML: what Moodle exports, pictures included. Kinds that ask nothing, or need Moodle itself, are refused."""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import replace

from guildhall.qti.foreign.drafts import Content, Draft, Given, Kind, Unusable
from guildhall.qti.foreign.gift import classes_of
from guildhall.qti.foreign.markup import content_of
from guildhall.qti.metadata import Said
from guildhall.qti.model import Node

TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>Electrics</text></category></question>
  <question type="multichoice">
    <name><text>A fuse</text></name>
    <questiontext format="html"><text><![CDATA[<p>What does a <b>blown</b> fuse do?</p>]]></text></questiontext>
    <defaultgrade>1</defaultgrade>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answer fraction="100"><text>It interrupts the circuit.</text></answer>
    <answer fraction="0"><text>It limits the voltage.</text></answer>
    <answer fraction="0"><text>It stores charge.</text></answer>
    <tags><tag><text>fuses</text></tag></tags>
  </question>
  <question type="numerical">
    <name><text>Power</text></name>
    <questiontext format="html"><text>How many watts are 230 V and 2 A?</text></questiontext>
    <defaultgrade>2</defaultgrade>
    <answer fraction="100"><text>460</text><tolerance>5</tolerance></answer>
  </question>
</quiz>
"""

ROOT = "quiz"
SIGNS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"))
KINDS: Mapping[str, Kind] = {
    "truefalse": "single",
    "shortanswer": "text",
    "numerical": "number",
    "matching": "match",
    "essay": "essay",
}


def drafts(root: Node) -> Iterator[tuple[int, Draft | Unusable]]:
    """Every question with its line, or why it is none; a category is no question, and says where the next belong."""
    within: list[Said] = []
    for node in (each for each in root.elements if _local(each) == "question"):
        if node.get("type") == "category":
            within = classes_of(_said(node, "category"))
            continue
        try:
            yield node.line, replace(_draft(node), said=(*within, *_tags(node)))
        except Unusable as why:
            yield node.line, why


def _tags(node: Node) -> Iterator[Said]:
    for held in _all(node, "tags"):
        yield from (("keyword", _text(each)) for each in _all(held, "tag"))


def _local(node: Node) -> str:
    return node.name.rsplit("}", 1)[-1].removeprefix("qti-").replace("-", "")


def _all(node: Node, name: str) -> list[Node]:
    return [each for each in node.elements if _local(each) == name]


def _said(node: Node, name: str) -> str:
    """The text of an element, whether it holds it itself or in a ``text``."""
    found = _all(node, name)
    return _text(found[0]) if found else ""


def _text(node: Node) -> str:
    inner = _all(node, "text")
    return (inner[0] if inner else node).text.strip()


def _draft(node: Node) -> Draft:
    kind = _kind(node)
    return Draft(
        kind=kind,
        stem=_content(_all(node, "questiontext")),
        given=() if kind in {"match", "essay"} else tuple(_given(each, kind) for each in _all(node, "answer")),
        pairs=tuple(_pair(each) for each in _all(node, "subquestion") if _text(each)),
        others=tuple((_said(each, "answer"),) for each in _all(node, "subquestion") if not _text(each)),
        title=_said(node, "name"),
        identifier=_said(node, "idnumber"),
        points=_number(_said(node, "defaultgrade") or "1"),
        shuffle=_said(node, "shuffleanswers") not in {"false", "0"} and node.get("type") != "truefalse",
        case_sensitive=_said(node, "usecase") == "1",
    )


def _kind(node: Node) -> Kind:
    stated = node.get("type")
    if stated == "multichoice":
        return "multiple" if _said(node, "single") in {"false", "0"} else "single"
    if stated not in KINDS:
        raise Unusable(f"Questions of the type '{stated[:40]}' are not read.", f"Use multichoice, {', '.join(KINDS)}.")
    return KINDS[stated]


def _content(found: list[Node]) -> Content:
    """The text of an element with the pictures that came along in it."""
    if not found:
        return ()
    files = {
        f"@@PLUGINFILE@@/{each.get('name')}": _embedded(each.text)
        for each in _all(found[0], "file")
        if each.get("name")
    }
    said = _text(found[0])
    return (said,) if found[0].get("format") in {"plain_text", "markdown"} else content_of(said, files)


def _embedded(encoded: str) -> str:
    """A picture as part of the item; nothing for what is no picture."""
    stated = "".join(encoded.split())
    try:
        data = b64decode(stated, validate=True)
    except (Error, ValueError):
        return ""
    kind = next((kind for sign, kind in SIGNS if data.startswith(sign)), "")
    return f"data:image/{kind};base64,{stated}" if kind else ""


def _given(node: Node, kind: Kind) -> Given:
    tolerance, part = _said(node, "tolerance"), _number(node.get("fraction", "0")) / 100
    content = _spelled(_text(node), part) if kind == "text" else _content([node])
    return Given(content, part, _number(tolerance) if tolerance else 0.0)


def _spelled(said: str, part: float) -> Content:
    """A word that is accepted. An asterisk stands for anything in Moodle, which nobody could foresee here."""
    if part > 0 and "*" in said.replace(r"\*", ""):
        message = f"The answer '{said[:40]}' accepts anything in the place of an asterisk."
        raise Unusable(message, r"Write out every answer that is accepted, and an asterisk itself as \*.")
    return (said.replace(r"\*", "*"),) if said else ()


def _pair(node: Node) -> tuple[Content, Content]:
    return _content([node]), (_said(node, "answer"),)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Unusable(f"'{text[:40]}' is no number.", "Write a number.") from None
