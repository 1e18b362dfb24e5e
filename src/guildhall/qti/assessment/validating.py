"""Everything that is wrong with a test: with itself, and with the items that it refers to where they are at hand."""

from collections import Counter
from collections.abc import Mapping

from guildhall.qti.assessment.forming import form_of
from guildhall.qti.assessment.model import ItemRef, Part, Section, Test
from guildhall.qti.assessment.reading import read_test
from guildhall.qti.assessment.scoring import score_test
from guildhall.qti.checking import TEST_LEVEL, Checker
from guildhall.qti.findings import Finding, Findings, QtiProblem
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.scoring import best_answers
from guildhall.qti.validating import IDENTIFIER

RULES = names(
    "qti-outcome-condition qti-set-outcome-value qti-lookup-outcome-value qti-exit-test qti-outcome-processing-fragment"
)
ELSEWHERE = names("qti-assessment-section-ref xi:include")
ADAPTIVE = names("qti-pre-condition qti-branch-rule qti-adaptive-selection")
MODES = {"navigation-mode": ("linear", "nonlinear"), "submission-mode": ("individual", "simultaneous")}


def examine_test(data: bytes, *, name: str) -> tuple[Test | None, tuple[Finding, ...]]:
    """The test of a file and all findings about it; no test where the file cannot be read."""
    try:
        test = read_test(data, name=name)
    except QtiProblem as error:
        return None, error.findings
    return test, tuple(validate_test(test))


def validate_test(test: Test, items: Mapping[str, Item] | None = None) -> list[Finding]:
    """All findings about a test, in the order of its file. With `items`, it is tried out with their keys as well."""
    findings = Findings(test.name)
    _structure(test, findings)
    _identifiers(test, findings)
    for section in test.sections:
        _selection(section, findings)
    _unread(test, findings)
    checker = _TestChecker(test, items, findings)
    for rule in test.rules:
        checker.rule(rule)
    if items is not None and not findings.errors:
        _try_out(test, items, findings)
    return sorted(findings.found, key=lambda finding: (finding.line, finding.severity))


def _structure(test: Test, findings: Findings) -> None:
    if not test.title:
        findings.warning(test.root, "The test has no title.", "Give it one, so that people can tell it from others.")
    if not test.items:
        findings.error(test.root, "The test refers to no item.", "Put a part with a section and items into it.")
    if not test.rules:
        findings.warning(test.root, "Nothing makes a score of the items' scores.", "Write outcome processing.")
    for part in test.parts:
        for name, known in MODES.items():
            stated = part.node.get(name, known[0])
            if stated not in known:
                findings.error(part.node, f"There is no {name} '{stated[:60]}'.", f"Write {' or '.join(known)}.")
    for each in test.items:
        if not each.href:
            findings.error(each.node, f"'{each.identifier}' names no file.", "Name the item's file in 'href'.")


def _identifiers(test: Test, findings: Findings) -> None:
    placed: tuple[Part | Section | ItemRef, ...] = (*test.parts, *test.sections, *test.items)
    for each in (*placed, *test.outcomes):
        if not IDENTIFIER.fullmatch(each.identifier):
            findings.error(
                each.node, f"'{each.identifier[:60]}' is no identifier.", "Begin with a letter; use no spaces."
            )
    for held in (Counter(each.identifier for each in placed), Counter(each.identifier for each in test.outcomes)):
        for name, times in held.items():
            if times > 1:
                findings.error(test.root, f"'{name}' stands there {times} times.", "Give each a name of its own.")


def _selection(section: Section, findings: Findings) -> None:
    required = sum(child.required for child in section.children)
    if not section.children:
        findings.error(section.node, "The section is empty.", "Put items into it, or take it out.")
    if section.select is None:
        return
    if section.select > len(section.children) and not section.with_replacement:
        message = f"{section.select} are selected of {len(section.children)}."
        findings.error(section.node, message, "Select fewer, or put more into the section.")
    if section.select < required:
        message = f"{required} are required where {section.select} are selected; all the required ones are given."
        findings.error(section.node, message, "Select more, or require fewer.")


