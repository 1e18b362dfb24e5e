"""Whatever is handed in: a result that can be written, or a refusal in a sentence; and never a warning of numpy."""

import json
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from guildhall.psychometrics import (
    adaptive,
    agreement,
    classical,
    decisions,
    equating,
    fairness,
    forensics,
    irt,
    practice,
    standards,
)
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.results import plain

NAN = float("nan")

TABLES = {
    "all right": np.ones((40, 6)),
    "all wrong": np.zeros((40, 6)),
    "all missing": np.full((40, 6), NAN),
    "one person": np.array([[1.0, 0, 1, 1, 0, 1]]),
    "two persons": np.array([[1.0, 0, 1, 1, 0, 1], [0, 0, 1, 0, 1, 1]]),
    "one item": np.array([[1.0], [0], [1], [0]]),
    "a column missing": np.column_stack([np.eye(6), np.full(6, NAN)]),
    "a person missing": np.vstack([np.eye(6), np.full(6, NAN)]),
    "two camps": np.repeat([[1.0] * 6, [0.0] * 6], 20, axis=0),
    "a Guttman scale": np.tril(np.ones((7, 6)), -1),
    "opposites": np.array([[1.0, 0], [0, 1]] * 10),
    "one odd person": np.vstack([np.ones((30, 6)), np.zeros(6)]),
    "huge points": np.array([[1e9, 2e9, 0], [3e9, 1e9, 5e8], [0, 0, 1e9]]),
    "fractions": np.array([[0.5, 0.1], [0.2, 0.9], [0.3, 0.3]]),
    "negative": np.array([[-1.0, 2], [3, -4], [0, 1]]),
    "empty": np.zeros((0, 6)),
    "no items": np.zeros((6, 0)),
    "a row": np.ones(6),
    "text": [["a", "b"], ["c", "d"]],
    "infinite": np.array([[np.inf, 1.0], [0, 1]]),
}

GROUP = ["m", "w"]


def _fit(table):
    found = irt.calibrate(table, "2pl", errors=True, most_steps=60)
    usable = [place for place, item in enumerate(found.items) if not np.isnan(item.a)]
    part = np.asarray(table, dtype=float)[:, usable]
    scores = [irt.score(part, found.item_set, method) for method in ("eap", "map", "ml", "wle")]
    return [
        found,
        *scores,
        irt.s_x2(part, found.item_set),
        irt.q3(part, found.item_set),
        irt.lz_star(part, found.item_set),
    ]


def _totals(table):
    return np.sum(np.atleast_2d(table), axis=1)


def _halves(table):
    return [GROUP[place % 2] for place in range(len(table))]


ANALYSES = {
    "analyse": classical.analyse,
    "analyse, missing as wrong": partial(classical.analyse, missing="zero"),
    "reliability": classical.reliability,
    "split half": classical.split_half,
    "subscores": lambda table: classical.subscores(table, {"a": [0], "b": [1]}),
    "stratified": lambda table: classical.stratified_alpha(table, ["a"] * np.shape(np.atleast_2d(table))[1]),
    "dependability": lambda table: decisions.dependability(table, 1),
    "rasch": partial(irt.calibrate, model="rasch", errors=True, most_steps=60),
    "2pl and after": _fit,
    "3pl": partial(irt.calibrate, model="3pl", most_steps=60),
    "grm": partial(irt.calibrate, model="grm", errors=True, most_steps=60),
    "gpcm": partial(irt.calibrate, model="gpcm", errors=True, most_steps=60),
    "mantel": lambda table: fairness.mantel_haenszel(table, _halves(table), "w", purify=True),
    "logistic": lambda table: fairness.logistic_dif(table, _halves(table), "w"),
    "standardization": lambda table: fairness.standardization(table, _halves(table), "w"),
    "intraclass": agreement.intraclass,
    "krippendorff": partial(agreement.krippendorff, resamples=5),
    "angoff": standards.angoff,
    "panel": standards.panel_study,
    "tasks": lambda table: practice.weigh_tasks(table, table),
    "times": forensics.response_times,
    "copying": lambda table: forensics.omega(table, forensics.copying.option_chances(table, np.arange(len(table)))),
    "similarity": lambda table: forensics.similarity(table, np.zeros(np.shape(np.atleast_2d(table))[1])),
    "livingston": lambda table: decisions.livingston_lewis(_totals(table), 3, 0.7, most=6),
    "hanson": lambda table: decisions.hanson_brennan(_totals(table), 3, 0.7, 6),
    "subkoviak": lambda table: decisions.subkoviak(_totals(table), 6, 3, 0.7),
    "equating": lambda table: [
        equating.equate(*[equating.Scores.of(_totals(table), 6)] * 2, method)
        for method in ("identity", "mean", "equipercentile", "linear")
    ],
    "contrasting": lambda table: standards.contrasting_groups(_totals(table)[::2], _totals(table)[1::2], resamples=5),
}


