"""A round as pictures: where the judges' cuts lie, how they see each item, and who would pass at which cut."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from guildhall.exams.panels.feedback import OfItem, OfRound
from guildhall.shell.pictures import ACTION, BRASS, LINE, QUIET, TEXT, Picture

AROUND = 3
"""Points of the scale that are shown beside the judges' cuts."""


def of_cuts(shown: OfRound) -> Picture | None:
    """The cut of every judge on one line, one's own marked, with the panel's mean; None where nobody came to one."""
    if shown.cut is None:
        return None
    others = list(shown.cuts)
    if shown.own is not None:
        others.remove(shown.own)
    rows = [(_("another judge") if shown.own is not None else _("a judge"), cut) for cut in others]
    if shown.own is not None:
        rows.append((_("you"), shown.own))
    near = {"domain": [max(0.0, floor(shown.cuts[0]) - AROUND), min(shown.maximum, ceil(shown.cuts[-1]) + AROUND)]}
    axis = {"field": "cut", "type": "quantitative", "title": _("Cut in points"), "scale": near}
    told = _("The judges’ cuts lie between %(least)s and %(most)s of %(maximum)s points; their mean is %(cut)s.")
    return Picture(
        title=_("Where the judges’ cuts lie"),
        description=told
        % {
            "least": _points(min(shown.cuts)),
            "most": _points(max(shown.cuts)),
            "maximum": _points(shown.maximum),
            "cut": _points(shown.cut),
        },
        spec={
            "width": 420,
            "height": 70,
            "layer": [
                {
                    "data": {"values": [{"who": who, "cut": cut} for who, cut in rows]},
                    "mark": {"type": "point", "filled": True, "size": 120, "opacity": 0.8},
                    "encoding": {
                        "x": axis,
                        **_told_apart("who", {_("another judge"): QUIET, _("a judge"): QUIET, _("you"): ACTION}, rows),
                    },
                },
                _rule(shown.cut, BRASS),
            ],
        },
        heads=[_("Judge"), _("Cut in points")],
        rows=[*((who, _points(cut)) for who, cut in rows), (_("Mean of the panel"), _points(shown.cut))],
    )


def of_items(shown: OfRound) -> Picture | None:
    """How the panel sees each item: its range and mean, one's own, and what candidates really earned."""
    seen = [each for each in shown.items if each.mean is not None]
    if not seen:
        return None
    place = {"field": "item", "type": "ordinal", "sort": None, "title": _("Item")}
    across = {"type": "quantitative", "title": _("Per cent"), "scale": {"domain": [0, 100]}}
    return Picture(
        title=_("How each item is seen"),
        description=_furthest(seen),
        spec={
            "width": 420,
            "height": {"step": 20},
            "layer": [
                {
                    "data": {"values": [{"item": e.number, "least": e.least, "most": e.most} for e in seen]},
                    "mark": {"type": "bar", "height": 8, "color": LINE},
                    "encoding": {"y": place, "x": {**across, "field": "least"}, "x2": {"field": "most"}},
                },
                {
                    "data": {"values": _marks(seen)},
                    "mark": {"type": "point", "filled": True, "size": 70},
                    "encoding": {
                        "y": place,
                        "x": {**across, "field": "value"},
                        **_told_apart("what", _colours(), [(each["what"],) for each in _marks(seen)]),
                    },
                },
            ],
        },
        heads=[_("Item"), _("You"), _("Panel"), _("From"), _("To"), _("Candidates")],
        rows=[(e.number, *map(_share, (e.own, e.mean, e.least, e.most, e.real))) for e in seen],
    )


def of_impact(shown: OfRound) -> Picture | None:
    """Who would pass at which cut, with one's own cut and the panel's; None where nobody has taken the form."""
    if not shown.reality.totals or shown.cut is None:
        return None
    curve = [
        {"cut": step, "passing": 100 * (shown.reality.passing(step) or 0.0)} for step in range(int(shown.maximum) + 1)
    ]
    axis = {"field": "cut", "type": "quantitative", "title": _("Cut in points"), "scale": _between(shown.maximum)}
    up = {"field": "passing", "type": "quantitative", "title": _("Would pass, per cent"), "scale": {"domain": [0, 100]}}
    return Picture(
        title=_("What the cut would do"),
        description=_("At the panel’s cut of %(cut)s points, %(share)s per cent of %(count)d candidates would pass.")
        % {
            "cut": _points(shown.cut),
            "share": _share(100 * (shown.passing or 0.0)),
            "count": len(shown.reality.totals),
        },
        spec={
            "width": 420,
            "height": 180,
            "layer": [
                {
                    "data": {"values": curve},
                    "mark": {"type": "line", "interpolate": "step-before", "color": TEXT},
                    "encoding": {"x": axis, "y": up},
                },
                _rule(shown.cut, BRASS),
                *([_rule(shown.own, ACTION)] if shown.own is not None else []),
            ],
        },
        heads=[_("Cut in points"), _("Would pass, per cent")],
        rows=[(each["cut"], _share(each["passing"])) for each in curve],
    )


def _marks(seen: Sequence[OfItem]) -> list[dict[str, Any]]:
    named = ((_("panel"), "mean"), (_("you"), "own"), (_("candidates"), "real"))
    found = [(e.number, what, getattr(e, name)) for e in seen for what, name in named]
    return [{"item": item, "what": what, "value": value} for item, what, value in found if value is not None]


def _colours() -> dict[str, str]:
    return {_("panel"): QUIET, _("you"): ACTION, _("candidates"): BRASS}


def _told_apart(field: str, colours: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """Marks told apart by colour and by shape, with one legend of those that are there."""
    there = {row[0] for row in rows}
    names = [name for name in colours if name in there]
    shapes = ["circle", "triangle-up", "diamond"][: len(names)]
    kinds = {"color": [colours[name] for name in names], "shape": shapes}
    return {
        kind: {"field": field, "type": "nominal", "title": None, "scale": {"domain": names, "range": looks}}
        for kind, looks in kinds.items()
    }


def _furthest(seen: Sequence[OfItem]) -> str:
    wide = max(seen, key=lambda each: (each.most or 0) - (each.least or 0))
    return _("The judges differ most on item %(item)d: from %(least)s to %(most)s per cent.") % {
        "item": wide.number,
        "least": _share(wide.least),
        "most": _share(wide.most),
    }


def _rule(cut: float, colour: str) -> dict[str, Any]:
    mark = {"type": "rule", "color": colour, "strokeWidth": 2, "strokeDash": [6, 3]}
    x = {"field": "cut", "type": "quantitative"}
    return {"data": {"values": [{"cut": cut}]}, "mark": mark, "encoding": {"x": x}}


def _between(maximum: float) -> dict[str, list[float]]:
    return {"domain": [0.0, maximum]}


def _points(value: float) -> str:
    return str(number_format(round(value, 2), 2))


def _share(value: float | None) -> str:
    return "–" if value is None else str(number_format(round(value), 0))
