"""What bears on which clause."""

from collections.abc import Iterator

import pytest

from guildhall.conformity import catalogue, discovery
from guildhall.conformity.discovery import Via
from guildhall.kernel import declarations
from guildhall.kernel.clauses import REFERENCE
from guildhall.kernel.declarations import Answer, Control, all_controls, control
from guildhall.kernel.rules import all_rules
from guildhall.ledger.acts import all_acts


@pytest.fixture
def declared() -> Iterator[Control]:
    """A control that two clauses of 2012 ask for, one of them with parts."""
    name = "tests.trainers_stay_away"
    yield control(name, title="Trainers stay away", clauses=["2012:4.3.7", "2012:5.2.3"], events=["tests.*"])(Answer)
    del declarations._controls[name]


def _via(control: Control, reference: str) -> Via | None:
    found = [each for each in discovery.controls_for(catalogue.clause(reference)) if each.declared is control]
    return found[0].via if found else None


def test_a_control_bears_on_the_clauses_it_cites(declared: Control) -> None:
    assert _via(declared, "2012:4.3.7") is Via.CITED
    assert _via(declared, "2012:4.3.6") is None


def test_what_is_cited_for_a_clause_counts_for_its_parts(declared: Control) -> None:
    assert _via(declared, "2012:5.2.3 e)") is Via.ABOVE


def test_a_2026_clause_inherits_from_the_2012_clause_it_continues(declared: Control) -> None:
    assert _via(declared, "2026:4.3/risks") is Via.EARLIER
    assert _via(declared, "2026:4.3/policy") is None
    assert _via(declared, "2026:6.5/disclosure") is None


def test_a_citation_of_the_heading_is_meant_for_the_part_that_is_also_named() -> None:
    name = "tests.heading"
    both = control(name, title="Both", clauses=["2012:4.3.7", "2026:4.3"], events=[])(Answer)
    try:
        assert _via(both, "2026:4.3") is Via.CITED
        assert _via(both, "2026:4.3/risks") is Via.EARLIER
        assert _via(both, "2026:4.3/interested-parties") is None
    finally:
        del declarations._controls[name]


def test_every_room_is_discovered() -> None:
    discovery.discover()
    rooms = {each.name.partition(".")[0] for each in all_controls()}
    assert {"identity", "ledger", "personnel"} <= rooms


def test_everything_that_is_declared_cites_clauses_that_exist() -> None:
    discovery.discover()
    cited = {ref for each in (*all_rules(), *all_controls(), *all_acts()) for ref in each.clauses}
    assert [each for each in sorted(cited) if not catalogue.exists(each)] == []


def test_every_event_of_a_control_is_an_act() -> None:
    discovery.discover()
    acts = [each.name for each in all_acts()]
    dead = [
        (control.name, event)
        for control in all_controls()
        for event in control.events
        if not any(name.startswith(event.rstrip("*")) for name in acts)
    ]
    assert dead == []


def test_every_key_can_be_cited() -> None:
    for edition in ("2012", "2026"):
        for clause in catalogue.clauses(edition):
            assert clause.informative or REFERENCE.match(clause.key), clause.key