def _is_result_or_refusal(analysis, table):
    try:
        told = plain(analysis(table))
    except CannotMeasure as refused:
        told = (refused.code, refused.sentence)
    written = json.dumps(told, allow_nan=False)
    assert len(written) > len("[]")


@pytest.mark.parametrize("analysis", list(ANALYSES))
@pytest.mark.parametrize("table", [name for name in TABLES if name != "text"])
def test_nonsense_gives_a_result_or_a_sentence(analysis, table):
    _is_result_or_refusal(ANALYSES[analysis], TABLES[table])


@pytest.mark.parametrize(
    "analysis", ["analyse", "reliability", "rasch", "2pl and after", "intraclass", "angoff", "times"]
)
def test_text_is_refused(analysis):
    with pytest.raises(CannotMeasure):
        ANALYSES[analysis](TABLES["text"])


@pytest.mark.parametrize("analysis", ["analyse", "rasch", "2pl and after", "mantel"])
@given(
    table=arrays.arrays(
        np.float64, st.tuples(st.integers(1, 12), st.integers(1, 6)), elements=st.sampled_from([0.0, 1.0, 1.0, NAN])
    )
)
@settings(max_examples=15, deadline=None)
def test_any_small_table_gives_a_result_or_a_sentence(analysis, table):
    _is_result_or_refusal(ANALYSES[analysis], table)


def test_a_million_zeros():
    zeros = np.zeros((100_000, 10))
    assert np.isnan(classical.analyse(zeros).alpha)
    with pytest.raises(CannotMeasure, match="0 items differ"):
        irt.calibrate(zeros, "rasch")
    with pytest.raises(CannotMeasure, match="do not differ"):
        decisions.livingston_lewis(zeros[:, 0], 1, 0.8, most=10)


@pytest.mark.parametrize(
    "asked",
    [
        lambda: agreement.fleiss([["a", "b"]]),
        lambda: standards.response_location(["x", None], ["a", "b"]),
        lambda: practice.largest_remainder({"A": "much"}, 10),
        lambda: practice.largest_remainder({}, 10),
        lambda: classical.conditional_errors(NAN),
        lambda: classical.conditional_errors(10**9),
    ],
)
def test_what_is_no_number_is_refused_in_words(asked):
    with pytest.raises(CannotMeasure):
        asked()


