"""Pages of the starter set: what is in it, what was taken in, and taking in what was not."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.documents import queries, texts
from guildhall.documents.acts.starter import Taken, take_in, take_in_all
from guildhall.documents.forms.manual import TakeInForm
from guildhall.documents.models import Document, DocumentKind
from guildhall.documents.permissions import may_keep_documents
from guildhall.documents.starter import Starter, starters
from guildhall.kernel import clauses
from guildhall.ledger.acts import Act
from guildhall.shell import refusals
from guildhall.shell.pages import page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

TAKE_IN: Act[..., Any] = take_in


@dataclass(frozen=True)
class Line:
    """A document of the set as the page shows it, with the body's own document where it was taken in."""

    starter: Starter
    taken: Document | None
    in_effect: bool

    @property
    def kind(self) -> str:
        return str(DocumentKind(self.starter.kind).label)

    @property
    def clauses(self) -> str:
        """By edition, each named once: ``17024:2012 9.8.1, 9.8.2``."""
        numbers = [(each.partition(":")[0], each.partition(":")[2]) for each in self.starter.clauses]
        told = {edition: [number for of, number in numbers if of == edition] for edition in clauses.EDITIONS}
        return "; ".join(
            f"{clauses.label(edition).strip()} {', '.join(each)}" for edition, each in told.items() if each
        )

    @property
    def status(self) -> Status:
        if self.taken is None:
            return Status(_("Not taken in"), Tone.OPEN)
        return Status(_("In effect"), Tone.HOLDS) if self.in_effect else Status(_("Taken in, not in effect"), Tone.SOON)


@page(area="desk", permission=may_keep_documents)
def register(request: PageRequest) -> HttpResponse:
    """The whole set, with what became of each document."""
    lines = _lines()
    context = {
        "title": _("Starter set"),
        "lines": lines,
        "taken": sum(line.taken is not None for line in lines),
        "in_effect": sum(line.in_effect for line in lines),
    }
    return render(request, "documents/starter.html", context)


@page(area="desk", permission=may_keep_documents)
def take_one(request: PageRequest, code: str) -> HttpResponseBase:
    """Read one document of the set, and take it in."""
    found = starters().get(code)
    if found is None:
        raise Http404
    return perform(
        request,
        take_in,
        _form(request),
        arguments=lambda typed: {"code": code, **typed},
        then=lambda document: ("documents:document", document.pk),
        title=_("Take in “%(title)s”") % {"title": found.title},
        template="documents/starter_one.html",
        context={
            "kind": code,
            "button": _("Take it in"),
            "shown": texts.of_nobody(found.texts["en"].body),
            "languages": sorted(found.texts),
        },
    )


@page(area="desk", permission=may_keep_documents)
def take_all(request: PageRequest) -> HttpResponse:
    """Take in whatever is not there yet, and report on each document."""
    form = _form(request)
    missing = [line.starter for line in _lines() if line.taken is None]
    title = _("Take in all that is missing")
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": title, "lead": ", ".join(each.code for each in missing)}
        return render(request, "shell/act.html", context, status=422 if form.errors else 200)
    asked = {"owner": form.cleaned_data["owner"], "once": form.cleaned_data["once"]}
    report = [_reported(each) for each in take_in_all(by=request.actor, **asked)]
    return render(request, "documents/starter_report.html", {"title": title, "report": report})


def _form(request: PageRequest) -> TakeInForm:
    return TakeInForm(request.POST or None, initial={"owner": request.person})


def _reported(taken: Taken) -> tuple[Taken, refusals.Shown | None]:
    return taken, refusals.shown(taken.refusal, act=TAKE_IN) if taken.refusal else None


def _lines() -> list[Line]:
    there = {each.code: each for each in queries.documents().filter(code__in=starters())}
    effective = set(queries.in_effect().filter(document__code__in=starters()).values_list("document__code", flat=True))
    return [Line(each, there.get(code), code in effective) for code, each in starters().items()]
