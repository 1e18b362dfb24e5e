"""What stands beside the form while an item is written: the item as candidates will see it, and the advice on it.

What is typed is sent here and shown; nothing of it is kept. The frame works without a script, by a button; the advice
then stands in it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import contents, delivering
from guildhall.itembank.acts import items
from guildhall.itembank.forms import FORMS, QuestionForm
from guildhall.itembank.guidance import advice
from guildhall.itembank.permissions import may_write, writes_items
from guildhall.itembank.questions import built, lacking, sketch
from guildhall.itembank.readings import PREVIEW
from guildhall.itembank.shelf import ShelvedPicture, shelf_of
from guildhall.itembank.views.framing import framed
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.writing import SHOWN_AS, form_of, scheme_of
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest

SCHEMES = {"dark": "dark"}
"""Ways of being shown that need other colours; all others are light."""


@page(area="desk", permission=writes_items)
def new(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """An item that is being written, as far as it can be shown."""
    scheme = scheme_of(pk)
    if kind not in FORMS:
        raise Http404
    if refusal := may_write.refusal(by=request.actor, scheme=scheme):
        raise refusal
    shelf = shelf_of(scheme, request.person.id)
    return shown(request, FORMS[kind](request.POST or None, shelf=shelf, domains=[]))


@page(area="desk", permission=writes_items)
def draft(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A draft that is being changed, as far as it can be shown."""
    version = version_of(pk)
    if refusal := items.edit.refusal(by=request.actor, version=version):
        raise refusal
    return shown(request, form_of(request, version))


def shown(request: PageRequest, form: QuestionForm) -> HttpResponse:
    """What was typed, with the advice on it; a frame shows it, or a script puts its two parts where they belong."""
    context = _context(form) if form.is_bound else {}
    shown_as = request.POST.get("shown_as", "")
    look = shown_as if shown_as in SHOWN_AS else "light"
    page_ = {"title": _("Preview"), "look": look, "scheme": SCHEMES.get(look, "light"), **context}
    return framed(render(request, "itembank/preview.html", page_))


def _context(form: QuestionForm) -> dict[str, Any]:
    form.is_valid()
    question, lack = form.question, lacking(form.question)
    shown = sketch(question)
    item = built(shown, "IT") if shown else None
    return {
        "asked": True,
        "lack": lack,
        "preview": _html(item, form.shelf.behind(question)) if item else "",
        "language": question.language,
        "advice": advice(item) if item and not lack else [],
        "findings": [each.message for each in qti.validate(item) if each.severity == "error"] if item else [],
    }


def _html(item: qti.Item, files: Mapping[str, str]) -> str:
    return delivering.rendered(item, files, id_prefix=PREVIEW).html


@page(area="desk", permission=writes_items)
def canvas(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The picture that is chosen, to draw spots on."""
    scheme = scheme_of(pk)
    if refusal := may_write.refusal(by=request.actor, scheme=scheme):
        raise refusal
    chosen = shelf_of(scheme, request.person.id).pictures.get(request.GET.get("picture", ""))
    return _canvas(request, chosen)


@page(area="desk", permission=writes_items)
def draft_canvas(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The picture that is chosen for a draft, to draw spots on."""
    version = version_of(pk)
    if refusal := items.edit.refusal(by=request.actor, version=version):
        raise refusal
    return _canvas(request, form_of(request, version).shelf.pictures.get(request.GET.get("picture", "")))


def _canvas(request: PageRequest, chosen: ShelvedPicture | None) -> HttpResponse:
    if chosen is None:
        return render(request, "itembank/_canvas.html", {})
    resolve = delivering.embedding(contents.pictures({chosen.picture.address: chosen.kept}))
    context = {"picture": chosen.picture, "address": resolve(chosen.picture.address)}
    return render(request, "itembank/_canvas.html", context)
