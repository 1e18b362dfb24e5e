"""The clauses as data: whole, typed, and mapped between the editions."""

import pytest

from guildhall.conformity import catalogue
from guildhall.conformity.catalogue import CONFIDENCES, KINDS, WAYS, NoSuchClause
from guildhall.kernel.clauses import EDITIONS

ALL = [each for edition in EDITIONS for each in catalogue.clauses(edition)]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value == value.strip()


def test_keys_are_unique() -> None:
    assert len({each.key for each in ALL}) == len(ALL)


def test_every_field_is_typed() -> None:
    for clause in ALL:
        assert all(_is_text(each) for each in (clause.key, clause.number, clause.title, clause.section, clause.parent))
        assert all(_is_text(each) for each in (clause.requirement, clause.timer, clause.note))
        lists = (clause.evidence, clause.checks, clause.also, clause.sources)
        assert all(isinstance(each, tuple) and all(_is_text(one) and one for one in each) for each in lists)
        assert clause.informative in (True, False)
        assert clause.kind in KINDS
        assert clause.confidence in CONFIDENCES
        assert clause.edition in EDITIONS


def test_what_asks_says_what_and_a_heading_asks_nothing() -> None:
    for clause in ALL:
        if clause.is_heading:
            assert (clause.requirement, clause.checks, clause.evidence) == ("", (), ())
        else:
            assert len(clause.requirement) > 20
            assert clause.checks or clause.informative or catalogue.counterparts(clause.key)


def test_parents_exist_and_are_in_the_same_edition() -> None:
    for clause in ALL:
        if clause.parent:
            assert catalogue.exists(clause.parent)
            assert catalogue.clause(clause.parent).edition == clause.edition
            assert clause in catalogue.children(catalogue.clause(clause.parent))
        else:
            assert clause.number.isdigit() or clause.informative


def test_every_2012_clause_goes_over_to_2026() -> None:
    lost = [each.key for each in catalogue.clauses("2012") if not catalogue.counterparts(each.key)]
    assert lost == []


def test_every_2026_clause_continues_something_or_is_new() -> None:
    orphans = [each.key for each in catalogue.clauses("2026") if not catalogue.passages_of(each) and each.kind != "new"]
    assert orphans == []


def test_every_passage_joins_clauses_that_exist() -> None:
    for passage in catalogue.passages():
        assert catalogue.exists(passage.target)
        assert passage.way in WAYS
        assert passage.confidence in CONFIDENCES
        assert (passage.source == "") == (passage.way == "new")
        assert passage.source == "" or catalogue.exists(passage.source)


def test_only_9_1_and_9_2_change_places() -> None:
    moved = {(each.source, each.target) for each in catalogue.passages() if each.way == "moved"}
    headings = {pair for pair in moved if catalogue.clause(pair[0]).is_heading}
    assert headings == {("2012:9.1", "2026:9.2"), ("2012:9.2", "2026:9.1")}
    assert {(a.rpartition(".")[0] if a.count(".") > 1 else a, b) for a, b in moved} == headings


def test_use_of_artificial_intelligence_is_new() -> None:
    assert catalogue.counterparts("2026:6.5") == ()
    assert all(each.kind == "new" for each in catalogue.children(catalogue.clause("2026:6.5")))


def test_clauses_stand_in_the_order_of_the_standard() -> None:
    numbers = [each.reference for each in catalogue.clauses("2012")]
    assert numbers.index("9.9.9") + 1 == numbers.index("9.9.10")
    assert numbers.index("9.9.10") < numbers.index("10")
    assert numbers.index("5.2.3") + 1 == numbers.index("5.2.3 a)")


def test_a_reference_resolves_to_its_clause() -> None:
    assert catalogue.clause("2012:5.2.3 e)").title == "Two-year separation of trainer and examiner"
    assert catalogue.clause("2026:6.5/disclosure").parent == "2026:6.5"


def test_an_unknown_number_resolves_to_the_nearest_above_but_does_not_exist() -> None:
    assert catalogue.clause("2026:8.1").key == "2026:8"
    assert not catalogue.exists("2026:8.1")
    with pytest.raises(NoSuchClause):
        catalogue.clause("2012:17.4")
