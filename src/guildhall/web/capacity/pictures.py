"""The picture of the capacity: work and what can be done of it, month by month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.shell.pictures import ACTION, FAILS, INK, TEXT, Picture
from guildhall.shell.words import translated
from guildhall.web.capacity.forecast import Line, months


def of_capacity(lines: Sequence[Line]) -> Picture | None:
    """Bars of work with a mark at what can be done of it, one row for each kind; None where no work is ahead."""
    if not lines:
        return None
    return Picture(
        title=_("Work ahead, and what can be done of it"),
        description=_told(lines),
        spec=_spec(lines),
        heads=[_("Work"), _("Scheme"), _("Month"), _("To be done"), _("Can be done"), _("People"), _("Too much")],
        rows=[
            (
                _work(each),
                each.scope.number,
                month_word(each.month),
                each.count,
                each.able,
                each.people or "",
                each.short or "",
            )
            for each in lines
        ],
    )


def _work(line: Line) -> str:
    title = translated(line.demand.title)
    return f"{title}: {line.what}" if line.what else title


def month_word(month: date) -> str:
    """A month as people write it."""
    return date_format(month, "M Y")


def _told(lines: Sequence[Line]) -> str:
    short = [each for each in lines if each.short]
    if not short:
        return _("In each of the next six months more can be done (the line) than is ahead (the bar).")
    named = [
        _("%(work)s in %(scheme)s, %(month)s: %(short)d too many")
        % {"work": _work(each), "scheme": each.scope.number, "month": month_word(each.month), "short": each.short}
        for each in short[:5]
    ]
    return _("There is more work (the bar) than can be done (the line): %(named)s.") % {"named": "; ".join(named)}


def _spec(lines: Sequence[Line]) -> dict[str, Any]:
    """One small drawing for each kind of work: its months from left to right."""
    enough, short = _("can be done"), _("more than can be done")
    bars = {
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "size": 26},
        "encoding": {
            "x": _months(),
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "tickCount": 4}},
            "color": {
                "field": "stands",
                "type": "nominal",
                "title": None,
                "scale": {"domain": [enough, short], "range": [ACTION, FAILS]},
            },
        },
    }
    marks = {
        "mark": {"type": "tick", "color": INK, "thickness": 3, "size": 34},
        "encoding": {"x": _months(), "y": {"field": "able", "type": "quantitative"}},
    }
    return {
        "data": {"values": _values(lines, enough, short)},
        "facet": {"row": {"field": "work", "type": "nominal", "title": None, "header": HEADER}},
        "spec": {"width": 420, "height": 90, "layer": [bars, marks]},
        "resolve": {"scale": {"y": "independent"}},
    }


HEADER = {
    "labelAngle": 0,
    "labelAnchor": "start",
    "labelOrient": "top",
    "labelFontSize": 13,
    "labelFontWeight": 600,
    "labelColor": TEXT,
}


def _months() -> dict[str, Any]:
    order = [month_word(each) for each in months()]
    scale, axis = {"domain": order}, {"labelAngle": 0, "labelOverlap": False}
    return {"field": "month", "type": "ordinal", "title": None, "sort": order, "scale": scale, "axis": axis}


def _values(lines: Sequence[Line], enough: str, short: str) -> list[dict[str, Any]]:
    """All schemes together; a month in which one of them is short says so."""
    together: dict[tuple[str, date], list[Line]] = defaultdict(list)
    for line in lines:
        together[translated(line.demand.title), line.month].append(line)
    return [
        {
            "work": work,
            "month": month_word(month),
            "count": sum(each.count for each in of_month),
            "able": sum(each.able for each in of_month),
            "stands": short if any(each.short for each in of_month) else enough,
        }
        for (work, month), of_month in together.items()
    ]
