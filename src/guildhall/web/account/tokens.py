"""One's own tokens, by which programs speak in one's name."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.identity import tokens
from guildhall.identity.acts import tokens as acts
from guildhall.identity.models import Token
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.web.account.entrance import asked_first
from guildhall.web.account.forms import TokenForm

HOME = ("web:account",)


@page(area="portal", permission=SIGNED_IN)
def make(request: PageRequest) -> HttpResponseBase:
    """Make a token; whoever left their session open is asked first who they are, since a token outlives it."""
    return _made(request) if settings.GUILDHALL.demo else asked_first(_made)(request)


def _made(request: PageRequest) -> HttpResponseBase:
    secret = tokens.new_secret()
    kept = tokens.fingerprint(secret)
    form = TokenForm(request.POST or None, record=request.person)

    def arguments(typed: dict[str, object]) -> dict[str, object]:
        return {**typed, "fingerprint": kept}

    answer = perform(request, acts.make, form, record=request.person, arguments=arguments, then=HOME)
    token = Token.objects.filter(fingerprint=kept).first()
    if token is None:
        return answer
    context = {"title": _("Your token"), "secret": secret, "token": token}
    return render(request, "web/token.html", context)


@page(area="portal", permission=SIGNED_IN)
def revoke(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take one's own token back."""
    token = get_object_or_404(Token.objects.select_related("person"), pk=pk, person=request.person)
    return perform(request, acts.revoke, ActForm(request.POST or None, record=token), record=token, then=HOME)
