"""Assembly: forms keep every rule, conflicts are told in words, and nobody's form wears an item out."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics.assembly import (
    Bank,
    BankItem,
    Budget,
    Cell,
    Earlier,
    Mean,
    Specification,
    Target,
    assemble,
    form_per_candidate,
)
from guildhall.psychometrics.irt import IrtItem
from guildhall.psychometrics.notes import CannotMeasure


def _bank(size=200, domains="ABCD", seed=80):
    chance = np.random.default_rng(seed)
    items = []
    for number in range(size):
        a, b = float(chance.lognormal(0, 0.2)), float(chance.normal())
        values = {
            "domain": domains[number % len(domains)],
            "words": float(chance.integers(20, 80)),
            "p": float(1 / (1 + np.exp(b))),
            "uses": float(chance.integers(0, 6)),
        }
        items.append(BankItem(f"I{number}", values, IrtItem(f"I{number}", a, (-a * b,))))
    return Bank(items)


BANK = _bank()
CELLS = tuple(Cell({"domain": domain}, 10, 10) for domain in "ABCD")


def _information(names, theta):
    return BANK.information(np.array([theta]))[BANK.places(names)].sum()


def test_of_forms_that_keep_the_rules_those_of_little_used_items_come_first():
    uses = BANK.numbers("uses")
    wanted = Specification(forms=2, length=40, cells=CELLS)
    told = [
        np.mean([uses[BANK.places(form.items)].mean() for form in assemble(BANK, each).forms])
        for each in (wanted, Specification(**{**wanted.__dict__, "spared": "uses"}))
    ]
    least = np.mean([np.sort(uses[BANK.where({"domain": each})])[:20].mean() for each in "ABCD"])
    assert (told[1], told[0] > told[1] + 1) == (pytest.approx(least), True)


def test_parallel_forms_keep_every_rule():
    names = [item.name for item in BANK.items]
    wanted = Specification(
        forms=3,
        length=40,
        cells=CELLS,
        enemies=(("I0", "I1"), ("I4", "I5", "I6")),
        sets={"case": ("I8", "I9", "I10")},
        earlier=(Earlier(tuple(names[:60]), 12),),
        exposure=("uses", 4),
        budgets=(Budget("words", most=2000, least=1500),),
        means=(Mean("p", 0.45, 0.55),),
        targets=(Target(0.0, 8.5, 0.03), Target(-1.0, 7.0, 0.05)),
        must=("I20",),
        must_not=("I21",),
    )
    wanted = Specification(**{**wanted.__dict__, "exposure": ("uses", max(4.0, BANK.numbers("uses")[20]))})
    found = assemble(BANK, wanted)
    assert found.conflict is None
    assert len(found.forms) == 3
    counted = Counter(name for form in found.forms for name in form.items)
    assert {name: times for name, times in counted.items() if times > 1} == {"I20": 3}
    for form in found.forms:
        chosen = [BANK.items[place] for place in BANK.places(form.items)]
        assert Counter(item.values["domain"] for item in chosen) == dict.fromkeys("ABCD", 10)
        assert all(len({"I0", "I1"} & set(form.items)) <= 1 for _ in [0])
        assert len({"I4", "I5", "I6"} & set(form.items)) <= 1
        assert len({"I8", "I9", "I10"} & set(form.items)) in {0, 3}
        assert len(set(names[:60]) & set(form.items)) <= 12
        assert "I21" not in form.items
        assert 1500 <= sum(item.values["words"] for item in chosen) <= 2000
        assert 0.45 <= np.mean([item.values["p"] for item in chosen]) <= 0.55
        assert _information(form.items, 0.0) == pytest.approx(8.5, rel=0.0301)
        assert form.information[0] == pytest.approx(_information(form.items, 0.0))
    assert found.greatest_deviation <= 0.0501


def test_minimax_comes_nearer():
    wanted = Specification(forms=2, length=40, cells=CELLS, targets=(Target(0.0, 8.5, 0.05), Target(0.5, 8.0, 0.05)))
    found = assemble(BANK, wanted, "minimax", seconds=20)
    assert found.greatest_deviation <= 0.005


def test_the_same_seed_gives_the_same_forms():
    wanted = Specification(forms=2, length=40, cells=CELLS)
    one, other = (assemble(BANK, wanted) for _ in range(2))
    assert [form.items for form in one.forms] == [form.items for form in other.forms]


def test_an_item_may_be_shared_where_that_is_allowed():
    small = Bank(BANK.items[:50])
    assert assemble(small, Specification(forms=2, length=40)).conflict is not None
    assert len(assemble(small, Specification(forms=2, length=40, overlap=2)).forms) == 2


def test_a_conflict_is_told_in_words_and_is_smallest():
    wanted = Specification(
        forms=2,
        length=40,
        cells=(*CELLS[:3], Cell({"domain": "D"}, 30, 30)),
        budgets=(Budget("words", most=5000),),
        enemies=(("I0", "I1"),),
    )
    found = assemble(BANK, wanted)
    assert found.forms == ()
    assert found.conflict.proven
    assert "30 items of domain D in each form; the bank has 50." in found.conflict.sentences
    assert not any("words" in sentence or "enemies" in sentence for sentence in found.conflict.sentences)
    assert found.conflict.sentence.startswith("These cannot all hold: ")
    assert found.as_dict()["notes"][0]["code"] == "conflict"


def test_a_conflict_that_only_whole_items_have_is_found():
    three = Bank([BankItem(name, {"x": "y"}) for name in ("A", "B", "C")])
    wanted = Specification(forms=1, length=2, enemies=(("A", "B"), ("B", "C"), ("A", "C")))
    # Halves of all three would make 1.5: even in shares there is none of length 2.
    assert len(assemble(three, wanted).conflict.sentences) == 2
    odd = Specification(forms=1, length=1, sets={"s": ("A", "B", "C")})
    assert set(assemble(three, odd).conflict.sentences) == {"Each form has 1 items.", "All of the set s or none of it."}


def test_every_rule_of_a_conflict_is_needed():
    from guildhall.psychometrics.assembly.conflicts import smallest_conflict
    from guildhall.psychometrics.assembly.rules import rules
    from guildhall.psychometrics.assembly.solving import _is_possible_in_shares

    wanted = Specification(
        forms=1, length=40, cells=(*CELLS[:2], Cell({"domain": "C"}, 25, 30)), must=("I1",), must_not=("I3",)
    )
    asked = rules(BANK, wanted)
    possible = lambda subset: not subset or _is_possible_in_shares(subset, 1, len(BANK))  # noqa: E731
    named = smallest_conflict(asked, possible)
    assert not possible(named)
    assert all(possible(list(less)) for less in combinations(named, len(named) - 1))


@given(st.integers(1, 3), st.integers(4, 12), st.integers(0, 6))
@settings(max_examples=15, deadline=None)
def test_forms_or_a_reason(forms, length, most):
    small = Bank(BANK.items[:24])
    found = assemble(small, Specification(forms=forms, length=length, cells=(Cell({"domain": "A"}, 1, most or 1),)))
    if found.conflict is None:
        assert all(len(set(form.items)) == length for form in found.forms)
    else:
        assert found.conflict.sentences


def test_a_form_for_each_candidate():
    wanted = Specification(
        forms=1, length=40, cells=CELLS, enemies=(("I0", "I4"),), targets=(Target(0.0, 8.6, 0.05),), must_not=("I7",)
    )
    found = form_per_candidate(BANK, wanted, 100, most_rate=0.4)
    assert len(found.forms) == 100
    for names in found.forms:
        assert len(set(names)) == 40
        domains = Counter(BANK.items[place].values["domain"] for place in BANK.places(names))
        assert domains == dict.fromkeys("ABCD", 10)
        assert not {"I0", "I4"} <= set(names)
        assert "I7" not in names
        assert _information(names, 0.0) == pytest.approx(8.6, rel=0.0501)
    assert found.greatest_rate <= 0.4
    assert sum(found.uses) == 4000
    assert found.forms == form_per_candidate(BANK, wanted, 100, most_rate=0.4).forms
    assert len({frozenset(names) for names in found.forms}) == 100


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Bank([]),
        lambda: Bank([BankItem("A"), BankItem("A")]),
        lambda: Specification(forms=0, length=1),
        lambda: Specification(forms=1, length=1, cells=(Cell({}, 2, 1),)),
        lambda: assemble(BANK, Specification(forms=1, length=1, must=("nowhere",))),
        lambda: assemble(BANK, Specification(forms=1, length=1, cells=(Cell({"colour": "red"}, 0, 1),))),
        lambda: assemble(BANK, Specification(forms=1, length=1, budgets=(Budget("domain", most=1),))),
        lambda: assemble(Bank([BankItem("A")]), Specification(forms=1, length=1, targets=(Target(0, 1),))),
        lambda: Specification.of({"forms": 1, "length": 1, "colour": "red"}),
        lambda: Specification.of({"forms": 1, "length": 1, "cells": [{"wher": {}}]}),
        lambda: form_per_candidate(BANK, Specification(forms=1, length=40, cells=CELLS), 10, most_rate=0.1),
        lambda: form_per_candidate(BANK, Specification(forms=1, length=39, cells=CELLS), 10),
        lambda: form_per_candidate(BANK, Specification(forms=1, length=1, sets={"s": ("I0",)}), 10),
        lambda: form_per_candidate(
            BANK, Specification(forms=1, length=40, cells=CELLS, targets=(Target(0.0, 100.0),)), 10
        ),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure) as refused:
        wrong()
    assert refused.value.sentence.endswith(".")
