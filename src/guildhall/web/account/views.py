"""One's own account: who one is, how one can be reached, being away, and the link of an invitation."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guildhall.identity import addresses, grants, invitations, second_factor, tokens
from guildhall.identity.acts import absences, accounts, persons
from guildhall.identity.models import Absence, Account, Invitation
from guildhall.identity.readings import open_person
from guildhall.identity.roles import role
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell.forms import ActForm
from guildhall.shell.limits import at_most
from guildhall.shell.pages import PUBLIC, SIGNED_IN, page
from guildhall.shell.requests import PageRequest, is_anonymous
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.web.account.forms import AbsenceForm, ReachForm, WhoForm

INVITED = "invitation"
"""In the session: the invitation that brought somebody here."""


@page(area="portal", permission=SIGNED_IN)
def account(request: PageRequest) -> HttpResponse:
    """What is recorded of whoever asks, and how they sign in."""
    person = open_person(by=request.actor, person=request.person)
    context = {
        "title": _("Your account"),
        "person": person,
        "roles": [translated(role(code).name) for code in sorted(grants.roles_of(person.id))],
        "has_factor": person.account is not None and second_factor.is_set_up(person.account),
        "tokens": tokens.of(person.pk),
        "absences": Absence.objects.filter(person=person, ended_at__isnull=True).order_by("-from_on")[:10],
        "has_colleagues": bool(grants.roles_of(person.id)),
    }
    return render(request, "web/account.html", context)


@page(area="portal", permission=SIGNED_IN)
def reach(request: PageRequest) -> HttpResponse:
    """Change how one can be reached."""
    person = request.person
    known = {"phone": person.phone, "address": person.address, "language": person.language}
    form = ReachForm(request.POST or None, record=person, initial=known)
    return perform(request, persons.reach, form, record=person, then=("web:account",))


@page(area="public", permission=PUBLIC)
@at_most(30, of="invitation")
def invitation(request: PageRequest, pk: UUID, secret: str) -> HttpResponse:
    """The link of an invitation: it is remembered, and leads to opening an account."""
    found = invitations.opened(pk, secret)
    if found is None:
        raise _no_invitation()
    request.session[INVITED] = str(found.pk)
    if request.user.is_authenticated:
        return redirect("web:account-who")
    return render(request, "web/invitation.html", {"title": _("You are invited"), "invitation": found})


@page(area="public", permission=PUBLIC)
def who(request: PageRequest) -> HttpResponse:
    """Who somebody is whose address has just been proved: the invited person, or a new one."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if not is_anonymous(request):
        return redirect("web:home")
    invited = _invited(request)
    return _accepted(request, invited) if invited else _registered(request)


def _invited(request: PageRequest) -> Invitation | None:
    wanted = request.session.get(INVITED)
    found = Invitation.objects.select_related("person").filter(pk=wanted).first() if wanted else None
    return found if found and invitations.is_open(found) else None


def _accepted(request: PageRequest, invited: Invitation) -> HttpResponse:
    email = _proved(request)
    accounts.accept(by=actors.public("invitation"), invitation=invited, account=_account(request), email=email)
    return _arrived(request)


def _registered(request: PageRequest) -> HttpResponse:
    form = WhoForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    context = {"form": form, "title": _("Who are you?"), "button": _("Go on"), "layout": "shell/public.html"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/who.html", context, status=422 if form.errors else 200)
    email, door = _proved(request), actors.public("registration")
    person = persons.register.once(f"account:{_account(request).pk}")(by=door, email=email, **form.typed)
    accounts.link(by=door, person=person, account=_account(request), email=email)
    return _arrived(request)


def _proved(request: PageRequest) -> str:
    """The address that was proved for the account that is signed in; it was typed here, or sign in again."""
    mine = _account(request)
    try:
        address = addresses.resolved(mine.alias, request)
    except addresses.Unknown as unknown:
        raise Refusal(
            _("Your e-mail address is not known here any more, because you came back later."),
            mend=Mend(_("Sign out, and sign in again with your e-mail address and your password.")),
            code="account-address",
        ) from unknown
    if not EmailAddress.objects.filter(user=mine, email=mine.alias, verified=True).exists():
        raise Refusal(
            _("Your e-mail address is not proved yet."), mend=Mend(_("Sign in again; a code is sent to you."))
        )
    return address


def _account(request: PageRequest) -> Account:
    found: Account = Account.objects.get(pk=str(request.user.pk))
    return found


def _arrived(request: PageRequest) -> HttpResponse:
    addresses.forget(request)
    request.session.pop(INVITED, None)
    return redirect("web:home")


def _no_invitation() -> Refusal:
    return Refusal(
        _("This invitation was already used, its time is over, or the link is not complete."),
        mend=Mend(_("Sign in if you have opened your account. Otherwise ask the office for another invitation.")),
        code="invitation-open",
    )


@permission("works for the body")
def is_colleague(*, by: Actor) -> Refusal | None:
    """Who was given a role: only colleagues hand work to colleagues, and see who they are."""
    if by.person_id and grants.given_on(clock.today()).filter(person_id=by.person_id).exists():
        return None
    return Refusal(
        _("You have no role in this body, so there is no work of yours to hand over."),
        mend=Mend(_("Nothing needs to be done.")),
    )


@page(area="desk", permission=is_colleague)
def absence(request: PageRequest) -> HttpResponse:
    """Be away, and hand the open work to a deputy in one act."""
    form = AbsenceForm(request.POST or None, person=request.person, record=request.person)
    return perform(request, absences.declare, form, record=request.person, then=("web:account",))


@page(area="desk", permission=SIGNED_IN)
def absence_end(request: PageRequest, pk: UUID) -> HttpResponse:
    """Be back."""
    found = get_object_or_404(Absence.objects.select_related("person"), pk=pk, person=request.person)
    form = ActForm(request.POST or None, record=found)
    return perform(request, absences.end, form, record=found, then=("web:account",))
