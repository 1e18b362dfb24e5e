"""The arithmetic of weights and blueprints: known examples, and what holds of every one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.schemes.weighing import Rated, apportion, domain_weights, shares, weigh

NAMES = st.text("ABCDEFGH", min_size=1, max_size=3)
WEIGHTS = st.dictionaries(NAMES, st.decimals(0, 100, places=2), min_size=1, max_size=12)
WHOLES = st.integers(0, 300)
RATINGS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6)
TASKS = st.lists(st.tuples(NAMES, RATINGS), min_size=1, max_size=15).map(
    lambda rows: [Rated(str(place), domain, ratings) for place, (domain, ratings) in enumerate(rows)]
)


def weighed(ratings: list[tuple[int, int]], share: int = 50):
    return weigh([Rated("1", "A", ratings)], share)[0]


def test_means_spreads_and_weight_of_a_task():
    task = weighed([(5, 2), (4, 2), (3, 5)], share=60)
    assert (task.raters, task.importance, task.frequency) == (3, Decimal("4.00"), Decimal("3.00"))
    assert (task.importance_spread, task.frequency_spread) == (Decimal("1.00"), Decimal("1.73"))
    assert (task.shown_weight, task.is_divided) == (Decimal("3.60"), True)


def test_a_task_that_nobody_rated_weighs_nothing_and_says_that_nothing_is_known():
    task = weighed([])
    assert (task.importance, task.importance_spread, task.weight) == (None, None, 0)


def test_one_rating_has_no_spread():
    assert (weighed([(4, 4)]).importance_spread, weighed([(4, 4)]).is_divided) == (None, False)


@pytest.mark.parametrize(("share", "weight"), [(100, 5), (0, 1), (50, 3)])
def test_share_says_how_much_importance_counts(share, weight):
    assert weighed([(5, 1), (5, 1)], share).weight == weight


def test_domains_weigh_what_their_tasks_weigh_together():
    tasks = [Rated(str(n), "A" if n < 5 else "B" if n < 8 else "C", [(4, 4), (4, 4)]) for n in range(10)]
    assert domain_weights(weigh(tasks, 50)) == {"A": Decimal(50), "B": Decimal(30), "C": Decimal(20)}


def test_items_are_given_out_by_largest_remainder():
    weights = {"A": Decimal("41.3"), "B": Decimal("33.4"), "C": Decimal("25.3")}
    assert apportion(weights, 60) == {"A": 25, "B": 20, "C": 15}
    assert apportion(weights, 7) == {"A": 3, "B": 2, "C": 2}


def test_equal_remainders_go_to_the_greater_weight_and_then_to_the_earlier_name():
    assert apportion({"B": Decimal(1), "A": Decimal(1)}, 3) == {"A": 2, "B": 1}
    assert apportion({"A": Decimal(1), "B": Decimal(3)}, 2) == {"A": 0, "B": 2}


def test_where_nothing_weighs_nothing_is_given_out():
    assert apportion({"A": Decimal(0)}, 10) == {}
    assert domain_weights(weigh([Rated("1", "A", [])], 50)) == {}


@given(WEIGHTS, WHOLES)
def test_what_is_given_out_makes_the_whole(weights, whole):
    given_out = apportion(weights, whole)
    assert sum(given_out.values()) == (whole if any(weights.values()) else 0)


@given(WEIGHTS, WHOLES)
def test_each_gets_its_exact_share_rounded_down_or_up(weights, whole):
    total = sum(map(Fraction, weights.values()))
    given_out = apportion(weights, whole)
    assert all(abs(count - Fraction(weights[name]) * whole / total) < 1 for name, count in given_out.items())


@given(WEIGHTS, WHOLES)
def test_who_weighs_more_never_gets_less(weights, whole):
    given_out = sorted((weights[name], count) for name, count in apportion(weights, whole).items())
    assert [count for _, count in given_out] == sorted(count for _, count in given_out)


@given(WEIGHTS, WHOLES, st.integers(1, 1000))
def test_only_the_proportions_count_and_no_order(weights, whole, factor):
    grown = {name: Fraction(weight) * factor for name, weight in reversed(weights.items())}
    assert apportion(grown, whole) == apportion(weights, whole)


@given(WEIGHTS)
def test_shares_make_a_hundred_exactly(weights):
    assert sum(shares(weights).values()) == (100 if any(weights.values()) else 0)


@given(TASKS, st.integers(0, 100))
def test_weights_of_domains_make_a_hundred_exactly(tasks, share):
    weights = domain_weights(weigh(tasks, share))
    assert sum(weights.values()) == (100 if any(task.ratings for task in tasks) else 0)
    assert set(weights) <= {task.domain for task in tasks}


@given(RATINGS.filter(bool), st.integers(0, 100))
def test_a_weight_lies_on_the_scale_of_the_ratings(ratings, share):
    task = weighed(ratings, share)
    numbers = [each for pair in ratings for each in pair]
    assert min(numbers) <= task.weight <= max(numbers)


@given(RATINGS, st.integers(0, 100), st.randoms())
def test_the_order_in_which_members_rate_does_not_matter(ratings, share, random):
    mixed = random.sample(ratings, len(ratings))
    assert weighed(mixed, share) == weighed(ratings, share)
