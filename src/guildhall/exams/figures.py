"""Pictures of how well a form measures, from the results of its studies: drawn here, computed there.

Each takes the results as a study keeps them, so that a page shows the numbers that were approved and no others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams.pictures import FEWEST
from guildhall.psychometrics.notes import WITHHELD_BELOW
from guildhall.psychometrics.pictures import STEP, side_by_side
from guildhall.shell.pictures import ACTION, BRASS, CLOSED, FAILS, HOLDS, LINE, QUIET, SOON, TEXT, Picture
from guildhall.shell.words import with_minus

Numbers = Mapping[str, Any]
SHARE = {"domain": [0, 1]}
PER_CENT = 100


def shown(value: Any, digits: int = 2) -> str:
    """A number as people read it, rounded; a dash where it is not known."""
    if not isinstance(value, int | float):
        return "–"
    return with_minus(number_format(Decimal(f"{value:.{digits}f}"), digits, force_grouping=True))


def of_scores(results: Numbers) -> Picture | None:
    """How the scores lie about the cut; None where so few have one that single people would show."""
    persons, scores, passing = results["persons"], results["scores"], results["passing"]
    if persons < FEWEST:
        return None
    bars = _bars(scores["distribution"], scores["maximum"], coarse=persons < WITHHELD_BELOW)
    told = _("%(attempts)s, from %(least)s to %(greatest)s of %(maximum)s points, mean %(mean)s.") % {
        "attempts": _attempts(persons),
        "least": shown(scores["least"], 0),
        "greatest": shown(scores["greatest"], 0),
        "maximum": shown(scores["maximum"], 0),
        "mean": shown(scores["mean"], 1),
    }
    if passing:
        told += " " + _("%(rate)s per cent reach the cut of %(cut)s.") % {
            "rate": shown(passing["rate"] * PER_CENT, 0),
            "cut": shown(passing["cut"], 1),
        }
    return Picture(
        title=_("Scores and cut"),
        description=told,
        spec=_histogram(bars, passing["cut"] if passing else None),
        heads=[_("Points"), _("Attempts")],
        rows=[(each["words"], each["attempts"]) for each in bars],
    )


def _attempts(count: int) -> str:
    return ngettext("%(count)d attempt", "%(count)d attempts", count) % {"count": count}


def _bars(distribution: Sequence[Sequence[float]], maximum: float, *, coarse: bool) -> list[dict[str, Any]]:
    """Bars of the distribution; among few attempts ten wide ones, so that nobody's score is read from the page."""
    width = max(maximum / 10, 1.0) if coarse else 1.0
    counted: Counter[int] = Counter()
    for score, count in distribution:
        counted[int(score // width)] += int(count)
    return [
        {"from": at * width, "to": (at + 1) * width, "attempts": counted[at], "words": _span(at * width, width)}
        for at in range(min(counted), max(counted) + 1)
    ]


def _span(low: float, width: float) -> str:
    return shown(low, 0) if width == 1 else f"{shown(low, 0)}–{shown(low + width, 0)}"


def _histogram(bars: list[dict[str, Any]], cut: float | None) -> dict[str, Any]:
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": ACTION},
            "encoding": {
                "x": _axis("from", _("Points"), bin="binned"),
                "x2": {"field": "to"},
                "y": _axis("attempts", _("Attempts"), axis={"tickMinStep": 1}),
            },
        }
    ]
    if cut is not None:
        layers += _rule(cut, _("Cut"))
    return {"data": {"values": bars}, "width": 460, "height": 200, "layer": layers}


def of_errors(results: Numbers) -> Picture | None:
    """The standard error at each score: how sure the form is where it decides."""
    if not results["errors"]:
        return None
    cut = results["passing"]["cut"] if results["passing"] else None
    values = [{"score": each["score"], "error": each["error"]} for each in results["errors"]]
    told = _("The standard error of a score, point by point.")
    if cut is not None:
        near = min(values, key=lambda each: abs(each["score"] - cut))
        told = _("At the cut of %(cut)s a score is known to within %(error)s points (one standard error).") % {
            "cut": shown(cut, 1),
            "error": shown(near["error"]),
        }
    line = {
        "mark": {"type": "line", "color": ACTION},
        "encoding": {"x": _axis("score", _("Points")), "y": _axis("error", _("Standard error in points"))},
    }
    layers = [line, *(_rule(cut, _("Cut")) if cut is not None else [])]
    return Picture(
        title=_("Standard error by score"),
        description=told,
        spec={"data": {"values": values}, "width": 460, "height": 180, "layer": layers},
        heads=[_("Points"), _("Standard error in points")],
        rows=[(shown(each["score"], 0), shown(each["error"])) for each in values],
    )


