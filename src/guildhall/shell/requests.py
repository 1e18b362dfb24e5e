"""What a view of the house is given: a request that knows who asks and in which area."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import ASSESSOR, role
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission


class PageRequest(HttpRequest):
    """The request that `page` hands on. Typing only: nobody makes one.

    On pages that are not public, `actor` and `person` are those of whoever is signed in. On public pages an anonymous
    reader has neither; ask `is_anonymous` first.
    """

    actor: Actor
    person: Person
    area: str
    permission: Permission
    htmx: HtmxDetails


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nobody is signed in here."""
    return getattr(request, "actor", None) is None


def works_here(request: HttpRequest) -> bool:
    """Whether whoever asks works for the body: their place is the desk. Everybody else's is the portal."""
    person = getattr(request, "person", None)
    if person is None:
        return False
    return person.is_personnel or any(role(code).staff for code in roles_held(request) if code != ASSESSOR.code)


def roles_held(request: HttpRequest) -> set[str]:
    """The codes of the roles that whoever asks holds today; asked once per request, for menus and heads of pages.

    Never for a decision: an act asks for itself.
    """
    held: set[str] | None = getattr(request, "_roles_held", None)
    if held is None:
        held = set() if is_anonymous(request) else grants.roles_of(request.person.id)  # type: ignore[attr-defined]
        request._roles_held = held  # type: ignore[attr-defined]  # kept for this request
    return held
