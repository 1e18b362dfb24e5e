"""Classical statistics: against R, against hand calculation, and with input that makes no sense."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from guildhall.psychometrics import classical
from guildhall.psychometrics.classical.reliability import one_factor
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics.references import BOTH, answers, reference

NAN = float("nan")
SMALL = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=float)
TABLES = arrays.arrays(
    np.float64, st.tuples(st.integers(3, 40), st.integers(3, 8)), elements=st.sampled_from([0.0, 1.0])
)


@BOTH
def test_item_analysis_is_what_r_finds(name):
    expected = reference(name)["ctt"]
    found = classical.analyse(answers(name))
    pairs = {
        "alpha": "alpha_raw",
        "kr20": "kr20_formula",
        "kr21": "kr21_formula",
        "sem": "sem_formula_sd_sqrt_1_minus_alpha",
        "mean": "score_mean",
        "sd": "score_sd_n1",
        "skewness": "skew_moment",
        "kurtosis": "kurt_moment",
    }
    assert {mine: getattr(found, mine) for mine in pairs} == pytest.approx(
        {mine: expected[theirs] for mine, theirs in pairs.items()}, abs=1e-9
    )
    for mine, theirs in (
        ("p", "p"),
        ("r_total", "pbis_total"),
        ("r_drop", "psych_r_drop"),
        ("biserial", "biserial_total"),
        ("alpha_if_deleted", "alpha_if_deleted"),
    ):
        assert [getattr(item, mine) for item in found.items] == pytest.approx(
            [item[theirs] for item in expected["items"]], abs=1e-9
        )


@BOTH
def test_reliability_is_what_r_finds(name):
    expected = reference(name)["ctt"]
    raw, standard = (classical.reliability(answers(name), standardize=each) for each in (False, True))
    assert raw.lambdas[:3] == pytest.approx(tuple(expected["guttman_cov_formula"].values()), abs=1e-9)
    from_r = expected["guttman_psych_on_correlations"]
    assert (*standard.lambdas[:3], *standard.lambdas[4:]) == pytest.approx(
        tuple(from_r[each] for each in ("l1", "l2", "l3", "l5", "l6")), abs=1e-9
    )
    assert standard.lambdas[3] >= from_r["l4"], "R draws splits at random; the greatest cannot be smaller"
    assert (raw.odd_even, raw.standardized_alpha) == pytest.approx(
        (expected["splithalf"]["odd_even_spearman_brown"], expected["alpha_std"]), abs=1e-9
    )


def test_a_guttman_scale_by_hand():
    found = classical.analyse(SMALL, ["easy", "middle", "hard"])
    # Item variances 1/4, 1/3, 1/4; totals 3, 2, 1, 0 with variance 5/3: alpha = 3/2 (1 - (5/6) / (5/3)) = 3/4.
    assert (found.alpha, found.sem) == pytest.approx((0.75, np.sqrt(5 / 3) * 0.5))
    assert [item.p for item in found.items] == [0.75, 0.5, 0.25]
    assert found.items[1].r_drop == pytest.approx(1 / np.sqrt(2))
    assert [note.code for note in found.notes] == ["too_few"]
    assert found.notes[0].sentence == "4 attempts: fewer than 30; withheld."


def test_the_interval_of_feldt():
    # Feldt, Woodruff and Salih (1987), example: alpha .79, 41 persons, 26 items, 90 % interval (.709, .860).
    low, high = classical.items.feldt(0.79, 41, 26, level=0.90)
    assert (low, high) == pytest.approx((0.705, 0.862), abs=0.005)


@given(TABLES)
@settings(max_examples=40, deadline=None)
def test_order_of_persons_and_items_does_not_matter(table):
    found = classical.analyse(table)
    turned = classical.analyse(table[::-1, ::-1])
    assert turned.alpha == pytest.approx(found.alpha, nan_ok=True, abs=1e-9)
    assert [item.r_drop for item in turned.items][::-1] == pytest.approx(
        [item.r_drop for item in found.items], nan_ok=True, abs=1e-9
    )


@given(TABLES, st.floats(0.5, 20))
@settings(max_examples=30, deadline=None)
def test_alpha_knows_no_unit(table, unit):
    assert classical.reliability(table * unit).alpha == pytest.approx(
        classical.reliability(table).alpha, nan_ok=True, abs=1e-9
    )


@given(TABLES)
@settings(max_examples=30, deadline=None)
def test_coefficients_keep_their_order(table):
    first, second, third, _fourth, _fifth, _sixth = classical.reliability(table).lambdas
    if np.isnan(first):
        return
    assert third <= second + 1e-9
    assert abs(first) <= abs(third)


def test_missing_answers_are_set_aside_or_wrong():
    gaps = np.vstack([SMALL, [1, NAN, 1]])
    aside, wrong = classical.analyse(gaps), classical.analyse(gaps, missing="zero")
    assert (aside.persons, wrong.persons) == (4, 5)
    assert aside.alpha == classical.analyse(SMALL).alpha
    assert wrong.items[1].p == 0.4
    assert aside.items[1].answers == 4
    assert {note.code for note in aside.notes} == {"too_few", "set_aside"}
    assert {note.code for note in wrong.notes} == {"too_few", "missing_as_wrong"}


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([], "shape"),
        ([[]], "empty"),
        ([[NAN, NAN]], "all_missing"),
        ([["a", "b"]], "not_numbers"),
        ([[1, np.inf]], "infinite"),
        ([[1, NAN], [NAN, 1]], "no_complete_person"),
        ([1, 0, 1], "shape"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(table, code):
    with pytest.raises(CannotMeasure) as refused:
        classical.analyse(table)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("table", [np.ones((5, 4)), np.zeros((1000, 10)), [[1.0, 0.0, 1.0]], np.full((4, 3), 7.0)])
def test_what_does_not_differ_has_no_reliability(table):
    found = classical.analyse(table)
    assert np.isnan(found.alpha)
    assert "no_reliability" in {note.code for note in found.notes}
    assert found.as_dict()["alpha"] is None
    assert all(np.isnan(item.r_drop) for item in found.items)


def test_names_must_fit():
    with pytest.raises(CannotMeasure, match="3 items and 2 names"):
        classical.analyse(SMALL, ["a", "b"])
    with pytest.raises(CannotMeasure, match="same name"):
        classical.analyse(SMALL, ["a", "a", "b"])


def test_points_are_shares_of_the_greatest():
    found = classical.analyse([[4, 1], [2, 0], [0, 1]], most=[4, 1])
    assert [item.p for item in found.items] == pytest.approx([0.5, 2 / 3])
    assert np.isnan(found.kr20)
    assert np.isnan(found.items[0].biserial)


def test_parallel_items_have_one_reliability():
    chance = np.random.default_rng(1)
    trait = chance.normal(size=(20000, 1))
    table = trait + chance.normal(size=(20000, 8))
    found = classical.reliability(table)
    expected = 8 * 0.5 / (1 + 7 * 0.5)
    assert (found.alpha, found.omega, found.lambdas[1], found.odd_even) == pytest.approx((expected,) * 4, abs=0.01)


def test_omega_of_known_loadings():
    loadings = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    covariance = np.outer(loadings, loadings) + np.diag(1 - loadings**2)
    found, proper = one_factor(covariance)
    assert found == pytest.approx(loadings, abs=1e-6)
    assert proper


def test_lambda_4_of_many_items_reaches_the_halves_that_belong_together():
    chance = np.random.default_rng(2)
    pairs = chance.normal(size=(4000, 10))
    table = np.repeat(pairs, 2, axis=1) + 0.1 * chance.normal(size=(4000, 20))
    assert classical.reliability(table).lambdas[3] > 0.98


def test_stratified_alpha_of_two_things():
    chance = np.random.default_rng(3)
    traits = chance.normal(size=(20000, 2))
    table = np.repeat(traits, 4, axis=1) + chance.normal(size=(20000, 8))
    strata = ["a"] * 4 + ["b"] * 4
    assert classical.stratified_alpha(table, strata) == pytest.approx(0.8, abs=0.01)
    assert classical.stratified_alpha(table, strata) > classical.reliability(table).alpha
    with pytest.raises(CannotMeasure):
        classical.stratified_alpha(table, ["a"])


def test_spearman_and_brown_both_ways():
    assert classical.spearman_brown(0.6, 2) == pytest.approx(0.75)
    assert classical.spearman_brown_length(0.6, 0.75) == pytest.approx(2)
    with pytest.raises(CannotMeasure):
        classical.spearman_brown(0.5, 0)


def test_conditional_errors_average_to_the_binomial_reliability():
    # With KR-21 as the reliability, Lord's squared errors average to s^2 (1 - KR21).
    chance = np.random.default_rng(4)
    table = (chance.random((500, 20)) < chance.beta(4, 2, (500, 1))).astype(float)
    found = classical.analyse(table)
    errors = np.array([each.lord for each in classical.conditional_errors(20)])
    squared = errors[table.sum(axis=1).astype(int)] ** 2
    variance = found.sd**2 * 499 / 500
    assert squared.mean() == pytest.approx(variance * (1 - found.kr21), rel=1e-9)
    corrected = classical.conditional_errors(20, [10], reliability=found.kr20, kr21=found.kr21)[0]
    assert corrected.keats < corrected.lord


def test_distractors_show_a_wrong_key():
    rest = np.arange(100.0)
    chosen = ["B" if score > 60 else "A" if score > 20 else "C" for score in rest]
    found = classical.distractors(chosen, rest, "A", options="ABCD", item="Q7")
    by_name = {option.name: option for option in found.options}
    assert [option.count for option in found.options] == [40, 39, 21, 0]
    assert by_name["D"].dead
    assert by_name["B"].trace == (0, 0, 0, 0.95, 1)
    assert [note.code for note in found.notes] == ["possible_miskey", "dead_distractor", "negative_discrimination"]
    assert found.notes[0].sentence == "Option B is chosen by the able more than the key: is the key right?"


def test_distractors_of_nobody():
    found = classical.distractors([None, None], [1, 2], "A", options=["A", "B"])
    assert (found.persons, found.omitted) == (0, 2)
    with pytest.raises(CannotMeasure, match="no options"):
        classical.distractors(["E"], [1.0], "A", options=["A", "B"])


def test_a_subscore_of_its_own_adds_value_and_a_part_of_the_same_does_not():
    chance = np.random.default_rng(5)
    traits = chance.normal(size=(3000, 2))
    own = np.repeat(traits, 10, axis=1) + chance.normal(size=(3000, 20))
    same = traits[:, :1] + chance.normal(size=(3000, 20))
    parts = {"law": range(10), "practice": range(10, 20)}
    assert [part.adds_value for part in classical.subscores(own, parts)] == [True, True]
    found = classical.subscores(same, parts)
    assert [part.adds_value for part in found] == [False, False]
    assert found[0].prmse_augmented >= max(found[0].prmse_subscore, found[0].prmse_total) - 1e-9
    with pytest.raises(CannotMeasure, match="two parts"):
        classical.subscores(own, {"a": [0, 1], "b": [1, 2]})


def test_difficulty_from_few_answers():
    found = classical.bayesian_difficulty(3, 4, expected=0.6, worth=10)
    assert found.mean == pytest.approx(9 / 14)
    assert found.interval[0] < found.mean < found.interval[1]
    assert classical.bayesian_difficulty(0, 0).mean == 0.5
    with pytest.raises(CannotMeasure):
        classical.bayesian_difficulty(5, 4)


def test_options_become_right_and_wrong_by_the_key():
    found = classical.keyed([["A", "B", None], ["C", "D", "E"]], ["A", ("B", "D"), "C"])
    assert found.tolist()[1] == [0, 1, 0]
    assert np.isnan(found[0, 2])
    assert found[0, :2].tolist() == [1, 1]
    with pytest.raises(CannotMeasure, match="The key has 2 options, person 1 3 answers"):
        classical.keyed([["A", "B", "C"]], ["A", "B"])
    with pytest.raises(CannotMeasure):
        classical.keyed([["A"]], [()])
