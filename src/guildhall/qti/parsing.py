"""From the bytes of a file to a tree of nodes under 3.0 names, without ever trusting the file.

No document type, no entities, no network, and limits on size, depth and number. QTI 2.1 and 2.2 become 3.0 here, by
name: ``responseIf`` is ``qti-response-if``, ``mapKey`` is ``map-key``; HTML and MathML stay what they are.
"""

import re
from collections.abc import Iterator

from lxml import etree

from guildhall.qti.findings import problem
from guildhall.qti.model import Node
from guildhall.qti.naming import names

MAX_BYTES = 2_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 50_000
TOO_DEEP = f"Elements stand more than {MAX_DEPTH} deep in one another, or something in it is far too long."

MATHML = "http://www.w3.org/1998/Math/MathML"
XHTML = "http://www.w3.org/1999/xhtml"
XINCLUDE = "http://www.w3.org/2001/XInclude"
XML = "http://www.w3.org/XML/1998/namespace"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
QTI_3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
VERSIONS = {
    QTI_3: "3.0",
    "http://www.imsglobal.org/xsd/imsqti_v2p2": "2.2",
    "http://www.imsglobal.org/xsd/imsqti_v2p1": "2.1",
}
"""The namespaces that are read. Without one, the name of the root says which family a file belongs to."""

HTML = names(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br caption cite code col colgroup dd "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input kbd label li main map "
    "nav object ol option p param picture pre q rb rbc rp rt rtc ruby s samp script section select small source span "
    "strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr track tt u ul var video "
    "button form iframe embed link meta canvas area base font center"
)
"""Names that mean HTML in QTI 2, where the two share a namespace. What of it may stay is the sanitiser's business."""

MIXED = names(
    "qti-prompt qti-simple-choice qti-inline-choice qti-hottext qti-gap-text qti-content-body qti-value qti-base-value "
    "qti-simple-associable-choice qti-item-body qti-feedback-inline qti-feedback-block qti-modal-feedback "
    "qti-rubric-block qti-template-inline qti-template-block qti-hottext-interaction qti-gap-match-interaction "
    "qti-label qti-custom-interaction qti-portable-custom-interaction qti-catalog-info"
)
"""Elements whose white space is content; elsewhere between elements it is layout and dropped."""

CONTENT_BODIES = frozenset({"qti-feedback-block", "qti-modal-feedback", "qti-rubric-block", "qti-template-block"})
"""Elements whose content 3.0 puts into a content body of its own."""

