"""Sign in as one of the cast, without a password, in a demonstration only."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.acts import accounts
from guildhall.identity.models import Account, Person
from guildhall.identity.roles import role
from guildhall.kernel import actors
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

BACKEND = "guildhall.identity.backend.Accounts"


@page(area="public", permission=PUBLIC)
def sign_in(request: PageRequest) -> HttpResponse:
    """The cast by role; asked again here whether this is a demonstration, should the address ever lead here."""
    if not settings.GUILDHALL.demo:
        raise Http404
    cast = persons.cast()
    if request.method == "POST":
        return _entered(request, {person.pk: person for people in cast.values() for person in people})
    persons.opened(person for people in cast.values() for person in people)
    shown = [
        ({"name": translated(role(code).name), "meaning": translated(role(code).meaning)}, people)
        for code, people in cast.items()
    ]
    context = {"title": _("Whose work do you want to see?"), "cast": shown, "next": request.GET.get("next", "")}
    return render(request, "web/demo_sign_in.html", context)


def _entered(request: PageRequest, playable: dict[UUID, Person]) -> HttpResponse:
    try:
        chosen = playable[UUID(request.POST.get("person", ""))]
    except (ValueError, KeyError) as unknown:
        raise Http404 from unknown
    login(request, _account(get_object_or_404(Person.objects.select_related("account"), pk=chosen.pk)), backend=BACKEND)
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if is_ours else "web:home")


def _account(person: Person) -> Account:
    """The account of one of the cast; made at their first entrance."""
    if person.account is not None:
        return person.account
    made = accounts.opened_for(person)
    accounts.link(by=actors.machine("demo"), person=person, account=made, email=person.email)
    return made
