"""The picture of a committee's balance: how much each interest weighs among those who vote."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from guildhall.governance.balance import Weight
from guildhall.shell import pictures
from guildhall.shell.pictures import Picture

HALF = 50


def picture(weights: Sequence[Weight]) -> Picture | None:
    """The interests with their share of the votes, and the half that none may reach; None where nobody sits."""
    if not any(each.seats for each in weights):
        return None
    return Picture(
        title=_("Balance of interests"),
        description=_told(weights),
        spec=_spec(weights),
        heads=[_("Interest"), _("Votes"), _("Share in per cent")],
        rows=[(each.category, each.seats, each.share) for each in weights],
    )


def _told(weights: Sequence[Weight]) -> str:
    most = max(weights, key=lambda each: each.seats)
    words = {"interest": most.category, "share": most.share}
    if most.is_too_much:
        return _("Not in balance: “%(interest)s” holds %(share)s per cent of the votes.") % words
    return _("In balance: no interest holds half of the votes. “%(interest)s” has most, %(share)s per cent.") % words


def _spec(weights: Sequence[Weight]) -> dict[str, object]:
    values = [
        {
            "interest": each.category,
            "share": each.share,
            "label": f"{each.share} %",
            "colour": pictures.FAILS if each.is_too_much else pictures.ACTION,
        }
        for each in weights
    ]
    place = {"field": "interest", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False}}
    across = {
        "field": "share",
        "type": "quantitative",
        "title": _("Share of the votes in per cent"),
        "scale": {"domain": [0, 100]},
        "axis": {"tickCount": 5},
    }
    bar = {"mark": {"type": "bar", "height": 20}, "encoding": {"color": {"field": "colour", "scale": None}}}
    label = {
        "mark": {"type": "text", "align": "left", "dx": 6, "color": pictures.TEXT, "fontSize": 13},
        "encoding": {"text": {"field": "label"}},
    }
    half = {
        "mark": {"type": "rule", "color": pictures.FAILS, "strokeDash": [4, 4]},
        "encoding": {"x": {"datum": HALF}, "y": None},
    }
    shown = [{**bar, "encoding": {**bar["encoding"], "y": place, "x": across}}]  # type: ignore[dict-item]
    shown.append({**label, "encoding": {**label["encoding"], "y": place, "x": across}})  # type: ignore[dict-item]
    return {"data": {"values": values}, "width": 380, "height": {"step": 34}, "layer": [*shown, half]}
