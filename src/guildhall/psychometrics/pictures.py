"""The pictures that practitioners expect, as Vega-Lite specifications: plain dictionaries, drawn by whoever shows them.

Each comes with its data inside and a description in words, so that it can be told as well as seen.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, Whole, estimates, known, quotient, same_length, vector
from guildhall.psychometrics.classical.distractors import DistractorTable
from guildhall.psychometrics.equating.tables import Conversion
from guildhall.psychometrics.fairness.mantel import MantelHaenszel
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import plain
from guildhall.psychometrics.standards.compromise import Compromise, failing

Picture = dict[str, object]
STEP = 0.25
"""How far apart, in logits, persons and items are shown as different on a map."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@checked
def item_curve(item: IrtItem, theta: ArrayLike, answers: ArrayLike, *, groups: int = 10) -> Picture:
    """The item characteristic curve with what persons of like ability answered: points off the curve show misfit.

    `theta` and `answers` are one a person; groups hold equal numbers. Expected and observed are mean scores.
    """
    ability, score = vector(theta, "the abilities"), vector(answers, "the answers")
    same_length(ability, score, "the abilities and the answers")
    if groups < 1:
        raise CannotMeasure("groups", "There is at least one group.")
    usable = np.isfinite(ability) & np.isfinite(score)
    grid = np.linspace(-4, 4, 81)
    expected = ItemSet([item]).expected(grid)
    curve = [{"theta": x, "score": y} for x, y in zip(grid.tolist(), expected.tolist(), strict=True)]
    points = _observed(ability[usable], score[usable], groups)
    description = f"The curve of {item.name}, and the mean scores of {len(points)} groups of persons of like ability."
    layers = [
        {"data": {"values": curve}, "mark": "line", "encoding": _xy("theta", "Ability", "score", "Expected score")},
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True},
            "encoding": {**_xy("theta", "Ability", "score", "Expected score"), "size": _q("persons", "Persons")},
        },
    ]
    return _picture(f"Item {item.name}", description, layer=layers)


@checked
def information_curve(items: ItemSet, *, cut: float | None = None) -> Picture:
    """Information and standard error along ability, with the cut: a form should know most where it decides."""
    grid = np.linspace(-4, 4, 81)
    found = items.information(grid).sum(axis=0)
    rows = [
        {"theta": x, "information": i, "error": quotient(1.0, float(np.sqrt(i)))}
        for x, i in zip(grid.tolist(), found.tolist(), strict=True)
    ]
    best = float(grid[int(found.argmax())])
    told = f"The form tells most at ability {best:.1f}"
    told += "." if cut is None else f"; the cut is at {cut:.1f}, with a standard error of {_error(items, cut):.2f}."
    layers: list[object] = [
        {"mark": "line", "encoding": _xy("theta", "Ability", "information", "Information")},
        {
            "mark": {"type": "line", "strokeDash": [4, 3]},
            "encoding": _xy("theta", "Ability", "error", "Standard error"),
        },
    ]
    shared: Picture = {"data": {"values": rows}, "resolve": {"scale": {"y": "independent"}}}
    if cut is not None:
        layers.append(_rule("x", cut, "Cut"))
    return _picture("Information and standard error", told, layer=layers, **shared)


@checked
def wright_map(theta: ArrayLike, items: ItemSet) -> Picture:
    """Persons and items on one scale: where there are persons without items the form knows little.

    Items whose steps lie within a quarter of a logit of each other stand side by side.
    """
    ability = estimates(theta, "the abilities")
    persons = [{"theta": each} for each in ability[np.isfinite(ability)].tolist()]
    known_b = [(item.name, b) for item in items.items for b in item.b if np.isfinite(b)]
    beside = side_by_side([b for _, b in known_b])
    places = [{"item": name, "theta": b, "at": at} for (name, b), at in zip(known_b, beside, strict=True)]
    scale = {"domain": [-4, 4]}
    axis = {"values": list(range(-4, 5))}
    left = {
        "data": {"values": persons},
        "mark": "bar",
        "encoding": {
            "y": {**_q("theta", "Ability"), "bin": {"step": STEP}, "scale": scale, "axis": axis},
            "x": {"aggregate": "count", "type": "quantitative", "sort": "descending", **_counted("Persons")},
        },
    }
    right = {
        "data": {"values": places},
        "mark": {"type": "point", "filled": True, "clip": True},
        "encoding": {
            "y": {"field": "theta", "type": "quantitative", "scale": scale, "title": None, "axis": axis},
            "x": {**_q("at", "Items"), **_counted("Items"), "scale": {"domain": [0, max(beside, default=0) + 1]}},
            "tooltip": {"field": "item"},
        },
    }
    told = f"{len(persons)} persons on the left, {len(places)} steps of {len(items.items)} items on the right."
    return _picture("Wright map", told, hconcat=[left, right])


