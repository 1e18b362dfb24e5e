"""Read an item: from a file of QTI 2.1, 2.2 or 3.0 to the one model, or every reason why not."""

from guildhall.qti import geometry
from guildhall.qti.findings import Findings, QtiProblem, problem
from guildhall.qti.item import Item
from guildhall.qti.model import (
    Area,
    AreaMapping,
    KeyMapping,
    LookupTable,
    MapEntry,
    Node,
    Outcome,
    Processing,
    Response,
    Template,
)
from guildhall.qti.naming import names
from guildhall.qti.parsing import parse
from guildhall.qti.tables import NAMES, table_of
from guildhall.qti.templates import short_name
from guildhall.qti.values import (
    BASE_SPELLINGS,
    BASE_TYPES,
    CARDINALITIES,
    Cardinality,
    Scalar,
    Value,
    number_in,
    scalar,
)

ITEM = "qti-assessment-item"
MODELLED = frozenset({"identifier", "title", "adaptive", "time-dependent", "xml:lang"})
PARTS = names(
    "qti-response-declaration qti-outcome-declaration qti-template-declaration qti-item-body qti-response-processing "
    "qti-template-processing qti-outcome-processing"
)


def read_item(data: bytes, *, name: str) -> Item:
    """The item that a file holds. `name` is what findings call the file. QtiProblem says why it cannot be read."""
    root, version = parse(data, name)
    if root.name != ITEM:
        raise problem(
            name,
            f"The file holds no QTI item; its first element is '{root.name}'.",
            "Give an assessment item of QTI 2.1, 2.2 or 3.0.",
            line=root.line,
            element=root.name,
        )
    findings = Findings(name)
    item = Reader(findings).item(root, version)
    if findings.errors:
        raise QtiProblem(findings.found)
    return item


