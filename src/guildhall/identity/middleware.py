"""Says who acts in a request: `request.actor` and `request.person`, both None for a visitor.

A visitor without a session costs no query. Somebody signed in costs two: the session, and the account with its person.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.identity import second_factor
from guildhall.identity.models import Account, Person
from guildhall.kernel import actors

Respond = Callable[[HttpRequest], HttpResponse]

WHO = "web:account-who"
"""The page on which somebody with a new account says who they are."""

HAS_FACTOR = "has_second_factor"
"""In the session: this account had a second factor when it signed in. Resetting the factor ends the session."""

ALWAYS_OPEN = {
    "account_logout",
    "account_reauthenticate",
    "account_email_verification_sent",
    "mfa_reauthenticate",
    "web:display",
}
"""What somebody may open before they said who they are and set up their second factor."""


class WhoActs:
    """Sets the actor of a request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        request.person = person  # type: ignore[attr-defined]  # this is where it is defined
        request.actor = actors.person(person.id) if person else None  # type: ignore[attr-defined]
        return self.respond(request)


def person_of(request: HttpRequest) -> Person | None:
    """The person whose account is signed in, if it belongs to a person."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return getattr(request.user, "person", None)


class EntranceFirst:
    """Leads to what must be done before anything else: say who one is, and set up the second factor that staff need."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.factor_missing = False  # type: ignore[attr-defined]  # this is where it is defined
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        """Ask when it is known which page is wanted; the pages that do these things are always open."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        page = request.resolver_match.view_name if request.resolver_match else ""
        if page in ALWAYS_OPEN:
            return None
        person: Person | None = request.person  # type: ignore[attr-defined]
        if person is None:
            return None if page == WHO else redirect(WHO)
        if request.session.get(HAS_FACTOR) or not self._is_missing(request, person):
            return None
        request.factor_missing = True  # type: ignore[attr-defined]
        return None if page.startswith("mfa_") else redirect("mfa_index")

    def _is_missing(self, request: HttpRequest, person: Person) -> bool:
        if not second_factor.is_asked_of(person):
            return False
        if second_factor.is_set_up(cast(Account, request.user)):
            request.session[HAS_FACTOR] = True
            return False
        return True
