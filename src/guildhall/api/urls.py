"""The addresses of the interface for programs, each declared like every page: where it stands and who may see it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import URLPattern, URLResolver, path, reverse

from guildhall.api.bearing import WITH_TOKEN
from guildhall.api.face import face
from guildhall.kernel.permissions import Permission
from guildhall.shell.limits import at_most
from guildhall.shell.pages import PUBLIC

OPEN = {"openapi-json": PUBLIC, "api-root": PUBLIC}
"""What says how to ask is public, as this code is; everything else asks for a token."""

OFTEN = 60
"""How often a minute an address may ask for what is public."""

View = Callable[..., HttpResponseBase]


def _declared(view: View, permission: Permission) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    answered.area, answered.permission = "api", permission  # type: ignore[attr-defined]  # as `shell.pages.page` does
    return answered


def _root(request: HttpRequest, **_: Any) -> HttpResponseBase:
    """Where the description of the interface is."""
    return JsonResponse({"title": face.title, "openapi": reverse("api-1:openapi-json")})


def _pattern(pattern: URLPattern) -> URLPattern:
    name = pattern.name or ""
    view: View = _root if name == "api-root" else pattern.callback
    if name in OPEN:
        view = at_most(OFTEN, of="api-open")(view)
    return path(str(pattern.pattern), _declared(view, OPEN.get(name, WITH_TOKEN)), name=name)


def _addresses(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """One pattern an address: the library gives one for each method, and each of them answers every method."""
    found: dict[str, URLPattern] = {}
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.setdefault(str(pattern.pattern), _pattern(pattern))
    return list(found.values())


patterns, app, namespace = face.urls
urlpatterns = [path("v1/", (_addresses(patterns), app, namespace))]
