"""Fairness: DIF against R and on items that were made unfair; adverse impact and what privacy withholds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics import fairness
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics.references import answers, reference, table

NAN = float("nan")


@pytest.fixture(scope="module")
def verbal():
    return answers("verbal"), table("verbal.csv")[:, 25].tolist()


def _r(key):
    return reference("verbal")["DIF"][key]


@pytest.mark.parametrize("correct", [True, False])
@pytest.mark.parametrize("purify", [True, False])
def test_mantel_haenszel_is_what_r_finds(verbal, correct, purify):
    expected = _r(f"MH_correct{str(correct).upper()}_purify{str(purify).upper()}")["items"]
    found = fairness.mantel_haenszel(*verbal, 1.0, correct=correct, purify=purify)
    for mine, theirs in (
        ("chi_squared", "MH_chi2"),
        ("p", "p"),
        ("alpha", "alphaMH"),
        ("log_variance", "var_log_alpha_RBG_PhillipsHolland"),
        ("delta", "deltaMH"),
        ("delta_error", "se_delta"),
    ):
        assert [getattr(item, mine) for item in found.items] == pytest.approx(
            [item[theirs] for item in expected], abs=1e-6
        )
    assert [item.ets for item in found.items] == [item["ets_class_with_tests"] for item in expected]


@pytest.mark.parametrize("kind", ["both", "uniform", "nonuniform"])
def test_logistic_regression_is_what_r_finds(verbal, kind):
    in_r = {"both": "both", "uniform": "udif", "nonuniform": "nudif"}[kind]
    ratio, wald = (_r(f"logistic_{in_r}_{test}")["items"] for test in ("LRT", "Wald"))
    found = fairness.logistic_dif(*verbal, 1.0, kind=kind)
    assert [item.chi_squared for item in found.items] == pytest.approx([item["stat"] for item in ratio], abs=1e-6)
    assert [item.p for item in found.items] == pytest.approx([item["p"] for item in ratio], abs=1e-6)
    assert [item.effect for item in found.items] == pytest.approx(
        [item["deltaR2_Nagelkerke"] for item in ratio], abs=1e-6
    )
    # R takes the covariance from the step before its last: our Wald statistics are those of the maximum.
    assert [item.wald for item in found.items] == pytest.approx([item["stat"] for item in wald], rel=1e-3)


def test_standardization_and_breslow_day_are_what_r_finds(verbal):
    found = fairness.standardization(*verbal, 1.0)
    assert [item.difference for item in found] == pytest.approx(_r("standardization")["PDIF"], abs=1e-6)
    assert [item.alpha for item in found] == pytest.approx(_r("standardization")["DDIF_alpha"], abs=1e-6)
    items = fairness.mantel_haenszel(*verbal, 1.0).items
    known = _r("breslow_day")
    assert [item.breslow_day for item in items] == pytest.approx(known["BD"], abs=1e-4)
    assert [item.breslow_day_df for item in items] == known["df"]


def _made(seed=40, size=1500, unfair=1.0, steeper=0.0):
    """Two groups of unequal ability; the first item is harder for the focal group, or less steep."""
    chance = np.random.default_rng(seed)
    group = np.repeat([0, 1], size)
    theta = chance.normal(-0.5 * group, 1)[:, None]
    b, a = chance.normal(size=(1, 20)), np.ones((2 * size, 20))
    move = np.zeros((2 * size, 20))
    move[:, 0] = unfair * group
    a[:, 0] -= steeper * group
    right = chance.random((2 * size, 20)) < 1 / (1 + np.exp(-a * (theta - b - move)))
    return right.astype(float), group.tolist()


def test_an_unfair_item_is_found_and_fair_ones_are_not():
    table_, group = _made()
    mh, logistic = fairness.mantel_haenszel(table_, group, 1, purify=True), fairness.logistic_dif(table_, group, 1)
    assert mh.flagged == ("item1",)
    assert (mh.items[0].ets, mh.items[0].favours) == ("C", "reference")
    # A difficulty that differs by 1 logit is an odds ratio of e, and a delta of -2.35.
    assert mh.items[0].delta == pytest.approx(-2.35, abs=2.5 * mh.items[0].delta_error)
    assert logistic.items[0].p < 1e-6
    assert "item1" not in mh.anchors


def test_a_difference_that_crosses_is_seen_by_the_interaction():
    table_, group = _made(unfair=0.0, steeper=0.9, size=3000)
    crossing = fairness.logistic_dif(table_, group, 1, kind="nonuniform").items[0]
    assert crossing.p < 1e-6
    assert fairness.mantel_haenszel(table_, group, 1).items[0].breslow_day_p < 1e-3


def test_fair_items_are_called_unfair_as_often_as_said():
    rates = []
    for seed in range(8):
        table_, group = _made(seed=100 + seed, size=400, unfair=0.0)
        rates += [item.p for item in fairness.mantel_haenszel(table_, group, 1, correct=False).items]
    assert np.mean(np.array(rates) < 0.05) == pytest.approx(0.05, abs=0.04)


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_exchanging_groups_turns_the_sign(seed):
    table_, group = _made(seed=seed, size=60)
    one, other = fairness.mantel_haenszel(table_, group, 1), fairness.mantel_haenszel(table_, group, 0)
    for first, second in zip(one.items, other.items, strict=True):
        assert first.delta == pytest.approx(-second.delta, nan_ok=True)
        assert first.chi_squared == pytest.approx(second.chi_squared, nan_ok=True)
        assert first.ets == second.ets


def test_what_cannot_be_known_is_not_guessed():
    table_ = np.array([[1, 1], [1, 0], [1, 1], [1, 0]], dtype=float)
    found = fairness.mantel_haenszel(table_, ["m", "m", "w", "w"], "w")
    assert found.items[0].ets == "?"
    assert np.isnan(found.items[0].alpha)
    assert found.notes[0].code == "too_few"
    logistic = fairness.logistic_dif(table_, ["m", "m", "w", "w"], "w")
    assert logistic.items[0].effect_class == "?"
    assert "no_maximum" in {note.code for note in logistic.notes}


def _all_of_one_group_are_right(persons):
    """Two matched groups; on the first item all of the first group are right, and half of the second."""
    scores = np.tile(np.arange(4), persons)
    rest = (scores[:, None] > np.arange(3)).astype(float)
    half = np.column_stack([np.arange(len(rest)) // 4 % 2, rest])
    whole = np.column_stack([np.ones(len(rest)), rest])
    return np.vstack([whole, half]), ["r"] * len(rest) + ["f"] * len(rest)


@pytest.mark.parametrize(("persons", "expected"), [(12, "C"), (1, "A")])
def test_an_odds_ratio_without_bound_is_classed_by_its_test(persons, expected):
    table_, group = _all_of_one_group_are_right(persons)
    found = fairness.mantel_haenszel(table_, group, "f").items[0]
    assert (found.alpha, found.delta, found.ets, found.favours) == (np.inf, -np.inf, expected, "reference")
    turned = fairness.mantel_haenszel(table_, group, "r").items[0]
    assert (turned.alpha, turned.delta, turned.ets, turned.favours) == (0.0, np.inf, expected, "focal")
    assert np.isnan([found.delta_error, turned.delta_error, found.breslow_day]).all()


def test_separated_groups_are_tested_by_likelihood():
    table_, group = _all_of_one_group_are_right(12)
    found = fairness.logistic_dif(table_, group, "f", kind="uniform")
    item = found.items[0]
    assert item.chi_squared > 20
    assert item.name in found.flagged
    assert np.isnan([item.wald, *item.coefficients]).all()
    assert "separated" in {note.code for note in found.notes}


def test_persons_without_group_are_set_aside():
    table_, group = _made(size=40)
    found = fairness.mantel_haenszel(table_, [None, *group[1:]], 1)
    assert found.reference == 39
    assert "set_aside" in {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("group", "focal"),
    [(["a"] * 4, "a"), (["a", "b", "c", "a"], "a"), (["a", "b"], "a"), (["a", "b", "a", "b"], "z")],
)
def test_groups_must_be_two(group, focal):
    with pytest.raises(CannotMeasure):
        fairness.mantel_haenszel(np.eye(4), group, focal)


def test_the_four_fifths_rule_by_hand():
    found = fairness.adverse_impact({"men": (48, 80), "women": (12, 40), "other": (2, 5)})
    women = next(group for group in found.groups if group.name == "women")
    assert (found.compared_with, women.ratio, women.below_four_fifths) == ("men", 0.5, True)
    half = 1.959964 * np.sqrt(1 / 12 - 1 / 40 + 1 / 48 - 1 / 80)
    assert women.ratio_interval == pytest.approx((0.5 * np.exp(-half), 0.5 * np.exp(half)), rel=1e-6)
    assert women.p == pytest.approx(0.0025, abs=0.002)
    assert [note.sentence for note in found.notes] == ["Not shown, fewer than 10 persons: other."]
    assert "other" not in {group.name for group in found.groups}


def test_one_group_is_compared_with_nobody():
    found = fairness.adverse_impact({"men": (48, 80), "women": (1, 4)})
    assert found.groups == ()
    assert found.notes[-1].code == "too_few_groups"
    with pytest.raises(CannotMeasure):
        fairness.adverse_impact({"men": (9, 8)})


def test_group_differences_in_points_and_in_spreads():
    chance = np.random.default_rng(41)
    scores = {"a": chance.normal(50, 10, 4000), "b": chance.normal(45, 10, 4000), "c": [50, 60]}
    rows, notes = fairness.group_differences(scores, "a")
    assert [row.name for row in rows] == ["b"]
    assert rows[0].effect == pytest.approx(-0.5, abs=0.06)
    assert rows[0].effect_interval[0] < rows[0].effect < rows[0].effect_interval[1]
    assert notes[0].code == "privacy"
    with pytest.raises(CannotMeasure):
        fairness.group_differences(scores, "c")
    with pytest.raises(CannotMeasure):
        fairness.group_differences(scores, "z")
