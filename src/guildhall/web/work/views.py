"""The page My work, and how much waits there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.notices.queries import unread
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest, works_here
from guildhall.web.work import cards, queries

OUT_OF_BAND = ' id="unread" hx-swap-oob="true"'
"""Puts a number at the bell, while the answer itself goes to the side bar."""


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponse:
    """What waits for me, why, and until when; also what waits for those for whom I stand in today."""
    if not works_here(request):
        return redirect("web:portal")
    waiting = queries.tasks(request.person.id)
    context = {"title": _("My work"), "tasks": waiting, "others": queries.stands_in_for(request.person.id)}
    return render(request, "web/work.html", {**context, "conformity": cards.conformity(request)})


@page(area="desk", permission=SIGNED_IN)
def count(request: PageRequest) -> HttpResponse:
    """The number beside 'My work' in the side bar and the one at the bell; nothing where nothing waits."""
    waiting, letters = queries.count(request.person.id), unread(request.person.id)
    beside = _number(waiting, ngettext("thing waits", "things wait", waiting), "")
    return HttpResponse(beside + _number(letters, ngettext("unread notice", "unread notices", letters), OUT_OF_BAND))


def _number(count: int, words: str, attributes: str) -> SafeString:
    if not count:
        return SafeString("")
    return format_html(
        '<span class="count"{}>{}<span class="visually-hidden"> {}</span></span>', SafeString(attributes), count, words
    )
