"""Pictures of this room."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from guildhall.shell import pictures
from guildhall.shell.pictures import Picture


def domain_weights(weights: Mapping[str, Decimal]) -> Picture | None:
    """The domains with their weights in per cent, the heaviest above; None where nothing weighs anything."""
    if not weights:
        return None
    rows = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    values = [
        {"domain": name, "weight": float(weight), "label": f"{number_format(weight, 1)} %"} for name, weight in rows
    ]
    place = {
        "field": "domain",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"ticks": False, "domain": False},
    }
    across = {"field": "weight", "type": "quantitative", "title": _("Weight in per cent"), "axis": {"tickCount": 5}}
    return Picture(
        title=_("Weight of the domains"),
        description=_("%(domain)s weighs most, with %(weight)s per cent of the examination.")
        % {"domain": rows[0][0], "weight": number_format(rows[0][1])},
        spec={
            "data": {"values": values},
            "width": 380,
            "height": {"step": 34},
            "encoding": {"y": place, "x": across},
            "layer": [
                {"mark": {"type": "bar", "color": pictures.ACTION, "height": 20}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 6, "color": pictures.TEXT, "fontSize": 13},
                    "encoding": {"text": {"field": "label"}},
                },
            ],
        },
        heads=[_("Domain"), _("Weight in per cent")],
        rows=rows,
    )
