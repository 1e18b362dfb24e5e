"""What studies compute is what the library computes, and what a sample cannot bear is withheld."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from guildhall.psychometrics import classical, decisions, equating, fairness, irt, practice, standards
from guildhall.psychometrics.equating import NeatGroup, Scores
from guildhall.schemes import studying
from guildhall.schemes.datasets import Dataset, ItemColumn, Row
from tests.schemes.making_studies import (
    DOMAINS,
    a_dataset,
    a_judged_dataset,
    a_panel,
    a_survey,
    scores_of,
    with_key,
)

NEAR = pytest.approx


def found(kind: str, data: Dataset, **options: Any) -> dict[str, Any]:
    """The results of a study, as they are kept."""
    return studying.run(kind, data.canonical(), options).results


def by_name(rows: list[dict[str, Any]], key: str = "name") -> dict[str, dict[str, Any]]:
    return {each[key]: each for each in rows}


def near(value: float, *, rel: float = 1e-11) -> Any:
    """A number as it is kept: to twelve digits."""
    return pytest.approx(value, rel=rel)


def codes(rows: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in rows]


KINDS = {
    "item-analysis": (a_dataset(), {}),
    "calibration": (a_dataset(120), {}),
    "equating": (
        replace(a_dataset(40), extra={"base": {"maximum": 6, "cut": 4, "scores": [1.0, 3.0, 4.0, 4.0, 5.0, 6.0] * 6}}),
        {"draws": 20},
    ),
    "standard-setting": (a_judged_dataset(), {}),
    "dif": (a_dataset(80), {"group": "language"}),
    "key-validation": (with_key(a_dataset(), 0, "B"), {}),
    "job-analysis": (a_survey(), {"dimension": "interest", "draws": 50}),
}


@pytest.mark.parametrize("kind", studying.KINDS)
def test_every_kind_comes_to_the_same_numbers_twice(kind: str) -> None:
    data, options = KINDS[kind]
    first, second = (studying.run(kind, data.canonical(), options) for _ in range(2))
    assert "cannot" not in first.results
    assert first == second
    assert json.loads(json.dumps(first.results, allow_nan=False)) == first.results
    assert all(each["why"] for each in first.results["methods"])


@pytest.mark.parametrize("kind", studying.KINDS)
def test_data_that_holds_nothing_says_why_nothing_was_measured(kind: str) -> None:
    told = found(kind, Dataset())
    assert list(told) == ["cannot"]
    assert told["cannot"]["sentence"].endswith(".")


def test_canonical_spelling_is_read_back_as_it_was() -> None:
    data = a_judged_dataset()
    assert Dataset.read(data.canonical()).canonical() == data.canonical()
    assert (data.persons, a_survey().persons, Dataset(extra=a_panel()).persons) == (60, 24, 6)


def test_item_analysis_says_what_the_library_says() -> None:
    data = a_dataset(120)
    told, answers = found("item-analysis", data), scores_of(data)
    expected = classical.analyse(answers, most=[1] * 6)
    assert told["reliability"]["alpha"] == near(expected.alpha)
    assert told["reliability"]["interval"] == [near(each) for each in expected.alpha_interval]
    assert told["reliability"]["sem"] == near(expected.sem)
    assert told["reliability"]["omega"] == near(classical.reliability(answers).omega)
    assert told["reliability"]["stratified_alpha"] == near(classical.stratified_alpha(answers, DOMAINS * 3))
    assert [each["r_drop"] for each in told["items"]] == [near(each.r_drop) for each in expected.items]
    assert [each["p"] for each in told["items"]] == [near(each.p) for each in expected.items]
    keats = classical.conditional_errors(6, reliability=expected.alpha, kr21=expected.kr21)
    assert [each["error"] for each in told["errors"]] == [near(each.keats) for each in keats]
    assert (told["withheld"], told["persons"], codes(told["methods"])[0]) == (False, 120, "classical")


def test_decisions_at_the_cut_and_subscores_are_the_librarys() -> None:
    data = a_dataset(400, 12, cut=7)
    told, answers = found("item-analysis", data), np.array(scores_of(data))
    alpha, totals = classical.analyse(answers).alpha, answers.sum(axis=1)
    quality = decisions.livingston_lewis(totals, 7, alpha, most=12)
    assert told["decisions"]["method"] == "Livingston-Lewis"
    assert told["decisions"]["consistency"] == near(quality.consistency)
    assert told["decisions"]["accuracy"] == near(quality.accuracy)
    parts = {name: [at for at in range(12) if at % 2 == place] for place, name in enumerate(DOMAINS)}
    expected = classical.subscores(answers, parts)
    assert [each["adds_value"] for each in told["subscores"]] == [each.adds_value for each in expected]
    assert [each["prmse_total"] for each in told["subscores"]] == [near(each.prmse_total) for each in expected]
    passed = int((totals >= 7).sum())
    assert (told["passing"]["passed"], told["passing"]["interval"]) == (
        passed,
        [near(each) for each in decisions.pass_rate(passed, 400).interval],
    )


def test_distractors_are_the_librarys_and_a_wrong_key_is_flagged_with_its_reason() -> None:
    data = with_key(a_dataset(200), 0, "B")
    told = found("item-analysis", data)
    answers = np.array(scores_of(data))
    chosen = [row.answers[0] for row in data.rows]
    expected = classical.distractors(chosen, answers[:, 1:].sum(axis=1), "B", options=("A", "B", "C", "D"))
    table = told["items"][0]["distractors"]["options"]
    assert [(each["name"], each["count"]) for each in table] == [(each.name, each.count) for each in expected.options]
    assert [each["correlation"] for each in table] == [near(each.correlation) for each in expected.options]
    mine = [each for each in told["flags"] if each["item"] == "IT-1"]
    assert {"negative", "possible-miskey", "hard"} == set(codes(mine)) - {"dead-option"}
    assert mine[0]["version_id"] == "version-1"
    noted = [each.code for each in expected.notes]
    assert ("possible_miskey" in noted, [each["facts"] for each in mine if each["code"] == "possible-miskey"]) == (
        True,
        [{"option": "A"}],
    )
    assert told["items"][0]["flagged"]


def test_few_attempts_withhold_all_but_counts_and_name_the_method_that_fits() -> None:
    data = a_dataset(20)
    told = found("item-analysis", data)
    assert (told["withheld"], codes(told["methods"])) == (True, ["bayesian-difficulty"])
    assert (told["reliability"], told["decisions"], told["errors"], told["subscores"]) == (None, None, [], [])
    assert told["flags"] == []
    assert {(each["r_drop"], each["discrimination"]) for each in told["items"]} == {(None, None)}
    assert {option["correlation"] for each in told["items"] for option in each["distractors"]["options"]} == {None}
    right = int(sum(row.scores[0] for row in data.rows))
    expected = classical.bayesian_difficulty(right, 20)
    assert told["items"][0]["interval"] == {
        "mean": near(expected.mean),
        "low": near(expected.interval[0]),
        "high": near(expected.interval[1]),
    }
    assert told["notes"][0]["sentence"] == "20 attempts: fewer than 30; withheld."
    assert "20 attempts" in told["methods"][0]["why"]


def test_expectation_of_before_joins_with_few_attempts() -> None:
    told = found("item-analysis", a_dataset(12), expected={"IT-1": 0.8}, worth=20)
    right = round(12 * told["items"][0]["p"])
    assert told["items"][0]["interval"]["mean"] == near((0.8 * 20 + right) / 32)


def test_items_on_trial_count_neither_in_score_nor_in_reliability() -> None:
    data = a_dataset(100)
    trial = replace(data, items=(*data.items[:5], replace(data.items[5], pretest=True)))
    told, five = found("item-analysis", trial), np.array(scores_of(data))[:, :5]
    assert told["reliability"]["alpha"] == near(classical.analyse(five).alpha)
    assert told["scores"]["maximum"] == 5
    sixth = np.array(scores_of(data))[:, 5]
    assert told["items"][5]["r_drop"] == near(float(np.corrcoef(sixth, five.sum(axis=1))[0, 1]))


def test_who_lacks_an_item_is_set_aside_and_said() -> None:
    data = a_dataset(50)
    gap = replace(data.rows[0], scores=(None, *data.rows[0].scores[1:]))
    told = found("item-analysis", replace(data, rows=(gap, *data.rows[1:])))
    assert (told["persons"], told["set_aside"]) == (49, 1)


def test_calibration_is_the_librarys_with_the_model_that_the_size_bears() -> None:
    data = a_dataset(120)
    told = found("calibration", data)
    expected = irt.calibrate(scores_of(data), "rasch", errors=True)
    assert (told["model"], "slopes" in told["methods"][0]["why"]) == ("rasch", True)
    assert [each["b"] for each in told["items"]] == [near(each.b) for each in expected.items]
    assert [each["se_b"] for each in told["items"]] == [near(each.se_b) for each in expected.items]
    assert told["summary"]["log_likelihood"] == near(expected.log_likelihood)
    theta = irt.score(scores_of(data), expected.item_set, latent=expected.latent).theta
    fit = irt.rasch_fit(scores_of(data), expected.item_set, theta)
    assert [each["infit"] for each in told["items"]] == [near(each.infit) for each in fit]
    grid = np.array([told["cut"]["theta"]])
    assert float(expected.item_set.expected(grid)[0]) == NEAR(4, abs=1e-3)
    assert set(told["pictures"]) == {"wright", "information"}
    assert set(told["curves"]) == {f"IT-{at}" for at in range(1, 7)}


def test_calibration_of_many_chooses_between_models_by_their_fit() -> None:
    told = found("calibration", a_dataset(300))
    assert told["model"] == "rasch"
    assert "BIC of rasch" in told["methods"][0]["why"]
    assert found("calibration", a_dataset(300), model="2pl")["model"] == "2pl"


def test_anchors_hold_their_items_and_drift_is_told() -> None:
    data = a_dataset(90)
    free = by_name(found("calibration", data)["items"])
    anchors = {name: {"a": 1.0, "d": [free[name]["d"]]} for name in ("IT-1", "IT-2", "IT-3", "IT-4")}
    anchors["IT-4"] = {"a": 1.0, "d": [free["IT-4"]["d"] + 2.5]}
    told = found("calibration", data, anchors=anchors, anchors_from="ST-2026-0001")
    assert codes(told["methods"]) == ["rasch-anchored"]
    held = by_name(told["items"])
    assert [held[name]["d"] for name in anchors] == [near(each["d"][0]) for each in anchors.values()]
    assert told["drift"]["drifted"] == ["IT-4"]
    assert "IT-4" in " ".join(each["sentence"] for each in told["notes"])


def test_calibration_of_too_few_is_withheld_whole() -> None:
    assert found("calibration", a_dataset(29))["cannot"]["code"] == "too_few"


def equated(persons: int, base: dict[str, Any], **options: Any) -> tuple[dict[str, Any], np.ndarray]:
    data = a_dataset(persons)
    told = found("equating", replace(data, extra={"base": {"maximum": 6, "cut": 4.0, **base}}), draws=30, **options)
    return told, np.array(scores_of(data))


@pytest.mark.parametrize(
    ("persons", "method"), [(20, "identity"), (60, "circle-arc"), (120, "linear"), (420, "equipercentile")]
)
def test_method_of_equating_follows_the_size_and_is_the_librarys(persons: int, method: str) -> None:
    other = np.array(scores_of(a_dataset(persons, seed=99))).sum(axis=1)
    told, answers = equated(persons, {"scores": other.tolist()})
    x, y = Scores.of(answers.sum(axis=1), 6), Scores.of(other, 6)
    given: dict[str, Any] = {"smooth": 3} if method == "equipercentile" else {}
    expected = equating.equate(x, y, method, **given)  # type: ignore[arg-type]
    assert told["methods"][0]["code"] == method
    assert [row[1] for row in told["conversion"]] == [near(each) for each in expected.y]
    if method == "linear":
        assert [row[2] for row in told["conversion"]] == [near(each) for each in expected.se]
    least = next(x for x, y, _ in told["conversion"] if y >= 4 - 1e-9)
    assert (told["recommended_cut"], told["cut"]["carried"]) == (least, least)
    assert str(persons) in told["methods"][0]["why"]


def test_shared_items_carry_the_cut_and_their_drift_is_told() -> None:
    other = np.array(scores_of(a_dataset(150, seed=99)))
    names = ["IT-1", "IT-2", "IT-3"]
    base = {
        "scores": other.sum(axis=1).tolist(),
        "anchor_scores": other[:, :3].sum(axis=1).tolist(),
        "anchor_p": dict(zip(names, other[:, :3].mean(axis=0).tolist(), strict=True)),
    }
    told, answers = equated(150, base, anchors=names)
    groups = [NeatGroup.of(each.sum(axis=1), each[:, :3].sum(axis=1), 6, 3) for each in (answers, other)]
    expected = equating.equate_neat(groups[0], groups[1], "chained-linear")
    assert (told["design"], told["methods"][0]["code"]) == ("anchor", "chained-linear")
    assert [row[1] for row in told["conversion"]] == [near(each) for each in expected.y]
    assert all(row[2] > 0 for row in told["conversion"])
    assert set(told["drift"]["names"]) == set(names)
    assert {each["method"] for each in told["alternatives"]} >= {"circle-arc", "tucker", "levine"}


def test_forms_on_one_scale_are_equated_by_true_scores() -> None:
    items = [{"name": f"IT-{at}", "a": 1.0, "d": 0.3 * at - 1} for at in range(6)]
    harder = [{**each, "d": each["d"] - 0.5} for each in items]
    data = replace(a_dataset(40), extra={"base": {"maximum": 6, "cut": 4.0}, "irt": {"x": harder, "y": items}})
    told = found("equating", data)
    sets = [
        irt.ItemSet([irt.IrtItem(each["name"], each["a"], (each["d"],)) for each in form]) for form in (harder, items)
    ]
    expected = irt.true_score(*sets)
    assert told["methods"][0]["code"] == "irt-true-score"
    assert [row[1] for row in told["conversion"]] == [near(each) for each in expected.y]


def test_angoff_is_the_librarys_with_judges_and_reasons() -> None:
    data = a_judged_dataset(120)
    told, ratings = found("standard-setting", data), np.array(data.extra["rounds"])
    real = np.array(scores_of(data)).mean(axis=0)
    last = standards.angoff(ratings[1], difficulty=real, names=data.extra["judges"])
    advice = standards.recommend([standards.recommending.Candidate("Modified Angoff", last.cut, last.error)])
    assert told["rounds"][1]["cut"] == near(last.cut)
    assert told["rounds"][1]["error"] == near(last.error)
    judges = told["rounds"][1]["judges"]
    assert [each["with_difficulty"] for each in judges] == [near(each.with_difficulty) for each in last.judges]
    assert told["panel"]["error_judges"] == near(standards.panel_study(ratings[1]).error_judges)
    assert told["recommended_cut"] == advice.applied
    assert told["recommendation"]["reasons"][0] == advice.reasons[0]
    totals = np.array(scores_of(data)).sum(axis=1)
    now = next(each for each in told["impact"] if each["cut"] == advice.applied)
    assert now["passed"] == int((totals >= advice.applied).sum())
    assert set(told["pictures"]) == {"judges", "ratings", "scores"}


def test_who_came_closer_in_the_last_round_no_longer_stands_apart() -> None:
    apart = [[[at / 100] * 6 for at in round_] for round_ in ((60, 62, 61, 59, 10), (60, 60, 60, 60, 60))]
    panel = a_panel(5) | {"rounds": apart}
    told = found("standard-setting", replace(a_dataset(), rows=(), extra=panel))
    assert "Judge 5 stands apart" in " ".join(each["sentence"] for each in told["rounds"][0]["notes"])
    assert [each for each in told["notes"] if each["code"] == "outlier"] == []


def test_panel_works_before_anybody_took_the_form() -> None:
    data = replace(a_dataset(), rows=(), extra=a_panel())
    told = found("standard-setting", data)
    assert (told["attempts"], told["impact"], told["persons"]) == (0, [], 6)
    assert {each["real"] for each in told["items"]} == {None}


def test_hofstee_and_beuk_check_and_do_not_move_the_cut() -> None:
    said = {
        "hofstee": [{"least_cut": 2, "most_cut": 5, "least_fail": 0.1, "most_fail": 0.6}] * 6,
        "beuk": [{"cut": 3 + at % 2, "pass_rate": 0.6 + 0.05 * (at % 3)} for at in range(6)],
    }
    plain, checked = (found("standard-setting", a_judged_dataset(**each)) for each in ({}, said))
    assert checked["recommended_cut"] == plain["recommended_cut"]
    assert [each["method"] for each in checked["checks"]] == ["Hofstee", "Beuk"]
    totals = np.array(scores_of(a_judged_dataset())).sum(axis=1)
    expected = standards.hofstee(totals, [2] * 6, [5] * 6, [0.1] * 6, [0.6] * 6)
    assert checked["checks"][0]["cut"] == near(expected.cut)
    assert {"hofstee", "beuk"} <= set(checked["pictures"])


def test_yes_means_all_points_and_no_none() -> None:
    rounds = [[[1, 0, 1, 1, 0, 1], [1, 1, 1, 0, 0, 1], [0, 0, 1, 1, 0, 1]]]
    panel = a_panel(3) | {"method": "yes-no-angoff", "rounds": rounds}
    data = replace(a_dataset(), rows=(), extra=panel)
    told = found("standard-setting", data)
    assert told["rounds"][0]["cut"] == near(standards.yes_no_angoff(rounds[0]).cut)
    doubled = replace(data, items=tuple(replace(each, maximum=2.0) for each in data.items))
    assert found("standard-setting", doubled)["rounds"][0]["cut"] == near(2 * told["rounds"][0]["cut"])


def test_ebel_and_bookmark_are_the_librarys() -> None:
    grid = [
        {"relevance": "essential", "difficulty": "easy", "items": 4},
        {"relevance": "useful", "difficulty": "hard", "items": 2},
    ]
    said = [
        [{**grid[0], "share": 0.8}, {**grid[1], "share": 0.5}],
        [{**grid[0], "share": 0.9}, {**grid[1], "share": 0.4}],
    ]
    ebel = found(
        "standard-setting",
        replace(
            a_dataset(),
            rows=(),
            extra={"method": "ebel", "judges": ["Judge 1", "Judge 2"], "grid": grid, "expected": said},
        ),
    )
    assert (ebel["recommendation"]["cut"], ebel["recommended_cut"]) == (near(4.3), 5)
    known = [{"a": 1.0, "d": 1.0 - 0.4 * at, "g": 0.0} for at in range(6)]
    marks = {
        "method": "bookmark",
        "judges": ["Judge 1", "Judge 2", "Judge 3"],
        "rounds": [[4, 5, 5]],
        "parameters": known,
    }
    told = found("standard-setting", replace(a_dataset(), rows=(), extra=marks))
    expected = standards.bookmark([4, 5, 5], [1.0] * 6, [each["d"] for each in known])
    assert told["recommendation"]["cut"] == near(expected.raw)


def test_groups_known_otherwise_set_a_cut() -> None:
    data = a_dataset(120)
    totals = np.array(scores_of(data)).sum(axis=1)
    judged = ["competent" if each >= 4 else "borderline" if each == 3 else "other" for each in totals]
    rows = tuple(
        replace(row, groups={"judged": as_what, "rating": str(1 + min(total, 4))})
        for row, as_what, total in zip(data.rows, judged, totals, strict=True)
    )
    groups = replace(data, rows=rows)
    good, bad = (totals[[each == name for each in judged]] for name in ("competent", "other"))
    contrasting = found("standard-setting", replace(groups, extra={"method": "contrasting-groups"}))
    assert contrasting["groups"]["cut"] == near(standards.contrasting_groups(good, bad).cut)
    middle = found("standard-setting", replace(groups, extra={"method": "borderline-group"}))
    assert middle["recommended_cut"] == 3
    regressed = found("standard-setting", replace(groups, extra={"method": "borderline-regression", "borderline": 3}))
    expected = standards.borderline_regression(totals, [1 + min(each, 4) for each in totals], 3)
    assert regressed["regression"]["cut"] == near(expected.cut)


def test_dif_is_the_librarys_with_classes_and_purification() -> None:
    data = a_dataset(240)
    harder = [
        replace(row, scores=(0.0, *row.scores[1:])) if at % 2 and at % 5 else row for at, row in enumerate(data.rows)
    ]
    told = found("dif", replace(data, rows=tuple(harder)), group="language", reference="en")
    group = [row.groups["language"] for row in harder]
    expected = fairness.mantel_haenszel([row.scores for row in harder], group, "de", purify=True)
    comparison = told["comparisons"][0]
    assert [each["ets"] for each in comparison["items"]] == [each.ets for each in expected.items]
    assert [each["delta"] for each in comparison["items"]] == [near(each.delta) for each in expected.items]
    assert [each["item"] for each in told["flags"] if each["facts"]["class"] == "C"] == ["IT-1"]
    assert "harder for de" in told["flags"][0]["sentence"]
    assert (told["groups"], set(told["pictures"])) == ({"de": 120, "en": 120}, {"forest de"})


def test_an_item_that_no_one_of_a_group_masters_is_flagged_without_a_number() -> None:
    data = a_dataset(240)
    never = [replace(row, scores=(0.0, *row.scores[1:])) if at % 2 else row for at, row in enumerate(data.rows)]
    told = found("dif", replace(data, rows=tuple(never)), group="language", reference="en")
    flagged = told["flags"][0]
    assert (flagged["item"], flagged["facts"]["class"]) == ("IT-1", "C")
    assert flagged["sentence"] == "Class C: harder for de at equal ability (delta = -Infinity)."


def test_small_groups_are_never_shown() -> None:
    data = a_dataset(100)
    few = [replace(row, groups={"language": "fr"}) if at < 9 else row for at, row in enumerate(data.rows)]
    told = found("dif", replace(data, rows=tuple(few)), group="language")
    assert "fr" not in told["groups"]
    assert [each["focal"] for each in told["comparisons"]] == ["en"]
    assert "fr" not in [each["name"] for each in told["impact"]["groups"]]
    assert "fr" not in [each["name"] for each in told["differences"]]
    assert "Not shown, fewer than 10 persons: fr." in [each["sentence"] for each in told["notes"]]


def test_groups_too_small_for_dif_keep_pass_rates_alone() -> None:
    told = found("dif", a_dataset(50), group="language")
    assert (told["withheld"], told["comparisons"], told["flags"]) == (True, [], [])
    assert codes(told["methods"]) == ["withheld"]
    assert len(told["impact"]["groups"]) == 2


def test_key_validation_says_what_each_ruling_would_change() -> None:
    data = with_key(a_dataset(100), 0, "B")
    told = found("key-validation", data)
    first = by_name(told["items"])["IT-1"]
    assert [each["item"] for each in told["flags"]] == ["IT-1"]
    assert first["doubted"] == ["A"]
    rulings = {(each["ruling"], each["option"]): each for each in first["rulings"]}
    right = np.array(scores_of(a_dataset(100)))
    wrong = np.array(scores_of(data))
    assert rulings["changed", "A"]["passed"] == int((right.sum(axis=1) >= 4).sum())
    assert rulings["changed", "A"]["alpha"] == near(classical.analyse(right).alpha)
    assert rulings["keep", ""]["changed_scores"] == 0
    before, after = wrong.sum(axis=1) >= 4, right.sum(axis=1) >= 4
    assert rulings["changed", "A"]["gained"] == int((after & ~before).sum())
    assert rulings["changed", "A"]["lost"] == int((before & ~after).sum())
    assert rulings["everybody", ""]["passed"] == int((wrong[:, 1:].sum(axis=1) + 1 >= 4).sum())
    assert (rulings["left-out", ""]["cut"], rulings["left-out", ""]["passed"]) == (
        4,
        int((wrong[:, 1:].sum(axis=1) >= 4).sum()),
    )


def test_other_answers_are_tried_where_somebody_asks() -> None:
    told = found("key-validation", a_dataset(20), alternatives={"IT-2": ["C"]})
    second = by_name(told["items"])["IT-2"]
    chose = sum(row.answers[1] == "C" for row in a_dataset(20).rows)
    accepted = next(each for each in second["rulings"] if each["ruling"] == "also-accepted")
    assert (accepted["changed_scores"], accepted["lost"], accepted["alpha"]) == (chose, 0, None)
    assert codes(told["methods"]) == ["counts"]


def test_survey_is_the_librarys_in_whole_items() -> None:
    data = a_survey()
    told = found("job-analysis", data, dimension="interest", draws=50)
    respondents = data.extra["respondents"]
    ratings = [[each[name] for each in respondents] for name in ("importance", "frequency")]
    expected, _ = practice.weigh_tasks(*ratings)
    assert [each["composite"] for each in told["tasks"]] == [near(each.composite) for each in expected]
    weights = {
        name: sum(each.composite for at, each in enumerate(expected) if at % 2 == place)
        for place, name in enumerate(DOMAINS)
    }
    shares = practice.blueprint(weights, 20)
    assert [(each["domain"], each["items"]) for each in told["domains"]] == [
        (each.domain, each.items) for each in shares
    ]
    assert sum(each["items"] for each in told["domains"]) == 20
    rates = practice.response_rates({"operators": (40, 12), "employers": (30, 12)})
    assert told["response"]["interest"]["chi_squared"] == near(rates.chi_squared)
    member = [each["groups"]["interest"] for each in respondents]
    agreed = practice.agreement_of_subgroups(ratings[0], member, "employers", "operators")
    assert told["subgroups"][0]["correlation"] == near(agreed.correlation)


def test_subgroups_of_a_survey_below_ten_are_not_shown() -> None:
    told = found("job-analysis", a_survey(18), dimension="interest", draws=20)
    assert told["subgroups"] == []
    assert "Not shown, fewer than 10 answered: employers, operators." in [each["sentence"] for each in told["notes"]]


def test_points_that_are_no_whole_numbers_are_no_categories() -> None:
    rows = tuple(Row(f"AT-{at}", scores=(0.5, float(at % 2), 1.0)) for at in range(40))
    data = Dataset(tuple(ItemColumn(f"IT-{at}") for at in range(3)), rows)
    assert found("calibration", data)["cannot"]["code"] == "whole"
