"""Staff invite to an account, take one away, and reset a lost second factor."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.identity import invitations
from guildhall.identity.acts import accounts
from guildhall.identity.models import Invitation, Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.identity.rules.accounts import who_holds_a_role_is_invited_by_who_gives_roles
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.web.people.forms import ReasonForm

OFFICE = holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR)


@page(area="desk", permission=OFFICE)
def invite(request: PageRequest, pk: UUID) -> HttpResponse:
    """Invite somebody to open an account."""
    person = get_object_or_404(Person, pk=pk)
    form = ActForm(request.POST or None, record=person)
    return perform(request, accounts.invite, form, record=person, then=lambda made: ("web:invitation", made.pk))


@page(area="desk", permission=OFFICE)
def invitation(request: PageRequest, pk: UUID) -> HttpResponse:
    """The link of an invitation, to be sent or handed over, as long as it works; for who may invite that person."""
    found = get_object_or_404(Invitation.objects.select_related("person"), pk=pk)
    if refusal := who_holds_a_role_is_invited_by_who_gives_roles(by=request.actor, person=found.person):
        raise refusal
    path = reverse("web:account-invitation", args=[found.pk, invitations.secret(found)])
    context = {
        "title": _("Invitation"),
        "invitation": found,
        "link": request.build_absolute_uri(path) if invitations.is_open(found) else "",
    }
    return render(request, "web/invited.html", context)


@page(area="desk", permission=OFFICE)
def unlink(request: PageRequest, pk: UUID) -> HttpResponse:
    """Take an account away."""
    person = get_object_or_404(Person.objects.select_related("account"), pk=pk)
    form = ReasonForm(request.POST or None, record=person)
    follows = _("The account is deleted, and the person is signed out everywhere. Their record remains.")
    return perform(
        request, accounts.unlink, form, record=person, then=("web:person", pk), context={"consequence": follows}
    )


@page(area="desk", permission=OFFICE)
def factor(request: PageRequest, pk: UUID) -> HttpResponse:
    """Reset a lost second factor."""
    person = get_object_or_404(Person.objects.select_related("account"), pk=pk)
    form = ReasonForm(request.POST or None, record=person)
    follows = _("The person is signed out everywhere and sets up another second factor when they sign in again.")
    return perform(
        request, accounts.reset_factor, form, record=person, then=("web:person", pk), context={"consequence": follows}
    )
