"""Items that are written in Python: whole, answered by their best answers, and drawn where they were placed."""

from typing import Any

import pytest

from guildhall import qti

PICTURE = qti.Picture("motor.png", "A motor with its plate", 200, 100)
SPOTS = (
    qti.Spot("circle", "20,20,10", "Plate"),
    qti.Spot("rect", "60,10,100,50", "Shaft"),
    qti.Spot("poly", "120,10,160,10,140,60", "Foot"),
)
COMMON: dict[str, Any] = {"identifier": "IT", "title": "Motor", "stem": "What follows?"}
STEPS = (("A", "Test"), ("B", "Lock"), ("C", "Stop"))
ITEMS = {
    "order": qti.order(**COMMON, options=STEPS, key=("C", "B", "A")),
    "match": qti.match(
        **COMMON,
        first=(("L1", "Voltage"), ("L2", "Current")),
        second=(("A", "Volt"), ("B", "Ampere"), ("C", "Watt")),
        pairs=(("L1", "A"), ("L2", "B")),
        each=True,
    ),
    "associate": qti.associate(**COMMON, options=STEPS, pairs=(("A", "C"), ("A", "B")), each=True),
    "gap-match": qti.gap_match(
        **COMMON,
        text=("First ", 1, ", then ", 2, "."),
        options=(("A", "lock"), ("B", "stop")),
        pairs=(("B", "G1"), ("A", "G2")),
    ),
    "hottext": qti.hottext(**COMMON, text=(("T1", "The guard was open"), " and ", ("T2", "it ran")), key=("T1", "T2")),
    "slider": qti.slider(**COMMON, lower="0", upper="100", step="10", key="50"),
    "hotspot": qti.hotspot(**COMMON, picture=PICTURE, spots=SPOTS, key=("A", "C")),
    "graphic-order": qti.graphic_order(**COMMON, picture=PICTURE, spots=SPOTS, key=("B", "A", "C")),
    "graphic-associate": qti.graphic_associate(**COMMON, picture=PICTURE, spots=SPOTS, pairs=(("A", "C"),)),
    "graphic-gap-match": qti.graphic_gap_match(
        **COMMON,
        picture=PICTURE,
        spots=SPOTS,
        labels=(("L1", "shaft"), ("L2", "foot")),
        pairs=(("L1", "B"), ("L2", "C")),
        each=True,
    ),
    "select-point": qti.select_point(**COMMON, picture=PICTURE, areas=(SPOTS[0], qti.Spot("rect", "1,2,3,4", worth=2))),
}
MOST = {"match": 2.0, "associate": 2.0, "graphic-gap-match": 2.0, "select-point": 3.0}


@pytest.mark.parametrize("kind", list(ITEMS))
def test_what_is_built_is_whole_and_its_best_answers_earn_the_most(kind: str) -> None:
    read = qti.read_item(qti.to_xml(ITEMS[kind]), name="")

    assert [each.message for each in qti.validate(read) if each.severity == "error"] == []
    assert [each.kind for each in read.interactions] == [kind]
    assert qti.score(read, qti.best_answers(read)).score == qti.maximum(read) == MOST.get(kind, 1.0)


def test_an_answer_in_sentences_is_left_to_a_person() -> None:
    item = qti.extended_text(**COMMON, lines=5, points=3)

    assert (qti.describe(item).by_hand, qti.maximum(item), qti.score(item, {"RESPONSE": "Anything"}).score) == (
        True,
        3,
        0,
    )


def test_several_questions_are_asked_in_one_item_and_told_apart_again() -> None:
    parts = [qti.Asked(ITEMS["order"], 2.0), qti.Asked(ITEMS["match"]), qti.Asked(ITEMS["hottext"], 0.5)]
    common = {"identifier": "IT", "title": "Motor", "introduction": "Look at it."}
    item = qti.read_item(qti.to_xml(qti.several(**common, parts=parts)), name="")

    assert [each.message for each in qti.validate(item) if each.severity == "error"] == []
    assert qti.score(item, qti.best_answers(item)).outcomes == {
        "SCORE": 4.5, "MAXSCORE": 4.5, "SCORE_1": 2.0, "SCORE_2": 2.0, "SCORE_3": 0.5,
    }  # fmt: skip
    assert qti.parted(item) == ("Look at it.", parts)
    assert [qti.parted(each) for each in ITEMS.values()] == [None] * len(ITEMS)


def test_one_wrong_pair_costs_its_own_point_alone() -> None:
    given = {"RESPONSE": ["L1 A", "L2 C"]}

    assert qti.score(ITEMS["match"], given).score == 1


def test_what_stands_above_a_question_is_shown_before_it() -> None:
    item = qti.above(ITEMS["order"], PICTURE.node)

    html = qti.render(item, id_prefix="q").html

    assert html.index("A motor with its plate") < html.index("What follows?")


@pytest.mark.parametrize(
    ("spot", "lies"),
    [
        (qti.Spot("circle", "20,20,20"), True),
        (qti.Spot("circle", "20,20,21"), False),
        (qti.Spot("rect", "0,0,200,100"), True),
        (qti.Spot("rect", "10,10,5,50"), False),
        (qti.Spot("poly", "0,0,200,0,200,101"), False),
        (qti.Spot("ellipse", "100,50,100,50"), True),
        (qti.Spot("default", ""), False),
        (qti.Spot("rect", "one,two"), False),
    ],
)
def test_a_spot_knows_whether_it_lies_on_its_picture(spot: qti.Spot, lies: bool) -> None:
    assert spot.lies_in(PICTURE) is lies


def test_a_spot_that_is_no_shape_becomes_no_area() -> None:
    with pytest.raises(ValueError, match="is no shape"):
        qti.select_point(**COMMON, picture=PICTURE, areas=(qti.Spot("rect", "1,2"),))


@pytest.mark.parametrize(
    ("medium", "plays"),
    [
        ('<audio src="a.mp3"><p>Stop!</p></audio>', True),
        ('<div><video src="a.mp4">A blade turns.</video></div>', True),
        ('<object data="a.ogg" type="audio/ogg">Stop!</object>', True),
        ('<object data="a.png" type="image/png">A blade</object>', False),
        ("<p>Press <em>audio</em>.</p>", False),
    ],
)
def test_what_plays_is_told_from_what_is_looked_at(medium: str, plays: bool) -> None:
    """Wherever it stands in the item; paper gives a picture, and no sound."""
    source = qti.to_xml(ITEMS["slider"]).decode()
    before, body, after = source.partition("<qti-item-body>")
    assert qti.plays(qti.read_item(f"{before}{body}{medium}{after}".encode(), name="item.xml")) is plays
