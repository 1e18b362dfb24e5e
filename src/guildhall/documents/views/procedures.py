"""Which procedure governs which records, what of it is in effect, and what is open under an earlier version."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.documents import governing, queries
from guildhall.documents.governing import Replaced
from guildhall.documents.models import Document, DocumentVersion
from guildhall.documents.permissions import works_by_documents
from guildhall.shell.pages import page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Line:
    """A procedure as the page shows it."""

    code: str
    nouns: str
    document: Document | None
    version: DocumentVersion | None
    replaced: list[Replaced]

    @property
    def status(self) -> Status:
        if self.version is None:
            return Status(_("No version is in effect"), Tone.FAILS)
        return Status(_("Version %(ordinal)d") % {"ordinal": self.version.ordinal}, Tone.HOLDS)


@page(area="desk", permission=works_by_documents)
def register(request: PageRequest) -> HttpResponse:
    """Every procedure that a kind of record names, by code."""
    context = {"title": _("Governing procedures"), "lines": _lines()}
    return render(request, "documents/procedures.html", context)


def _lines() -> list[Line]:
    asked = governing.procedures()
    documents = {each.code: each for each in queries.documents().filter(code__in=asked)}
    found = queries.spoken_each(queries.in_effect().filter(document__code__in=asked), None)
    effective = {each.document.code: each for each in found}
    replaced = governing.replaced()
    return [
        Line(
            code,
            ", ".join(translated(noun) for noun in governing.nouns(lives)),
            documents.get(code),
            effective.get(code),
            [each for each in replaced if each.life.procedure == code],
        )
        for code, lives in asked.items()
    ]
