"""Pictures of governance: where the money comes from, where threats stand, and what changed in a year."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.governance.models import Threat
from guildhall.governance.queries.body import CONCENTRATED, Share
from guildhall.governance.queries.impartiality import Change
from guildhall.governance.rules.threats import ACCEPTABLE
from guildhall.shell.pictures import ACTION, CLOSED, FAILS, HOLDS, INK, QUIET, SOON, Picture

MOST = 25
"""The highest level of a threat."""


def revenue(shares: Sequence[Share]) -> Picture | None:
    """Each source with its share of a year's revenue; a payer who brings much stands out."""
    if not shares:
        return None
    large = [each for each in shares if each.is_concentrated]
    values = [
        {"source": each.source.number, "share": float(each.per_cent), "large": each.is_concentrated} for each in shares
    ]
    return Picture(
        title=_("Revenue by source"),
        description=_("%(source)s brings most, with %(share)s per cent.")
        % {"source": shares[0].source.number, "share": shares[0].per_cent}
        + " "
        + (
            _("Each of these is one payer who brings a quarter or more: %(sources)s.")
            % {"sources": ", ".join(each.source.number for each in large)}
            if large
            else _("No single payer brings a quarter or more.")
        ),
        spec=_bars(values),
        heads=[_("Source"), _("Kind"), _("Amount"), _("Per cent"), _("One payer")],
        rows=[
            (
                each.source.number,
                each.source.get_kind_display(),
                each.source.amount,
                each.per_cent,
                _("yes") if each.source.is_one_payer else _("no"),
            )
            for each in shares
        ],
    )


def _bars(values: list[dict[str, Any]]) -> dict[str, Any]:
    colour = {"condition": {"test": "datum.large", "value": FAILS}, "value": ACTION}
    across = {"field": "share", "type": "quantitative", "title": _("Per cent of the revenue")}
    down = {"field": "source", "type": "nominal", "sort": None, "title": None}
    limit = {"mark": {"type": "rule", "strokeDash": [4, 4], "color": QUIET}}
    return {
        "width": 460,
        "layer": [
            {
                "data": {"values": values},
                "mark": "bar",
                "encoding": {"x": across, "y": down, "color": colour},
            },
            {
                "data": {"values": [{"share": float(CONCENTRATED)}]},
                **limit,
                "encoding": {"x": {"field": "share", "type": "quantitative"}},
            },
        ],
    }


def standing(threats: Sequence[Threat]) -> Picture | None:
    """Where threats stand now: how likely across, how grave upwards, and how many in each place."""
    places: dict[tuple[int, int], list[str]] = {}
    for each in threats:
        if place := _place(each):
            places.setdefault(place, []).append(each.number)
    if not places:
        return None
    grave = sum(len(found) for (likely, gravity), found in places.items() if likely * gravity > ACCEPTABLE)
    return Picture(
        title=_("Where threats stand"),
        description=ngettext(
            "%(count)d threat stands above the level up to which what is left is accepted.",
            "%(count)d threats stand above the level up to which what is left is accepted.",
            grave,
        )
        % {"count": grave},
        spec=_matrix([{"likely": x, "grave": y, "count": len(found)} for (x, y), found in places.items()]),
        heads=[_("How likely"), _("How grave"), _("Level"), _("Threats")],
        rows=[
            (likely, gravity, likely * gravity, ", ".join(found))
            for (likely, gravity), found in sorted(places.items(), key=lambda each: -each[0][0] * each[0][1])
        ],
    )


def _place(threat: Threat) -> tuple[int, int] | None:
    if threat.residual is not None and threat.residual_likelihood and threat.residual_gravity:
        return threat.residual_likelihood, threat.residual_gravity
    if threat.likelihood and threat.gravity:
        return threat.likelihood, threat.gravity
    return None


def _matrix(values: list[dict[str, Any]]) -> dict[str, Any]:
    grades = [
        {"likely": likely, "grave": gravity, "level": likely * gravity}
        for likely in range(1, 6)
        for gravity in range(1, 6)
    ]
    likely = {"field": "likely", "type": "ordinal", "title": _("How likely"), "axis": {"labelAngle": 0}}
    grave = {"field": "grave", "type": "ordinal", "title": _("How grave"), "sort": "descending"}
    steps = {"type": "threshold", "domain": [ACCEPTABLE + 1, 13], "range": [HOLDS, SOON, FAILS]}
    ground = {
        "data": {"values": grades},
        "mark": {"type": "rect", "opacity": 0.22, "stroke": "white"},
        "encoding": {
            "x": likely,
            "y": grave,
            "color": {"field": "level", "type": "quantitative", "scale": steps, "legend": None},
        },
    }
    counted = {
        "data": {"values": values},
        "mark": {"type": "text", "fontSize": 18, "fontWeight": 600, "color": INK},
        "encoding": {"x": likely, "y": grave, "text": {"field": "count", "type": "quantitative"}},
    }
    return {"width": 300, "height": 240, "layer": [ground, counted]}


def year(changes: Sequence[Change]) -> Picture | None:
    """Each threat with its level at the beginning and at the end of a year, and a line between both."""
    if not changes:
        return None
    values = [{"threat": each.threat.number, "before": each.before, "now": each.now} for each in changes]
    new, gone = sum(each.is_new for each in changes), sum(each.is_gone for each in changes)
    return Picture(
        title=_("What changed in the year"),
        description=_("New: %(new)d. Gone: %(gone)d. There at both ends of the year: %(both)d.")
        % {"new": new, "gone": gone, "both": len(changes) - new - gone},
        spec=_dumbbells(values),
        heads=[_("Threat"), _("Kind"), _("A year ago"), _("Now"), _("What became of it")],
        rows=[(each.threat.number, each.threat.kind_word, each.before, each.now, became(each)) for each in changes],
    )


def became(change: Change) -> str:
    """What became of a threat in a year, in a word."""
    if change.is_new:
        return _("new")
    if change.is_gone:
        return _("gone")
    if change.now == change.before:
        return _("the same")
    return _("grown") if (change.now or 0) > (change.before or 0) else _("lessened")


def _dumbbells(values: list[dict[str, Any]]) -> dict[str, Any]:
    down = {"field": "threat", "type": "nominal", "sort": None, "title": None}
    scale = {"domain": [0, MOST]}
    title = _("Level of 25: a ring a year ago, a dot now")
    ends = {"x2": {"field": "now"}, "y": down}
    across = {"type": "quantitative", "scale": scale, "title": title}
    both = [each for each in values if each["before"] and each["now"]]
    return {
        "width": 460,
        "layer": [
            {
                "data": {"values": both},
                "mark": {"type": "rule", "color": CLOSED, "strokeWidth": 2},
                "encoding": {"x": {"field": "before", **across}, **ends},
            },
            _points([each for each in values if each["before"]], "before", across, down, filled=False),
            _points([each for each in values if each["now"]], "now", across, down, filled=True),
            {
                "data": {"values": [{"level": ACCEPTABLE}]},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": QUIET},
                "encoding": {"x": {"field": "level", **across}},
            },
        ],
    }


def _points(
    values: list[dict[str, Any]], field: str, across: dict[str, Any], down: dict[str, Any], *, filled: bool
) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "point", "size": 110, "filled": filled, "color": ACTION, "opacity": 1},
        "encoding": {"x": {"field": field, **across}, "y": down},
    }
