"""The start of each area, and the choice of language, light or dark, and time zone."""

from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _

from guildhall.identity.roles import ASSESSOR
from guildhall.shell.middleware import SCHEME, ZONE
from guildhall.shell.pages import PUBLIC, SIGNED_IN, page
from guildhall.shell.requests import PageRequest, is_anonymous, roles_held, works_here

ZONES = ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
"""The time zones that a reader can choose: the places, without the old abbreviations."""
YEAR = 365 * 24 * 60 * 60


@page(area="public", permission=PUBLIC)
def home(request: PageRequest) -> HttpResponse:
    """The public start; who is signed in goes on to their own."""
    if is_anonymous(request):
        return render(request, "web/home.html", {"title": _("Welcome")})
    if works_here(request):
        return redirect("web:work")
    return redirect("web:assessor" if ASSESSOR.code in roles_held(request) else "web:portal")


@page(area="portal", permission=SIGNED_IN)
def portal(request: PageRequest) -> HttpResponse:
    """The start of applicants, candidates and certified persons: one column, one thing at a time."""
    return render(request, "web/portal.html", {"title": _("Welcome")})


@page(area="public", permission=PUBLIC)
def display(request: PageRequest) -> HttpResponse:
    """How pages are shown: language, light or dark, time zone. Kept in this browser, and nowhere else."""
    if request.method != "POST":
        return render(request, "web/display.html", {"title": _("How pages are shown"), "zones": ZONES})
    response = redirect(_back(request))
    for cookie, value in _chosen(request).items():
        response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _chosen(request: PageRequest) -> dict[str, str]:
    chosen = {}
    if check_for_language(language := request.POST.get("language", "")) and language in dict(settings.LANGUAGES):
        chosen[settings.LANGUAGE_COOKIE_NAME] = language
    if (scheme := request.POST.get("scheme")) in {"system", "light", "dark"}:
        chosen[SCHEME] = str(scheme)
    if request.POST.get("set") == "zone" and (zone := request.POST.get("zone", "")) in available_timezones():
        chosen[ZONE] = zone
    return chosen


def _back(request: PageRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else "/"
