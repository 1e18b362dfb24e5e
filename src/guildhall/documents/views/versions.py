"""Pages of a version: what it says, the editor with its preview, its paper, its way into effect and out of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.documents import comparing, papers, queries, readings, referring, texts
from guildhall.documents.acts import distribution, versions
from guildhall.documents.forms.common import FindingsForm, ReasonForm
from guildhall.documents.forms.versions import AcknowledgeForm, ApproveForm, HandInForm, WriteForm
from guildhall.documents.lifecycles import OVER, VersionState
from guildhall.documents.models import DocumentVersion, PeriodicReview, ReviewOutcome
from guildhall.documents.permissions import works_by_documents
from guildhall.documents.views import states
from guildhall.identity.models import Person
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell import typed
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import files, keys
from guildhall.vault.kinds import DOCX

MOVES: dict[str, tuple[Act[..., DocumentVersion], type[ActForm]]] = {
    "submit": (versions.submit, ActForm),
    "send-back": (versions.send_back, ReasonForm),
    "discard": (versions.discard, ReasonForm),
    "withdraw": (versions.withdraw, ReasonForm),
    "archive": (versions.archive, ActForm),
    "review": (versions.review, ActForm),
    "confirm": (versions.confirm, FindingsForm),
    "revise": (versions.revise, FindingsForm),
}
"""What is done with a version as a whole: the act, and the form that asks what it needs."""

CONSEQUENCES = {
    "submit": gettext_noop("Nobody writes in it from now on, unless it is sent back."),
    "discard": gettext_noop("It keeps its place in the history; it is not taken up again."),
    "withdraw": gettext_noop("Nobody works by it from now on, and nothing takes its place."),
}

BY_STATE = {
    VersionState.DRAFT: ("write", "hand-in", "submit", "discard"),
    VersionState.IN_REVIEW: ("approve", "send-back"),
    VersionState.APPROVED: ("acknowledge", "withdraw"),
    VersionState.EFFECTIVE: ("acknowledge", "review", "withdraw"),
    VersionState.UNDER_REVIEW: ("acknowledge", "confirm", "revise"),
    VersionState.OBSOLETE: ("archive",),
    VersionState.WITHDRAWN: ("archive",),
}
"""What can be done in each state, the usual first."""

ACTS: dict[str, Act[..., Any]] = {
    "write": versions.write,
    "hand-in": versions.hand_in,
    "approve": versions.approve,
    "acknowledge": distribution.acknowledge,
    **{verb: act for verb, (act, _form) in MOVES.items()},
}


@page(area="desk", permission=works_by_documents)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One version: what it says, how it came about, and what can be done with it."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    return render_record(
        request,
        version,
        kind=str(version.document.kind_word),
        title=version.title,
        status=states.of_version(version),
        facts=_facts(version),
        offers=_offers(request, version),
        related=[_reviews(version)] if version.reviews.exists() else [],
        template="documents/version.html",
        context={
            "version": version,
            "shown": texts.on_desk(version.document, version.body) if version.body else "",
            "over": version.state in OVER,
            "current": queries.spoken(_current(version), version.language),
            "before": _before(version),
            "due": states.of_review(version),
        },
    )


def _facts(version: DocumentVersion) -> list[Fact]:
    document = version.document
    authors = [each.person.name for each in version.authors.select_related("person").order_by("wrote_at", "id")]
    told = [
        Fact(_("Document"), document.code, link=("documents:document", document.pk), note=document.number),
        Fact(_("Version"), version.ordinal, note=version.language_word),
        Fact(_("Written by"), ", ".join(authors)),
        Fact(_("What is different"), version.summary),
        Fact(_("Submitted"), version.submitted_at, note=_name(version.submitted_by)),
        Fact(_("Approved"), version.approved_at, note=_name(version.approved_by)),
        Fact(_("In effect from"), version.effective_on),
        Fact(_("Next review"), version.review_due_on, status=states.of_review(version)),
    ]
    if version.sent_back_because:
        told.insert(4, Fact(_("Sent back because"), version.sent_back_because))
    return [*told, Fact(_("Over since"), version.ended_on)] if version.ended_on else told


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _offers(request: PageRequest, version: DocumentVersion) -> list[Offer]:
    verbs = BY_STATE.get(VersionState(version.state), ())
    called = {"acknowledge": _("Acknowledge")}
    return [
        Offer(
            ACTS[verb],
            (f"documents:version-{verb}", version.pk),
            _known(request, verb, version),
            label=called.get(verb, ""),
            main=not place,
        )
        for place, verb in enumerate(verbs)
    ]


def _known(request: PageRequest, verb: str, version: DocumentVersion) -> dict[str, Any]:
    return {"version": version, "person": request.person} if verb == "acknowledge" else {"version": version}


def _current(version: DocumentVersion) -> list[DocumentVersion]:
    return list(queries.in_effect().filter(document_id=version.document_id))


def _before(version: DocumentVersion) -> DocumentVersion | None:
    """The version of the same language that came before this one."""
    earlier = queries.versions().filter(document_id=version.document_id, language=version.language)
    return earlier.filter(ordinal__lt=version.ordinal, approved_at__isnull=False).order_by("-ordinal").first()


def _reviews(version: DocumentVersion) -> Related:
    found = version.reviews.select_related("begun_by", "finished_by").order_by("-begun_at")
    return Related(_("Periodic reviews"), [_review(each) for each in found])


def _review(review: PeriodicReview) -> Row:
    if review.finished_by is None:
        return Row(review.begun_by.name, "", (), Status(_("Under way"), Tone.OPEN))
    right = review.outcome == ReviewOutcome.RIGHT
    status = Status(str(ReviewOutcome(review.outcome).label), Tone.HOLDS if right else Tone.SOON)
    return Row(review.finished_by.name, review.findings, (), status)


@page(area="desk", permission=works_by_documents)
def write(request: PageRequest, pk: UUID) -> HttpResponse:
    """The editor; a look at what was typed writes nothing."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    began = {"title": version.title, "body": version.body, "summary": version.summary}
    form = WriteForm(request.POST or None, record=version, initial=began)
    context = {
        "version": version,
        "pictures": version.document.pictures.order_by("name"),
        "back": url(("documents:version", version.pk)),
        "button": _("Save"),
    }
    if "preview" in request.POST:
        form.carry_for(typed.signed_for(request))
        context |= {"form": form, "title": translated(versions.write.label)}
        context |= _looked_at(request, version, request.POST.get("body", ""))
        return render(request, "documents/write.html", context)
    return perform(
        request,
        versions.write,
        form,
        record=version,
        then=("documents:version", version.pk),
        template="documents/write.html",
        context={**context, **_looked_at(request, version, form["body"].value() or "")},
    )