def _unread(test: Test, findings: Findings) -> None:
    for node in test.root.walk():
        if node.name in ELSEWHERE:
            findings.error(node, "The test includes another file.", "Write what it includes into the test.")
        elif node.name in ADAPTIVE:
            findings.error(node, "The way through the test depends on answers; it cannot be given.", "Take it out.")
        elif node.name == "qti-template-default":
            findings.error(node, "The test sets values of an item beforehand; that is not read.", "Take it out.")
        elif node.name == "qti-time-limits":
            findings.warning(node, "Limits of time are kept, but not kept to here.", "State them where it is held.")


def _try_out(test: Test, items: Mapping[str, Item], findings: Findings) -> None:
    """Answer every item by its key: then the test has to yield points, and nothing may be at fault."""
    missing = [each for each in test.items if each.identifier not in items]
    for each in missing:
        findings.error(
            each.node, f"The item {each.href[:120]} is not there, or cannot be used.", "Bring it, or mend it."
        )
    if missing:
        return
    answers = {each.key: best_answers(items[each.item.identifier], 0) for each in form_of(test, 0)}
    try:
        scored = score_test(test, items, answers, 0)
    except QtiProblem as error:
        findings.found.extend(error.findings)
        return
    if (
        test.rules
        and "SCORE" in scored.outcomes
        and scored.score <= 0 < sum(each.score for each in scored.items.values())
    ):
        findings.error(test.root, "The best answers to all items earn no point.", "Correct the outcome processing.")


class _TestChecker(Checker):
    """Walks over the rules of a test."""

    def __init__(self, test: Test, items: Mapping[str, Item] | None, findings: Findings) -> None:
        super().__init__(test.as_item, findings)
        self.test, self.items = test, items
        self.references: Mapping[str, ItemRef] = {each.identifier: each for each in test.items}
        self.sections = {each.identifier for each in test.sections}
        self.categories = {name for each in test.items for name in each.categories}
        self.weights = {name for each in test.items for name in each.weights}

    def rule(self, rule: Node) -> None:
        """Check a rule with all that it holds; rules of items do not belong here."""
        if rule.name.startswith("qti-") and rule.name not in RULES:
            self.findings.error(rule, f"'{rule.name}' belongs into an item.", "Use the rules of tests.")
            return
        super().rule(rule)

    def belongs(self, node: Node) -> bool:
        """Whether an expression may stand here."""
        if node.name in TEST_LEVEL:
            self._subset(node)
        return True

    def named(self, node: Node) -> None:
        """Check that there is an outcome of that name, or an item with such a variable."""
        name = node.get("identifier")
        place, dot, variable = name.rpartition(".")
        if not dot or name in self.item.declared:
            super().named(node)
        elif place not in self.references:
            self.findings.error(node, f"There is no item '{place}' in the test.", "Correct its name.")
        else:
            self._weight(node)
            self._variable(node, [self.references[place]], variable)

    def _subset(self, node: Node) -> None:
        self._weight(node)
        section = node.get("section-identifier")
        if section and section not in self.sections:
            self.findings.error(node, f"There is no section '{section}'.", "Correct its name.")
        for name in f"{node.get('include-category')} {node.get('exclude-category')}".split():
            if name not in self.categories:
                self.findings.warning(node, f"No item has the category '{name}'.", "Correct its name.")
        asked = {"qti-test-variables": "variable-identifier"}.get(node.name, "outcome-identifier")
        if not node.name.startswith("qti-number-"):
            self._required(node, asked)

    def _required(self, node: Node, attribute: str) -> None:
        if not node.get(attribute):
            self.findings.error(node, f"The attribute '{attribute}' is missing.", "Write it.")
        else:
            self._variable(node, list(self.references.values()), node.get(attribute))

    def _variable(self, node: Node, references: list[ItemRef], name: str) -> None:
        """Where the items are at hand, one of them has to have the variable."""
        if self.items is None or not references:
            return
        held = [(each, self.items[each.identifier]) for each in references if each.identifier in self.items]
        if held and not any(_has(item, each.renamed.get(name, name)) for each, item in held):
            self.findings.warning(node, f"No item has a variable '{name}'.", "Correct its name.")

    def _weight(self, node: Node) -> None:
        name = node.get("weight-identifier")
        if name and name not in self.weights:
            self.findings.warning(node, f"No item has the weight '{name}'; it counts as 1.", "Correct its name.")


def _has(item: Item, name: str) -> bool:
    return name in item.declared or (bool(item.processing.template) and name in {"SCORE", "MAXSCORE"})