def side_by_side(values: Sequence[float], step: float = STEP) -> list[int]:
    """For each value its place, from 1, among those that fall into the same step of the scale, in their order."""
    seen: dict[int, int] = {}
    found = []
    for value in values:
        row = int(np.floor(value / step))
        seen[row] = seen.get(row, 0) + 1
        found.append(seen[row])
    return found


def trace_lines(table: DistractorTable) -> Picture:
    """How often each option is chosen from the weakest to the ablest: the key rises, distractors fall."""
    rows = [
        {"option": option.name, "group": place + 1, "share": share, "key": option.key}
        for option in table.options
        for place, share in enumerate(option.trace)
    ]
    keys = " and ".join(option.name for option in table.options if option.key)
    encoding = {
        **_xy("group", "Persons by score, weakest first", "share", "Share that chose it"),
        "color": {"field": "option", "type": "nominal", "title": "Option"},
        "strokeDash": {"field": "key", "type": "nominal", "title": "Key"},
    }
    told = f"Choices at {table.item or 'this item'} in {len(table.group_sizes)} groups by score; the key is {keys}."
    return _picture("Options", told, data={"values": rows}, mark={"type": "line", "point": True}, encoding=encoding)


@checked
def score_distribution(scores: ArrayLike, *, cut: float | None = None) -> Picture:
    """How many have each score, with the cut."""
    found = known(scores)
    values, counts = np.unique(found, return_counts=True)
    rows = [{"score": x, "persons": n} for x, n in zip(values.tolist(), counts.tolist(), strict=True)]
    told = f"{found.size} scores from {found.min():g} to {found.max():g}, mean {found.mean():.1f}."
    bars = {"x": _q("score", "Score"), "y": {**_q("persons", "Persons"), **_counted("Persons")}}
    layers: list[object] = [{"mark": "bar", "encoding": bars}]
    if cut is not None:
        layers.append(_rule("x", cut, "Cut"))
        told += f" {float((found >= cut).mean()):.1%} pass at {cut:g}."
    return _picture("Scores", told, data={"values": rows}, layer=layers)


def hofstee_box(scores: ArrayLike, found: Compromise) -> Picture:
    """The curve of failures, the panel's box with its diagonal, and where they meet."""
    low, high, few, many = found.box
    grid: Floats = np.linspace(float(known(scores).min()), float(known(scores).max()) + 1, 200)
    curve = zip(grid.tolist(), failing(known(scores), grid).tolist(), strict=True)
    axes = _xy("cut", "Cut", "fail", "Share that fails")
    box = [{"cut": low, "to": high, "fail": few, "up": many}]
    layers = [
        {
            "data": {"values": box},
            "mark": {"type": "rect", "opacity": 0.15},
            "encoding": {**axes, "x2": {"field": "to"}, "y2": {"field": "up"}},
        },
        {"data": {"values": [{"cut": c, "fail": f} for c, f in curve]}, "mark": "line", "encoding": axes},
        {
            "data": {"values": [{"cut": low, "fail": many}, {"cut": high, "fail": few}]},
            "mark": {"type": "line", "strokeDash": [4, 3]},
            "encoding": axes,
        },
        {
            "data": {"values": [{"cut": found.cut, "fail": found.fail_rate}]},
            "mark": {"type": "point", "filled": True, "size": 120},
            "encoding": axes,
        },
    ]
    told = f"{found.method}: a cut of {found.cut:.1f}, at which {found.fail_rate:.1%} fail."
    return _picture(f"{found.method} box", told, layer=layers)


