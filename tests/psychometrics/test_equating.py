"""Equating: against R, by hand, by simulation, and what must hold of every method."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics import equating
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics.references import reference, table

NAN = float("nan")
COUNTS = st.lists(st.integers(0, 30), min_size=6, max_size=25).filter(
    lambda counts: sum(each > 0 for each in counts) > 2
)


@pytest.fixture(scope="module")
def act():
    counts = table("ACTmath.csv")
    return equating.Scores.counted(counts[:, 1]), equating.Scores.counted(counts[:, 2])


def _column(name):
    return np.array([row[name] for row in reference("ACTmath")["table"]], dtype=float)


@pytest.mark.parametrize(
    ("method", "smooth", "name", "within"),
    [
        ("mean", None, "mean", 1e-9),
        ("linear", None, "linear", 1e-9),
        ("circle-arc", None, "circle_arc", 1e-9),
        ("equipercentile", None, "equipercentile", 1e-6),
        ("equipercentile", 6, "equipercentile_loglinear6", 1e-6),
    ],
)
def test_equivalents_are_what_r_finds(act, method, smooth, name, within):
    found = equating.equate(*act, method, smooth=smooth)
    assert found.y == pytest.approx(_column(name), abs=within)


def test_smoothing_keeps_the_moments_better_than_r(act):
    from_r = np.array([[row["fx"], row["fy"]] for row in reference("ACTmath")["loglinear6_fitted"]])
    powers = np.arange(41.0)[:, None] ** np.arange(7) / 40.0 ** np.arange(7)
    for place, scores in enumerate(act):
        smooth, described = equating.loglinear(scores, 6, tolerance=0)
        assert smooth.counts == pytest.approx(from_r[:, place], abs=1e-6)
        ours, theirs = (
            np.abs(each @ powers - scores.counts @ powers).max() for each in (smooth.counts, from_r[:, place])
        )
        assert ours < 1e-9
        assert ours < theirs
        assert described.freedom == 34


@pytest.mark.parametrize(
    ("method", "smooth", "name"),
    [
        ("linear", None, "linear_se"),
        ("equipercentile", None, "equipercentile_se"),
        ("equipercentile", 6, "equipercentile_loglinear6_se"),
    ],
)
def test_errors_are_what_r_finds(act, method, smooth, name):
    assert equating.equate(*act, method, smooth=smooth).se == pytest.approx(_column(name), abs=1e-5)


def test_the_end_rule_is_stated(act):
    found = equating.equate(*act)
    assert found.y[0] == -0.5
    assert found.end_rule.startswith("A percentile rank of 0 corresponds to -0.5")


def test_percentile_ranks_by_hand():
    scores = equating.Scores.counted([1, 2, 1])
    assert scores.ranks(np.array([-0.5, 0, 1, 2, 2.5])) == pytest.approx([0, 0.125, 0.5, 0.875, 1])
    assert scores.points(np.array([0, 0.125, 0.5, 1])) == pytest.approx([-0.5, 0, 1, 2.5])


def test_a_rank_at_scores_that_nobody_has_corresponds_to_their_middle():
    # Kolen and Brennan 2014, 2.18: the mean of the two ends; so does R's equate. The shares are no round decimals.
    assert equating.Scores.counted([1, 1, 0, 0, 2]).points(np.array([0.5])) == pytest.approx([2.5])
    x, y = equating.Scores.counted([2, 2, 2]), equating.Scores.counted([1, 0, 1, 1])
    assert x.ranks(np.array([0.5])) == pytest.approx([1 / 3])
    assert y.points(x.ranks(np.array([0.5]))) == pytest.approx([1.0])
    assert equating.equate(y, y).y == pytest.approx([0, 1, 2, 3], abs=1e-9)


@given(COUNTS, st.sampled_from(["identity", "mean", "linear", "equipercentile", "circle-arc"]))
@settings(max_examples=60, deadline=None)
def test_equal_forms_change_nothing(counts, method):
    scores = equating.Scores.counted(counts)
    found = equating.equate(scores, scores, method)
    occurs = scores.counts > 0
    assert found.y[occurs] == pytest.approx(scores.scale[occurs], abs=1e-6)


@given(COUNTS, COUNTS, st.sampled_from(["mean", "linear"]))
@settings(max_examples=60, deadline=None)
def test_lines_are_symmetric(first, second, method):
    x, y = equating.Scores.counted(first), equating.Scores.counted(second)
    there, back = equating.equate(x, y, method).parameters, equating.equate(y, x, method).parameters
    assert there["slope"] * back["slope"] == pytest.approx(1)
    assert back["intercept"] + back["slope"] * there["intercept"] == pytest.approx(0, abs=1e-7)


@given(st.lists(st.integers(1, 30), min_size=6, max_size=25), st.lists(st.integers(1, 30), min_size=6, max_size=25))
@settings(max_examples=60, deadline=None)
def test_ranks_are_symmetric_and_stay_on_the_scale(first, second):
    x, y = equating.Scores.counted(first), equating.Scores.counted(second)
    found = equating.equate(x, y).y
    assert (np.diff(found) > 0).all()
    assert found.min() >= -0.5
    assert found.max() <= y.most + 0.5
    assert x.points(y.ranks(found)) == pytest.approx(x.scale, abs=1e-6)


def test_bootstrap_errors_agree_with_the_delta_method(act):
    for method in ("linear", "mean"):
        run = partial(equating.equate, method=method)
        found = equating.bootstrap(*act, run, draws=400)
        assert found.se == pytest.approx(equating.equate(*act, method).se, rel=0.15)
    again = equating.bootstrap(*act, run, draws=400)
    assert again.as_dict() == found.as_dict()


def test_circle_arc_has_bootstrap_errors(act):
    found = equating.bootstrap(*act, partial(equating.equate, method="circle-arc"), draws=100)
    assert found.se[[0, 40]] == pytest.approx([0, 0], abs=1e-9)
    assert found.se[20] == found.se.max()


def test_the_best_degree_is_that_of_the_distribution():
    shares = np.exp(0.6 * np.arange(31) - 0.02 * np.arange(31) ** 2)
    counts = np.random.default_rng(30).multinomial(5000, shares / shares.sum())
    assert equating.best_degree(equating.Scores.counted(counts)) <= 3
    assert equating.equate(*[equating.Scores.counted(counts)] * 2, smooth="aic").method == "equipercentile, smoothed"


def test_postsmoothing_turns_less_and_stays_near(act):
    plain = equating.equate(*act)
    smooth = equating.postsmooth(plain, *act, s=0.3)
    bend = lambda y: np.abs(np.diff(y[3:37], 2)).sum()  # noqa: E731
    assert bend(smooth.y) < 0.5 * bend(plain.y)
    inside = (plain.se > 0) & (np.arange(41) > 3) & (np.arange(41) < 38)
    assert np.mean(((smooth.y - plain.y)[inside] / plain.se[inside]) ** 2) < 0.6
    assert equating.postsmooth(plain, *act, s=0) is plain
    with pytest.raises(CannotMeasure):
        equating.postsmooth(plain, *act, s=2)


def _neat(seed=31, size=6000, ability=0.4, harder=0.3):
    """Two groups that differ by `ability`, forms that differ by `harder`; 30 items and 12 anchors, external."""
    chance = np.random.default_rng(seed)
    b, b_anchor = chance.normal(size=30), chance.normal(size=12)

    def taken(mean, move):
        theta = chance.normal(mean, 1, (size, 1))
        right = lambda items: (chance.random((size, len(items))) < 1 / (1 + np.exp(items - theta))).sum(1)  # noqa: E731
        return equating.NeatGroup.of(right(b + move), right(b_anchor), 30, 12)

    expected = [(1 / (1 + np.exp(b + move - np.linspace(-2, 2, 9)[:, None]))).sum(1) for move in (harder, 0.0)]
    return taken(ability, harder), taken(0.0, 0.0), expected


METHODS = ["tucker", "levine", "levine-true", "chained-linear", "chained-equipercentile", "frequency-estimation"]


@pytest.mark.parametrize("method", METHODS)
def test_an_anchor_finds_what_a_harder_form_is_worth(method):
    x, y, (true_x, true_y) = _neat()
    found = equating.equate_neat(x, y, method, internal=False)
    away = found.at(true_x) - true_y
    assert np.abs(away[2:7]).max() < 1.0
    unadjusted = equating.equate(x.total, y.total, "mean").at(true_x) - true_y
    assert np.abs(away[2:7]).max() < np.abs(unadjusted[2:7]).max()


def test_levine_is_nearer_than_tucker_where_groups_differ_much():
    x, y, (true_x, true_y) = _neat(seed=32, size=20000, ability=1.0)
    away = {m: np.abs(equating.equate_neat(x, y, m, internal=False).at(true_x) - true_y)[4] for m in METHODS[:2]}
    assert away["levine"] < away["tucker"]


def test_tucker_by_hand():
    # X: totals 2, 4, 6 with anchors 1, 2, 3; Y: totals 1, 3, 5 with anchors 1, 2, 3: one line, y = x - 1.
    x, y = equating.NeatGroup.of([2, 4, 6], [1, 2, 3], 6), equating.NeatGroup.of([1, 3, 5], [1, 2, 3], 6)
    for method in METHODS[:4]:
        found = equating.equate_neat(x, y, method)
        assert (found.parameters["slope"], found.parameters["intercept"]) == pytest.approx((1, -1))


def test_synthetic_moments_by_hand():
    x, y = equating.NeatGroup.of([2, 4, 9], [1, 2, 3], 9), equating.NeatGroup.of([1, 3, 5, 8], [0, 1, 1, 3], 9)
    found = equating.equate_neat(x, y, "tucker", weight=1.0)
    # In group X alone: X keeps its moments; Y is moved along its regression on the anchor.
    slope = np.cov([1, 3, 5, 8], [0, 1, 1, 3])[0, 1] / np.var([0, 1, 1, 3], ddof=1)
    mean_y = 4.25 + slope * (2 - 1.25)
    var_y = np.var([1, 3, 5, 8], ddof=1) + slope**2 * (1 - np.var([0, 1, 1, 3], ddof=1))
    expected = np.sqrt(var_y / np.var([2, 4, 9], ddof=1))
    assert found.parameters["slope"] == pytest.approx(expected)
    assert found.at(5) == pytest.approx(mean_y)


@pytest.mark.parametrize("method", [*METHODS, "circle-arc"])
def test_the_same_group_and_form_change_nothing(method):
    x, _y, _ = _neat(size=3000)
    found = equating.equate_neat(x, x, method)
    inside = (x.total.counts > 0) & (np.arange(31) > 2) & (np.arange(31) < 29)
    assert found.y[inside] == pytest.approx(np.arange(31.0)[inside], abs=1e-6)


def test_neat_errors_by_bootstrap():
    x, y, _ = _neat(size=400)
    found = equating.bootstrap(x, y, partial(equating.equate_neat, method="tucker"), draws=100)
    assert 0.05 < found.se[15] < 1
    assert found.se[15] < found.se[0]


def test_bivariate_smoothing_keeps_means_and_covariance():
    x, _y, _ = _neat(size=500)
    smooth = x.smoothed(3, 3)
    assert smooth.persons == pytest.approx(500)
    assert (smooth.total.mean, smooth.anchor.sd, smooth.covariance) == pytest.approx(
        (x.total.mean, x.anchor.sd, x.covariance)
    )


def test_an_anchor_that_says_nothing_is_noted():
    chance = np.random.default_rng(33)
    group = equating.NeatGroup.of(chance.integers(0, 20, 200), chance.integers(0, 5, 200), 20, 5)
    found = equating.equate_neat(group, group, "frequency-estimation")
    assert "weak_anchor" in {note.code for note in found.notes}


def test_drift_is_found_and_named():
    old = np.linspace(-1, 1, 10) + 0.02 * np.sin(np.arange(10))
    new = old + 0.3
    new[4] += 1.0
    found = equating.anchor_drift(old + 0.05 * np.cos(np.arange(10)), new)
    assert found.drifted == ("item5",)
    assert found.correlation > 0.99
    assert equating.anchor_drift([0, 1, 2], [1, 2, 3]).drifted == ()


def test_small_groups_get_the_method_that_fits():
    assert [equating.advise(size)[0] for size in (10, 60, 200, 900)] == [
        "identity",
        "circle-arc",
        "linear",
        "equipercentile",
    ]
    scores = equating.Scores.of(np.arange(41) % 11)
    assert equating.equate(scores, scores).notes[0].sentence == (
        "41 persons took the smaller form: equipercentile equating needs 400; take circle-arc or mean."
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: equating.Scores.of([0.5]),
        lambda: equating.Scores.of([-1]),
        lambda: equating.Scores.of([9], 5),
        lambda: equating.Scores.of([NAN]),
        lambda: equating.Scores.counted([0, 0]),
        lambda: equating.Scores.counted([1, -1]),
        lambda: equating.equate(equating.Scores.of([3, 3, 3]), equating.Scores.of([1, 2]), "linear"),
        lambda: equating.equate(equating.Scores.of([1, 2]), equating.Scores.of([1, 2]), "linear", smooth=2),
        lambda: equating.loglinear(equating.Scores.of([1, 2]), 5),
        lambda: equating.NeatGroup.of([1, 2], [1]),
        lambda: equating.equate_neat(equating.NeatGroup.of([1, 2], [1, 1]), equating.NeatGroup.of([1, 2], [0, 1])),
        lambda: equating.equate_neat(equating.NeatGroup.of([1, 2], [1, 1]), equating.NeatGroup.of([1, 2], [0, 2])),
        lambda: equating.anchor_drift([1, 2], [1, 2]),
        lambda: equating.bootstrap(equating.Scores.of([1, 2]), equating.Scores.of([1, 2]), equating.equate, draws=1),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()


def test_zeros_by_the_million_are_equated_by_identity_alone():
    zeros = equating.Scores.of(np.zeros(1_000_000), 10)
    assert equating.equate(zeros, zeros, "identity").y.tolist() == list(range(11))
    with pytest.raises(CannotMeasure, match="identity or mean"):
        equating.equate(zeros, zeros, "linear")
