"""By whose authority a program asks: a person's, by a token of theirs in the header. No cookie opens anything here."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from guildhall.identity import tokens
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell import limits

MOST = 600
"""How often a minute a person's programs may ask."""

MOST_WRONG = 30
"""How often a minute an address may come with a token that is none."""


class TooOften(Exception):
    """Somebody asks too often."""


def _known(*, by: Actor | None) -> Refusal | None:
    return None if by else no_token()


WITH_TOKEN = Permission("carries a token of somebody who may do what they ask", _known)
"""Who asks here is a person by their token; what they may, the act says."""


class Bearer(HttpBearer):
    """Finds the person behind the token of a request; whoever is signed in by a cookie is nobody here."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        person = tokens.bearer(token)
        whom = str(person.pk) if person else limits.address(request)
        if limits.count("api" if person else "api-wrong", whom) > (MOST if person else MOST_WRONG):
            raise TooOften
        if person is None:
            return None
        actor = actors.person(person.pk)
        request.person, request.actor = person, actor  # type: ignore[attr-defined]  # not whoever a cookie says
        return actor


def no_token() -> Refusal:
    """Nobody is known by what was sent."""
    return Refusal(
        _("No token was sent, or it does not speak for anybody today."),
        mend=Mend(_("Make a token on the page of your account, and send it as “Authorization: Bearer …”.")),
        code="token",
    )
