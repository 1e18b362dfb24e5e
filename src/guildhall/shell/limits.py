"""How often somebody may knock: a limit by address for what is open to everybody.

Counted in Django's cache, which all processes share, in windows of a minute. The address is kept for that minute only,
and not in plain.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.shell.requests import PageRequest
from guildhall.vault import keys

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponseBase]
WINDOW = 60
"""Seconds in which knocks are counted together."""


def at_most(times: int, *, of: str) -> Callable[[View[P]], View[P]]:
    """Let an address ask this view at most `times` a minute; `of` names what is counted. Stands below `page`."""

    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def limited(request: PageRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            knocks = count(of, address(request))
            return too_often(request) if knocks > times else view(request, *args, **kwargs)

        return cast("View[P]", limited)

    return declare


def too_often(request: HttpRequest) -> HttpResponse:
    """Says that somebody asks too often and when they can go on (429)."""
    response = render(request, "shell/429.html", {"title": _("Too many requests at once")}, status=429)
    response["Retry-After"] = str(WINDOW)
    return response


def count(of: str, whom: str) -> int:
    """Count a knock of somebody, whom an address or an identifier tells; how many there were in this window."""
    window = int(clock.now().timestamp()) // WINDOW
    key = f"limit:{of}:{keys.blind('limit', whom).hex()}:{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    return int(cache.incr(key))


def address(request: HttpRequest) -> str:
    """From where somebody asks; behind a proxy, what the proxy nearest to us says."""
    if settings.BEHIND_PROXY:
        nearest = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        return nearest or str(request.META["REMOTE_ADDR"])
    return str(request.META["REMOTE_ADDR"])
