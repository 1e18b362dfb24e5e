"""Job analysis: weights, whole items, who answered, and how far the result depends on them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.psychometrics import practice
from guildhall.psychometrics.notes import CannotMeasure

NAN = float("nan")


def test_tasks_by_hand():
    importance, frequency = [[5, 2], [4, 2], [3, NAN]], [[4, 0], [2, 1], [3, 1]]
    tasks, notes = practice.weigh_tasks(
        importance, frequency, ["wiring", "law"], least_importance=3, least_performed=0.5
    )
    assert (tasks[0].composite, tasks[0].importance) == pytest.approx((37 / 3, 4))
    assert tasks[0].error == pytest.approx(np.std([20, 8, 9], ddof=1) / np.sqrt(3))
    assert (tasks[1].raters, tasks[1].composite, tasks[1].performed) == (2, 1, 0.5)
    assert [task.kept for task in tasks] == [True, False]
    assert notes[0].code == "too_few"
    weighed = practice.weigh_tasks(importance, frequency, composite="criticality")[0]
    assert weighed[0].composite == pytest.approx((14 + 10 + 9) / 9)


def test_a_task_that_nobody_rated_weighs_nothing():
    tasks, notes = practice.weigh_tasks([[1, NAN], [2, NAN]], [[1, 1], [1, 1]])
    assert (tasks[1].composite, tasks[1].kept) == (0, False)
    assert notes[-1].sentence == "Nobody rated: item2."


def test_largest_remainder_by_hand():
    # Quotas 4.16, 3.54, 2.30 of 10.
    assert practice.largest_remainder({"a": 41.6, "b": 35.4, "c": 23.0}, 10) == {"a": 4, "b": 4, "c": 2}
    assert practice.largest_remainder({"b": 1, "a": 1, "c": 1}, 10) == {"b": 3, "a": 4, "c": 3}
    shares = practice.blueprint({"a": 3, "b": 1}, 40)
    assert [(share.domain, share.share, share.items) for share in shares] == [("a", 0.75, 30), ("b", 0.25, 10)]


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1000), min_size=1, max_size=12), st.integers(0, 300)
)
def test_items_add_up_and_nobody_is_off_by_one(weights, whole):
    total = sum(weights.values())
    if total < 1e-6:
        return
    given_out = practice.largest_remainder(weights, whole)
    assert sum(given_out.values()) == whole
    assert all(abs(given_out[name] - weight / total * whole) < 1 + 1e-6 for name, weight in weights.items())


def test_a_blueprint_knows_how_sure_it_is():
    chance = np.random.default_rng(110)
    clear = np.column_stack([chance.normal(20, 1, 200), chance.normal(10, 1, 200)])
    found = practice.sensitivity(clear, {"a": [0], "b": [1]}, 30)
    assert [(row.domain, row.items) for row in found] == [("a", 20), ("b", 10)]
    assert found[0].unchanged > 0.9
    vague = practice.sensitivity(clear[:6] + chance.normal(0, 8, (6, 2)), {"a": [0], "b": [1]}, 30)
    assert vague[0].interval[1] - vague[0].interval[0] > 1


def test_subgroups_that_see_a_task_unlike_are_named():
    chance = np.random.default_rng(111)
    base = np.array([5.0, 4, 3, 2, 1])
    ratings = base + chance.normal(0, 0.7, (120, 5))
    group = ["north"] * 60 + ["south"] * 60
    ratings[60:, 2] += 2
    found = practice.agreement_of_subgroups(ratings, group, "north", "south")
    assert [name for name, _ in found.apart] == ["item3"]
    assert found.apart[0][1] < -2
    assert found.correlation > 0.7
    with pytest.raises(CannotMeasure):
        practice.agreement_of_subgroups(ratings, group, "north", "west")


def test_who_answered():
    found = practice.response_rates({"north": (100, 40), "south": (100, 10), "west": (20, 0), "none": (0, 0)})
    assert (found.asked, found.answered, found.rate) == (220, 50, pytest.approx(50 / 220))
    assert [row.share_answered for row in found.strata] == [0.8, 0.2, 0]
    assert found.p < 1e-6
    assert [note.code for note in found.notes] == ["silent", "unequal_response"]
    assert np.isnan(practice.response_rates({"all": (10, 1)}).p)
    assert practice.response_rates({"all": (10, 1)}).notes[0].code == "low_response"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: practice.largest_remainder({}, 10),
        lambda: practice.largest_remainder({"a": -1, "b": 2}, 10),
        lambda: practice.largest_remainder({"a": 0.0}, 10),
        lambda: practice.weigh_tasks([[1]], [[1, 2]]),
        lambda: practice.weigh_tasks([[-1]], [[1]]),
        lambda: practice.response_rates({"a": (1, 2)}),
        lambda: practice.response_rates({}),
        lambda: practice.sensitivity([[1.0]], {}, 10),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()