def equating_difference(found: Conversion) -> Picture:
    """What is added to each score of form X, within two standard errors: where the band holds zero, nothing is sure."""
    rows = [
        {
            "x": x,
            "difference": y - x,
            **({"low": y - x - 2 * se, "high": y - x + 2 * se} if np.isfinite(se) else {}),
        }
        for x, y, se in zip(found.x.tolist(), found.y.tolist(), found.se.tolist(), strict=True)
    ]
    axes = _xy("x", "Score on form X", "difference", "Form Y less form X")
    layers: list[object] = [
        {
            "mark": {"type": "area", "opacity": 0.2},
            "encoding": {"x": axes["x"], "y": _q("low", "Form Y less form X"), "y2": {"field": "high"}},
        },
        {"mark": "line", "encoding": axes},
        _rule("y", 0.0, "No difference"),
    ]
    told = f"Equating by {found.method}: differences from {min(_of(rows)):.2f} to {max(_of(rows)):.2f} points."
    return _picture("Equating difference", told, data={"values": rows}, layer=layers)


def dif_forest(found: MantelHaenszel) -> Picture:
    """Each item's delta with its interval, and the limits of the classes: left of zero, harder for the focal group."""
    rows = [
        {
            "item": item.name,
            "delta": item.delta,
            "low": item.delta - 1.96 * item.delta_error,
            "high": item.delta + 1.96 * item.delta_error,
            "class": item.ets,
        }
        for item in found.items
        if np.isfinite(item.delta)
    ]
    place = {"field": "item", "type": "nominal", "sort": {"field": "delta"}, "title": "Item"}
    colour = {"field": "class", "type": "nominal", "title": "Class"}
    layers: list[object] = [
        {"mark": "rule", "encoding": {"y": place, "x": _q("low", "Delta"), "x2": {"field": "high"}, "color": colour}},
        {
            "mark": {"type": "point", "filled": True},
            "encoding": {"y": place, "x": _q("delta", "Delta"), "color": colour},
        },
        *(_rule("x", each, "Limit of a class") for each in (-1.5, -1.0, 1.0, 1.5)),
    ]
    flagged = f"flagged: {', '.join(found.flagged)}" if found.flagged else "none is flagged"
    told = f"Differential functioning of {len(rows)} items; {flagged}."
    return _picture("Differential item functioning", told, data={"values": rows}, layer=layers)


def as_table(picture: Mapping[str, object]) -> list[dict[str, object]]:
    """The data of a picture, layer after layer, for those who would rather read."""
    found: list[dict[str, object]] = []
    if isinstance(data := picture.get("data"), Mapping):
        found += list(data["values"])
    for key in ("layer", "hconcat"):
        parts = picture.get(key, [])
        for part in parts if isinstance(parts, Sequence) else []:
            found += as_table(part)
    return found


def _observed(theta: Floats, score: Floats, groups: int) -> list[dict[str, float]]:
    order: Whole = np.argsort(theta, kind="stable")
    parts = [part for part in np.array_split(order, groups) if part.size]
    return [
        {"theta": float(theta[part].mean()), "score": float(score[part].mean()), "persons": int(part.size)}
        for part in parts
    ]


def _error(items: ItemSet, theta: float) -> float:
    found = float(items.information(np.array([theta])).sum())
    return quotient(1.0, float(np.sqrt(found)))


def _of(rows: Sequence[Mapping[str, float]]) -> list[float]:
    return [row["difference"] for row in rows]


def _q(field: str, title: str) -> Picture:
    return {"field": field, "type": "quantitative", "title": title}


def _counted(title: str) -> Picture:
    """What an axis of whole numbers has: no half persons."""
    return {"title": title, "axis": {"tickMinStep": 1, "format": "d"}}


def _xy(x: str, x_title: str, y: str, y_title: str) -> Picture:
    return {"x": _q(x, x_title), "y": _q(y, y_title)}


def _rule(axis: str, at: float, name: str) -> Picture:
    row = {"at": at, "what": name}
    encoding = {axis: {"field": "at", "type": "quantitative"}, "tooltip": {"field": "what"}}
    return {"data": {"values": [row]}, "mark": {"type": "rule", "strokeDash": [2, 2]}, "encoding": encoding}


def _picture(title: str, description: str, **parts: object) -> Picture:
    found = plain({"$schema": SCHEMA, "title": title, "description": description, **parts})
    if not isinstance(found, dict):
        raise TypeError(title)
    return found
