"""The specimens that come along show every interaction that is delivered, and every rule, template and expression."""

import pytest

from guildhall import qti
from guildhall.qti import coverage
from guildhall.qti.interactions import DELIVERED
from tests.qti.writers import messages

ALL = frozenset(coverage.STEPS)


def test_every_interaction_that_is_delivered_is_shown_and_no_other():
    shown = {each.name: each.steps for each in coverage.interactions()}
    by_hand = {"extended-text", "upload"}
    assert {name for name, steps in shown.items() if steps == ALL} == set(DELIVERED) - by_hand
    assert {name for name, steps in shown.items() if steps == ALL - {"scored"}} == by_hand
    assert {name for name, steps in shown.items() if not steps} == set(shown) - set(DELIVERED)


@pytest.mark.parametrize("told", [coverage.rules, coverage.templates, coverage.expressions])
def test_every_rule_template_and_expression_is_shown(told):
    assert [each.name for each in told() if not {"read", "validated", "scored", "written"} <= each.steps] == []


@pytest.mark.parametrize("name", coverage.items())
def test_a_specimen_comes_back_as_it_went_and_scores_alike(name):
    item = coverage.items()[name]
    again = qti.read_item(qti.to_xml(item), name="again")
    assert again == item
    assert messages(qti.validate(item)) == []
    for given in (qti.best_answers(item, 3), qti.key(item, 3), {}, {"RESPONSE": ["A", "B"]}):
        assert qti.score(again, given, 3) == qti.score(item, given, 3)
    assert qti.render(again, id_prefix="q", seed=3) == qti.render(item, id_prefix="q", seed=3)


def test_the_expressions_give_what_the_trace_says():
    scored = qti.score(coverage.items()["expressions.xml"], {"RESPONSE": "A"}, 1)
    told = [step.sentence for step in scored.trace if " becomes " in step.sentence]
    assert len(told) == len([name for name in scored.outcomes if name.startswith("E")]) + 2
    assert None not in scored.outcomes.values()
