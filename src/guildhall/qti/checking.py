"""Check the rules of an item before anybody answers it: names, operands, sorts, and the order of branches."""

import re
from dataclasses import dataclass

from guildhall.qti import geometry, patterns
from guildhall.qti.expressions import OPERATORS, Operator
from guildhall.qti.expressions.operators import INSTEAD, custom
from guildhall.qti.findings import Findings
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.processing import RULES
from guildhall.qti.state import COMPLETION
from guildhall.qti.values import BASE_SPELLINGS, BASE_TYPES, NUMERIC, TEXTUAL, scalar

UNKNOWN = "unknown"
NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,60})?", re.ASCII)
TEST_LEVEL = names(
    "qti-test-variables qti-outcome-minimum qti-outcome-maximum qti-number-correct qti-number-incorrect "
    "qti-number-presented qti-number-responded qti-number-selected qti-item-subset"
)
SETTERS = {
    "qti-set-outcome-value": "outcome",
    "qti-lookup-outcome-value": "outcome",
    "qti-set-template-value": "template variable",
    "qti-set-correct-response": "response",
    "qti-set-default-value": "variable",
}


REQUIRED = {
    "qti-equal-rounded": ("figures",),
    "qti-round-to": ("figures",),
    "qti-any-n": ("min", "max"),
    "qti-random-integer": ("max",),
    "qti-random-float": ("max",),
    "qti-repeat": ("number-repeats",),
    "qti-math-operator": ("name",),
    "qti-stats-operator": ("name",),
    "qti-math-constant": ("name",),
    "qti-inside": ("shape", "coords"),
    "qti-field-value": ("field-identifier",),
}
"""Attributes without which an expression means nothing."""


@dataclass(frozen=True)
class Sort:
    """What an expression gives: a base type and a cardinality, each perhaps unknown."""

    base: str = UNKNOWN
    shape: str = UNKNOWN


def check_rules(item: Item, findings: Findings) -> None:
    """Find what is wrong with all rules of an item."""
    checker = Checker(item, findings)
    for rules in (item.template_rules, item.processing.rules, item.outcome_rules):
        for rule in rules:
            checker.rule(rule)


