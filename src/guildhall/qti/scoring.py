"""From an item and the answers of a candidate to outcomes, with a trace of how.

Pure and deterministic: the same item, answers and seed give the same outcomes and the same trace, today and in an
appeal in five years.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guildhall.qti import geometry
from guildhall.qti.answers import Answer, answer
from guildhall.qti.findings import problem
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.processing import draw, run
from guildhall.qti.state import State, Step
from guildhall.qti.templates import TEMPLATES, rules_of
from guildhall.qti.values import Plain, plain, text_of


@dataclass(frozen=True)
class Scored:
    """What an item yields for one candidate: every outcome, and how it came about."""

    outcomes: Mapping[str, Plain]
    trace: tuple[Step, ...]

    @property
    def score(self) -> float:
        """The points: the outcome SCORE, and nought where an item has none."""
        held = self.outcomes.get("SCORE")
        return float(held) if isinstance(held, (int, float)) else 0.0


def prepared(item: Item, seed: int | None = None) -> State:
    """An item with its values drawn and its outcomes at their beginning: what a candidate with this seed meets."""
    state = State(item, seed)
    draw(state)
    state.begin()
    return state


def score(item: Item, responses: Mapping[str, Answer], seed: int | None = None) -> Scored:
    """Score the answers of one candidate to one item.

    Answers to responses that the item does not declare count for nothing, and the trace says so. QtiProblem where the
    item itself is at fault; `validate` finds that before anybody answers it.
    """
    return yielded(attempted(item, responses, seed))


def yielded(state: State) -> Scored:
    """What an item yields in the state that it is in."""
    return Scored({name: plain(value) for name, value in state.outcomes.items()}, tuple(state.steps))


def attempted(item: Item, responses: Mapping[str, Answer], seed: int | None = None) -> State:
    """An item after its rules ran over the answers of one candidate."""
    state = prepared(item, seed)
    for declared in item.responses:
        state.responses[declared.identifier] = answer(declared, responses.get(declared.identifier), state)
    for name in sorted(set(responses) - set(state.responses)):
        state.tell(None, f"The item does not ask for {name[:60]}; that answer counts for nothing.")
    run(_rules(item), state)
    run(item.outcome_rules, state)
    return state


def _rules(item: Item) -> tuple[Node, ...]:
    """The rules that make a score: the item's own, or those of a standard template."""
    name = item.processing.template
    if name and name not in TEMPLATES:
        remedy = f"Use {', '.join(TEMPLATES)}, or write the rules into the item."
        raise problem(item.name, f"There is no standard template '{name[:60]}'.", remedy, line=item.root.line)
    return rules_of(name) if name else item.processing.rules


def key(item: Item, seed: int | None = None) -> dict[str, list[str]]:
    """The right answers, as texts; what a candidate with this seed had to answer. For authorised reviewers only."""
    state = prepared(item, seed)
    return {name: [text_of(each) for each in value.items] for name, value in state.correct.items() if value}


def maximum(item: Item, seed: int | None = None) -> float:
    """The most points that an item can yield: as it declares, and otherwise what its best answers yield."""
    declared = item.outcome("MAXSCORE")
    if declared is not None and declared.default is not None and isinstance(declared.default.one, (int, float)):
        return float(declared.default.one)
    points = item.outcome("SCORE")
    if points is not None and points.normal_maximum is not None:
        return points.normal_maximum
    return max(score(item, best_answers(item, seed), seed).score, score(item, key(item, seed), seed).score)


def best_answers(item: Item, seed: int | None = None) -> dict[str, list[str]]:
    """The answers that are worth most: by their mapping or their areas where there are some, and the key elsewhere."""
    best = key(item, seed)
    limits = {each.response: each.most for each in item.interactions}
    for declared in item.responses:
        if declared.mapping is not None:
            worthy = sorted((each for each in declared.mapping.entries if each.worth > 0), key=lambda e: -e.worth)
            limit = 1 if declared.cardinality == "single" else limits.get(declared.identifier, 0) or len(worthy)
            best[declared.identifier] = [text_of(each.key) for each in worthy[:limit]]
        elif declared.areas is not None:
            hit = sorted((each for each in declared.areas.areas if each.worth > 0), key=lambda area: -area.worth)
            limit = 1 if declared.cardinality == "single" else limits.get(declared.identifier, 0) or len(hit)
            best[declared.identifier] = [text_of(geometry.within(each)) for each in hit[:limit]]
    return best
