"""Pages of documents that come from outside."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.documents import queries, readings
from guildhall.documents.acts import external
from guildhall.documents.forms.common import FindingsForm
from guildhall.documents.forms.external import ExternalForm, SupersededForm
from guildhall.documents.lifecycles import EXTERNAL
from guildhall.documents.models import CurrencyCheck, ExternalDocument
from guildhall.documents.permissions import works_by_documents
from guildhall.documents.views import states
from guildhall.identity import persons
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import files, keys
from guildhall.vault.kinds import PDF


def _opened(rows: Sequence[ExternalDocument]) -> None:
    """Fetch the keys of all names at once."""
    persons.opened(row.owner for row in rows)


REGISTER = ListPage[ExternalDocument](
    name="documents.external",
    title=gettext_noop("External documents"),
    queryset=lambda request: queries.external(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("documents:external", row.pk), "number", True
        ),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("Edition"), lambda row: row.edition),
        Column(gettext_noop("Publisher"), lambda row: row.publisher, order="publisher"),
        Column(gettext_noop("Owner"), lambda row: row.owner.name),
        Column(gettext_noop("State"), states.of_external),
        Column(gettext_noop("Looked up again by"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in EXTERNAL.words.items()],
            lambda rows, value: rows.filter(state=value),
        )
    ],
    search=lambda rows, text: rows.filter(
        Q(number__icontains=text) | Q(title__icontains=text) | Q(publisher__icontains=text)
    ),
    search_hint=gettext_noop("Number, title or publisher"),
    before_showing=_opened,
    empty=gettext_noop(
        "Here stand the standards, laws and manuals of others by which you work, each with its edition and the day on "
        "which somebody looks again whether it is current."
    ),
    new=(external.register, ("documents:external-register",)),
)

MOVES: dict[str, tuple[Act[..., ExternalDocument], type[ActForm]]] = {
    "check": (external.check, FindingsForm),
    "supersede": (external.supersede, SupersededForm),
}


@page(area="desk", permission=works_by_documents)
def register(request: PageRequest) -> HttpResponseBase:
    """All documents from outside."""
    return REGISTER.response(request)


@page(area="desk", permission=works_by_documents)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One document from outside, and who looked when."""
    found = _external(pk)
    known = {"external": found}
    return render_record(
        request,
        found,
        kind=_("External document"),
        title=found.title,
        status=states.of_external(found),
        facts=[
            Fact(_("Number"), found.number),
            Fact(_("Publisher"), found.publisher),
            Fact(_("Edition in use"), found.edition, note=found.replaced_by_edition and _replaced(found)),
            Fact(_("Where one sees which is current"), found.found_at),
            Fact(_("Used for"), found.used_for),
            Fact(_("Answers for it"), found.owner.name, note=found.owner.number),
            Fact(_("Looked up again by"), found.due_on),
            Fact(_("Copy"), _("PDF") if found.file else "", link=("documents:external-file", pk) if found.file else ()),
        ],
        offers=[
            Offer(external.check, ("documents:external-check", found.pk), known, main=True),
            Offer(external.supersede, ("documents:external-supersede", found.pk), known),
        ],
        related=[_checks(found)],
    )


def _replaced(found: ExternalDocument) -> str:
    return _("%(edition)s took its place") % {"edition": found.replaced_by_edition}


def _checks(found: ExternalDocument) -> Related:
    looked = found.checks.select_related("checked_by").order_by("-checked_at")
    return Related(
        _("Who looked whether it is current"),
        [_check(each) for each in looked],
        empty=_("Nobody yet. Look where its publisher tells, and write what you found."),
    )


def _check(check: CurrencyCheck) -> Row:
    status = Status(_("Current"), Tone.HOLDS) if check.is_current else Status(_("Superseded"), Tone.FAILS)
    return Row(check.checked_by.name, check.findings, (), status)


@page(area="desk", permission=works_by_documents)
def register_one(request: PageRequest) -> HttpResponse:
    """Register a document from outside."""

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        upload = typed.pop("upload")
        return {**typed, "file": files.receive(upload, key_id=keys.BODY, allowed=(PDF,)) if upload else None}

    form = ExternalForm(request.POST or None, request.FILES or None, initial={"owner": request.person})
    return perform(
        request, external.register, form, arguments=arguments, then=lambda made: ("documents:external", made.pk)
    )


@page(area="desk", permission=works_by_documents)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Say that it is current, or what took its place."""
    found = _external(pk)
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("documents:external", found.pk),
        context={"kind": found.title, "back": url(("documents:external", found.pk))},
    )


@page(area="desk", permission=works_by_documents)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The copy that the body keeps."""
    found = readings.external_file(by=request.actor, external=_external(pk))
    if found is None:
        raise Http404
    return download(request, found)


def _external(pk: UUID) -> ExternalDocument:
    return get_object_or_404(queries.external().select_related("owner", "file"), pk=pk)