@page(area="desk", permission=works_by_documents)
def preview(request: PageRequest, pk: UUID) -> HttpResponse:
    """What was typed, as it will be read: the part of the editor that is renewed while somebody types."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    return render(request, "documents/_shown.html", _looked_at(request, version, request.POST.get("body", "")))


def _looked_at(request: PageRequest, version: DocumentVersion, body: str) -> dict[str, Any]:
    """A text as it will be read, and the references in it that lead nowhere."""
    nowhere = [each.name for each in referring.dangling(body, request.actor)]
    return {"shown": texts.on_desk(version.document, body), "nowhere": nowhere}


@page(area="desk", permission=works_by_documents)
def hand_in(request: PageRequest, pk: UUID) -> HttpResponse:
    """Hand in a PDF, and the Word document from which it was made."""
    version = readings.one_version(by=request.actor, version=_version(pk))

    def arguments(given: dict[str, Any]) -> dict[str, Any]:
        original = given.pop("original")
        source = files.receive(original, key_id=keys.BODY, allowed=(DOCX,)) if original else None
        return {"paper": papers.take(given.pop("upload")), "source": source, **given}

    form = HandInForm(
        request.POST or None,
        request.FILES or None,
        record=version,
        initial={"title": version.title, "summary": version.summary},
    )
    return perform(
        request,
        versions.hand_in,
        form,
        record=version,
        arguments=arguments,
        then=("documents:version", version.pk),
        context={"back": url(("documents:version", version.pk))},
    )


@page(area="desk", permission=works_by_documents)
def approve(request: PageRequest, pk: UUID) -> HttpResponse:
    """Approve a version from a day on, with its text and what is different before one's eyes."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    form = ApproveForm(request.POST or None, record=version, is_public=version.document.is_public)
    before = _before(version)
    context = {
        "version": version,
        "shown": texts.on_desk(version.document, version.body) if version.body else "",
        "before": before,
        "back": url(("documents:version", version.pk)),
    }
    return perform(
        request,
        versions.approve,
        form,
        record=version,
        then=("documents:version", version.pk),
        template="documents/on_version.html",
        context=context,
    )


@page(area="desk", permission=works_by_documents)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Submit, send back, discard, withdraw, archive or review a version."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=version),
        record=version,
        then=("documents:version", version.pk) if verb != "discard" else ("documents:document", version.document_id),
        context={
            "kind": version.number,
            "consequence": translated(CONSEQUENCES.get(verb, "")),
            "back": url(("documents:version", version.pk)),
        },
    )


@page(area="desk", permission=works_by_documents)
def acknowledge(request: PageRequest, pk: UUID) -> HttpResponse:
    """Read a version and acknowledge it, with its check."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    questions = queries.questions_for(request.person.pk, version)
    form = AcknowledgeForm(request.POST or None, questions=questions)
    return perform(
        request,
        distribution.acknowledge,
        form,
        arguments=lambda _typed: {"person": request.person, "version": version, "answers": form.answers},
        then=("documents:mine",),
        template="documents/on_version.html",
        context={
            "version": version,
            "shown": texts.on_desk(version.document, version.body) if version.body else "",
            "button": _("I have read and understood it"),
            "back": url(("documents:version", version.pk)),
        },
    )


@page(area="desk", permission=works_by_documents)
def compare(request: PageRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Two versions of a document side by side; both are read as each of them may be."""
    version = readings.one_version(by=request.actor, version=_version(pk))
    before = readings.one_version(by=request.actor, version=_version(other))
    if before.document_id != version.document_id:
        raise Http404
    context = {
        "title": _("What is different"),
        "version": version,
        "before": before,
        "lines": comparing.compare(before, version),
    }
    return render(request, "documents/compare.html", context)


@page(area="desk", permission=works_by_documents)
def paper(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The PDF of a version that was handed in."""
    file = readings.paper_of(by=request.actor, version=_version(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=works_by_documents)
def source(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file from which the PDF of a version was made."""
    file = readings.source_of(by=request.actor, version=_version(pk))
    if file is None:
        raise Http404
    return download(request, file)


def _version(pk: UUID) -> DocumentVersion:
    related = ("upload", "source", "submitted_by", "approved_by")
    return get_object_or_404(queries.versions().select_related("document__scope", "document__owner", *related), pk=pk)