def of_items(results: Numbers) -> Picture | None:
    """Every item by how hard it is and how well it tells apart; what is flagged stands out in colour and shape."""
    known = [each for each in results["items"] if each["p"] is not None and each["r_drop"] is not None]
    if not known:
        return None
    words = {True: _("to look at"), False: _("as it should be")}
    values = [
        {"item": each["name"], "p": each["p"], "r": each["r_drop"], "what": words[bool(each["flagged"])]}
        for each in known
    ]
    flagged = sum(bool(each["flagged"]) for each in known)
    told = _("Items by difficulty and discrimination: %(flagged)d of %(count)d are to be looked at.")
    domain = list(words.values())
    spec = {
        "data": {"values": values},
        "width": 460,
        "height": 300,
        "mark": {"type": "point", "filled": True, "size": 70},
        "encoding": {
            "x": _axis("p", _("Difficulty (share of the points)"), scale=SHARE),
            "y": _axis("r", _("Discrimination (corrected)")),
            "color": _of_two(domain, [FAILS, ACTION]),
            "shape": _of_two(domain, ["square", "circle"]),
        },
    }
    rows = [(each["name"], shown(each["p"]), shown(each["r_drop"]), words[bool(each["flagged"])]) for each in known]
    heads = [_("Item"), _("Difficulty"), _("Discrimination"), _("Flag")]
    told %= {"flagged": flagged, "count": len(known)}
    return Picture(title=_("Map of the items"), description=told, spec=spec, heads=heads, rows=rows)


def _of_two(domain: Sequence[str], values: Sequence[str]) -> dict[str, Any]:
    """What tells flagged items from others, alike in colour and shape, so that one legend serves both."""
    scale = {"domain": list(domain), "range": list(values)}
    return {"field": "what", "type": "nominal", "title": None, "scale": scale}


def of_options(item: Numbers) -> Picture | None:
    """Who chose which option, from the weakest fifth to the ablest: the key rises, what distracts falls."""
    table = item["distractors"]
    if not table or not any(each["trace"] for each in table["options"]):
        return None
    words = {True: _("key"), False: _("other option")}
    values = [
        {"option": each["name"], "group": place, "share": share, "what": words[bool(each["key"])]}
        for each in table["options"]
        for place, share in enumerate(each["trace"], start=1)
        if share is not None
    ]
    option = {"field": "option", "type": "nominal", "title": _("Option")}
    colour = {**option, "scale": {"range": _OPTIONS}}
    dashes = {"field": "what", "type": "nominal", "title": None, "sort": list(words.values())}
    spec = {
        "data": {"values": values},
        "width": 420,
        "height": 220,
        "layer": [
            {"mark": "line", "encoding": {"strokeDash": dashes, "color": {**colour, "legend": None}}},
            {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"shape": option, "color": colour}},
        ],
        "encoding": {
            "x": {
                "field": "group",
                "type": "ordinal",
                "title": _("Fifths by the score of the other items, weakest first"),
                "axis": {"labelAngle": 0},
            },
            "y": _axis("share", _("Share that chose it"), scale=SHARE),
        },
    }
    keys = ", ".join(each["name"] for each in table["options"] if each["key"])
    told = _("Choices of %(count)d candidates in five groups by score; the key is %(keys)s.")
    return Picture(
        title=_("Options of %(item)s") % {"item": item["name"]},
        description=told % {"count": table["persons"], "keys": keys},
        spec=spec,
        heads=[_("Option"), _("Chosen by"), _("Share"), _("Correlation"), *(str(at) for at in range(1, 6))],
        rows=[_option(each) for each in table["options"]],
    )


_OPTIONS = [ACTION, FAILS, HOLDS, BRASS, CLOSED, QUIET, TEXT]


def _option(each: Numbers) -> tuple[Any, ...]:
    trace = [*(shown(share) for share in each["trace"]), *["–"] * 5][:5]
    name = _("%(option)s (key)") % {"option": each["name"]} if each["key"] else each["name"]
    return name, each["count"], shown(each["share"]), shown(each["correlation"]), *trace


