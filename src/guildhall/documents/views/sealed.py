"""The sealed file of a version: for who may read it, and of what is public for everybody."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.documents import queries, readings
from guildhall.documents.models import DocumentVersion, Frozen
from guildhall.documents.permissions import works_by_documents
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell.downloads import download
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest
from guildhall.vault.models import StoredFile


@page(area="desk", permission=works_by_documents)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A version as it was approved, with its approval page."""
    version = get_object_or_404(DocumentVersion.objects.select_related("document__scope"), pk=pk)
    return download(request, _made(readings.sealed_file_of(by=request.actor, version=version)))


@page(area="public", permission=PUBLIC)
def public_file(request: PageRequest, code: str) -> HttpResponseBase:
    """A public document as it was approved, in its effective version."""
    version = queries.public_document(code, request.GET.get("language"))
    if version is None:
        raise Http404
    kept = Frozen.objects.filter(version=version).select_related("file").first()
    return download(request, _made(kept.file if kept else None))


def _made(kept: StoredFile | None) -> StoredFile:
    if kept is None:
        raise Refusal(
            _("The sealed file of this version is not there yet."),
            mend=Mend(_("The worker makes it right after the approval. Load the page again in a minute.")),
            code="not-made",
        )
    return kept
