"""What everybody may read without asking: the public documents in their effective version, under stable addresses."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.documents import queries, texts
from guildhall.documents.models import DocumentVersion, Picture
from guildhall.shell.downloads import download
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest


@page(area="public", permission=PUBLIC)
def register(request: PageRequest) -> HttpResponse:
    """All public documents."""
    return render(request, "documents/public_list.html", {"title": _("What we say"), "versions": queries.public()})


@page(area="public", permission=PUBLIC)
def document(request: PageRequest, code: str) -> HttpResponse:
    """One public document in its effective version; in the asked language, otherwise in the reader's."""
    version = _version(request, code)
    spoken = queries.readable_by(None).filter(document_id=version.document_id).exclude(pk=version.pk)
    names = dict(settings.LANGUAGES)
    context = {
        "title": version.title,
        "version": version,
        "shown": texts.in_public(version) if version.body else "",
        "others": [(each.language, names[each.language]) for each in spoken.order_by("language")],
    }
    return render(request, "documents/public_document.html", context)


@page(area="public", permission=PUBLIC)
def paper(request: PageRequest, code: str) -> HttpResponseBase:
    """The PDF of a public document that was handed in."""
    version = _version(request, code)
    if version.upload is None:
        raise Http404
    return download(request, version.upload)


@page(area="public", permission=PUBLIC)
def picture(request: PageRequest, code: str, name: str) -> HttpResponseBase:
    """A picture that a public document shows; what stands only in drafts is shown to nobody."""
    shown = queries.readable_by(None).filter(document__code=code)
    if not any(texts.names_picture(version.body, name) for version in shown):
        raise Http404
    document_id = shown[0].document_id
    found = get_object_or_404(Picture.objects.select_related("file"), document_id=document_id, name=name)
    return download(request, found.file)


def _version(request: PageRequest, code: str) -> DocumentVersion:
    version = queries.public_document(code, request.GET.get("language") or None)
    if version is None:
        raise Http404
    return version
