"""What is shown when an address leads nowhere, a form is too old, or the house itself is broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from guildhall.shell.middleware import HEADERS
from guildhall.shell.requests import works_here


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or no such record."""
    return _page(request, "web/404.html", _("This page does not exist"), 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was asked may not be asked so. Refusals of the house have their own page."""
    return _page(request, "web/403.html", _("This cannot be opened"), 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return _page(request, "web/400.html", _("What was sent cannot be read"), 400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not fit this browser's session: it is too old, or came from elsewhere."""
    return _page(request, "web/csrf.html", _("This form is too old"), 403)


def broken(request: HttpRequest) -> HttpResponse:
    """The house has a defect. Shown without asking anything of it: no database, no session."""
    response = HttpResponse(loader.render_to_string("web/500.html"), status=500)
    for name, value in HEADERS.items():
        response.setdefault(name, value)
    return response


def _page(request: HttpRequest, template: str, title: str, status: int) -> HttpResponse:
    if not hasattr(request, "area") and works_here(request):
        request.area = "desk"  # type: ignore[attr-defined]  # where its reader works
    return render(request, template, {"title": title}, status=status)