def of_dif(rows: Sequence[Numbers], title: str) -> Picture | None:
    """Each item's difference between two groups of like ability, with its interval and the limits of the classes."""
    values = [
        {
            "item": each["name"],
            "delta": each["delta"],
            "low": each["delta"] - 1.96 * each["delta_error"],
            "high": each["delta"] + 1.96 * each["delta_error"],
            "class": each["ets"],
        }
        for each in rows
        if isinstance(each["delta"], int | float) and isinstance(each["delta_error"], int | float)
    ]
    if not values:
        return None
    flagged = [each["item"] for each in values if each["class"] == "C"]
    told = _("Left of zero an item is harder for the group that is looked at, among persons of like score. ")
    told += _("Class C: %(items)s.") % {"items": ", ".join(flagged)} if flagged else _("No item is of class C.")
    return Picture(
        title=title,
        description=told,
        spec=_forest(values),
        heads=[_("Item"), _("Delta"), _("From"), _("To"), _("Class")],
        rows=[(e["item"], shown(e["delta"]), shown(e["low"]), shown(e["high"]), e["class"]) for e in values],
    )


def _forest(values: list[dict[str, Any]]) -> dict[str, Any]:
    place = {"field": "item", "type": "nominal", "sort": {"field": "delta"}, "title": None}
    scale = {"domain": ["A", "B", "C"], "range": [ACTION, SOON, FAILS]}
    colour = {"field": "class", "type": "nominal", "title": _("Class"), "scale": scale}
    limits = [{"at": each} for each in (-1.5, -1.0, 1.0, 1.5)]
    across = _axis("low", _("Delta"))
    return {
        "data": {"values": values},
        "width": 420,
        "height": {"step": 18},
        "layer": [
            {
                "data": {"values": limits},
                "mark": {"type": "rule", "color": LINE, "strokeDash": [4, 3]},
                "encoding": {"x": _axis("at", _("Delta"))},
            },
            {"mark": "rule", "encoding": {"y": place, "x": across, "x2": {"field": "high"}, "color": colour}},
            {
                "mark": {"type": "point", "filled": True, "size": 60},
                "encoding": {"y": place, "x": _axis("delta", _("Delta")), "color": colour, "shape": colour},
            },
        ],
    }


def of_wright(persons: Sequence[Sequence[float]], items: Sequence[Numbers]) -> Picture | None:
    """Persons and items on one scale: where there are persons without items, the form knows little of them.

    `persons` are pairs of an ability and how many have it.
    """
    difficult = [(each["name"], each["b"]) for each in items if isinstance(each["b"], int | float)]
    beside = side_by_side([b for _, b in difficult])
    places = [{"item": name, "theta": b, "at": at} for (name, b), at in zip(difficult, beside, strict=True)]
    counts = [{"theta": ability, "persons": count} for ability, count in persons]
    if not places or not counts:
        return None
    scale, ticks = {"domain": [-4, 4]}, {"values": list(range(-4, 5))}
    whole = {"tickMinStep": 1, "format": "d"}
    left = {
        "data": {"values": counts},
        "mark": {"type": "bar", "color": ACTION},
        "width": 180,
        "height": 320,
        "encoding": {
            "y": _axis("theta", _("Ability and difficulty"), scale=scale, bin={"step": STEP}, axis=ticks),
            "x": _axis("persons", _("Attempts"), aggregate="sum", sort="descending", axis=whole),
        },
    }
    right = {
        "data": {"values": places},
        "mark": {"type": "point", "filled": True, "size": 50, "color": BRASS, "clip": True},
        "width": 200,
        "height": 320,
        "encoding": {
            "y": {"field": "theta", "type": "quantitative", "scale": scale, "title": None, "axis": ticks},
            "x": _axis("at", _("Items"), axis=whole, scale={"domain": [0, max(beside) + 1]}),
        },
    }
    return Picture(
        title=_("Persons and items on one scale"),
        description=_("Attempts at the left, %(count)d items at the right; both on the scale of the calibration.")
        % {"count": len(places)},
        spec={"hconcat": [left, right], "spacing": 8},
        heads=[_("Item"), _("Difficulty on the scale")],
        rows=[(each["item"], shown(each["theta"])) for each in sorted(places, key=lambda each: each["theta"])],
    )


def _axis(field: str, title: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": title, **more}


def _rule(at: float, word: str) -> list[dict[str, Any]]:
    """A line across a picture, with its word."""
    data = {"values": [{"at": at, "word": word}]}
    place = {"field": "at", "type": "quantitative"}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": FAILS, "strokeWidth": 2, "strokeDash": [6, 3]},
            "encoding": {"x": place},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "dx": -8, "dy": -4, "baseline": "bottom", "color": QUIET},
            "encoding": {"x": place, "y": {"value": 0}, "text": {"field": "word"}},
        },
    ]
