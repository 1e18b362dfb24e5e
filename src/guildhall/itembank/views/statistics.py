"""Pages on which somebody looks at how candidates answered an item."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import statistics
from guildhall.itembank.forms import RemarkForm
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import studies_items
from guildhall.itembank.telling import described
from guildhall.itembank.views.items import version_of
from guildhall.ledger.acts import Act
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=studies_items)
def review(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Judge how an item did in its pilot."""
    return _looked_at(request, statistics.accept, version_of(pk))


@page(area="desk", permission=studies_items)
def look(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Look at how candidates answered an item in use."""
    return _looked_at(request, statistics.look, version_of(pk))


def _looked_at(request: PageRequest, act: "Act[..., Any]", version: ItemVersion) -> HttpResponseBase:
    """The numbers beside the item and its key: what they mean hangs on both."""
    return perform(
        request,
        act,
        RemarkForm(request.POST or None, record=version),
        record=version,
        then=("itembank:version", version.pk),
        template="itembank/statistics.html",
        context={
            "kind": str(version),
            "version": version,
            "preview": readings.seen(by=request.actor, version=version).html,
            "item": described(readings.opened(by=request.actor, version=version)),
            "statistics": list(queries.measured(version)),
        },
    )
