"""What every page of the house shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from guildhall.identity.roles import ASSESSOR, role
from guildhall.kernel import clock
from guildhall.shell.middleware import SCHEME
from guildhall.shell.requests import is_anonymous, roles_held, works_here
from guildhall.shell.words import translated


def shell(request: HttpRequest) -> dict[str, Any]:
    """Layout of the area, name of the body, who looks, the time in the reader's zone, and how they like pages shown."""
    area = _area(request)
    return {
        "layout": f"shell/{area}.html",
        "area": area,
        "body_name": settings.GUILDHALL.body_name,
        "person": getattr(request, "person", None),
        "roles": _Roles(request),
        "now": clock.now(),
        "scheme": request.COOKIES.get(SCHEME, "") if request.COOKIES.get(SCHEME) in {"light", "dark"} else "",
        "zone": get_current_timezone_name(),
        "languages": settings.LANGUAGES,
        "other_languages": [each for each in settings.LANGUAGES if each[0] != get_language()],
    }


def _area(request: HttpRequest) -> str:
    """The area of the page; an assessor, who works here in nothing, meets the desk's pages in their own."""
    area: str = getattr(request, "area", "public")
    is_visiting = area == "desk" and not works_here(request) and ASSESSOR.code in roles_held(request)
    return "assessor" if is_visiting else area


class _Roles:
    """The roles of whoever looks, in words; asked only where a page shows them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __str__(self) -> str:
        if is_anonymous(self.request):
            return ""
        return ", ".join(translated(role(code).name) for code in sorted(roles_held(self.request)))
