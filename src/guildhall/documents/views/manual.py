"""The whole manual as one file: ordered here, and loaded down when the worker has made it."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guildhall.documents import queries, readings
from guildhall.documents.acts import manual
from guildhall.documents.forms.manual import ManualForm
from guildhall.documents.models import ManualCopy
from guildhall.documents.permissions import works_by_documents
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell.downloads import download
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

SHOWN = 20
"""How many of one's copies are shown, the latest first."""


@page(area="desk", permission=works_by_documents)
def order(request: PageRequest) -> HttpResponseBase:
    """Order the manual, and find the copies that one ordered before."""
    copies = ManualCopy.objects.filter(ordered_by=request.person).select_related("file").order_by("-ordered_at")
    form = ManualForm(request.POST or None, initial={"language": get_language()})
    context = {
        "lead": _("Every document in effect that you may read, with contents and links, sealed, as it stands today."),
        "button": _("Make it"),
        "copies": copies[:SHOWN],
        "documents": len(queries.spoken_each(queries.readable_by(request.person.pk), None)),
    }
    return perform(
        request, manual.order, form, then=("documents:manual",), template="documents/manual.html", context=context
    )


@page(area="desk", permission=works_by_documents)
def copy(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A copy that one ordered."""
    kept = readings.file_of_copy(by=request.actor, copy=get_object_or_404(ManualCopy, pk=pk))
    if kept is None:
        raise Refusal(
            _("This copy is still being made."), mend=Mend(_("Load the page again in a minute.")), code="not-made"
        )
    return download(request, kept)
