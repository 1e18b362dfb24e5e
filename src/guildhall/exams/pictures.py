"""Pictures of forms and results: how a form fills its blueprint, and how scores lie about the cut."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams.blueprints import Row
from guildhall.exams.models import Result
from guildhall.shell.pictures import ACTION, FAILS, HOLDS, LINE, QUIET, Picture

FEWEST = 5
"""Below this number of attempts no distribution is shown: it would show single people."""

SMALL = 30
"""Below this number a distribution carries its caution."""


def of_blueprint(rows: Sequence[Row]) -> Picture:
    """How many scored items each domain has, beside what the blueprint wants."""
    values = [
        {"domain": row.code, "what": what, "items": count}
        for row in rows
        for what, count in ((_("wanted"), row.wanted), (_("scored"), row.scored))
    ]
    open_ones = [row.code for row in rows if not row.fits]
    told = (
        _("These domains do not fit the blueprint: %(domains)s.") % {"domains": ", ".join(open_ones)}
        if open_ones
        else _("Every domain has exactly the scored items that the blueprint wants.")
    )
    heads = [_("Domain"), _("Wanted"), _("Scored"), _("Pretest"), _("Points")]
    return Picture(
        title=_("Form and blueprint"),
        description=told,
        spec=_bars(values, bool(open_ones)),
        heads=heads,
        rows=[(f"{r.code} {r.title}", r.wanted, r.scored, r.pretest, f"{r.points.normalize():f}") for r in rows],
    )


def _bars(values: list[dict[str, Any]], is_open: bool) -> dict[str, Any]:
    colours = {"domain": [_("wanted"), _("scored")], "range": [LINE, FAILS if is_open else HOLDS]}
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "width": 420,
        "height": {"step": 16},
        "encoding": {
            "y": {"field": "domain", "type": "nominal", "title": None, "sort": None},
            "yOffset": {"field": "what", "sort": colours["domain"]},
            "x": {"field": "items", "type": "quantitative", "title": _("Items"), "axis": {"tickMinStep": 1}},
            "color": {"field": "what", "type": "nominal", "title": None, "scale": colours},
        },
    }


def of_scores(title: str, results: Sequence[Result]) -> Picture | None:
    """How the scores of a form or component lie about its cut; None where there are too few to show."""
    if len(results) < FEWEST:
        return None
    shares = [_share(each) for each in results]
    counted = Counter(min(int(share) // 10 * 10, 90) for share in shares)
    values = [{"from": low, "to": low + 10, "attempts": counted[low]} for low in range(0, 100, 10)]
    cut = _share_of(results[0].cut, results[0].maximum)
    return Picture(
        title=title,
        description=_told(results, cut),
        spec=_histogram(values, float(cut)),
        heads=[_("Score in per cent"), _("Attempts")],
        rows=[(f"{each['from']}–{each['to']}", each["attempts"]) for each in values],
    )


def _told(results: Sequence[Result], cut: Decimal) -> str:
    passed = sum(each.passed for each in results)
    told = _("%(passed)d of %(all)d attempts passed; the cut lies at %(cut)s per cent.") % {
        "passed": passed,
        "all": len(results),
        "cut": f"{cut.normalize():f}",
    }
    if len(results) >= SMALL:
        return told
    caution = ngettext(
        "With %(count)d attempt this says little.", "With %(count)d attempts this says little.", len(results)
    )
    return f"{told} {caution % {'count': len(results)}}"


def _histogram(values: list[dict[str, Any]], cut: float) -> dict[str, Any]:
    bars = {
        "mark": {"type": "bar", "color": ACTION},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "title": _("Score in per cent"), "bin": "binned"},
            "x2": {"field": "to"},
            "y": {"field": "attempts", "type": "quantitative", "title": _("Attempts"), "axis": {"tickMinStep": 1}},
        },
    }
    rule = {
        "data": {"values": [{"cut": cut}]},
        "mark": {"type": "rule", "color": FAILS, "strokeWidth": 2, "strokeDash": [6, 3]},
        "encoding": {"x": {"field": "cut", "type": "quantitative"}},
    }
    word = {
        "data": {"values": [{"cut": cut}]},
        "mark": {"type": "text", "align": "left", "dx": 6, "dy": 6, "baseline": "top", "color": QUIET},
        "encoding": {
            "x": {"field": "cut", "type": "quantitative"},
            "y": {"value": 0},
            "text": {"value": _("Cut")},
        },
    }
    return {"data": {"values": values}, "width": 480, "height": 200, "layer": [bars, rule, word]}


def _share(result: Result) -> Decimal:
    return _share_of(result.score, result.maximum)


def _share_of(value: Decimal, maximum: Decimal) -> Decimal:
    return (100 * value / maximum).quantize(Decimal("0.1")) if maximum else Decimal(0)
