"""Gains since an attempt before: regression, practice and error are honest, and honest people are signalled as said."""

import numpy as np
import pytest

from guildhall.psychometrics import forensics
from guildhall.psychometrics.notes import CannotMeasure

RELIABILITY = 0.8


def _repeaters(persons: int, seed: int = 4, practice: float = 0.4, spread: float = 0.0):
    """Standard scores of people who failed a first attempt (below -0.5) and took an equivalent form again."""
    chance = np.random.default_rng(seed)
    true = chance.normal(0, np.sqrt(RELIABILITY), 20 * persons)
    noise = np.sqrt(1 - RELIABILITY)
    first = true + chance.normal(0, noise, true.size)
    failed = np.flatnonzero(first < -0.5)[:persons]
    learned = chance.normal(practice, spread, persons)
    return first[failed], true[failed] + learned + chance.normal(0, noise, persons)


def test_who_failed_rises_by_regression_and_practice_and_is_no_signal():
    before, after = _repeaters(400)
    assert (after - before).mean() > 0.5, "mostly because the first score was too low by chance"
    found = forensics.repeated_gains(before, after, np.full(400, RELIABILITY), rate=0.05)
    assert found.compared == 400
    assert len(found.signals) <= 1.5 * found.expected_false == pytest.approx(1.5 * 20)
    assert (found.values.mean(), found.values.std()) == pytest.approx((0, 1), abs=0.12)


def test_people_who_learn_unlike_each_other_are_signalled_no_more_often():
    counted = 0
    for seed in range(60):
        before, after = _repeaters(12, seed=seed, spread=0.8)
        counted += len(forensics.repeated_gains(before, after, np.full(12, RELIABILITY), rate=0.05).signals)
    assert counted <= 1.3 * 0.05 * 12 * 60


def test_one_value_is_what_the_formula_says():
    before, after = np.array([-1.0, -1.5, -0.8, -2.0, -1.0, -1.2]), np.array([-0.5, -0.9, -0.4, -1.3, 2.0, -0.7])
    found = forensics.repeated_gains(before, after, np.full(6, RELIABILITY), rate=0.01, family=True)
    above = after - RELIABILITY * before
    practice = np.delete(above, 4).mean()
    error = np.sqrt((1 - RELIABILITY**2) * (1 + 1 / 5))
    assert found.values[4] == pytest.approx((above[4] - practice) / error)
    assert [(each.person, found.false_positive_rate) for each in found.signals] == [(4, pytest.approx(0.01 / 6))]
    assert found.notes[0].code == "no_verdict"


def test_who_lacks_a_score_is_left_out_and_five_are_asked_for():
    before, after = _repeaters(6)
    before[0] = np.nan
    found = forensics.repeated_gains(before, after, np.full(6, RELIABILITY))
    assert (found.compared, np.isnan(found.values[0])) == (5, True)
    before[1] = np.nan
    with pytest.raises(CannotMeasure, match="five persons"):
        forensics.repeated_gains(before, after, np.full(6, RELIABILITY))
    with pytest.raises(CannotMeasure, match="between 0 and 1"):
        forensics.repeated_gains(*_repeaters(6), np.ones(6))
