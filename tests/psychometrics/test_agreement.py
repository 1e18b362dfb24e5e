"""Agreement: the published examples of those who made the coefficients."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics import agreement
from guildhall.psychometrics.notes import CannotMeasure

NAN = float("nan")

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout and Fleiss (1979), table 2: six targets, four judges."""

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
"""Krippendorff (2011), section C: four observers, twelve units."""

FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
"""The worked example of Fleiss' kappa that textbooks carry: ten subjects, fourteen raters, kappa 0.210."""


def test_intraclass_as_published():
    found = agreement.intraclass(SHROUT_FLEISS)
    published = {
        "ICC(1,1)": 0.17,
        "ICC(1,k)": 0.44,
        "ICC(2,1)": 0.29,
        "ICC(2,k)": 0.62,
        "ICC(3,1)": 0.71,
        "ICC(3,k)": 0.91,
    }
    assert {name: round(form.value, 2) for name, form in found.forms.items()} == published
    assert found.forms["ICC(3,1)"].interval == pytest.approx((0.34, 0.95), abs=0.01)
    assert found.forms["ICC(2,1)"].interval == pytest.approx((0.02, 0.76), abs=0.01)
    assert found.forms["ICC(1,1)"].interval == pytest.approx((-0.13, 0.72), abs=0.01)


@pytest.mark.parametrize(
    ("scale", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorff_as_published(scale, alpha):
    assert agreement.krippendorff(KRIPPENDORFF, scale).alpha == pytest.approx(alpha, abs=5e-4)


def test_krippendorff_interval_holds_the_value():
    found = agreement.krippendorff(KRIPPENDORFF, "nominal", resamples=300)
    assert found.interval[0] < found.alpha < found.interval[1]
    assert found.as_dict() == agreement.krippendorff(KRIPPENDORFF, "nominal", resamples=300).as_dict()


def test_fleiss_as_published():
    assert agreement.fleiss(FLEISS).kappa == pytest.approx(0.210, abs=5e-4)


def test_cohen_by_hand():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: p_o = 0.7, p_e = 0.5, kappa = 0.4.
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    found = agreement.cohen(first, second)
    assert (found.observed, found.expected, found.kappa) == pytest.approx((0.7, 0.5, 0.4))
    assert found.error == pytest.approx(0.1270, abs=5e-4)
    assert agreement.cohen(first, second, weights="quadratic").kappa == pytest.approx(0.4), "two categories, one weight"


def test_weighted_kappa_forgives_what_is_near():
    first, near, far = [1, 2, 3, 4] * 5, [2, 3, 4, 4] * 5, [4, 4, 1, 1] * 5
    categories = [1, 2, 3, 4]
    by_near = agreement.cohen(first, near, weights="quadratic", categories=categories).kappa
    by_far = agreement.cohen(first, far, weights="quadratic", categories=categories).kappa
    assert by_far < 0 < by_near
    assert agreement.cohen(first, near, weights="linear", categories=categories).kappa < by_near


def test_quadratic_kappa_is_nearly_the_intraclass_correlation():
    # Fleiss and Cohen (1973): equal but for terms of 1/n.
    chance = np.random.default_rng(12)
    true = chance.integers(1, 6, 400)
    pair = np.clip(true[:, None] + chance.integers(-1, 2, (400, 2)), 1, 5)
    kappa = agreement.cohen(pair[:, 0].tolist(), pair[:, 1].tolist(), weights="quadratic").kappa
    assert kappa == pytest.approx(agreement.intraclass(pair).forms["ICC(2,1)"].value, abs=0.003)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=5, max_size=60))
@settings(max_examples=40, deadline=None)
def test_it_does_not_matter_who_is_first(pairs):
    first, second = [each[0] for each in pairs], [each[1] for each in pairs]
    one, other = agreement.cohen(first, second), agreement.cohen(second, first)
    assert one.kappa == pytest.approx(other.kappa, nan_ok=True)
    assert one.error == pytest.approx(other.error, nan_ok=True)


def test_perfect_agreement_is_one_and_no_choice_is_unknown():
    assert agreement.cohen([1, 2, 3], [1, 2, 3]).kappa == 1
    assert np.isnan(agreement.cohen([1, 1], [1, 1]).kappa)
    assert np.isnan(agreement.krippendorff([[1, 1], [1, 1]]).alpha)
    assert np.isnan(agreement.intraclass(np.ones((4, 3))).forms["ICC(2,1)"].value)
    assert agreement.krippendorff([[1, 2, 3], [1, 2, 3]]).alpha == 1


def test_a_missing_rating_sets_its_case_aside():
    found = agreement.cohen([1, None, 2], [1, 2, NAN])
    assert found.cases == 1
    assert found.notes[-1].sentence == "2 cases lack a rating and were set aside."


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: agreement.cohen([1], [1, 2]),
        lambda: agreement.cohen([None], [1]),
        lambda: agreement.cohen([1, "a"], ["a", 1]),
        lambda: agreement.cohen([1], [7], categories=[1, 2]),
        lambda: agreement.fleiss([[1, 2], [2, 2]]),
        lambda: agreement.fleiss([[-1, 3]]),
        lambda: agreement.krippendorff([[1, NAN], [NAN, 1]]),
        lambda: agreement.krippendorff([[-1, 2], [1, 2]], "ratio"),
        lambda: agreement.intraclass([[1, 2]]),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()
