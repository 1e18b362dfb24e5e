"""Of every check that the house promises to answer it is declared who answers it, and those controls exist."""

from guildhall.conformity import catalogue, checks
from guildhall.conformity.checks import Way
from guildhall.kernel.clauses import EDITIONS
from guildhall.kernel.declarations import all_controls
from guildhall.reference import import_house

import_house()
WHOLE = [each for edition in EDITIONS for each in catalogue.clauses(edition) if checks.is_whole(each)]


def test_the_parts_are_those_that_were_promised():
    assert {each.chapter for each in WHOLE if each.edition == "2012"} == {"4", "5", "6"}
    assert {each.number for each in WHOLE if each.edition == "2026"} == {"6.5"}
    assert all(each.checks for each in WHOLE)


def test_every_check_is_declared_once_in_the_words_of_its_clause():
    """Add what is missing to `guildhall/conformity/data/answers.yaml`: controls, a question, or a reason."""
    wanted = [(each.key, check) for each in WHOLE for check in each.checks]
    assert [(each.clause, each.check) for each in checks.declared()] == wanted


def test_every_control_that_answers_a_check_exists():
    known = {each.name for each in all_controls()}
    assert sorted({name for each in checks.declared() for name in each.controls} - known) == []


def test_every_check_is_answered_in_one_way():
    for each in checks.declared():
        if each.way is Way.AUTOMATIC:
            assert not each.not_applicable, each
        elif each.way is Way.JUDGEMENT:
            assert each.months in range(1, 13), each
            assert (each.judge[-1], each.not_applicable) == ("?", ""), each
        else:
            assert len(each.not_applicable.split()) > 5, each


def test_no_question_is_asked_twice_of_a_clause():
    """The answers of a judgement are kept under their questions."""
    asked = [(each.clause, each.judge) for each in checks.declared() if each.judge]
    assert len(set(asked)) == len(asked)


def test_every_clause_that_asks_has_an_answer():
    silent = [each.key for each in WHOLE if not any(one.controls or one.judge for one in checks.of(each))]
    assert silent == []
