"""Pictures of studies that the library does not have: Vega-Lite specifications, with their data and a description."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Picture = dict[str, Any]


def axis(field: str, title: str, **more: Any) -> Picture:
    """A quantitative axis."""
    return {"field": field, "type": "quantitative", "title": title, **more}


def item_map(rows: Iterable[Mapping[str, Any]]) -> Picture:
    """Each item by how hard it is and how well it separates: trouble lies at the bottom and at both sides."""
    values = [
        {"item": row["name"], "p": row["p"], "r": row["r_drop"], "flagged": bool(row["flagged"])}
        for row in rows
        if row["p"] is not None and row["r_drop"] is not None
    ]
    flagged = [each["item"] for each in values if each["flagged"]]
    told = f"{len(values)} items by difficulty and discrimination; "
    told += f"flagged: {', '.join(flagged)}." if flagged else "none is flagged."
    colour = {"field": "flagged", "type": "nominal", "title": "Flagged"}
    encoding = {
        "x": axis("p", "Difficulty (share of points)", scale={"domain": [0, 1]}),
        "y": axis("r", "Discrimination (corrected)"),
        "color": colour,
        "shape": colour,
        "tooltip": {"field": "item"},
    }
    mark = {"type": "point", "filled": True, "size": 70}
    return picture("Items", told, data={"values": values}, mark=mark, encoding=encoding)


def errors(rows: Sequence[Mapping[str, Any]], cut: float | None) -> Picture:
    """The standard error at each score, with the cut."""
    values = [{"score": row["score"], "error": row["error"]} for row in rows]
    greatest = max(values, key=lambda row: row["error"])
    told = f"The standard error is greatest at {greatest['score']:g}, with {greatest['error']:.2f} points"
    layers: list[Any] = [
        {"mark": "line", "encoding": {"x": axis("score", "Score"), "y": axis("error", "Standard error")}}
    ]
    if cut is not None:
        near = min(values, key=lambda row: abs(row["score"] - cut))
        told += f"; at the cut it is {near['error']:.2f}"
        layers.append(rule("x", cut, "Cut"))
    return picture("Standard error by score", f"{told}.", data={"values": values}, layer=layers)


def judges(rounds: Sequence[Sequence[tuple[str, float]]], cut: float) -> Picture:
    """Each judge's own cut, round by round, with the cut recommended: the spread should shrink."""
    values = [
        {"round": number, "judge": name, "cut": each}
        for number, row in enumerate(rounds, start=1)
        for name, each in row
    ]
    spread = [max(each for _, each in row) - min(each for _, each in row) for row in rounds]
    told = f"The judges' cuts lie {spread[-1]:.1f} points apart in the last of {len(rounds)} rounds."
    place = {"field": "round", "type": "ordinal", "title": "Round", "axis": {"labelAngle": 0}}
    across = axis("cut", "Cut", scale={"zero": False})
    layers = [
        {
            "mark": {"type": "line", "opacity": 0.4},
            "encoding": {"x": place, "y": across, "detail": {"field": "judge"}},
        },
        {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"x": place, "y": across}},
        rule("y", cut, "Cut"),
    ]
    return picture("Judges", told, data={"values": values}, layer=layers)


def ratings(rows: Sequence[Mapping[str, Any]]) -> Picture:
    """What the panel expects of each item against what candidates did: points far off the line ask for a talk."""
    values = [
        {"item": row["name"], "expected": row["mean"], "real": row["real"]} for row in rows if row["real"] is not None
    ]
    told = f"Expected and real share of points on {len(values)} items."
    encoding = {
        "x": axis("real", "Real share of points", scale={"domain": [0, 1]}),
        "y": axis("expected", "Expected of the just qualified", scale={"domain": [0, 1]}),
        "tooltip": {"field": "item"},
    }
    line = {"data": {"values": [{"real": 0, "expected": 0}, {"real": 1, "expected": 1}]}, "mark": "line"}
    layers = [{**line, "encoding": encoding}, {"mark": {"type": "point", "filled": True}, "encoding": encoding}]
    return picture("Ratings and difficulty", told, data={"values": values}, layer=layers)


def regression(line: Mapping[str, Any], rated: Sequence[Mapping[str, Any]]) -> Picture:
    """Each attempt by its judgement and its score, the line through them, and where it meets the borderline."""
    values = [{"rating": row["rating"], "score": score} for row in rated for score in row["scores"]]
    steps = [row["rating"] for row in rated]
    ends = [min(*steps, line["borderline"]), max(*steps, line["borderline"])]
    drawn = [{"rating": each, "expected": line["intercept"] + line["slope"] * each} for each in ends]
    told = f"{len(values)} attempts; scores rise by {line['slope']:.2f} points with each step of the judgement, "
    told += f"and at the borderline ({line['borderline']:g}) the line stands at {line['cut']:.2f} points."
    across = axis("rating", "Judgement of the whole", axis={"tickMinStep": 1, "format": "d"}, scale={"zero": False})
    layers = [
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "size": 60},
            "encoding": {"x": across, "y": axis("score", "Score", scale={"zero": False})},
        },
        {
            "data": {"values": drawn},
            "mark": "line",
            "encoding": {"x": across, "y": axis("expected", "Score", scale={"zero": False})},
        },
        rule("x", line["borderline"], "Borderline"),
        rule("y", line["cut"], "Cut"),
    ]
    return picture("Judgement and score", told, layer=layers)


def tasks(rows: Sequence[Mapping[str, Any]]) -> Picture:
    """Each task by importance and frequency; the heavier, the larger."""
    values = [
        {"task": row["name"], "importance": row["importance"], "frequency": row["frequency"], "weight": row["weight"]}
        for row in rows
        if row["importance"] is not None
    ]
    heaviest = max(values, key=lambda row: row["weight"] or 0)["task"] if values else ""
    encoding = {
        "x": axis("frequency", "Frequency"),
        "y": axis("importance", "Importance"),
        "size": axis("weight", "Weight in per cent"),
        "tooltip": {"field": "task"},
    }
    told = f"{len(values)} tasks by importance and frequency; {heaviest} weighs most."
    mark = {"type": "point", "filled": True}
    return picture("Tasks", told, data={"values": values}, mark=mark, encoding=encoding)


def weights(rows: Sequence[Mapping[str, Any]]) -> Picture:
    """The domains with their items, and how far these would move with other respondents."""
    values = [
        {"domain": row["domain"], "items": row["items"], "low": row["interval"][0], "high": row["interval"][1]}
        for row in rows
    ]
    told = "; ".join(f"{row['domain']}: {row['items']} items ({row['low']} to {row['high']})" for row in values)
    place = {"field": "domain", "type": "nominal", "sort": None, "title": "Domain"}
    layers = [
        {"mark": "rule", "encoding": {"y": place, "x": axis("low", "Items"), "x2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "size": 80}, "encoding": {"y": place, "x": axis("items", "Items")}},
    ]
    return picture("Items by domain", f"{told}.", data={"values": values}, layer=layers)


def rule(along: str, at: float, name: str) -> Picture:
    """A line across a picture."""
    encoding = {along: {"field": "at", "type": "quantitative"}, "tooltip": {"field": "what"}}
    values = [{"at": at, "what": name}]
    return {"data": {"values": values}, "mark": {"type": "rule", "strokeDash": [2, 2]}, "encoding": encoding}


def picture(title: str, description: str, **parts: Any) -> Picture:
    """A specification with what tells it in words."""
    return {"title": title, "description": description, **parts}
