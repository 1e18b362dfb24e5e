"""Feedback that nobody can ever be shown: its outcome never becomes what it waits for.

An examination shows no feedback, but an item that was written for practice comes with its own, and what cannot be
reached is as a rule a mistake in the rules or in a name.
"""

from collections.abc import Iterator

from guildhall.qti.findings import Findings
from guildhall.qti.item import Item
from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.templates import TEMPLATES, rules_of
from guildhall.qti.values import text_of

FEEDBACK = names("qti-feedback-inline qti-feedback-block qti-modal-feedback")
SETTERS = names("qti-set-outcome-value qti-lookup-outcome-value")
WRITTEN = names("qti-base-value qti-multiple qti-ordered qti-null")
"""Expressions that give what is written in them, and nothing else."""


def check_feedback(item: Item, findings: Findings) -> None:
    """Warn of feedback that cannot be reached."""
    for node in _feedback(item):
        name, awaited = node.get("outcome-identifier"), node.get("identifier")
        if item.outcome(name) is None:
            findings.warning(node, f"Its outcome '{name}' is not declared; it is never shown.", "Correct its name.")
        elif node.get("show-hide", "show") == "show" and not _becomes(item, name, awaited):
            findings.warning(node, f"'{name}' never becomes '{awaited}'; it is never shown.", "Correct its name.")


def _feedback(item: Item) -> Iterator[Node]:
    yield from (node for node in item.body.walk() if node.name in FEEDBACK)
    yield from (node for node in item.rest if node.name in FEEDBACK)


def _becomes(item: Item, name: str, awaited: str) -> bool:
    """Whether an outcome can hold a value, as far as its rules write down what they set."""
    declared = item.outcome(name)
    if declared and declared.default and awaited in map(text_of, declared.default.items):
        return True
    table = declared.table if declared else None
    targets = {target for _, target, _ in table.entries} | {table.default} if table else set()
    return any(
        awaited in targets if rule.name == "qti-lookup-outcome-value" else _may_be(rule, name, awaited)
        for rule in _rules(item)
        if rule.name in SETTERS and rule.get("identifier") == name
    )


def _rules(item: Item) -> Iterator[Node]:
    template = rules_of(item.processing.template) if item.processing.template in TEMPLATES else ()
    for rule in (*template, *item.processing.rules, *item.outcome_rules):
        yield from rule.walk()


def _may_be(rule: Node, name: str, awaited: str) -> bool:
    within = [each for part in rule.elements for each in part.walk()]
    computed = [each for each in within if each.name not in WRITTEN and each.get("identifier") != name]
    return bool(computed) or awaited in [each.text.strip() for each in within if each.name == "qti-base-value"]