OTHER_NAMES: dict[str, tuple[str, dict[str, str]]] = {
    "qti-mod": ("qti-integer-modulus", {}),
    "qti-mean": ("qti-stats-operator", {"name": "mean"}),
    "qti-sample-variance": ("qti-stats-operator", {"name": "sampleVariance"}),
    "qti-sample-sd": ("qti-stats-operator", {"name": "sampleSD"}),
    "qti-pop-variance": ("qti-stats-operator", {"name": "popVariance"}),
    "qti-pop-sd": ("qti-stats-operator", {"name": "popSD"}),
}
"""Names that some tools write for expressions of the standard."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!(?:DOCTYPE|ENTITY)", re.DOTALL | re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_WHERE = re.compile(r", line \d+, column \d+.*")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "latin-1"})


def parse(data: bytes, name: str) -> tuple[Node, str]:
    """The root of a file, and the version of QTI it was written in; QtiProblem where it cannot be read."""
    root = _xml(_text(data, name), name)
    version = _version(root)
    return _Converter(name, old=version.startswith("2")).node(root), version


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise problem(
            name,
            f"The file holds {len(data):,} bytes; an item may hold {MAX_BYTES:,}.",
            "Put pictures beside the item, not into it.",
        )
    if data.startswith(b"PK\x03\x04"):
        raise problem(name, "The file is a zip, where a single file of XML is read.", "Take the file out of it.")
    body = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(body)
    encoding = declared.group(1).decode().lower() if declared else "utf-8"
    if encoding not in ENCODINGS or b"\x00" in body:
        raise problem(name, "The file is not written in UTF-8.", "Save it as UTF-8.")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        message, line = f"Byte {error.start} is no {encoding.upper()} text.", body.count(b"\n", 0, error.start) + 1
        raise problem(name, message, "Save the file as UTF-8.", line=line) from error
    if _PROLOG.match(text):
        raise problem(
            name,
            "The file has a document type definition, which could define entities or fetch other files.",
            "Remove the DOCTYPE and write every character as itself.",
            line=1,
            element="!DOCTYPE",
        )
    return _DECLARATION.sub(lambda found: "\n" * found.group().count("\n"), text)


def _xml(text: str, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        if "XML_PARSE_HUGE" in (error.msg or ""):
            raise problem(name, TOO_DEEP, "Flatten the item.", line=error.lineno or 0) from error
        raise problem(
            name,
            f"The file is no well-formed XML: {_WHERE.sub('', error.msg or '')}.",
            "Mend it in an XML editor.",
            line=error.lineno or 0,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise problem(name, "The file has a document type definition.", "Remove the DOCTYPE.", element="!DOCTYPE")
    return root


def _version(root: etree._Element) -> str:
    name = etree.QName(root)
    if (name.namespace or "") in VERSIONS:
        return VERSIONS[name.namespace or ""]
    if name.localname.startswith("qti-"):
        return "3.0"
    return "2.1" if name.localname.startswith("assessment") else ""


class _Converter:
    """Turns elements into nodes, counting as it goes."""

    def __init__(self, file: str, *, old: bool) -> None:
        self.file, self.old, self.count = file, old, 0

    def node(self, element: etree._Element, depth: int = 1) -> Node:
        self._within_limits(element, depth)
        name = self._name(element)
        children = tuple(self._children(element, name, depth))
        if self.old and name in CONTENT_BODIES and not any(_is(child, "qti-content-body") for child in children):
            children = (Node("qti-content-body", {}, children, _line(element)),)
        name, added = OTHER_NAMES.get(name, (name, {}))
        return Node(name, self._attributes(element, name) | added, children, _line(element))

    def _within_limits(self, element: etree._Element, depth: int) -> None:
        self.count += 1
        line = _line(element)
        if depth > MAX_DEPTH:
            raise problem(self.file, TOO_DEEP, "Flatten the item.", line=line)
        if self.count > MAX_ELEMENTS:
            raise problem(self.file, f"The file has more than {MAX_ELEMENTS:,} elements.", "Split the item.", line=line)

    def _name(self, element: etree._Element) -> str:
        qualified = etree.QName(element)
        space, local = qualified.namespace or "", qualified.localname
        if space == MATHML:
            return "math" if local == "math" else f"m:{local}"
        if space == XHTML:
            return local
        if space == XINCLUDE:
            return f"xi:{local}"
        if space in VERSIONS or not space:
            kept = not self.old or local in HTML
            return local if kept else "math" if local == "math" else f"qti-{_kebab(local)}"
        return f"{{{space}}}{local}"

    def _attributes(self, element: etree._Element, name: str) -> dict[str, str]:
        found = {}
        for key, value in element.attrib.items():
            qualified = etree.QName(str(key))
            if qualified.namespace == INSTANCE:
                continue
            local = qualified.localname
            if qualified.namespace == XML:
                local = f"xml:{local}"
            elif qualified.namespace:
                local = str(key)
            elif self.old and name.startswith("qti-"):
                local = _kebab(local)
            found[local] = str(value)
        return found

    def _children(self, element: etree._Element, name: str, depth: int) -> Iterator[Node | str]:
        layout = name.startswith("qti-") and name not in MIXED
        if element.text and not (layout and not element.text.strip()):
            yield element.text
        for child in element:
            if not isinstance(child.tag, str):
                raise problem(
                    self.file,
                    "The file uses an entity that is not one of XML's own.",
                    "Write the character itself.",
                    line=_line(child),
                )
            yield self.node(child, depth + 1)
            if child.tail and not (layout and not child.tail.strip()):
                yield child.tail


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _kebab(name: str) -> str:
    return _HUMP.sub("-", name).lower()


def _is(child: Node | str, name: str) -> bool:
    return isinstance(child, Node) and child.name == name
