"""Forensics: what was made is found, and honest candidates are signalled as often as said."""

import numpy as np
import pytest

from guildhall.psychometrics import forensics
from guildhall.psychometrics.forensics.copying import at_least, option_chances
from guildhall.psychometrics.irt import ItemSet
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics import simulating

NAN = float("nan")


def _choices(persons=200, items=60, seed=100):
    """Options 0 to 3 with 0 right; the abler a person, the more often it is chosen. And each option's true chance."""
    chance = np.random.default_rng(seed)
    theta = chance.normal(size=(persons, 1))
    right = 1 / (1 + np.exp(-(theta - chance.normal(size=items))))
    split = chance.dirichlet([2, 2, 2], size=items)
    chances = [np.column_stack([right[:, item], (1 - right[:, item])[:, None] * split[item]]) for item in range(items)]
    draw = chance.random((persons, items))
    chosen = np.stack([(draw[:, [i]] > np.cumsum(c, axis=1)[:, :-1]).sum(1) for i, c in enumerate(chances)], axis=1)
    return chosen.astype(float), chances, right.mean(axis=1)


def test_a_copier_is_found():
    choices, chances, _ = _choices()
    choices[7, :45] = choices[3, :45]
    found, expected, notes = forensics.omega(choices, chances)
    assert {(signal.copier, signal.source) for signal in found} <= {(7, 3), (3, 7)}
    assert (found[0].copier, found[0].source) == (7, 3)
    assert found[0].matches >= 45 > found[0].expected
    assert expected == pytest.approx(0.001)
    assert notes[0].code == "no_verdict"


def test_honest_pairs_are_signalled_as_often_as_said():
    choices, chances, _ = _choices(persons=60)
    pairs = [(c, s) for c in range(60) for s in range(c)]
    found, expected, _ = forensics.omega(choices, chances, pairs, rate=0.05, family=False)
    assert expected == pytest.approx(0.05 * len(pairs))
    assert len(found) < 1.5 * expected, "the exact test says too little rather than too much"
    everything, _, _ = forensics.omega(choices, chances, pairs, rate=1.1, family=False)
    values = np.array([signal.omega for signal in everything])
    assert (values.mean(), values.std()) == pytest.approx((0, 1), abs=0.1)


def test_option_chances_without_a_model():
    choices, _, ability = _choices(persons=400)
    choices[7, :50] = choices[3, :50]
    found, _, _ = forensics.omega(choices, option_chances(choices, ability), [(7, 3), (8, 3), (9, 3)])
    assert [(signal.copier, signal.source) for signal in found] == [(7, 3)]
    assert all(np.allclose(each.sum(axis=1), 1) for each in option_chances(choices, ability))


def test_the_exact_distribution_is_binomial_where_chances_are_equal():
    from scipy.stats import binom

    assert at_least(np.full(20, 0.3), 9) == pytest.approx(binom.sf(8, 20, 0.3))
    assert at_least(np.array([0.2, 0.7]), 2) == pytest.approx(0.14)


def test_a_shared_source_makes_a_cluster():
    choices, _, _ = _choices(persons=100)
    source = np.random.default_rng(101).integers(1, 4, 60)
    for person in (10, 20, 30):
        choices[person, :40] = source[:40]
    pairs, clusters, expected, _ = forensics.similarity(choices, np.zeros(60))
    assert [cluster.persons for cluster in clusters] == [(10, 20, 30)]
    assert len(pairs) == 3
    assert expected == pytest.approx(0.01)
    honest, none, _, _ = forensics.similarity(_choices(persons=100, seed=102)[0], np.zeros(60))
    assert (len(honest), none) == (0, ())


def _times(persons=300, items=40, seed=103):
    chance = np.random.default_rng(seed)
    speed = chance.normal(0, 0.3, (persons, 1))
    return np.exp(chance.normal(4, 0.4, items) - speed + chance.normal(0, 0.4, (persons, items)))


def test_odd_times_are_found_and_speed_is_not_odd():
    seconds = _times()
    seconds[5, ::2] *= 0.1
    seconds[9] *= 0.5
    found = forensics.response_times(seconds, rate=0.01, family=True)
    assert [signal.person for signal in found.signals] == [5]
    assert found.notes[1].code == "rapid"
    assert found.signals[0].explanation.startswith("Times that do not fit the items: ")


def test_honest_times_are_signalled_as_often_as_said():
    found = forensics.response_times(_times(persons=3000, seed=104), rate=0.05)
    assert len(found.signals) == pytest.approx(found.expected_false, rel=0.25)


def test_erasures_and_gains():
    counts = np.random.default_rng(105).binomial(60, 0.02, 200)
    counts[4] = 15
    assert [signal.person for signal in forensics.erasures(counts, 60, family=True).signals] == [4]
    nobody = forensics.erasures([0, 0, 0, 6], 60)
    assert [signal.person for signal in nobody.signals] == [3]
    chance = np.random.default_rng(106)
    true = chance.normal(50, 8, 300)
    before, after = true + chance.normal(0, 4, 300), true + 3 + chance.normal(0, 4, 300)
    after[11] += 35
    found = forensics.score_gains(before, after, reliability=0.8)
    assert [signal.person for signal in found.signals] == [11]
    true = chance.normal(50, 8, 4000)
    many = [true + chance.normal(0, 4, 4000) for _ in range(2)]
    wide = forensics.score_gains(*many, reliability=0.8, rate=0.05)
    assert len(wide.signals) == pytest.approx(wide.expected_false, rel=0.2)


def test_items_known_before_are_seen_and_ability_is_not():
    known = simulating.items("logistic", 60, seed=107)
    theta = np.random.default_rng(108).normal(size=500)
    data = simulating.answers(known, theta)
    data[3, :20], data[3, 20:] = 1.0, data[np.argmin(theta), 20:]
    found = forensics.preknowledge(data, ItemSet(known), range(20))
    assert found.signals[0].person == 3
    assert len(found.signals) <= 3
    rest = np.delete(found.values, 3)
    assert (rest.mean(), rest.std()) == pytest.approx((0, 1), abs=0.12)
    with pytest.raises(CannotMeasure):
        forensics.preknowledge(data, ItemSet(known), range(3))
    with pytest.raises(CannotMeasure):
        forensics.preknowledge(data, ItemSet(known), [99])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: forensics.omega([[0, 1], [1, 0]], []),
        lambda: forensics.omega([[0], [1]], [np.full((2, 2), 0.5)], [(0, 0)]),
        lambda: forensics.omega([[0], [2]], [np.full((2, 2), 0.5)]),
        lambda: forensics.omega([[0], [1]], [np.full((3, 2), 0.5)]),
        lambda: forensics.similarity([[0, 1]], [0]),
        lambda: forensics.response_times([[1, 0, 1]] * 3),
        lambda: forensics.response_times([[1, 2]] * 3),
        lambda: forensics.erasures([1, 2, 99], 60),
        lambda: forensics.score_gains([1, 1, 1], [2, 2, 2], reliability=0.8),
        lambda: forensics.score_gains([1, 2, 3], [2, 2, 2], reliability=1.8),
        lambda: option_chances([[0, 1]], [1, 2]),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong()


def test_missing_choices_do_not_count():
    choices, chances, _ = _choices(persons=5)
    choices[0] = NAN
    found, _, _ = forensics.omega(choices, chances, [(0, 1), (1, 0)], rate=1.1, family=False)
    assert [signal.matches for signal in found] == [0, 0]
