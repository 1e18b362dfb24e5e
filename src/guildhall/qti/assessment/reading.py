"""Read a test: from a file of QTI 2.1, 2.2 or 3.0 to the one model, or every reason why not."""

import re
from collections.abc import Iterator, Mapping

from guildhall.qti.assessment.model import ItemRef, Part, Section, Test
from guildhall.qti.findings import Findings, QtiProblem, problem
from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.parsing import parse
from guildhall.qti.reading import Reader, rules_in

TEST = "qti-assessment-test"
SECTION, REFERENCE = "qti-assessment-section", "qti-assessment-item-ref"
_BEGINS = re.compile(rb"<(?:[\w-]+:)?(?:qti-assessment-test|assessmentTest)[\s>/]")
ROOT = names("identifier title xml:lang")
OF_A_SECTION = names("identifier title visible required fixed keep-together")
OF_A_REFERENCE = names("identifier href required fixed category")
BEFORE = names("qti-context-declaration qti-time-limits qti-stylesheet qti-pre-condition qti-branch-rule")
BEFORE |= names("qti-item-session-control qti-rubric-block")
"""What of the kept elements stands before sections and items; all others stand behind them."""


def is_test(data: bytes) -> bool:
    """Whether the bytes of a file are those of a test, by the look of their beginning."""
    return _BEGINS.search(data[:8_000]) is not None


def read_test(data: bytes, *, name: str) -> Test:
    """The test that a file holds. `name` is what findings call the file. QtiProblem says why it cannot be read."""
    root, version = parse(data, name)
    if root.name != TEST:
        message = f"The file holds no QTI test; its first element is '{root.name}'."
        raise problem(name, message, "Give an assessment test.", line=root.line, element=root.name)
    findings = Findings(name)
    test = _TestReader(findings).test(root, version)
    if findings.errors:
        raise QtiProblem(findings.found)
    return test


class _TestReader(Reader):
    """Reads the parts of a test and gathers what is wrong with them."""

    def test(self, root: Node, version: str) -> Test:
        parts = {"qti-outcome-declaration", "qti-test-part", "qti-outcome-processing"}
        return Test(
            identifier=self.identifier(root),
            title=root.get("title").strip(),
            language=root.get("xml:lang"),
            outcomes=tuple(self.outcome(each) for each in root.all("qti-outcome-declaration")),
            parts=tuple(self.part(each) for each in root.all("qti-test-part")),
            rules=rules_in(root, "qti-outcome-processing"),
            rest=_kept(root, parts),
            metadata=_besides(root, ROOT),
            name=self.findings.file,
            version=version,
            root=root,
        )

    def part(self, node: Node) -> Part:
        return Part(
            identifier=self.identifier(node),
            navigation=node.get("navigation-mode", "linear"),
            submission=node.get("submission-mode", "individual"),
            sections=tuple(self.section(each) for each in node.all(SECTION)),
            rest=_kept(node, {SECTION}),
            node=node,
        )

    def section(self, node: Node) -> Section:
        selection, ordering = node.first("qti-selection"), node.first("qti-ordering")
        modelled = {SECTION, REFERENCE, "qti-selection", "qti-ordering"}
        return Section(
            identifier=self.identifier(node),
            title=node.get("title").strip(),
            visible=node.is_set("visible", default=True),
            required=node.is_set("required"),
            fixed=node.is_set("fixed"),
            keep_together=node.is_set("keep-together", default=True),
            select=self._select(selection) if selection else None,
            with_replacement=selection is not None and selection.is_set("with-replacement"),
            shuffle=ordering is not None and ordering.is_set("shuffle"),
            children=tuple(self._children(node)),
            more=_besides(node, OF_A_SECTION),
            rest=_kept(node, modelled),
            node=node,
        )

    def _select(self, node: Node) -> int | None:
        stated = node.get("select").strip()
        if stated.isdecimal() and len(stated) < 6:
            return int(stated)
        self.findings.error(node, f"'{stated[:60]}' is no number of things to select.", "Write a whole number.")
        return None

    def _children(self, node: Node) -> Iterator[Section | ItemRef]:
        for each in node.elements:
            if each.name == SECTION:
                yield self.section(each)
            elif each.name == REFERENCE:
                yield self.reference(each)

    def reference(self, node: Node) -> ItemRef:
        modelled = {"qti-weight", "qti-variable-mapping"}
        weights = {each.get("identifier"): self.amount(each, "value") for each in node.all("qti-weight")}
        return ItemRef(
            identifier=self.identifier(node),
            href=node.get("href").strip(),
            required=node.is_set("required"),
            fixed=node.is_set("fixed"),
            categories=tuple(node.get("category").split()),
            weights={name: 1.0 if value is None else value for name, value in weights.items()},
            renamed={
                each.get("target-identifier"): each.get("source-identifier")
                for each in node.all("qti-variable-mapping")
            },
            more=_besides(node, OF_A_REFERENCE),
            rest=_kept(node, modelled),
            node=node,
        )


def _kept(node: Node, modelled: set[str]) -> tuple[Node, ...]:
    """The elements that are kept as they stand, in the order in which they are written."""
    rest = [each for each in node.elements if each.name not in modelled]
    return tuple(sorted(rest, key=lambda each: each.name not in BEFORE))


def _besides(node: Node, modelled: frozenset[str]) -> Mapping[str, str]:
    return {key: value for key, value in node.attributes.items() if key not in modelled}