class Checker:
    """Walks over rules and expressions."""

    def __init__(self, item: Item, findings: Findings) -> None:
        self.item, self.findings = item, findings

    def rule(self, rule: Node) -> None:
        """Check a rule with all that it holds."""
        if rule.name.startswith("xi:") or rule.name == "qti-include":
            self.findings.error(rule, "The item includes another file.", "Write what it includes into the item.")
        elif rule.name not in RULES:
            self.findings.error(rule, f"There is no rule '{rule.name}'.", "Use one of the standard's rules.")
        elif rule.name.endswith("-condition"):
            self._branches(rule)
        elif rule.name.endswith("-fragment"):
            for each in rule.elements:
                self.rule(each)
        elif rule.name in SETTERS:
            self._setter(rule)
        elif rule.name == "qti-template-constraint":
            self._only(rule, "boolean")

    def _branches(self, rule: Node) -> None:
        stem = rule.name.removesuffix("condition")
        names = [each.name.removeprefix(stem) for each in rule.elements]
        for branch, name in zip(rule.elements, names, strict=True):
            if name not in {"if", "else-if", "else"}:
                self.findings.error(branch, f"'{branch.name}' is no branch.", f"Write {stem}if, -else-if or -else.")
            else:
                self._branch(branch, name)
        if "else" in names[:-1]:
            late = rule.elements[names.index("else") + 1]
            self.findings.error(late, "It stands after the 'else' and is never reached.", "Put it before the 'else'.")
        if names and names[0] != "if":
            self.findings.warning(rule, "The condition does not begin with an 'if'.", "Write the rules without it.")
        if not names or names.count("if") > 1:
            self.findings.error(rule, "The condition needs exactly one 'if'.", "Write one.")

    def _branch(self, branch: Node, name: str) -> None:
        rules = branch.elements
        if name != "else":
            if not rules or rules[0].name in RULES:
                self.findings.error(branch, "There is nothing to decide by.", "Write an expression first.")
            else:
                self._wants(rules[0], "boolean")
                rules = rules[1:]
        for each in rules:
            self.rule(each)

    def _setter(self, rule: Node) -> None:
        name, what = rule.get("identifier"), SETTERS[rule.name]
        held = {
            "outcome": self.item.outcomes,
            "template variable": self.item.templates,
            "response": self.item.responses,
        }.get(what, tuple(self.item.declared.values()))
        declared = next((each for each in held if each.identifier == name), None)
        if declared is None and name != COMPLETION:
            self.findings.error(rule, f"There is no {what} '{name}'.", "Declare it, or correct its name.")
        sort = self._only(rule)
        if declared is not None and rule.name != "qti-lookup-outcome-value":
            self._fits(rule, sort, Sort(declared.base, declared.cardinality))
            self._whole(rule, declared.base)

    def _only(self, rule: Node, takes: str = "any") -> Sort:
        if len(rule.elements) != 1:
            self.findings.error(rule, "It needs exactly one expression.", "Write one.")
        sorts = [self._wants(each, takes) for each in rule.elements]
        return sorts[0] if sorts else Sort()

    def _fits(self, rule: Node, given: Sort, wanted: Sort) -> None:
        if UNKNOWN not in {given.shape, wanted.shape} and given.shape != wanted.shape:
            self.findings.error(
                rule,
                f"'{rule.get('identifier')}' is {wanted.shape}; the value set is {given.shape}.",
                "Give both the same cardinality.",
            )
        alike = given.base == wanted.base or {given.base, wanted.base} <= NUMERIC | {"number"}
        if UNKNOWN not in {given.base, wanted.base} and not alike and not {given.base, wanted.base} <= TEXTUAL:
            self.findings.error(
                rule,
                f"'{rule.get('identifier')}' has the base type {wanted.base}; the value set has {given.base}.",
                "Give both the same base type.",
            )

    def _whole(self, rule: Node, base: str) -> None:
        """A broken number that is written down for an integer would stop the scoring of whoever gives that answer."""
        for written in (each for each in rule.elements if each.name == "qti-base-value" and base == "integer"):
            text = written.text.strip()
            if NUMBER.fullmatch(text) and not float(text).is_integer():
                message = f"'{rule.get('identifier')}' is an integer and cannot hold {text[:40]}."
                self.findings.error(rule, message, "Declare it a float, or write a whole number.")

    def _wants(self, node: Node, takes: str) -> Sort:
        """Check an expression and that it gives what is taken."""
        given = self.expression(node)
        if given.base not in {UNKNOWN, ""} and not _takes(takes, given.base):
            self.findings.error(node, f"It gives the base type {given.base}; {takes} is needed.", "Correct it.")
        return given

    def expression(self, node: Node) -> Sort:
        """Check an expression with all its operands; what it gives."""
        known = OPERATORS.get(node.name)
        if known is None or not self.belongs(node):
            self._unknown(node)
            return Sort()
        if known.dialect:
            self.findings.warning(node, f"'{node.name}' is not in the standard.", "It is read as some tools mean it.")
        count = len(node.elements)
        if count < known.least or (known.most is not None and count > known.most):
            self.findings.error(node, f"{count} operands are not what '{node.name}' takes.", "Correct the operands.")
        takes = "any" if node.name in {"qti-substring", "qti-index"} else known.takes
        within = node.elements[:1] if node.name == "qti-lookup-table" else node.elements
        operands = [self._wants(each, takes) for each in within]
        self._attributes(node)
        if node.name in {"qti-match", "qti-contains"} and len(operands) == 2:
            self._alike(node, operands[0], operands[1])
        return self._given(node, known, operands)

    def belongs(self, node: Node) -> bool:
        """Whether an expression may stand here."""
        return node.name not in TEST_LEVEL

    def _alike(self, node: Node, first: Sort, second: Sort) -> None:
        """Two values that are compared must be of one cardinality: otherwise they are never the same."""
        if UNKNOWN not in {first.shape, second.shape} and first.shape != second.shape:
            self.findings.error(
                node, f"It compares a {first.shape} value with a {second.shape} one.", "Compare like with like."
            )

    def _unknown(self, node: Node) -> None:
        if node.name == "qti-custom-operator":
            self.findings.error(node, custom(node), INSTEAD)
        elif node.name in TEST_LEVEL:
            self.findings.error(node, f"'{node.name}' belongs into a test.", "Take it out of the item.")
        else:
            self.findings.error(node, f"There is no expression '{node.name}'.", "Use one of the standard's.")

    def _attributes(self, node: Node) -> None:
        whole = node.get("shape") == "default"
        for name in REQUIRED.get(node.name, ()):
            if not node.get(name).strip() and not (name == "coords" and whole):
                self.findings.error(node, f"The attribute '{name}' is missing.", "Write it.")
        if node.name in {"qti-variable", "qti-correct", "qti-default"}:
            self.named(node)
        elif node.name == "qti-base-value":
            self._written(node)
        elif node.name == "qti-pattern-match" and node.get("pattern"):
            self._pattern(node)
        elif node.name == "qti-inside" and geometry.area(node.get("shape"), node.get("coords")) is None:
            self.findings.error(node, "The shape cannot be read.", "Correct the shape or its coordinates.")
        elif node.name in {"qti-map-response", "qti-map-response-point"}:
            self._mapped(node)

    def _written(self, node: Node) -> None:
        base = BASE_SPELLINGS.get(node.get("base-type"), node.get("base-type"))
        try:
            if base not in BASE_TYPES:
                raise ValueError(f"There is no base type '{base}'")
            if node.text.strip():
                scalar(node.text, base)
        except ValueError as error:
            self.findings.error(node, f"{error}.", "Correct the value or its base type.")

    def _pattern(self, node: Node) -> None:
        try:
            patterns.follows("", node.get("pattern"))
        except ValueError:
            self.findings.error(node, f"'{node.get('pattern')[:60]}' is no pattern.", "Write one of XML Schema.")

    def named(self, node: Node) -> None:
        """Check that there is a variable of that name."""
        name = node.get("identifier")
        if name == COMPLETION or (name in {"SCORE", "MAXSCORE"} and self.item.processing.template):
            return
        if name not in self.item.declared:
            self.findings.error(node, f"There is no variable '{name}'.", "Declare it, or correct its name.")

    def _mapped(self, node: Node) -> None:
        declared = self.item.response(node.get("identifier"))
        point = node.name.endswith("-point")
        if declared is None:
            self.findings.error(node, f"There is no response '{node.get('identifier')}'.", "Declare it.")
        elif (declared.areas if point else declared.mapping) is None:
            what = "an area mapping" if point else "a mapping"
            self.findings.error(node, f"'{declared.identifier}' lacks {what}.", f"Give the response {what}.")

    def _given(self, node: Node, known: Operator, operands: list[Sort]) -> Sort:
        declared = self.item.declared.get(node.get("identifier"))
        first, second = (*operands, Sort(), Sort())[:2]
        bases = {
            "first": first.base,
            "second": second.base,
            "declared": declared.base if declared else UNKNOWN,
            "stated": BASE_SPELLINGS.get(node.get("base-type"), node.get("base-type")),
        }
        shapes = {"second": second.shape, "declared": declared.cardinality if declared else UNKNOWN}
        if node.name == "qti-substring" and len(operands) == 3:
            return Sort("string", "single")
        return Sort(bases.get(known.gives, known.gives), shapes.get(known.shape, known.shape))


def _takes(takes: str, given: str) -> bool:
    if takes in {"any", given}:
        return True
    if takes == "text":
        return given in TEXTUAL
    if takes in {"number", "integer"}:
        return given in NUMERIC | {"number", "duration"}
    return False
