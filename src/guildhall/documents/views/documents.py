"""Pages of a document: what is said of it, its versions, its readers, its pictures."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.documents import queries, readings
from guildhall.documents.acts import distribution, documents, pictures, versions
from guildhall.documents.forms.common import ReasonForm
from guildhall.documents.forms.documents import DescribeForm, DistributeForm, PictureForm, PublishForm, RegisterForm
from guildhall.documents.forms.versions import DraftForm
from guildhall.documents.lifecycles import OVER, VersionState
from guildhall.documents.models import Distribution, Document, DocumentVersion, Picture, Topic
from guildhall.documents.permissions import may_open_the_archive, may_read_version, works_by_documents
from guildhall.documents.views import states
from guildhall.identity.models import Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel.clauses import label
from guildhall.notices import timers
from guildhall.shell.downloads import download
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import files, keys


@page(area="desk", permission=works_by_documents)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One document with its versions, its readers and its pictures."""
    document = readings.one_document(by=request.actor, document=_document(pk))
    return render_record(
        request,
        document,
        kind=str(document.kind_word),
        title=document.title,
        status=_status(document),
        facts=_facts(document),
        offers=_offers(document),
        related=[_versions(request, document), _readers(document), _pictures(document)],
    )


def _status(document: Document) -> Status | None:
    current = queries.in_effect().filter(document=document).order_by("-ordinal").first()
    return states.of_version(current) if current else Status(_("Nothing is in effect"), Tone.CLOSED)


def _facts(document: Document) -> list[Fact]:
    topic = str(Topic(document.topic).label) if document.topic else ""
    public = ("documents:public-document", document.code) if document.is_public else ()
    return [
        Fact(_("Code"), document.code, note=document.number),
        Fact(_("Answers for it"), document.owner.name, note=document.owner.number),
        Fact(_("Of"), document.scope.name),
        Fact(_("Answers the clauses"), ", ".join(label(each) for each in document.governs)),
        Fact(_("Public"), _("yes") if document.is_public else _("no"), link=public, note=topic),
        Fact(_("Only for those to whom it is distributed"), document.restricted),
        Fact(_("Reviewed"), _("every %(period)s") % {"period": timers.said(queries.review_period(document))}),
    ]


def _offers(document: Document) -> list[Offer]:
    known = {"document": document}
    shown = [
        Offer(versions.draft, ("documents:draft", document.pk), known, main=True),
        Offer(distribution.distribute, ("documents:distribute", document.pk), known),
        Offer(pictures.keep, ("documents:picture-add", document.pk), known),
        Offer(documents.describe, ("documents:describe", document.pk), known),
    ]
    if document.is_public:
        return [*shown, Offer(documents.conceal, ("documents:conceal", document.pk), known)]
    return [*shown, Offer(documents.publish, ("documents:publish", document.pk), known)]


def _versions(request: PageRequest, document: Document) -> Related:
    found = queries.versions().filter(document=document).exclude(state=VersionState.DISCARDED)
    archived = may_open_the_archive.refusal(by=request.actor) is None
    shown = [
        each
        for each in found.order_by("-ordinal", "language")
        if (archived if each.state in OVER else not may_read_version.refusal(by=request.actor, version=each))
    ]
    return Related(_("Versions"), [_version(each) for each in shown], empty=_("Nothing is written yet. Begin a draft."))


def _version(version: DocumentVersion) -> Row:
    what = _("Version %(ordinal)d, %(language)s") % {"ordinal": version.ordinal, "language": version.language_word}
    return Row(what, version.summary, ("documents:version", version.pk), states.of_version(version))


def _readers(document: Document) -> Related:
    found = document.distributions.filter(ended_at__isnull=True).select_related("scope", "document")
    return Related(
        _("Distributed to"),
        [_reader(each) for each in found.order_by("role")],
        empty=_(
            "To nobody yet. Distribute it to the roles that work by it, and ask them to acknowledge it if need be."
        ),
    )


def _reader(each: Distribution) -> Row:
    where = each.scope.name if each.scope else _("Wherever it is held")
    asked = Status(_("To be acknowledged"), Tone.SOON) if each.must_acknowledge else Status(_("To be read"), Tone.OPEN)
    return Row(translated(role_named(each.role).name), where, ("documents:distribution", each.pk), asked)


def _pictures(document: Document) -> Related:
    found = document.pictures.order_by("name")
    return Related(
        _("Pictures"),
        [Row(each.name, each.description, ("documents:picture", each.pk)) for each in found],
        note=_("In a text: ![](picture:name)"),
        empty=_("None. Add one, and show it in the text by its name."),
    )


@page(area="desk", permission=works_by_documents)
def register(request: PageRequest) -> HttpResponse:
    """Register a document."""
    began = {"owner": request.person, "scope": Scope.objects.filter(kind=Scope.Kind.BODY).first()}
    form = RegisterForm(request.POST or None, initial=began)
    return perform(request, documents.register, form, then=lambda made: ("documents:document", made.pk))


@page(area="desk", permission=works_by_documents)
def describe(request: PageRequest, pk: UUID) -> HttpResponse:
    """Say anew who answers for it, what it governs, who reads it."""
    document = _document(pk)
    names = ("title", "owner", "governs", "restricted", "review_months")
    began = {name: getattr(document, name) for name in names}
    form = DescribeForm(request.POST or None, record=document, initial=began)
    return perform(request, documents.describe, form, record=document, then=("documents:document", document.pk))


@page(area="desk", permission=works_by_documents)
def publish(request: PageRequest, pk: UUID) -> HttpResponse:
    """Let everybody read it."""
    document = _document(pk)
    form = PublishForm(request.POST or None, record=document)
    return perform(request, documents.publish, form, record=document, then=("documents:document", document.pk))


@page(area="desk", permission=works_by_documents)
def conceal(request: PageRequest, pk: UUID) -> HttpResponse:
    """Take it off the public pages."""
    document = _document(pk)
    form = ReasonForm(request.POST or None, record=document)
    return perform(request, documents.conceal, form, record=document, then=("documents:document", document.pk))


@page(area="desk", permission=works_by_documents)
def draft(request: PageRequest, pk: UUID) -> HttpResponse:
    """Begin a version."""
    document = _document(pk)
    form = DraftForm(request.POST or None, record=document)
    return perform(
        request, versions.draft, form, record=document, then=lambda made: ("documents:version-write", made.pk)
    )


@page(area="desk", permission=works_by_documents)
def distribute(request: PageRequest, pk: UUID) -> HttpResponse:
    """Distribute it to a role."""
    document = _document(pk)
    form = DistributeForm(request.POST or None, record=document)
    return perform(request, distribution.distribute, form, record=document, then=("documents:document", document.pk))


@page(area="desk", permission=works_by_documents)
def add_picture(request: PageRequest, pk: UUID) -> HttpResponse:
    """Keep a picture for its texts."""
    document = _document(pk)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        upload = typed.pop("upload")
        return {**typed, "file": files.receive(upload, key_id=keys.BODY)}

    form = PictureForm(request.POST or None, request.FILES or None, record=document)
    return perform(
        request,
        pictures.keep,
        form,
        record=document,
        arguments=arguments,
        then=("documents:document", document.pk),
    )


@page(area="desk", permission=works_by_documents)
def picture(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A picture as the texts show it."""
    found = get_object_or_404(Picture.objects.select_related("document", "file"), pk=pk)
    return download(request, readings.file_of(by=request.actor, picture=found))


def _document(pk: UUID) -> Document:
    return get_object_or_404(queries.documents(), pk=pk)
