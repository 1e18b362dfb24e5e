"""Adaptive testing: shorter at the same precision, in balance, and no item worn out."""

from dataclasses import replace

import numpy as np
import pytest

from guildhall.psychometrics import irt
from guildhall.psychometrics.adaptive import Plan, Session, simulate, sympson_hetter
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics import simulating

BANK = irt.ItemSet(simulating.items("logistic", 200, seed=140))
THETA = np.random.default_rng(141).normal(size=300)


def test_an_adaptive_test_is_shorter_at_the_same_precision():
    found = simulate(BANK, Plan(least=5, most=60, error=0.35), THETA)
    fixed = irt.score(simulating.answers(BANK.items[:40], THETA), irt.ItemSet(BANK.items[:40]))
    assert found.mean_length < 28
    assert found.rmse < np.sqrt(np.mean((fixed.theta - THETA) ** 2)) + 0.03
    assert abs(found.bias) < 0.06
    assert found.mean_error <= 0.35
    assert found.longest <= 60


def test_the_first_item_is_the_most_informative_at_the_middle():
    session = Session(BANK, Plan())
    best = int(BANK.information(np.array([0.0]))[:, 0].argmax())
    assert session.next_items().tolist() == [best]
    session.record(np.array([best]), np.array([1.0]))
    assert session.ability()[0][0] > 0.2
    assert session.next_items()[0] != best


def test_a_decision_may_end_a_test_early():
    clear = simulate(BANK, Plan(least=5, most=50, error=None, cut=-1.0), THETA + 1.5)
    near = simulate(BANK, Plan(least=5, most=50, error=None, cut=-1.0), np.full(300, -1.0))
    assert clear.mean_length < 15
    assert near.mean_length > 30
    assert clear.right_decisions > 0.95


def test_content_stays_in_balance():
    domains = tuple("ABC"[place % 3] for place in range(200))
    plan = Plan(least=20, most=20, content={"A": 0.5, "B": 0.3, "C": 0.2}, domains=domains)
    session = Session(BANK, plan, persons=50)
    while (items := session.next_items()).max() >= 0:
        session.record(items, np.random.default_rng(int(items[0])).integers(0, 2, 50).astype(float))
    counts = np.array([[session.given[:, [d == name for d in domains]].sum(axis=1)] for name in "ABC"])[:, 0]
    assert counts.tolist() == [[10] * 50, [6] * 50, [4] * 50]


def test_exposure_is_controlled():
    plan = Plan(least=15, most=15, error=None)
    free = simulate(BANK, plan, THETA)
    drawn = simulate(BANK, replace(plan, randomesque=6), THETA)
    keys = sympson_hetter(BANK, plan, THETA, 0.25)
    held = simulate(BANK, replace(plan, keys=keys), THETA)
    assert free.exposure.max() == 1
    assert drawn.exposure.max() < 0.85
    assert held.exposure.max() < 0.36
    assert held.overlap < drawn.overlap < free.overlap
    assert held.rmse < free.rmse + 0.1
    assert "over_exposed" in {note.code for note in free.notes}
    assert sum(free.exposure) == pytest.approx(15)


def test_categories_serve_as_well():
    bank = irt.ItemSet(simulating.items("graded", 60, 4, seed=142))
    found = simulate(bank, Plan(least=5, most=30, error=0.3), THETA)
    assert found.rmse < 0.4


def test_the_same_seed_gives_the_same_test():
    plan = Plan(most=20, randomesque=5)
    assert simulate(BANK, plan, THETA).as_dict() == simulate(BANK, plan, THETA).as_dict()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Plan(least=5, most=4),
        lambda: Plan(error=0.0),
        lambda: Plan(content={"A": 1.0}),
        lambda: Session(BANK, Plan(most=300)),
        lambda: Session(BANK, Plan(content={"A": 1.0}, domains=("A",))),
        lambda: sympson_hetter(BANK, Plan(most=60), THETA, 0.1),
        lambda: simulate(BANK, Plan(), [float("nan")]),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()
