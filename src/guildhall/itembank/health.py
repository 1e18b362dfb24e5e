"""The health of a bank as pictures: each told in a sentence, with its numbers as a table."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.itembank.lifecycles import ITEM
from guildhall.itembank.lifecycles.items import REVIEWED_STATES
from guildhall.itembank.models import Level
from guildhall.itembank.queries import health
from guildhall.itembank.queries.health import Held
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.pictures import ACTION, BRASS, CLOSED, HOLDS, INK, SOON, Picture
from guildhall.shell.words import translated

COUNTED = {"tickMinStep": 1, "format": ",d", "labelExpr": "datum.value % 1 ? '' : datum.label"}
"""An axis of counts: of a few items, too, there are no halves."""

KINDS = {
    "use": (gettext_noop("In use"), HOLDS),
    "pilot": (gettext_noop("In a pilot"), ACTION),
    "way": (gettext_noop("Under way"), BRASS),
    "away": (gettext_noop("Resting or flagged"), CLOSED),
}
"""What a cell of the blueprint holds, in words and colours."""


def blueprint(cells: Sequence[Held]) -> Picture | None:
    """A bar for each domain, with a mark where its need ends; nothing where a scheme has no domains yet."""
    if not cells:
        return None
    return Picture(
        title=_("Items against the blueprint"),
        description=_short(cells),
        spec=_blueprint(cells),
        heads=[_("Domain"), _("Needed for a form"), *(translated(word) for word, _colour in KINDS.values())],
        rows=[
            (f"{each.code} {each.title}", each.needed, *(each.by_kind.get(kind, 0) for kind in KINDS)) for each in cells
        ],
    )


def _short(cells: Sequence[Held]) -> str:
    """What the picture of the blueprint tells."""
    missing = [f"{each.code} ({each.missing})" for each in cells if each.missing]
    if missing:
        told = _("Marks show what a form needs. Items in use are missing in these domains: %(domains)s.")
        return told % {"domains": ", ".join(missing)}
    count = min((each.in_use // each.needed for each in cells if each.needed), default=0)
    return ngettext(
        "Marks show what a form needs. Every domain has them; they do for %(count)d form without overlap.",
        "Marks show what a form needs. Every domain has them; they do for %(count)d forms without overlap.",
        count,
    ) % {"count": count}


def _blueprint(cells: Sequence[Held]) -> dict[str, Any]:
    y = {"field": "domain", "type": "nominal", "title": None, "sort": None}
    words = [translated(word) for word, _colour in KINDS.values()]
    colours = [colour for _word, colour in KINDS.values()]
    return {
        "width": 460,
        "height": {"step": 26},
        "data": {"values": [row for each in cells for row in _bars(each)]},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": y,
                    "x": {"field": "items", "type": "quantitative", "title": _("Items"), "axis": COUNTED},
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": words, "range": colours},
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


def _bars(cell: Held) -> Iterator[dict[str, Any]]:
    for place, (kind, (word, _colour)) in enumerate(KINDS.items()):
        yield {
            "domain": f"{cell.code} {cell.title}",
            "kind": translated(word),
            "items": cell.by_kind.get(kind, 0),
            "place": place,
            "needed": cell.needed,
        }


def levels(cells: Sequence[Held], found: Mapping[tuple[str, str], int]) -> Picture | None:
    """A field for each domain and level, the darker the more items in use it holds; nothing where none is in use."""
    if not found:
        return None
    words = {level: str(Level(level).label) if level else _("not said") for level in health.known_levels()}
    values = [
        {"domain": each.code, "level": word, "items": found.get((each.code, level), 0)}
        for each in cells
        for level, word in words.items()
    ]
    unsaid = sum(count for (_code, level), count in found.items() if not level)
    told = _("Each field holds how many items in use ask for that level in that domain.")
    open_ones = ngettext("Of %(count)d item it is not said.", "Of %(count)d items it is not said.", unsaid)
    return Picture(
        title=_("Cognitive levels"),
        description=f"{told} {open_ones % {'count': unsaid}}" if unsaid else told,
        spec=_field(values, list(words.values())),
        heads=[_("Domain"), *words.values()],
        rows=[(each.code, *(found.get((each.code, level), 0) for level in words)) for each in cells],
    )


def _field(values: Sequence[Mapping[str, Any]], words: Sequence[str]) -> dict[str, Any]:
    place = {
        "y": {"field": "domain", "type": "nominal", "title": None, "sort": None},
        "x": {"field": "level", "type": "nominal", "title": None, "sort": list(words), "axis": {"labelAngle": 0}},
    }
    shade = {"field": "items", "type": "quantitative", "legend": None, "scale": {"range": [0.06, 0.55], "zero": True}}
    return {
        "width": {"step": 96},
        "height": {"step": 28},
        "data": {"values": list(values)},
        "layer": [
            {"mark": {"type": "rect", "color": ACTION}, "encoding": {**place, "opacity": shade}},
            {"mark": {"type": "text"}, "encoding": {**place, "text": {"field": "items", "type": "quantitative"}}},
        ],
    }


def ages(found: Sequence[int]) -> Picture | None:
    """How old the items in use are; nothing where none is in use."""
    last = len(found) - 1
    words = [_("under 1"), *(str(years) for years in range(1, last)), _("%(years)d or more") % {"years": last}]
    old = found[last]
    told = ngettext(
        "%(count)d item in use was written %(years)d years ago or earlier.",
        "%(count)d items in use were written %(years)d years ago or earlier.",
        old,
    )
    return _columns(
        _("Age of the items in use"), _("Years"), words, found, told % {"count": old, "years": last}, ACTION
    )


def exposures(found: Sequence[int]) -> Picture | None:
    """How many candidates saw the items in use; nothing where none is in use."""
    told = ngettext(
        "%(count)d item in use was seen by no candidate yet.",
        "%(count)d items in use were seen by no candidate yet.",
        found[0],
    ) % {"count": found[0]}
    return _columns(_("Exposure of the items in use"), _("Candidates"), _bands(), found, told, SOON)


def _bands() -> list[str]:
    starts = health.EXPOSURES
    ends = ((start, following - 1) for start, following in pairwise(starts))
    return [*(f"{start}–{end}" if end > start else str(start) for start, end in ends), f"{starts[-1]}+"]


def _columns(
    title: str, label: str, words: Sequence[str], found: Sequence[int], told: str, colour: str
) -> Picture | None:
    if not sum(found):
        return None
    x = {"field": "what", "type": "nominal", "title": label, "sort": None, "axis": {"labelAngle": 0}}
    y = {"field": "items", "type": "quantitative", "title": _("Items"), "axis": COUNTED}
    return Picture(
        title=title,
        description=told,
        spec={
            "width": 380,
            "height": 160,
            "data": {"values": [{"what": word, "items": count} for word, count in zip(words, found, strict=True)]},
            "mark": {"type": "bar", "color": colour},
            "encoding": {"x": x, "y": y},
        },
        heads=[label, _("Items")],
        rows=list(zip(words, found, strict=True)),
    )


def waiting(found: Mapping[str, int]) -> Picture | None:
    """How many items wait in each step of review; nothing where none waits."""
    if not found:
        return None
    rows = [(translated(ITEM.words[state]), found.get(state, 0)) for state in REVIEWED_STATES]
    count = sum(found.values())
    return Picture(
        title=_("Waiting for reviewers"),
        description=ngettext("%(count)d item is in review.", "%(count)d items are in review.", count)
        % {"count": count},
        spec={
            "width": 300,
            "height": {"step": 30},
            "data": {"values": [{"step": step, "items": items} for step, items in rows]},
            "mark": {"type": "bar", "height": 16, "color": BRASS},
            "encoding": {
                "y": {"field": "step", "type": "nominal", "title": None, "sort": None},
                "x": {"field": "items", "type": "quantitative", "title": _("Items"), "axis": COUNTED},
            },
        },
        heads=[_("Step"), _("Items")],
        rows=rows,
    )


def pictures(scheme: Scheme) -> list[Picture]:
    """What the bank of a scheme holds, in pictures."""
    cells = health.held(scheme)
    found = (
        blueprint(cells),
        levels(cells, health.levels(scheme)),
        ages(health.ages(scheme)),
        exposures(health.exposures(scheme)),
        waiting(health.in_review(scheme)),
    )
    return [each for each in found if each]
