"""Every clause that the house names stands in the catalogue of its edition."""

import ast
import re

import pytest

from guildhall.conformity import catalogue
from guildhall.kernel.declarations import all_controls
from guildhall.kernel.rules import Kind, all_rules
from guildhall.ledger.acts import all_acts
from guildhall.reference import import_house
from tests.house.source import files, name_of, tree

import_house()
NAMED = [
    *((f"rule {rule.name}", clause) for rule in all_rules() for clause in rule.clauses),
    *((f"act {act.name}", clause) for act in all_acts() for clause in act.clauses),
    *((f"control {control.name}", clause) for control in all_controls() for clause in control.clauses),
]
REFERENCE = re.compile(r"(?<!\S)20\d\d:[\w.()-]+")
SPELLED = [
    (f"{name_of(path)}, line {node.lineno}", clause)
    for path in files()
    for node in ast.walk(tree(path))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
    for clause in REFERENCE.findall(node.value)
]
"""Wherever else a clause is spelled: in constraints, conditions, timers."""


def test_clauses_are_named():
    assert len(NAMED) > 10


def test_every_clause_exists():
    """Look the number up in `guildhall.conformity.catalogue`; it says who names it."""
    unknown = {f"{clause} ({who})" for who, clause in [*NAMED, *SPELLED] if not catalogue.exists(clause)}
    assert sorted(unknown) == []


def test_a_clause_that_does_not_exist_is_found():
    assert not catalogue.exists("2012:42.7")


def test_what_the_standard_states_has_its_clause():
    """A rule without a clause is ours, and says so."""
    assert [rule.name for rule in all_rules() if not rule.clauses and rule.kind is not Kind.OURS] == []


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_both_editions_are_named(edition):
    assert any(clause.startswith(f"{edition}:") for _, clause in NAMED)
