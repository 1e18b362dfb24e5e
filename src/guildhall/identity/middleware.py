"""Says who acts in a request: `request.actor` and `request.person`, both None for a visitor.

A visitor without a session costs no query. Somebody signed in costs two: the session, and the account with its person.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.vault import keys

Respond = Callable[[HttpRequest], HttpResponse]


class WhoActs:
    """Sets the actor of a request, and keeps the data keys that it opens until it ends, no longer."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        request.person = person  # type: ignore[attr-defined]  # this is where it is defined
        request.actor = actors.person(person.id) if person else None  # type: ignore[attr-defined]
        with keys.one_request():
            return self.respond(request)


def person_of(request: HttpRequest) -> Person | None:
    """The person whose account is signed in, if it belongs to a person."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return getattr(request.user, "person", None)
