"""An item is tried by who may see its key: answered like a candidate, by keyboard alone if one wishes, and scored."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import delivering, readings
from guildhall.itembank.answering import answered
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.views.items import version_of
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest


@page(area="desk", permission=works_on_items)
def attempt(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Answer an item and see what the answer earns, and by which rules; nothing of it is kept.

    The score tells the key, so it is a look at the key, and logged as one.
    """
    version = version_of(pk)
    item = readings.opened(by=request.actor, version=version)
    shown = delivering.shown(version, id_prefix=readings.PREVIEW)
    context: dict[str, Any] = {"title": _("Try %(number)s") % {"number": version.item.number}, "version": version}
    if request.method == "POST":
        given = answered(shown, request.POST)
        shown = delivering.shown(version, id_prefix=readings.PREVIEW, values=given)
        context |= _scored(version, item, {name: [each for each in said if each] for name, said in given.items()})
    return render(request, "itembank/try.html", context | {"preview": shown.html})


def _scored(version: ItemVersion, item: qti.Item, given: dict[str, list[str]]) -> dict[str, Any]:
    """What the answers earn, with every line of the reckoning."""
    scored = qti.score(item, given)
    return {
        "earned": f"{scored.score:g}",
        "most": f"{float(version.maximum):g}",
        "is_full": scored.score >= float(version.maximum) > 0,
        "by_hand": qti.describe(item).by_hand,
        "outcomes": [(name, _told(value)) for name, value in scored.outcomes.items()],
        "trace": [step.sentence for step in scored.trace],
    }


def _told(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "–" if value is None else str(value)