TABLE = TABLES["a Guttman scale"]
TOTALS = TABLE.sum(axis=1)
FORMS = [equating.Scores.of(TOTALS, 6)] * 2
ITEM = irt.IrtItem("a", 1.0, (0.0,))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda: classical.analyse(TABLE, level=1.5), "Level must be a number between 0 and 1."),
        (lambda: classical.analyse(TABLE, level="x"), "Level must be a number."),
        (lambda: classical.analyse(TABLE, missing="none"), "Missing must be one of complete, zero."),
        (lambda: classical.analyse(TABLE, most=[1, 1]), "There are 6 items: each needs its points, above 0."),
        (lambda: classical.analyse(TABLE, names=3), "Names must be a list."),
        (lambda: classical.analyse([[10**400, 1]]), "In the answers there is something that is not a number."),
        (lambda: classical.analyse(["ab", "c"]), "In the answers there is something that is not a number."),
        (lambda: classical.split_half(TABLE, [99]), "A place names an item that is not there: there are 6"),
        (lambda: classical.keyed([["A"]], [1]), "The key of an item is an option, or several."),
        (lambda: classical.subscores(TABLE, {"a": ["x"]}), "Parts must be names, each with what is a list"),
        (lambda: agreement.krippendorff(TABLE, resamples=5, seed=-1), "Seed must be 0 or more."),
        (lambda: agreement.cohen("ab", "ab", categories=["a", "b", "a"]), "A category is named twice."),
        (lambda: equating.bootstrap(*FORMS, equating.equate, draws=2.5), "Draws must be a whole number."),
        (lambda: equating.equate(*FORMS, "best"), "Method must be one of identity, mean"),
        (lambda: equating.equate(TOTALS, TOTALS), "X must be of the kind Scores."),
        (lambda: equating.Scores.of(TOTALS, "six"), "Most must be a whole number."),
        (lambda: decisions.rudner(["x"], [1], 0), "In the abilities there is something that is not a number."),
        (lambda: decisions.rudner([0.0], [1.0], NAN), "Cut must be a known number."),
        (lambda: decisions.livingston_lewis(TOTALS, 3, 0.5, most=NAN), "Most must be a known number."),
        (lambda: decisions.lee([], 3), "Each item needs chances"),
        (lambda: decisions.moved_cuts(TOTALS, 3, ["x"]), "Others must be a list, each of it a number."),
        (lambda: fairness.adverse_impact({"a": 1}), "Passed must be names, each with what is 2 values."),
        (lambda: irt.calibrate(TABLE, "4pl"), "Model must be one of rasch"),
        (lambda: irt.calibrate(TABLE, quadrature=np.inf), "Quadrature must be a whole number."),
        (lambda: irt.calibrate(TABLE, group=[NAN] * 7), "Everybody needs a group."),
        (lambda: irt.calibrate(TABLE, anchors={"item1": 1}), "each with what is of the kind IrtItem"),
        (lambda: irt.information(irt.ItemSet([ITEM]), [NAN]), "Information needs abilities that are known."),
        (lambda: irt.s_x2([[7.0], [0.0]], irt.ItemSet([ITEM])), "a has answers that are none of its 2 categories."),
        (lambda: irt.rasch_fit([[1.0], [0.0]], irt.ItemSet([ITEM]), [1]), "The answers and the abilities differ"),
        (lambda: practice.agreement_of_subgroups(TABLE, ["a"], "a", "b"), "The ratings and their groups differ"),
        (lambda: practice.sensitivity(TABLE, {"a": [9]}, 10), "A place names an item that is not there"),
        (lambda: standards.angoff(TABLE, most=[1, 2]), "There are 6 items: each needs its points, above 0."),
        (lambda: standards.response_location([1, 1], [1, 1, 1]), "guessing parameters differ in length."),
        (lambda: adaptive.Plan(least="x"), "Least must be a whole number."),
        (lambda: forensics.omega(TABLE, [TABLE] * 6, [(1, "x")]), "each of it 2 values, each a whole number"),
    ],
)
def test_what_is_asked_is_refused_in_words(asked, sentence):
    with pytest.raises(CannotMeasure) as refused:
        asked()
    assert sentence in refused.value.sentence


def test_numbers_of_other_kinds_are_taken():
    masked = np.ma.masked_array(TABLE, mask=TABLE == 5)
    whole = classical.analyse(TABLE, level=np.float32(0.95))
    assert classical.analyse(masked).alpha == whole.alpha
    hidden = np.ma.masked_array(TABLE, mask=np.eye(7, 6, dtype=bool))
    assert classical.analyse(hidden).items[0].answers == classical.analyse(hidden.filled(NAN)).items[0].answers < 7
    assert irt.grid(np.int64(5), 2).tolist() == [-2, -1, 0, 1, 2]
