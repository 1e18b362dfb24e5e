"""Every act says who, why and what: by whom it is done, who may, what the ledger keeps, and in which sentence."""

import ast
import inspect
import string
from typing import get_args

import pytest
from django.db.models import Model

from guildhall.identity.permissions import NOBODY
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission
from guildhall.kernel.rules import all_rules
from guildhall.ledger.acts import Act, all_acts
from guildhall.ledger.readings import all_readings
from guildhall.ledger.records import Record
from guildhall.reference import import_house
from tests.house.source import calls, files, name_of, room_of, tree
from tests.house.test_writers import VERBS, is_an_act, writes

import_house()
ACTS = all_acts()
ASKED_OF_HISTORY = {"subject"}
"""What a sentence may use beside the arguments of its act."""


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.fixture(params=ACTS, ids=lambda act: act.name)
def act(request: pytest.FixtureRequest) -> Act[..., object]:
    return request.param


def test_there_are_acts():
    assert len(ACTS) > 5


def test_act_has_by_and_permission_and_docstring(act):
    assert next(iter(act.parameters.items()))[0] == "by"
    assert act.parameters["by"].annotation is Actor
    assert isinstance(act.permission, Permission)
    assert len(act.meaning) > 20


def test_act_is_named_after_the_room_it_stands_in(act):
    room, noun, verb = act.name.split(".")
    assert room == room_of(act.body.__module__)
    assert all(part.replace("-", "").replace("_", "").isalpha() for part in (noun, verb))


def test_act_stands_among_acts(act):
    """Acts stand in a room's ``acts``; the ledger's own, which nobody but the worker calls, stand with what they do."""
    assert "acts" in act.body.__module__.split(".")[2:] or act.room == "ledger"


def test_act_has_a_sentence_that_its_own_arguments_fill(act):
    """The sentence is filled with what the entry holds: the subject's name and plain arguments, never a bare record."""
    assert act.sentence.strip()
    unknown = placeholders(act.sentence) - ASKED_OF_HISTORY - set(act.parameters)
    records = {
        name
        for name in placeholders(act.sentence) & set(act.parameters)
        if isinstance(kind := act.parameters[name].annotation, type) and issubclass(kind, Record)
    }
    assert (unknown, records) == (set(), set())


def test_what_a_sentence_calls_subject_has_a_name(act):
    """A record that a history speaks of says what people call it."""
    if "subject" in placeholders(act.sentence):
        assert subject_of(act).__str__ is not Model.__str__


def subject_of(act) -> type[Record]:
    makes = not act.about or (act.move is not None and not act.move.sources)
    given = inspect.signature(act.body).return_annotation if makes else act.parameters[act.about[0]].annotation
    return next(kind for kind in get_args(given) or (given,) if isinstance(kind, type) and issubclass(kind, Record))


def test_act_that_people_do_has_a_label(act):
    if act.permission is not NOBODY:
        assert act.label


def test_sentences_are_not_shared():
    """In a history, two acts are told apart by their sentences."""
    sentences = [act.sentence for act in ACTS]
    assert sorted({each for each in sentences if sentences.count(each) > 1}) == []


def test_every_rule_is_on_an_act():
    """Name the rule in `rules=[...]` of the act that it binds, or take it away."""
    used = {rule for act in ACTS for rule in act.rules}
    assert [f"{rule.room}: {rule.name}" for rule in all_rules() if rule not in used] == []


def test_every_rule_says_what_it_means():
    assert [rule.name for rule in all_rules() if len(rule.meaning) < 20] == []


def test_every_reading_says_what_it_opens():
    assert [reading.name for reading in all_readings() if len(reading.meaning) < 20] == []


SIGN_IN = {"identity/acts/accounts.py: opened_for": "writes tables of the sign-in library; an act makes it somebody's"}


def test_what_writes_among_acts_is_an_act():
    """Beside the acts there is no other way in: a public function among them that writes is one."""
    doors = {
        f"{name_of(path)}: {node.name}"
        for path in files()
        if is_an_act(name_of(path)) and not name_of(path).startswith("ledger/")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_declared_act(node)
        if writes(node) or VERBS & {ast.unparse(call.func) for call in calls(node)}
    }
    assert doors == set(SIGN_IN)


def is_declared_act(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Call) and ast.unparse(each.func) == "act" for each in node.decorator_list)
