"""What a file says about a question beside the question: keywords, classes, level, language.

Other systems lose it on import; here it is read from LOM and curriculum metadata, from the categories and tags of other
formats, and written as LOM again, so that whoever takes a package in can sort its questions by it.
"""

from collections.abc import Iterable, Iterator

from guildhall.qti.model import Node

Said = tuple[str, str]
"""An aspect (``keyword``, ``class``, ``level`` or ``language``) and what is said of it."""

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
LEVEL = "educational level"
"""The purpose under which LOM classifies by level; every other purpose is a class."""

LONGEST = 200


def said_of(metadata: Node | None) -> tuple[Said, ...]:
    """What the manifest of a package says about an item, each once, in its order."""
    if metadata is None:
        return ()
    return tuple(dict.fromkeys((aspect, word) for aspect, word in _said(metadata) if word))


def _said(node: Node) -> Iterator[Said]:
    """From an element and those within; a classification is read as a whole, because its purpose says what it is."""
    name = _local(node)
    if name in {"keyword", "keywords"}:
        yield from (("keyword", word) for word in _words(node))
    elif name == "difficulty":
        yield "level", _value(node)
    elif name == "language":
        yield "language", _plain(node)
    elif name == "classification":
        yield from _classified(node)
    elif name == "labelledguid":
        yield from (("class", _plain(each)) for each in node.elements)
    else:
        for each in node.elements:
            yield from _said(each)


def _classified(node: Node) -> Iterator[Said]:
    purposes = [_value(each) for each in node.elements if _local(each) == "purpose"]
    aspect = "level" if LEVEL in purposes else "class"
    for taxon in (each for each in node.walk() if _local(each) == "taxon"):
        for each in taxon.elements:
            if _local(each) in {"id", "entry"}:
                yield aspect, _plain(each)
    yield from ((aspect, word) for each in node.elements if _local(each) == "keyword" for word in _words(each))


def _words(node: Node) -> list[str]:
    """The words of an element: one for each language, or the element's own."""
    return [_plain(each) for each in node.elements] or [_plain(node)]


def _value(node: Node) -> str:
    """The value of a vocabulary, beside which LOM says where it comes from."""
    values = [each for each in node.elements if _local(each) == "value"]
    return _plain(values[0] if values else node)


def _plain(node: Node) -> str:
    return " ".join(node.text.split())[:LONGEST]


def _local(node: Node) -> str:
    return node.name.rsplit("}", 1)[-1].removeprefix("qti-").replace("-", "").lower()


def as_metadata(said: Iterable[Said]) -> Node | None:
    """The same as metadata of a manifest, such that reading it gives it again; nothing where nothing is said."""
    told = tuple(dict.fromkeys((aspect, " ".join(word.split())[:LONGEST]) for aspect, word in said if word.strip()))
    if not told:
        return None
    general = [_language(word) for aspect, word in told if aspect == "language"]
    general += [_lom("keyword", _string(word)) for aspect, word in told if aspect == "keyword"]
    classes = [_class("discipline", word) for aspect, word in told if aspect == "class"]
    classes += [_class(LEVEL, word) for aspect, word in told if aspect == "level"]
    parts = (*([_lom("general", *general)] if general else []), *classes)
    return Node(f"{{{CP}}}metadata", {}, (_lom("lom", *parts),))


def _language(word: str) -> Node:
    return _lom("language", word)


def _class(purpose: str, word: str) -> Node:
    named = _lom("purpose", _lom("source", "LOMv1.0"), _lom("value", purpose))
    return _lom("classification", named, _lom("taxonPath", _lom("taxon", _lom("entry", _string(word)))))


def _string(word: str) -> Node:
    return _lom("string", word)


def _lom(name: str, *children: Node | str) -> Node:
    return Node(f"{{{LOM}}}{name}", {}, tuple(children))
