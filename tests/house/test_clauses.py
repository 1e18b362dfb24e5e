"""Every clause that the house names stands in the catalogue of its edition."""

import pytest

from guildhall.conformity import catalogue
from guildhall.kernel.declarations import all_controls
from guildhall.kernel.rules import Kind, all_rules
from guildhall.ledger.acts import all_acts
from guildhall.reference import import_house

import_house()
NAMED = [
    *((f"rule {rule.name}", clause) for rule in all_rules() for clause in rule.clauses),
    *((f"act {act.name}", clause) for act in all_acts() for clause in act.clauses),
    *((f"control {control.name}", clause) for control in all_controls() for clause in control.clauses),
]


def test_clauses_are_named():
    assert len(NAMED) > 10


def test_every_clause_exists():
    assert sorted({f"{clause} ({who})" for who, clause in NAMED if not catalogue.exists(clause)}) == []


def test_a_clause_that_does_not_exist_is_found():
    assert not catalogue.exists("2012:42.7")


def test_what_the_standard_states_has_its_clause():
    """A rule without a clause is ours, and says so."""
    assert [rule.name for rule in all_rules() if not rule.clauses and rule.kind is not Kind.OURS] == []


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_both_editions_are_named(edition):
    assert any(clause.startswith(f"{edition}:") for _, clause in NAMED)
