"""What a test knows while its rules run: its own outcomes, and the state of every item of the candidate's form."""

from dataclasses import dataclass, field

from guildhall.qti.assessment.forming import Placed
from guildhall.qti.model import Node
from guildhall.qti.state import COMPLETION, State
from guildhall.qti.values import NUMERIC, Value, number, single


@dataclass(frozen=True)
class Sat:
    """An item of a form with its state after scoring, and whether it was put before the candidate."""

    place: Placed
    state: State
    presented: bool

    def value(self, name: str) -> Value | None:
        """The value of a variable of the item, by the name that the test uses; NULL where the item has none."""
        name = self.place.item.renamed.get(name, name)
        if name == COMPLETION:
            return single("identifier", "completed" if self.presented else "not_attempted")
        for held in (self.state.outcomes, self.state.responses, self.state.templates):
            if name in held:
                return held[name]
        return None

    def weighted(self, name: str, weight: str) -> Value | None:
        """The value times the weight, where both are numbers; a weight that the item does not have is 1."""
        value = self.value(name)
        if not weight or value is None or value.cardinality != "single" or value.base not in NUMERIC:
            return value
        held = value.one
        return number(float(held) * self.weight(weight)) if isinstance(held, (int, float)) else value

    def weight(self, name: str) -> float:
        """A weight of the item by its name."""
        return self.place.item.weights.get(name, 1.0)


@dataclass
class Sitting(State):
    """The variables of a test for one candidate.

    `sat` are the items of the form by the names of their places, `named` all the items that the test knows: of one
    that this candidate did not meet, every variable is NULL.
    """

    sat: dict[str, Sat] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def value(self, node: Node) -> Value | None:
        """The value of an outcome of the test, or of an item's variable as ``ITEM.VARIABLE``."""
        name = node.get("identifier")
        place, dot, variable = name.rpartition(".")
        if not dot or name in self.outcomes:
            return super().value(node)
        if place in self.sat:
            return self.sat[place].weighted(variable, node.get("weight-identifier"))
        if place in self.named:
            return None
        raise self.problem(node, f"There is no item '{place}' in the test.", "Correct its name.")

    def subset(self, node: Node) -> list[Sat]:
        """The items that an expression is about: of a section, with a category and without another."""
        section = node.get("section-identifier")
        wanted, unwanted = (set(node.get(f"{each}-category").split()) for each in ("include", "exclude"))
        return [
            each
            for each in self.sat.values()
            if (not section or section in each.place.sections)
            and (not wanted or wanted & set(each.place.item.categories))
            and not unwanted & set(each.place.item.categories)
        ]
