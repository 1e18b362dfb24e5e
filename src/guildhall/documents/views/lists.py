"""Lists of documents: what one reads, what the body keeps, the archive, and what one has to acknowledge."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.documents import audience, queries
from guildhall.documents.acts import documents
from guildhall.documents.lifecycles import AT_WORK, IN_EFFECT, VersionState
from guildhall.documents.models import Document, DocumentKind, DocumentVersion
from guildhall.documents.permissions import may_open_the_archive, may_write_anything, works_by_documents
from guildhall.documents.views import states
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest

KINDS = [(str(kind), str(kind.label)) for kind in DocumentKind]

READ = ListPage[DocumentVersion](
    name="documents.read",
    title=gettext_noop("Documents"),
    queryset=lambda request: queries.readable_by(request.person.pk),
    order="document__code",
    columns=[
        Column(gettext_noop("Title"), lambda row: row.title, lambda row: ("documents:version", row.pk), "title"),
        Column(gettext_noop("Code"), lambda row: row.document.code, order="document__code", code=True),
        Column(gettext_noop("Kind"), lambda row: row.document.kind_word, order="document__kind"),
        Column(gettext_noop("Version"), lambda row: row.ordinal),
        Column(gettext_noop("Language"), lambda row: row.language_word, order="language"),
        Column(gettext_noop("In effect from"), lambda row: row.effective_on, order="effective_on"),
    ],
    filters=[
        Filter(
            "kind",
            gettext_noop("Kind"),
            KINDS,
            lambda rows, value: rows.filter(document__kind=value),
        ),
        Filter(
            "language",
            gettext_noop("Language"),
            lambda request: [(code, code) for code in queries.languages()],
            lambda rows, value: rows.filter(language=value),
        ),
    ],
    search=queries.worded,
    search_hint=gettext_noop("Any words of the text"),
    empty=gettext_noop(
        "Here stands every document by which you work, in the version that is in effect. Drafts and obsolete versions "
        "are never among them."
    ),
)


def _with_versions(rows: Sequence[Document]) -> None:
    """Fetch owners' keys and the versions in effect and at work of a whole page at once."""
    persons.opened(row.owner for row in rows)
    wanted = (*IN_EFFECT, *AT_WORK, VersionState.APPROVED)
    found: dict[UUID, list[DocumentVersion]] = {row.pk: [] for row in rows}
    for version in DocumentVersion.objects.filter(document__in=found, state__in=wanted).order_by("-ordinal"):
        found[version.document_id].append(version)
    for row in rows:
        row.lying = found[row.pk]  # type: ignore[attr-defined]  # for the columns of this page


def _state(row: Document) -> Status:
    lying: list[DocumentVersion] = row.lying  # type: ignore[attr-defined]  # fetched before showing
    current = [version for version in lying if version.state in IN_EFFECT]
    due = next((status for status in map(states.of_review, current) if status), None)
    if due:
        return due
    return states.of_version(current[0] if current else lying[0]) if lying else Status(_("Nothing yet"), Tone.CLOSED)


def _work(row: Document) -> str:
    lying: list[DocumentVersion] = row.lying  # type: ignore[attr-defined]  # fetched before showing
    waiting = [version for version in lying if version.state not in IN_EFFECT]
    return ", ".join(f"{each.ordinal} ({each.language}): {states.of_version(each).word}" for each in waiting)


def _standing(rows: QuerySet[Document], value: str) -> QuerySet[Document]:
    found = DocumentVersion.objects.filter(state__in=IN_EFFECT)
    if value == "due":
        return rows.filter(pk__in=found.filter(review_due_on__lte=clock.today()).values("document_id"))
    if value == "work":
        working = (*AT_WORK, VersionState.APPROVED)
        return rows.filter(pk__in=DocumentVersion.objects.filter(state__in=working).values("document_id"))
    return rows.exclude(pk__in=found.values("document_id"))


REGISTER = ListPage[Document](
    name="documents.register",
    title=gettext_noop("All documents"),
    queryset=lambda request: queries.documents().filter(audience.readable(request.person.pk)),
    order="code",
    columns=[
        Column(gettext_noop("Code"), lambda row: row.code, lambda row: ("documents:document", row.pk), "code", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("Kind"), lambda row: row.kind_word, order="kind"),
        Column(gettext_noop("Owner"), lambda row: row.owner.name),
        Column(gettext_noop("State"), _state),
        Column(gettext_noop("In work"), _work),
        Column(gettext_noop("Public"), lambda row: row.is_public, order="is_public"),
        Column(gettext_noop("Number"), lambda row: row.number, order="number", code=True),
    ],
    filters=[
        Filter(
            "kind",
            gettext_noop("Kind"),
            KINDS,
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "standing",
            gettext_noop("Standing"),
            [
                ("due", gettext_noop("Review is due")),
                ("work", gettext_noop("A version is in work")),
                ("none", gettext_noop("Nothing is in effect")),
            ],
            _standing,
        ),
    ],
    search=lambda rows, text: rows.filter(
        Q(code__icontains=text) | Q(title__icontains=text) | Q(number__icontains=text)
    ),
    search_hint=gettext_noop("Code, title or number"),
    before_showing=_with_versions,
    empty=gettext_noop(
        "Here stand the body's policies, procedures, instructions, forms and public statements. Register one, write "
        "it, and let somebody else approve it."
    ),
    new=(documents.register, ("documents:register",)),
)

ARCHIVE = ListPage[DocumentVersion](
    name="documents.archive",
    title=gettext_noop("Archive"),
    note=gettext_noop("Nobody works by what stands here. Every look at it is logged."),
    queryset=lambda request: queries.archive(),
    order="-ended_on",
    columns=[
        Column(gettext_noop("Title"), lambda row: row.title, lambda row: ("documents:version", row.pk), "title"),
        Column(gettext_noop("Code"), lambda row: row.document.code, order="document__code", code=True),
        Column(gettext_noop("Version"), lambda row: row.ordinal),
        Column(gettext_noop("Language"), lambda row: row.language_word),
        Column(gettext_noop("State"), states.of_version),
        Column(gettext_noop("In effect from"), lambda row: row.effective_on, order="effective_on"),
        Column(gettext_noop("Until"), lambda row: row.ended_on, order="ended_on"),
    ],
    search=queries.worded,
    search_hint=gettext_noop("Any words of the text"),
    empty=gettext_noop("What was replaced or withdrawn is kept here, marked, and opened by nobody by mistake."),
)


@page(area="desk", permission=works_by_documents)
def read(request: PageRequest) -> HttpResponseBase:
    """Everything by which whoever asks works, found by any words of its text."""
    return READ.response(request)


@page(area="desk", permission=may_write_anything)
def register(request: PageRequest) -> HttpResponseBase:
    """All documents with what becomes of them, for who keeps them."""
    return REGISTER.response(request)


@page(area="desk", permission=may_open_the_archive)
def archive(request: PageRequest) -> HttpResponseBase:
    """What is over."""
    return ARCHIVE.response(request)


@page(area="desk", permission=works_by_documents)
def mine(request: PageRequest) -> HttpResponse:
    """What whoever asks still has to acknowledge, and what they have acknowledged."""
    person_id, today = request.person.pk, clock.today()
    context = {
        "title": _("To be acknowledged"),
        "owed": [(version, day, day <= today) for version, day in queries.unacknowledged(person_id)],
        "done": queries.acknowledged_by(person_id)[:50],
    }
    return render(request, "documents/mine.html", context)
