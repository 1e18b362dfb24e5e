"""The page My work, and how much waits there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.web.work import queries


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponse:
    """What waits for me, why, and until when; also what waits for those for whom I stand in today."""
    context = {"title": _("My work"), "tasks": queries.tasks(request.person.id)}
    return render(request, "web/work.html", context)


@page(area="desk", permission=SIGNED_IN)
def count(request: PageRequest) -> HttpResponse:
    """The number beside 'My work' in the side bar; nothing where nothing waits."""
    waiting = queries.count(request.person.id)
    if not waiting:
        return HttpResponse("")
    words = ngettext("thing waits", "things wait", waiting)
    return HttpResponse(
        format_html('<span class="count">{}<span class="visually-hidden"> {}</span></span>', waiting, words)
    )
