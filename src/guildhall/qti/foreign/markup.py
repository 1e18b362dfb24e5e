"""HTML that other formats keep as text, as nodes. What of it may be shown is decided where it is shown."""

from collections.abc import Iterator, Mapping

from lxml import etree, html

from guildhall.qti.foreign.drafts import Content
from guildhall.qti.model import Node
from guildhall.qti.parsing import HTML, MAX_DEPTH

KEPT = frozenset({"src", "alt", "width", "height", "href", "colspan", "rowspan", "lang", "dir", "alttext"})


def content_of(text: str, files: Mapping[str, str] | None = None) -> Content:
    """HTML as content. `files` leads from the addresses of pictures that came along to what stands for them."""
    if "<" not in text and "&" not in text:
        return (text.strip(),) if text.strip() else ()
    try:
        parts = html.fragments_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return (text.strip(),)
    return tuple(_trimmed(each for part in parts for each in _part(part, files or {})))


def _trimmed(parts: Iterator[Node | str]) -> Iterator[Node | str]:
    held = list(parts)
    while held and isinstance(held[-1], str) and not held[-1].strip():
        held.pop()
    yield from (held[1:] if held and isinstance(held[0], str) and not held[0].strip() else held)


def _part(part: "str | etree._Element", files: Mapping[str, str]) -> Iterator[Node | str]:
    if isinstance(part, str):
        yield part
        return
    yield from _element(part, files, 1)
    if part.tail:
        yield part.tail


def _element(element: etree._Element, files: Mapping[str, str], depth: int) -> Iterator[Node | str]:
    if depth > MAX_DEPTH:
        return
    name = etree.QName(element).localname.lower()
    children = tuple(_children(element, files, depth))
    if name not in HTML and name != "math":
        yield from children
        return
    held = {str(key): str(value) for key, value in element.attrib.items() if key in KEPT}
    if "src" in held:
        held["src"] = files.get(held["src"], held["src"])
    if name == "img":
        held.setdefault("alt", "")
    yield Node(name, held, children)


def _children(element: etree._Element, files: Mapping[str, str], depth: int) -> Iterator[Node | str]:
    if element.text:
        yield element.text
    for child in element:
        yield from _element(child, files, depth + 1)
        if child.tail:
            yield child.tail
