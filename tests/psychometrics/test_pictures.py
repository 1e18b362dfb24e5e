"""Pictures: JSON that the renderer draws, told in words, with the data as a table."""

import json

import numpy as np
import pytest
import vl_convert

from guildhall.psychometrics import classical, equating, fairness, irt, pictures, standards
from tests.psychometrics import simulating

KNOWN = irt.ItemSet(simulating.items("logistic", 12))
THETA = np.random.default_rng(120).normal(size=300)
DATA = simulating.answers(KNOWN.items, THETA)


def _all():
    scores = DATA.sum(axis=1)
    table = classical.distractors(
        ["AB"[int(each)] for each in DATA[:, 0]], scores - DATA[:, 0], "B", options="ABC", item="Q1"
    )
    x = equating.Scores.of(scores, 12)
    mh = fairness.mantel_haenszel(DATA, ["a", "b"] * 150, "b")
    return {
        "item curve": pictures.item_curve(KNOWN.items[0], THETA, DATA[:, 0]),
        "information": pictures.information_curve(KNOWN, cut=0.5),
        "information without cut": pictures.information_curve(KNOWN),
        "wright map": pictures.wright_map(np.append(THETA, np.inf), KNOWN),
        "trace lines": pictures.trace_lines(table),
        "scores": pictures.score_distribution(scores, cut=7),
        "hofstee": pictures.hofstee_box(scores, standards.hofstee(scores, [4], [8], [0.1], [0.6])),
        "difference": pictures.equating_difference(equating.equate(x, x, "linear")),
        "difference without error": pictures.equating_difference(equating.equate(x, x, "circle-arc")),
        "dif": pictures.dif_forest(mh),
    }


@pytest.mark.parametrize("name", list(_all()))
def test_every_picture_is_drawn_told_and_tabled(name):
    picture = _all()[name]
    assert json.loads(json.dumps(picture, allow_nan=False)) == picture
    assert str(picture["description"]).endswith(".")
    assert pictures.as_table(picture)
    assert "<svg" in vl_convert.vegalite_to_svg(json.dumps(picture))


def test_the_points_of_an_item_are_what_was_answered():
    picture = pictures.item_curve(KNOWN.items[0], THETA, DATA[:, 0], groups=5)
    points = picture["layer"][1]["data"]["values"]
    assert [point["persons"] for point in points] == [60] * 5
    assert np.mean([point["score"] for point in points]) == pytest.approx(DATA[:, 0].mean())


def test_the_description_says_what_the_cut_does():
    told = pictures.score_distribution([1, 2, 3, 4], cut=3)["description"]
    assert told == "4 scores from 1 to 4, mean 2.5. 50.0% pass at 3."


def test_items_of_a_map_stand_side_by_side_and_persons_are_whole():
    items = irt.ItemSet([irt.IrtItem(f"i{place}", 1.0, (-0.01 * place,)) for place in range(30)])
    left, right = pictures.wright_map(THETA, items)["hconcat"]
    rows = right["data"]["values"]
    assert len({(int(row["theta"] // pictures.STEP), row["at"]) for row in rows}) == 30
    assert [row["at"] for row in rows[:3]] == [1, 2, 3]
    assert left["encoding"]["x"]["axis"] == right["encoding"]["x"]["axis"] == {"tickMinStep": 1, "format": "d"}
    assert pictures.side_by_side([-0.1, 0.1, -0.2, 0.2, 0.3]) == [1, 1, 2, 2, 1]