class Reader:
    """Reads declarations and gathers what is wrong with them."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def item(self, root: Node, version: str) -> Item:
        """The item under the root of its file."""
        body = root.first("qti-item-body") or self._no_body(root)
        processing = root.first("qti-response-processing")
        return Item(
            identifier=self.identifier(root),
            title=root.get("title").strip(),
            language=root.get("xml:lang"),
            adaptive=root.is_set("adaptive"),
            time_dependent=root.is_set("time-dependent"),
            responses=tuple(self.response(each) for each in root.all("qti-response-declaration")),
            outcomes=tuple(self.outcome(each) for each in root.all("qti-outcome-declaration")),
            templates=tuple(self.template(each) for each in root.all("qti-template-declaration")),
            body=body,
            processing=self.processing(processing) if processing else Processing(),
            template_rules=rules_in(root, "qti-template-processing"),
            outcome_rules=rules_in(root, "qti-outcome-processing"),
            rest=tuple(each for each in root.elements if each.name not in PARTS),
            metadata={key: value for key, value in root.attributes.items() if key not in MODELLED},
            name=self.findings.file,
            version=version,
            root=root,
        )

    def _no_body(self, root: Node) -> Node:
        self.findings.error(root, "The item has no body.", "Write what the candidate is asked.")
        return Node("qti-item-body")

    def processing(self, node: Node) -> Processing:
        return Processing(short_name(node.get("template") or node.get("template-location")), node.elements)

    def response(self, node: Node) -> Response:
        cardinality, base = self._shape(node)
        correct = node.first("qti-correct-response")
        keys = node.first("qti-mapping")
        areas = node.first("qti-area-mapping")
        return Response(
            identifier=self.identifier(node),
            cardinality=cardinality,
            base=base,
            default=self._default(node, cardinality, base),
            node=node,
            correct=self._value(correct, cardinality, base) if correct else None,
            mapping=self._mapping(keys, base) if keys else None,
            areas=self._areas(areas) if areas else None,
        )

    def outcome(self, node: Node) -> Outcome:
        cardinality, base = self._shape(node)
        return Outcome(
            identifier=self.identifier(node),
            cardinality=cardinality,
            base=base,
            default=self._default(node, cardinality, base),
            node=node,
            normal_maximum=self.amount(node, "normal-maximum"),
            normal_minimum=self.amount(node, "normal-minimum"),
            external_scored=node.get("external-scored"),
            table=self._table(node, base),
        )

    def template(self, node: Node) -> Template:
        cardinality, base = self._shape(node)
        default, in_formulas = self._default(node, cardinality, base), node.is_set("math-variable")
        return Template(self.identifier(node), cardinality, base, default, node, in_formulas)

    def identifier(self, node: Node) -> str:
        identifier = node.get("identifier").strip()
        if not identifier:
            self.findings.error(node, "The element has no identifier.", "Give it one.")
        return identifier

    def _shape(self, node: Node) -> tuple[Cardinality, str]:
        stated, base = node.get("cardinality"), node.get("base-type")
        base = BASE_SPELLINGS.get(base, base)
        cardinality = next((each for each in CARDINALITIES if each == stated), None)
        if cardinality is None:
            said = f"There is no cardinality '{stated[:60]}'." if stated else "The element states no cardinality."
            self.findings.error(node, said, f"Write one of {', '.join(CARDINALITIES)}.")
        if base not in BASE_TYPES and not (base == "" and stated == "record"):
            self.findings.error(node, f"There is no base type '{base}'.", f"Write one of {', '.join(BASE_TYPES)}.")
            base = "string"
        return cardinality or "single", base

    def _default(self, node: Node, cardinality: Cardinality, base: str) -> Value | None:
        stated = node.first("qti-default-value")
        if stated is None and "default-value" in node.attributes:
            stated = Node("qti-default-value", {}, (Node("qti-value", {}, (node.get("default-value"),), node.line),))
        return self._value(stated, cardinality, base) if stated else None

    def _value(self, node: Node, cardinality: Cardinality, base: str) -> Value | None:
        if cardinality == "record":
            return self._record(node)
        items = [item for each in node.all("qti-value") if (item := self._scalar(each, each.text, base)) is not None]
        if cardinality == "single" and len(items) > 1:
            self.findings.error(
                node,
                f"There are {len(items)} values where the cardinality is single.",
                "Keep one, or declare the cardinality multiple.",
            )
        return Value(cardinality, base, tuple(items)) if items else None

    def _record(self, node: Node) -> Value | None:
        fields: dict[str, Value | None] = {}
        for each in node.all("qti-value"):
            base = BASE_SPELLINGS.get(each.get("base-type"), each.get("base-type", "string"))
            item = self._scalar(each, each.text, base if base in BASE_TYPES else "string")
            fields[each.get("field-identifier")] = Value("single", base, (item,)) if item is not None else None
        return Value("record", "", fields=fields) if fields else None

    def _scalar(self, node: Node, text: str, base: str) -> Scalar | None:
        if not text.strip():
            return None
        try:
            return scalar(text.strip(), base)
        except ValueError:
            self.findings.error(
                node, f"'{text.strip()[:60]}' is no value of the base type {base}.", "Correct it, or the base type."
            )
            return None

    def _mapping(self, node: Node, base: str) -> KeyMapping:
        entries = []
        for each in node.all("qti-map-entry"):
            key = self._scalar(each, each.get("map-key"), base)
            worth = self.amount(each, "mapped-value")
            sensitive = each.is_set("case-sensitive", default=node.is_set("case-sensitive", default=True))
            if key is None or worth is None:
                self.findings.error(each, "The entry lacks its key or its value.", "Give it both.")
            else:
                entries.append(MapEntry(key, worth, sensitive))
        lower, upper = self.amount(node, "lower-bound"), self.amount(node, "upper-bound")
        return KeyMapping(tuple(entries), self.amount(node, "default-value") or 0.0, lower, upper)

    def _areas(self, node: Node) -> AreaMapping:
        areas = [area for each in node.all("qti-area-map-entry") if (area := self._area(each))]
        lower, upper = self.amount(node, "lower-bound"), self.amount(node, "upper-bound")
        return AreaMapping(tuple(areas), self.amount(node, "default-value") or 0.0, lower, upper)

    def _area(self, node: Node) -> Area | None:
        shape, coords = node.get("shape", "default"), node.get("coords")
        read = geometry.area(shape, coords, self.amount(node, "mapped-value") or 0.0)
        if read is None:
            self.findings.error(node, f"'{coords}' describes no {shape}.", "Correct the shape or its coordinates.")
        return read

    def _table(self, node: Node, base: str) -> LookupTable | None:
        if not any(each.name in NAMES for each in node.elements):
            return None
        read = table_of(node)
        if read is None:
            self.findings.error(node, "A source value of the table is no number.", "Give every entry a number.")
            return None
        for target in (*(each for _, each, _ in read.entries), read.default):
            self._scalar(node, target, base)
        return read

    def amount(self, node: Node, name: str) -> float | None:
        stated = node.get(name).strip()
        if not stated:
            return None
        try:
            return float(number_in(stated))
        except ValueError:
            self.findings.error(node, f"'{stated[:60]}' is no number ({name}).", "Write a number.")
            return None


def rules_in(root: Node, name: str) -> tuple[Node, ...]:
    """The rules that stand in a part of a file."""
    node = root.first(name)
    return node.elements if node else ()
