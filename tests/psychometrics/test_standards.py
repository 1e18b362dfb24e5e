"""Standard setting: each method on a case small enough to be done by hand, and on groups that were made."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics import standards
from guildhall.psychometrics.notes import CannotMeasure

NAN = float("nan")
PANEL = np.array([[0.5, 0.6, 0.7, 0.8], [0.6, 0.6, 0.8, 0.8], [0.4, 0.5, 0.6, 0.9]])


def _codes(found):
    return [note.code for note in found.notes]


def test_angoff_by_hand():
    found = standards.angoff(PANEL, difficulty=[0.4, 0.5, 0.7, 0.9], names=["Erik", "Dora", "Imre"])
    assert [judge.cut for judge in found.judges] == pytest.approx([2.6, 2.8, 2.4])
    assert (found.cut, found.sd, found.error) == pytest.approx((2.6, 0.2, 0.2 / np.sqrt(3)))
    assert found.item_means == pytest.approx((0.5, 17 / 30, 0.7, 2.5 / 3))
    assert found.judges[1].severity == pytest.approx(0.2)
    assert all(judge.with_difficulty > 0.9 for judge in found.judges)
    assert _codes(found) == ["few_judges"]


def test_an_outlier_and_one_who_did_not_understand_are_named():
    panel = np.vstack([PANEL, PANEL + 0.01, [[0.05, 0.04, 0.03, 0.02]]])
    found = standards.angoff(panel, difficulty=[0.4, 0.5, 0.7, 0.9])
    assert _codes(found) == ["outlier", "against_difficulty"]
    assert found.notes[0].sentence == "judge7 stands apart: -2.1 points from the panel."


def test_a_missing_rating_is_filled_from_judge_and_item():
    additive = np.add.outer([0.0, 0.1, 0.2], [0.3, 0.4, 0.5])
    gap = additive.copy()
    gap[1, 2] = NAN
    found = standards.angoff(gap)
    assert found.judges[1].rated == 2
    assert "filled" in _codes(found)
    assert abs(found.cut - standards.angoff(additive).cut) < 0.05


def test_rounds_and_yes_no():
    second = PANEL.mean(axis=0) + 0.3 * (PANEL - PANEL.mean(axis=0))
    first, last = standards.angoff_rounds([PANEL, second])
    assert (last.cut, last.sd) == pytest.approx((first.cut, 0.3 * first.sd))
    assert standards.yes_no_angoff([[1, 0, 1], [1, 1, 1]]).cut == 2.5
    assert standards.angoff([[3, 1], [2, 1]], most=[4, 1]).cut == 3.5


def test_a_panel_study_finds_the_components_it_was_made_of():
    chance = np.random.default_rng(20)
    judge, item = 0.1 * chance.normal(size=(60, 1)), 0.15 * chance.normal(size=(1, 300))
    found = standards.panel_study(0.6 + judge + item + 0.05 * chance.normal(size=(60, 300)))
    assert (found.judge_variance, found.item_variance, found.residual_variance) == pytest.approx(
        (judge.var(ddof=1), item.var(ddof=1), 0.0025), rel=0.1
    )
    assert found.error_judges < found.error_both
    assert found.error_with(60) == pytest.approx(found.error_judges)
    assert found.error_with(15) == pytest.approx(2 * found.error_judges)


def test_the_error_of_the_panel_study_is_that_of_the_round():
    # With the same items, sqrt((s_j^2 + s_r^2 / I) / J) is the spread of the judges' means over sqrt(J).
    study, found = standards.panel_study(PANEL), standards.angoff(PANEL)
    assert study.error_judges * 4 == pytest.approx(found.error)


def test_ebel_by_hand():
    grid = {("essential", "easy"): 10, ("essential", "hard"): 5, ("useful", "easy"): 0}
    judges = [
        {("essential", "easy"): 0.9, ("essential", "hard"): 0.6},
        {("essential", "easy"): 0.8, ("essential", "hard"): 0.4},
    ]
    found = standards.ebel(grid, judges)
    assert (found.cut, found.sd) == pytest.approx((11.0, 2 / np.sqrt(2)))
    assert [cell.points for cell in found.cells] == pytest.approx([8.5, 2.5])
    with pytest.raises(CannotMeasure, match="essential and hard"):
        standards.ebel(grid, [{("essential", "easy"): 0.9}])


def test_bookmark_by_hand():
    # Rasch at RP 1/2: locations are the difficulties; a mark on the third item puts the cut at the second.
    found = standards.bookmark([3, 4, 3], [1, 1, 1, 1], [2, 1, 0, -1], probability=0.5)
    assert found.order == (0, 1, 2, 3)
    assert found.judge_thetas == (-1.0, 0.0, -1.0)
    assert found.theta == pytest.approx(-2 / 3)
    two_thirds = standards.response_location([1.0], [0.0], probability=2 / 3)
    assert two_thirds[0] == pytest.approx(np.log(2))


def test_bookmark_leaves_out_what_is_guessed_too_often():
    found = standards.bookmark([2], [1, 1], [0, 0], [0.8, 0.1])
    assert found.order == (1,)
    assert _codes(found) == ["left_out"]


@given(st.floats(0.55, 0.9), st.floats(0.3, 2.5), st.floats(-2, 2), st.floats(0, 0.3))
@settings(max_examples=40, deadline=None)
def test_at_its_location_an_item_is_answered_with_the_response_probability(probability, a, d, g):
    theta = standards.response_location([a], [d], [g], probability=probability)[0]
    assert g + (1 - g) / (1 + np.exp(-(a * theta + d))) == pytest.approx(probability)


def test_hofstee_meets_the_curve():
    scores = np.arange(1, 101)
    found = standards.hofstee(scores, [40, 44], [60, 64], [0.2, 0.3], [0.6, 0.7])
    # The curve is (cut - 1) / 100, the diagonal runs from (42, .65) to (62, .25): they meet where both are equal.
    slope = (0.25 - 0.65) / 20
    expected = (0.65 + 0.01 - 42 * slope) / (0.01 - slope)
    assert (found.cut, found.fail_rate) == pytest.approx((expected, (expected - 1) / 100), abs=1e-4)


def test_hofstee_outside_the_box_says_so():
    found = standards.hofstee(np.arange(100), [80], [90], [0.1], [0.2])
    assert (found.cut, _codes(found)) == (80, ["outside_box"])
    with pytest.raises(CannotMeasure):
        standards.hofstee([1, 2], [5], [4], [0.1], [0.2])


def test_beuk_goes_along_the_slope_of_the_spreads():
    scores = np.arange(1, 101)
    found = standards.beuk(scores, [55, 65], [0.6, 0.8])
    # Passing at c is 1 - (c - 1) / 100; the line is .7 + .02 (c - 60).
    expected = (1.01 - 0.7 + 1.2) / 0.03
    assert found.cut == pytest.approx(expected, abs=1e-2)
    assert _codes(standards.beuk(scores, [60, 60], [0.6, 0.8])) == ["no_spread"]


def test_contrasting_groups_find_the_middle():
    chance = np.random.default_rng(21)
    good, bad = chance.normal(70, 8, 2000), chance.normal(50, 8, 500)
    for method in ("crossing", "logistic"):
        found = standards.contrasting_groups(good, bad, method=method, resamples=60)
        assert found.cut == pytest.approx(60, abs=4 * found.error)
        assert 0 < found.error < 1
        assert found.others_passing == pytest.approx(0.106, abs=0.03)
    assert standards.contrasting_groups([80, 90], [10, 20], resamples=20).cut == 50
    with pytest.raises(CannotMeasure):
        standards.contrasting_groups([1, 2], [3, 4])


def test_borderline_group_takes_the_median():
    found = standards.borderline_group([10, 12, 30, NAN])
    assert (found.cut, _codes(found)) == (12, ["too_few"])


def test_borderline_regression_by_hand():
    found = standards.borderline_regression([10, 14, 15, 21], [1, 2, 3, 4], 2)
    assert (found.slope, found.intercept, found.cut) == pytest.approx((3.4, 6.5, 13.3))
    noise = np.sqrt(sum((a - b) ** 2 for a, b in zip([10, 14, 15, 21], [9.9, 13.3, 16.7, 20.1], strict=True)) / 2)
    assert found.error == pytest.approx(noise * np.sqrt(0.25 + 0.25 / 5))
    assert found.interval[0] < 13.3 < found.interval[1]
    assert "extrapolated" in _codes(standards.borderline_regression([1, 2, 4], [3, 4, 5], 1))
    assert "no_relation" in _codes(standards.borderline_regression([4, 2, 1], [3, 4, 5], 4))


def test_one_cut_is_recommended_with_its_reasons():
    candidates = [
        standards.Candidate("Angoff", 60.0, 1.0),
        standards.Candidate("Bookmark", 64.0, 2.0),
        standards.Candidate("Hofstee", 70.0, 1.0, checks=True),
    ]
    found = standards.recommend(candidates, scores=[50, 60, 61, 70], sem=3.0)
    assert (found.cut, found.applied, found.pass_rate) == pytest.approx((60.8, 61, 0.5))
    assert found.range == pytest.approx((57.8, 63.8))
    assert found.reasons[-1] == "At this cut 50.0% of the candidates pass."
    assert [note.sentence for note in found.notes] == ["Hofstee gives 70.0, 9.2 points above the cut."]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: standards.angoff([[0.5, 1.2]]),
        lambda: standards.angoff([[NAN, NAN], [0.5, 0.5]]),
        lambda: standards.angoff(PANEL, names=["one"]),
        lambda: standards.angoff(PANEL, difficulty=[0.5]),
        lambda: standards.yes_no_angoff([[0.5]]),
        lambda: standards.angoff_rounds([PANEL, PANEL[:2]]),
        lambda: standards.panel_study([[0.5, 0.5]]),
        lambda: standards.ebel({}, []),
        lambda: standards.ebel({("a", "b"): 1}, [{("a", "b"): 2.0}]),
        lambda: standards.bookmark([9], [1, 1], [0, 0]),
        lambda: standards.bookmark([1], [-1], [0]),
        lambda: standards.response_location([1], [1], probability=1.0),
        lambda: standards.beuk([1, 2], [1], [1.5]),
        lambda: standards.borderline_regression([1, 2, 3], [1, 1, 1], 1),
        lambda: standards.recommend([]),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()
