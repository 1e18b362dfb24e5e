"""How a page is declared: in which area it stands and who may see it.

Every view of the house is declared so, and a house test finds the one that is not::

    @page(area="desk", permission=holds(QUALITY_MANAGER))
    def declarations(request: PageRequest) -> HttpResponse: ...
"""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from guildhall.identity.persons import is_personnel
from guildhall.kernel import remembering
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Refusal
from guildhall.shell import refusals, typed
from guildhall.shell.requests import PageRequest, is_anonymous

P = ParamSpec("P")
Area = Literal["desk", "portal", "public", "assessor"]


READS = frozenset({"GET", "HEAD"})
"""Requests that change nothing: what is asked for them is asked once."""


def _everybody(*, by: Actor) -> Refusal | None:
    return None


PUBLIC = Permission("is anybody, signed in or not", _everybody)
"""A page that everybody may see."""

SIGNED_IN = Permission("is signed in", _everybody)
"""A page that everybody who is signed in may see; what it shows is theirs."""


class Page(Protocol[P]):
    """A declared view: it says where it stands and who may see it."""

    area: Area
    permission: Permission

    def __call__(self, request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase: ...


View = Callable[Concatenate[PageRequest, P], HttpResponseBase]


def page(*, area: Area, permission: Permission) -> Callable[[View[P]], Page[P]]:
    """Declare a view of `area` for those whom `permission` lets in.

    Who is not signed in goes to the sign-in page and comes back. Who may not see it gets the refusal with its clause
    and remedy (403). A `Refusal` raised in the view becomes a refusal page (409), never an error.
    """
    if set(permission.needs) - {"by"}:
        raise TypeError(f"A page asks only who is there; '{permission.name}' asks more. Let the act or reading ask it.")

    def declare(view: View[P]) -> Page[P]:
        @wraps(view)
        def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            with remembering.one_page() if request.method in READS else nullcontext():
                known = _known(request, area, permission)
                return _turned_away(known) or _answered(view, known, *args, **kwargs)

        declared = cast("Page[P]", shown)
        declared.area, declared.permission = area, permission
        return declared

    return declare


def _known(request: HttpRequest, area: Area, permission: Permission) -> PageRequest:
    known = cast(PageRequest, request)
    known.area, known.permission = area, permission
    if not is_anonymous(known):
        remembering.tell(is_personnel, known.person.id, answer=known.person.is_personnel)
    return known


def _turned_away(request: PageRequest) -> HttpResponse | None:
    if request.permission is PUBLIC:
        return None
    if is_anonymous(request):
        return _to_sign_in(request)
    refusal = request.permission.refusal(by=request.actor)
    return refusals.refused(request, refusal, status=403) if refusal else None


def _to_sign_in(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        return typed.kept_until_sign_in(request)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def _answered(view: View[P], request: PageRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refusals.refused(request, refusal, status=409)
