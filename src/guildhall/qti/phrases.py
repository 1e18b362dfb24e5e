"""Expressions in words, for the trace that a candidate's appeal may hang on."""

from guildhall.qti.model import Node
from guildhall.qti.state import State
from guildhall.qti.values import words

WORDS = {
    "qti-match": "{0} = {1}",
    "qti-equal": "{0} = {1}",
    "qti-gt": "{0} > {1}",
    "qti-gte": "{0} ≥ {1}",
    "qti-lt": "{0} < {1}",
    "qti-lte": "{0} ≤ {1}",
    "qti-not": "not ({0})",
    "qti-is-null": "{0} is unanswered",
    "qti-member": "{0} is among {1}",
}


def phrase(node: Node) -> str:
    """An expression in words: ``RESPONSE = key of RESPONSE``."""
    name = node.get("identifier")
    leaves = {"qti-variable": name, "qti-correct": f"key of {name}", "qti-base-value": node.text.strip()}
    if node.name in leaves:
        return leaves[node.name]
    if node.name in {"qti-map-response", "qti-map-response-point"}:
        return f"worth of {name}"
    inner = [phrase(each) for each in node.elements]
    if node.name in {"qti-and", "qti-or"}:
        return f" {node.name.removeprefix('qti-')} ".join(f"({each})" for each in inner)
    if node.name in WORDS and len(inner) == WORDS[node.name].count("{"):
        return WORDS[node.name].format(*inner)
    return f"{node.name.removeprefix('qti-')}({', '.join(inner)})"


def situation(node: Node, state: State) -> str:
    """What the variables of an expression are at the moment that it is asked."""
    told: dict[str, str] = {}
    for each in node.walk():
        name = each.get("identifier")
        if each.name == "qti-variable":
            told[name] = f"{name} is {words(state.value(each))}"
        elif each.name == "qti-correct":
            told[f"key {name}"] = f"the key of {name} is {words(state.correct.get(name))}"
        elif each.name.startswith("qti-map-response") and name in state.responses:
            told[name] = f"{name} is {words(state.responses[name])}"
    return ", ".join(told.values()) or "nothing was asked of the candidate"
