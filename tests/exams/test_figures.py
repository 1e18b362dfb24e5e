"""Pictures of statistics: what stands where, from the numbers that a study keeps."""

from guildhall.exams import figures


def test_every_item_of_the_map_has_a_place_of_its_own() -> None:
    """Names written over each other said nothing: items of like difficulty stand side by side."""
    items = [{"name": f"IT-{place}", "b": 0.01 * place} for place in range(20)]
    picture = figures.of_wright([(0.0, 3), (0.5, 1)], [*items, {"name": "IT-x", "b": None}])
    assert picture is not None
    _left, right = picture.spec["hconcat"]
    assert [row["at"] for row in right["data"]["values"]] == list(range(1, 21))
    assert [row[0] for row in picture.rows] == [each["name"] for each in items]
    assert figures.of_wright([], items) is None


def test_options_are_told_apart_without_their_colour() -> None:
    """Each option has a shape of its own beside its colour, and no two colours are alike."""
    trace = [0.1, 0.2, 0.3, 0.2, 0.2]
    options = [
        {"name": name, "key": name == "A", "count": 3, "share": 0.2, "correlation": 0.1, "trace": trace}
        for name in "ABCD"
    ]
    picture = figures.of_options({"name": "IT-1", "distractors": {"options": options, "persons": 30}})
    assert picture is not None
    points = picture.spec["layer"][1]
    assert points["encoding"]["shape"]["field"] == points["encoding"]["color"]["field"] == "option"
    colours = points["encoding"]["color"]["scale"]["range"]
    assert len(set(colours)) == len(colours)
