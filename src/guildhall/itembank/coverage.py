"""The bank against the blueprint, as a picture: what one form needs of each domain, and what there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.itembank import queries
from guildhall.itembank.queries import Cell
from guildhall.schemes.models import Scheme
from guildhall.shell.pictures import BRASS, HOLDS, INK, Picture


@dataclass(frozen=True)
class Coverage:
    """How far the bank of a scheme fills its blueprint."""

    scheme: Scheme
    cells: Sequence[Cell]

    @property
    def picture(self) -> Picture | None:
        """A bar for each domain with a mark where its need ends; nothing where a scheme has no domains yet."""
        if not self.cells:
            return None
        return Picture(
            title=_("%(scheme)s: items in use against the blueprint") % {"scheme": self.scheme.code},
            description=self.sentence,
            spec=_spec(self.cells),
            heads=[_("Domain"), _("Needed for a form"), _("In use"), _("Under way")],
            rows=[(f"{each.code} {each.title}", each.needed, each.usable, each.under_way) for each in self.cells],
        )

    @property
    def sentence(self) -> str:
        """What the picture tells."""
        short = [f"{each.code} ({each.missing})" for each in self.cells if each.missing]
        if short:
            told = _("Marks show what a form needs. Items are missing in these domains: %(domains)s.")
            return told % {"domains": ", ".join(short)}
        count = min((each.usable // each.needed for each in self.cells if each.needed), default=0)
        return ngettext(
            "Marks show what a form needs. Every domain has them; they do for %(count)d form without overlap.",
            "Marks show what a form needs. Every domain has them; they do for %(count)d forms without overlap.",
            count,
        ) % {"count": count}


def of(schemes: Iterable[Scheme]) -> list[Coverage]:
    """The coverage of each of `schemes`."""
    return [Coverage(scheme, queries.coverage(scheme)) for scheme in schemes]


def _spec(cells: Sequence[Cell]) -> dict[str, Any]:
    y = {"field": "domain", "type": "nominal", "title": None, "sort": None}
    return {
        "width": 420,
        "height": {"step": 26},
        "data": {"values": [row for each in cells for row in _bars(each)]},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": y,
                    "x": {"field": "items", "type": "quantitative", "title": _("Items"), "axis": {"tickMinStep": 1}},
                    "color": {
                        "field": "what",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": [_("In use"), _("Under way")], "range": [HOLDS, BRASS]},
                        "legend": {"orient": "bottom"},
                    },
                    "order": {"field": "place", "type": "quantitative"},
                },
            },
            {
                "mark": {"type": "tick", "thickness": 3, "size": 24, "color": INK},
                "encoding": {"y": y, "x": {"field": "needed", "type": "quantitative", "aggregate": "max"}},
            },
        ],
    }


def _bars(cell: Cell) -> Iterator[dict[str, Any]]:
    domain = f"{cell.code} {cell.title}"
    for place, (what, items) in enumerate(((_("In use"), cell.usable), (_("Under way"), cell.under_way))):
        yield {"domain": domain, "what": what, "items": items, "place": place, "needed": cell.needed}
