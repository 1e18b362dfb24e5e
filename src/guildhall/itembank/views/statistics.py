"""Pages on which the statistics of an item are looked at."""

from uuid import UUID

from django.http import HttpResponseBase

from guildhall.itembank.acts import statistics
from guildhall.itembank.forms import RemarkForm
from guildhall.itembank.permissions import studies_items
from guildhall.itembank.views.items import version_of
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=studies_items)
def review(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Judge how an item did in its pilot."""
    version = version_of(pk)
    form = RemarkForm(request.POST or None, record=version)
    then = ("itembank:version", version.pk)
    return perform(request, statistics.accept, form, record=version, then=then, context={"kind": str(version)})


@page(area="desk", permission=studies_items)
def look(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Look at how candidates answered an item in use."""
    version = version_of(pk)
    form = RemarkForm(request.POST or None, record=version)
    then = ("itembank:version", version.pk)
    return perform(request, statistics.look, form, record=version, then=then, context={"kind": str(version)})
