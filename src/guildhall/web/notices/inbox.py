"""One's own inbox, in the desk and in the portal: what one was told, and that one has read it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guildhall.notices import queries, texts
from guildhall.notices.acts import inbox as acts
from guildhall.notices.models import Notice
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import keys

PAGE = 30


@page(area="desk", permission=SIGNED_IN)
def desk(request: PageRequest) -> HttpResponse:
    """What somebody of the personnel was told, the newest first."""
    return _inbox(request, "web:")


@page(area="portal", permission=SIGNED_IN)
def portal(request: PageRequest) -> HttpResponse:
    """What an applicant, candidate or certified person was told, the newest first."""
    return _inbox(request, "web:portal-")


@page(area="desk", permission=SIGNED_IN)
def desk_notice(request: PageRequest, pk: UUID) -> HttpResponse:
    """One notice, and the button that says it is read."""
    return _notice(request, pk, "web:")


@page(area="portal", permission=SIGNED_IN)
def portal_notice(request: PageRequest, pk: UUID) -> HttpResponse:
    """One notice, and the button that says it is read."""
    return _notice(request, pk, "web:portal-")


@page(area="desk", permission=SIGNED_IN)
def desk_read_all(request: PageRequest) -> HttpResponse:
    """Mark all of one's notices as read."""
    return _read_all(request, "web:")


@page(area="portal", permission=SIGNED_IN)
def portal_read_all(request: PageRequest) -> HttpResponse:
    """Mark all of one's notices as read."""
    return _read_all(request, "web:portal-")


def _inbox(request: PageRequest, area: str) -> HttpResponse:
    shown = Paginator(queries.inbox(request.person.id), PAGE).get_page(request.GET.get("page"))
    keys.fetch([request.person.data_key])
    context = {
        "title": _("Inbox"),
        "pages": shown,
        "notices": [(each, _subject(each), url((f"{area}notice", each.pk))) for each in shown],
        "unread": queries.unread(request.person.id),
        "read_all": url((f"{area}inbox-read",)),
    }
    return render(request, "web/notices/inbox.html", context)


def _subject(notice: Notice) -> str:
    return texts.of(notice, get_language() or "en").subject


def _notice(request: PageRequest, pk: UUID, area: str) -> HttpResponse:
    notice = get_object_or_404(queries.inbox(request.person.id), pk=pk)
    text = texts.of(notice, get_language() or "en")
    return perform(
        request,
        acts.read,
        ActForm(request.POST or None, record=notice),
        record=notice,
        arguments={},
        then=(f"{area}inbox",),
        title=text.subject,
        template="web/notices/notice.html",
        context={"notice": notice, "text": text, "is_read": hasattr(notice, "seen"), "back": url((f"{area}inbox",))},
    )


def _read_all(request: PageRequest, area: str) -> HttpResponse:
    return perform(
        request,
        acts.read_all,
        ActForm(request.POST or None, record=request.person),
        record=request.person,
        arguments={},
        then=(f"{area}inbox",),
        context={"back": url((f"{area}inbox",))},
    )
