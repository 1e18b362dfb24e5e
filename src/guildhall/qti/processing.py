"""Run the rules of an item: what decides, what is set, what ends the run, and a trace of all that fired."""

from collections.abc import Callable, Iterable

from guildhall.qti.expressions import evaluate
from guildhall.qti.expressions.operands import numbers, truth
from guildhall.qti.model import Node, Outcome
from guildhall.qti.phrases import phrase, situation
from guildhall.qti.state import COMPLETION, State
from guildhall.qti.tables import looked_up
from guildhall.qti.templates import TOLD
from guildhall.qti.values import single, words

MOST_TRIES = 100
"""How often template processing begins anew until its constraints hold."""


class _Ended(Exception):
    """The rules said that no more of them run."""


class _Constrained(Exception):
    """What was drawn does not keep a constraint."""


def run(rules: Iterable[Node], state: State) -> None:
    """Run rules of response or outcome processing until they end."""
    try:
        _run(rules, state)
    except _Ended:
        state.tell(None, "The rules end here.")


def draw(state: State) -> None:
    """Run template processing: draw the item's values from the seed, anew until its constraints hold."""
    if not state.item.template_rules:
        return
    for _ in range(MOST_TRIES):
        _begin_anew(state)
        try:
            _run(state.item.template_rules, state)
        except _Ended:
            pass
        except _Constrained:
            continue
        return
    _begin_anew(state)
    state.tell(None, f"The constraints did not hold in {MOST_TRIES} tries; the defaults stand.")


def _begin_anew(state: State) -> None:
    """Forget what was drawn; chance goes on."""
    fresh = State(state.item)
    state.templates, state.correct, state.defaults, state.steps = fresh.templates, fresh.correct, {}, []


def _run(rules: Iterable[Node], state: State) -> None:
    for rule in rules:
        known = RULES.get(rule.name)
        if known is None:
            raise state.problem(rule, f"There is no rule '{rule.name}'.", "Use one of the standard's rules.")
        known(rule, state)


def _condition(rule: Node, state: State) -> None:
    for branch in rule.elements:
        if branch.name.endswith("-else"):
            _run(branch.elements, state)
            return
        if not branch.elements:
            raise state.problem(branch, "There is nothing to decide by.", "Write an expression.")
        asked, *rules = branch.elements
        held = truth(asked, evaluate(asked, state), state)
        _tell_decision(asked, state, held=held)
        if held:
            _run(rules, state)
            return


def _tell_decision(asked: Node, state: State, *, held: bool | None) -> None:
    word = "holds" if held else "is unknown" if held is None else "does not hold"
    state.tell(asked, f"{phrase(asked)} {word}: {situation(asked, state)}." if asked.elements else f"{word}.")


def _only(rule: Node, state: State) -> Node:
    if len(rule.elements) != 1:
        raise state.problem(rule, "It sets one value by one expression.", "Write exactly one expression.")
    return rule.elements[0]


def _set_outcome(rule: Node, state: State) -> None:
    name, value = rule.get("identifier"), evaluate(_only(rule, state), state)
    declared = state.item.outcome(name)
    if declared is None and name not in state.outcomes:
        if name == COMPLETION or (state.item.processing.template and name in TOLD):
            return
        raise state.problem(rule, f"There is no outcome '{name}'.", "Declare it, or correct its name.")
    state.outcomes[name] = state.as_declared(rule, declared, value) if declared else value
    state.tell(rule, f"{name} becomes {words(state.outcomes[name])}.")


def _look_up_outcome(rule: Node, state: State) -> None:
    declared = state.item.outcome(rule.get("identifier"))
    if not isinstance(declared, Outcome) or declared.table is None:
        raise state.problem(rule, f"'{rule.get('identifier')}' has no table.", "Give the outcome a table.")
    asked = _only(rule, state)
    held = numbers(asked, [evaluate(asked, state)], state)
    found = looked_up(declared.table, held[0]) if held else ""
    value = single(declared.base, state.read(rule, found, declared.base)) if found else None
    state.outcomes[declared.identifier] = value
    state.tell(rule, f"{declared.identifier} becomes {words(value)}, by its table.")


def _set_template(rule: Node, state: State) -> None:
    declared = state.declaration(rule)
    if declared.identifier not in state.templates:
        raise state.problem(rule, f"'{declared.identifier}' is no template variable.", "Name a template variable.")
    value = state.as_declared(rule, declared, evaluate(_only(rule, state), state))
    state.templates[declared.identifier] = value
    state.tell(rule, f"{declared.identifier} is drawn as {words(value)}.")


def _set_correct(rule: Node, state: State) -> None:
    declared = state.declaration(rule)
    value = state.as_declared(rule, declared, evaluate(_only(rule, state), state))
    state.correct[declared.identifier] = value
    state.tell(rule, f"The key of {declared.identifier} becomes {words(value)}.")


def _set_default(rule: Node, state: State) -> None:
    declared = state.declaration(rule)
    value = state.as_declared(rule, declared, evaluate(_only(rule, state), state))
    state.defaults[declared.identifier] = value
    state.tell(rule, f"{declared.identifier} begins with {words(value)}.")


def _constrain(rule: Node, state: State) -> None:
    asked = _only(rule, state)
    if not truth(asked, evaluate(asked, state), state):
        raise _Constrained


def _end(rule: Node, state: State) -> None:
    raise _Ended


def _fragment(rule: Node, state: State) -> None:
    _run(rule.elements, state)


RULES: dict[str, Callable[[Node, State], None]] = {
    "qti-response-condition": _condition,
    "qti-outcome-condition": _condition,
    "qti-template-condition": _condition,
    "qti-set-outcome-value": _set_outcome,
    "qti-lookup-outcome-value": _look_up_outcome,
    "qti-set-template-value": _set_template,
    "qti-set-correct-response": _set_correct,
    "qti-set-default-value": _set_default,
    "qti-template-constraint": _constrain,
    "qti-exit-response": _end,
    "qti-exit-template": _end,
    "qti-exit-test": _end,
    "qti-response-processing-fragment": _fragment,
    "qti-outcome-processing-fragment": _fragment,
}
"""Every rule by its name."""
