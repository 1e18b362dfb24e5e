"""What an item knows while its rules run: answers, outcomes, drawn values, keys, chance, and the trace.

Chance comes from the seed alone and only through ``random()``, whose numbers are the same in every version of Python:
the recorded seed gives the same item for ever.
"""

from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from guildhall.qti.findings import QtiProblem, problem
from guildhall.qti.item import Item
from guildhall.qti.model import Declaration, Node
from guildhall.qti.values import NUMERIC, TEXTUAL, Scalar, Value, scalar, single, words

Chosen = TypeVar("Chosen")
COMPLETION = "completionStatus"
MOST_RECKONED = 100_000


@dataclass(frozen=True)
class Step:
    """One line of the trace that a person can read: where the rule stands in the file, and what it did."""

    line: int
    sentence: str


@dataclass
class State:
    """The variables of one item for one candidate."""

    item: Item
    seed: int | None = None
    responses: dict[str, Value | None] = field(default_factory=dict)
    outcomes: dict[str, Value | None] = field(default_factory=dict)
    templates: dict[str, Value | None] = field(default_factory=dict)
    correct: dict[str, Value | None] = field(default_factory=dict)
    defaults: dict[str, Value | None] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    reckoned: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(0 if self.seed is None else self.seed)  # noqa: S311, no secret
        self.templates = {each.identifier: each.default for each in self.item.templates}
        self.correct = {each.identifier: each.correct for each in self.item.responses}
        self.responses = {each.identifier: None for each in self.item.responses}

    def begin(self) -> None:
        """Give every outcome the value it begins with: its default, and nought where a number has none."""
        for each in self.item.outcomes:
            self.outcomes[each.identifier] = self.defaults.get(each.identifier, each.default or _nought(each))
        if self.item.processing.template:
            self.outcomes.setdefault("SCORE", single("float", 0.0))
            self.outcomes.setdefault("MAXSCORE", single("float", 1.0))

    def value(self, node: Node) -> Value | None:
        """The present value of the variable that a node names."""
        name = node.get("identifier")
        for held in (self.responses, self.outcomes, self.templates):
            if name in held:
                return held[name]
        if name == COMPLETION:
            return single("identifier", "unknown")
        raise self.problem(node, f"There is no variable '{name}'.", "Declare it, or correct its name.")

    def declaration(self, node: Node) -> Declaration:
        """The declaration of the variable that a node names."""
        name = node.get("identifier")
        if name not in self.item.declared:
            raise self.problem(node, f"There is no variable '{name}'.", "Declare it, or correct its name.")
        return self.item.declared[name]

    def read(self, node: Node, text: str, base: str) -> Scalar:
        """A scalar that the item's author wrote."""
        try:
            return scalar(text, base)
        except ValueError as error:
            raise self.problem(node, f"{error}.", "Correct the value or its base type.") from error

    def count(self, node: Node) -> None:
        """Count an expression; an item that reckons without end is at fault."""
        self.reckoned += 1
        if self.reckoned > MOST_RECKONED:
            raise self.problem(node, f"It takes more than {MOST_RECKONED:,} expressions.", "Write simpler rules.")

    def draw(self, choices: tuple[Chosen, ...]) -> Chosen:
        """One of several, by chance."""
        return choices[int(self.chance.random() * len(choices))]

    def tell(self, node: Node | None, sentence: str) -> None:
        self.steps.append(Step(node.line if node else 0, sentence))

    def problem(self, node: Node, message: str, remedy: str) -> QtiProblem:
        """A problem of this item at a node."""
        return problem(self.item.name, message, remedy, line=node.line, element=node.name)

    def as_declared(self, node: Node, declared: Declaration, value: Value | None) -> Value | None:
        """A value in the shape of the variable that is to hold it; what does not fit is a fault of the item."""
        if value is None or value.cardinality == "record":
            return value
        if value.cardinality != declared.cardinality:
            raise self.problem(
                node,
                f"'{declared.identifier}' is {declared.cardinality}; the value is {value.cardinality}.",
                "Give both the same cardinality.",
            )
        if value.base == declared.base or {value.base, declared.base} <= TEXTUAL:
            return Value(value.cardinality, declared.base, value.items)
        if not {value.base, declared.base} <= NUMERIC:
            raise self.problem(
                node,
                f"'{declared.identifier}' has the base type {declared.base}; the value has {value.base}.",
                "Give both the same base type.",
            )
        if declared.base == "float":
            return Value(value.cardinality, "float", tuple(float(each) for each in _numbers(value)))
        if any(float(each) != int(each) for each in _numbers(value)):
            raise self.problem(
                node,
                f"'{declared.identifier}' is an integer and cannot hold {words(value)}.",
                "Declare it a float, or round the value.",
            )
        return Value(value.cardinality, "integer", tuple(int(each) for each in _numbers(value)))


def _numbers(value: Value) -> list[float]:
    return [each for each in value.items if isinstance(each, (int, float))]


def _nought(declared: Declaration) -> Value | None:
    if declared.cardinality == "single" and declared.base in NUMERIC:
        return single(declared.base, 0 if declared.base == "integer" else 0.0)
    return None
