"""Write an item as QTI 3.0, such that reading it again gives the same item and the same scores."""

from collections.abc import Iterable, Mapping

from lxml import etree

from guildhall.qti.item import Item
from guildhall.qti.model import Area, AreaMapping, Declaration, KeyMapping, Node, Outcome, Response, Template
from guildhall.qti.parsing import MATHML, QTI_3, XINCLUDE, XML
from guildhall.qti.values import Value, text_of

TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"


def to_xml(item: Item) -> bytes:
    """The item as a file of QTI 3.0 in UTF-8."""
    root = etree.Element(f"{{{QTI_3}}}qti-assessment-item", nsmap={None: QTI_3})  # type: ignore[dict-item]
    held = {
        "identifier": item.identifier,
        "title": item.title,
        "adaptive": _truth(item.adaptive),
        "time-dependent": _truth(item.time_dependent),
        **({"xml:lang": item.language} if item.language else {}),
        **item.metadata,
    }
    _set(root, held)
    for node in _parts(item):
        _append(root, node)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _truth(held: bool) -> str:
    return "true" if held else "false"


def _parts(item: Item) -> Iterable[Node]:
    """The parts of an item in the order of the standard."""
    yield from (declaration(each) for each in (*item.responses, *item.outcomes, *item.templates))
    yield from _rules("qti-template-processing", item.template_rules)
    yield from (each for each in item.rest if each.name != "qti-modal-feedback")
    yield item.body
    if item.processing.template:
        yield Node("qti-response-processing", {"template": f"{TEMPLATES}/{item.processing.template}.xml"})
    else:
        yield from _rules("qti-response-processing", item.processing.rules)
    yield from _rules("qti-outcome-processing", item.outcome_rules)
    yield from (each for each in item.rest if each.name == "qti-modal-feedback")


def _rules(name: str, rules: tuple[Node, ...]) -> Iterable[Node]:
    if rules:
        yield Node(name, {}, rules)


def declaration(declared: Declaration) -> Node:
    """A declaration as a node."""
    held = {"identifier": declared.identifier, "cardinality": declared.cardinality}
    if declared.base:
        held["base-type"] = declared.base
    children = [_value("qti-default-value", declared.default)]
    if isinstance(declared, Response):
        children.insert(0, _value("qti-correct-response", declared.correct))
        children += [_mapping(declared.mapping), _areas(declared.areas)]
        return Node("qti-response-declaration", held, tuple(each for each in children if each))
    if isinstance(declared, Outcome):
        children.append(_table(declared))
        held |= _bounds(declared)
        return Node("qti-outcome-declaration", held, tuple(each for each in children if each))
    if isinstance(declared, Template) and declared.in_formulas:
        held["math-variable"] = "true"
    return Node("qti-template-declaration", held, tuple(each for each in children if each))


def _bounds(declared: Outcome) -> dict[str, str]:
    stated = {
        "normal-maximum": _number(declared.normal_maximum),
        "normal-minimum": _number(declared.normal_minimum),
        "external-scored": declared.external_scored,
    }
    return {name: value for name, value in stated.items() if value}


def _number(amount: float | None) -> str:
    return "" if amount is None else repr(amount)


def _value(name: str, value: Value | None) -> Node | None:
    if value is None:
        return None
    if value.cardinality == "record":
        return Node(name, {}, tuple(_field(key, each) for key, each in value.fields.items()))
    return Node(name, {}, tuple(Node("qti-value", {}, (text_of(item),)) for item in value.items))


def _field(name: str, value: Value | None) -> Node:
    held = {"field-identifier": name, "base-type": value.base if value else "string"}
    return Node("qti-value", held, (text_of(value.one),) if value else ())


def _mapping(mapping: KeyMapping | None) -> Node | None:
    if mapping is None:
        return None
    entries = tuple(
        Node(
            "qti-map-entry",
            {"map-key": text_of(each.key), "mapped-value": repr(each.worth)}
            | ({} if each.case_sensitive else {"case-sensitive": "false"}),
        )
        for each in mapping.entries
    )
    return Node("qti-mapping", _limits(mapping), entries)


def _areas(mapping: AreaMapping | None) -> Node | None:
    if mapping is None:
        return None
    return Node("qti-area-mapping", _limits(mapping), tuple(_area(each) for each in mapping.areas))


def _area(area: Area) -> Node:
    coords = ",".join(f"{each:.15g}" for each in area.coords)
    return Node("qti-area-map-entry", {"shape": area.shape, "coords": coords, "mapped-value": repr(area.worth)})


def _limits(mapping: KeyMapping | AreaMapping) -> dict[str, str]:
    stated = {"default-value": repr(mapping.default), "lower-bound": _number(mapping.lower)}
    stated["upper-bound"] = _number(mapping.upper)
    return {name: value for name, value in stated.items() if value}


def _table(declared: Outcome) -> Node | None:
    table = declared.table
    if table is None:
        return None
    name = "qti-match-table" if table.kind == "match" else "qti-interpolation-table"
    held = {"default-value": table.default} if table.default else {}
    entries = tuple(
        Node(f"{name}-entry", {"source-value": repr(source), "target-value": target} | _edge(within=within))
        for source, target, within in table.entries
    )
    return Node(name, held | ({"interpolation-method": "linear"} if table.kind == "linear" else {}), entries)


def _edge(*, within: bool) -> dict[str, str]:
    return {} if within else {"include-boundary": "false"}


def tree_to_xml(root: Node, namespace: str) -> bytes:
    """Any tree as a file in UTF-8, with `namespace` as the one that needs no prefix."""
    element = etree.Element(_qualified(root.name), nsmap={None: namespace})  # type: ignore[dict-item]
    _fill(element, root)
    written: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True)
    return written


def _append(parent: etree._Element, node: Node) -> None:
    _fill(etree.SubElement(parent, _qualified(node.name)), node)


def _fill(element: etree._Element, node: Node) -> None:
    _set(element, node.attributes)
    last: etree._Element | None = None
    for child in node.children:
        if isinstance(child, Node):
            _append(element, child)
            last = element[-1]
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child


def _qualified(name: str) -> str:
    if name.startswith("{"):
        return name
    if name == "math" or name.startswith("m:"):
        return f"{{{MATHML}}}{name.removeprefix('m:')}"
    if name.startswith("xi:"):
        return f"{{{XINCLUDE}}}{name.removeprefix('xi:')}"
    return f"{{{QTI_3}}}{name}"


def _set(element: etree._Element, held: Mapping[str, str]) -> None:
    for name, value in held.items():
        element.set(f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name, value)
