"""Examiners: severity is recovered, unfit ratings are seen, and what cannot be compared is refused."""

import numpy as np
import pytest

from guildhall.psychometrics import agreement
from guildhall.psychometrics.notes import CannotMeasure

SEVERITY = np.array([-0.8, -0.2, 0.1, 0.9])
DIFFICULTY = np.array([-0.5, 0.0, 0.6])
THRESHOLDS = np.array([-1.0, 0.0, 1.0])


def _made(candidates=300, seed=130, random_examiner=None):
    """Each candidate meets two of four examiners on three tasks; ratings 0 to 3."""
    chance = np.random.default_rng(seed)
    rows = []
    for person in range(candidates):
        theta = chance.normal(0, 1.2)
        for examiner in chance.choice(4, 2, replace=False):
            for task in range(3):
                steps = theta - SEVERITY[examiner] - DIFFICULTY[task] - THRESHOLDS
                weight = np.exp(np.concatenate([[0.0], np.cumsum(steps)]))
                score = chance.choice(4, p=weight / weight.sum())
                if examiner == random_examiner:
                    score = chance.integers(4)
                rows.append((f"P{person}", f"E{examiner}", f"T{task}", score))
    return [list(each) for each in zip(*rows, strict=True)]


def test_severities_difficulties_and_steps_are_recovered():
    found = agreement.many_facets(*_made(candidates=800))
    by_name = {each.name: each for each in found.examiners}
    severity = np.array([by_name[f"E{place}"].measure for place in range(4)])
    assert severity == pytest.approx(SEVERITY - SEVERITY.mean(), abs=0.15)
    tasks = {each.name: each.measure for each in found.tasks}
    assert [tasks[f"T{place}"] for place in range(3)] == pytest.approx(DIFFICULTY + SEVERITY.mean(), abs=0.2)
    assert found.thresholds == pytest.approx(THRESHOLDS, abs=0.15)
    assert found.variance == pytest.approx(1.44, rel=0.2)
    assert found.converged
    assert found.p < 1e-6
    assert found.examiner_reliability > 0.95
    assert all(each.infit == pytest.approx(1, abs=0.25) for each in found.examiners)


def test_errors_are_as_large_as_estimates_scatter():
    told, estimates = [], []
    for seed in range(20):
        found = agreement.many_facets(*_made(candidates=60, seed=seed), tolerance=1e-4)
        by_name = {each.name: each for each in found.examiners}
        told.append([by_name[f"E{place}"].error for place in range(4)])
        estimates.append([by_name[f"E{place}"].measure for place in range(4)])
    assert np.mean(told) == pytest.approx(np.std(estimates, axis=0, ddof=1).mean(), rel=0.25)


def test_a_fair_mean_makes_up_for_a_severe_examiner():
    candidates, examiners, tasks, ratings = _made(candidates=400)
    found = agreement.many_facets(candidates, examiners, tasks, ratings)
    met = {}
    for candidate, examiner in zip(candidates, examiners, strict=True):
        met.setdefault(candidate, set()).add(examiner)
    severe = [each for each in found.candidates if met[each.name] == {"E3", "E2"}]
    lenient = [each for each in found.candidates if met[each.name] == {"E0", "E1"}]
    raw, fair = (
        np.mean([getattr(each, what) for each in lenient]) - np.mean([getattr(each, what) for each in severe])
        for what in ("mean", "fair_mean")
    )
    assert raw > 0.2
    assert abs(fair) < raw / 2
    order = sorted(found.examiners, key=lambda each: each.measure)
    assert [each.name for each in order] == ["E0", "E1", "E2", "E3"]
    assert [each.fair_mean for each in order] == sorted((each.fair_mean for each in order), reverse=True)


def test_an_examiner_who_rates_by_chance_does_not_fit():
    found = agreement.many_facets(*_made(random_examiner=2))
    worst = max(found.examiners, key=lambda each: each.outfit)
    assert worst.name == "E2"
    assert worst.outfit > 1.2


def test_right_and_wrong_is_a_scale_too():
    candidates, examiners, tasks, ratings = _made(candidates=200)
    found = agreement.many_facets(candidates, examiners, tasks, [int(each > 1) for each in ratings])
    assert found.thresholds == pytest.approx((0.0,))


def test_examiners_without_a_link_are_refused():
    with pytest.raises(CannotMeasure, match="share no candidate with the others: B"):
        agreement.many_facets(["p", "p", "q", "q"], ["A", "A", "B", "B"], ["t", "u"] * 2, [0, 1, 1, 0])


def test_few_ratings_are_noted():
    found = agreement.many_facets(["p", "p", "q", "q"], ["A", "B"] * 2, ["t"] * 4, [0, 1, 1, 1])
    assert found.notes[0].sentence == "Fewer than 30 ratings, severity is not stable: A, B."


@pytest.mark.parametrize(
    "ratings", [[0, 1], [0, 2, 0, 2], [0, 0, 0, 0], [0.5, 1, 0, 1], [-1, 0, 1, 0], [float("nan")] * 4]
)
def test_nonsense_is_refused(ratings):
    with pytest.raises(CannotMeasure):
        agreement.many_facets(["p", "p", "q", "q"], ["A", "B"] * 2, ["t"] * 4, ratings)
    with pytest.raises(CannotMeasure):
        agreement.many_facets(["p", "q"], ["A", "A"], ["t", "t"], [0, 1])
