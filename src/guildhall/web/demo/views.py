"""Sign in as one of the cast, without a password, in a demonstration only."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guildhall.identity import addresses, persons
from guildhall.identity.acts import accounts
from guildhall.identity.models import Account, Person
from guildhall.identity.roles import role
from guildhall.kernel import actors
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated
from guildhall.web.demo.parts import ACTS, Act, all_parts

BACKEND = "guildhall.identity.backend.Accounts"


@page(area="public", permission=PUBLIC)
def sign_in(request: PageRequest) -> HttpResponse:
    """The cast by what they do; asked again here whether this is a demonstration, should the address ever lead here."""
    if not settings.GUILDHALL.demo:
        raise Http404
    named, cast = _named(), persons.cast()
    playable = {person.pk: person for people in (named.values(), *cast.values()) for person in people}
    if request.method == "POST":
        return _entered(request, playable)
    persons.opened(playable.values())
    context = {
        "title": _("Whose work do you want to see?"),
        "acts": [(title, parts) for title, parts in (_shown(each, named) for each in ACTS) if parts],
        "others": _others(named, cast),
        "next": request.GET.get("next", ""),
    }
    return render(request, "web/demo_sign_in.html", context)


def _named() -> dict[str, Person]:
    """Who of the parts is there, by address."""
    aliases = {addresses.alias(part.email): part.email for part in all_parts()}
    found = Person.objects.filter(email_alias__in=aliases)
    return {aliases[person.email_alias]: person for person in found if person.email_alias}


def _shown(each: Act, named: Mapping[str, Person]) -> tuple[str, list[tuple[Person, str, str]]]:
    """An act with those of its parts who are there."""
    there = [part for part in each.parts if part.email in named]
    return translated(each.title), [
        (named[part.email], translated(part.title), translated(part.sentence)) for part in there
    ]


def _others(named: Mapping[str, Person], cast: Mapping[str, list[Person]]) -> list[tuple[Person, str]]:
    """Whoever holds a role and has no part of their own, each with their roles."""
    shown = {person.pk for person in named.values()}
    roles: dict[Person, list[str]] = {}
    for code, people in cast.items():
        for person in people:
            if person.pk not in shown:
                roles.setdefault(person, []).append(translated(role(code).name))
    return [(person, ", ".join(held)) for person, held in roles.items()]


def _entered(request: PageRequest, playable: Mapping[UUID, Person]) -> HttpResponse:
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
