"""What holds of accounts, and of invitations to open one."""

from django.utils.translation import gettext as _

from guildhall.identity import addresses, grants, invitations
from guildhall.identity.models import Account, Invitation, Person
from guildhall.identity.rules import SECURITY, gives_roles
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("account-one", clauses=SECURITY, kind=Kind.OURS)
def person_has_no_account(*, person: Person) -> Refusal | None:
    """A person has one account at most."""
    if person.account_id is None:
        return None
    return Refusal(
        _("This person already has an account."),
        mend=Mend(_("They sign in with it. If they cannot, reset their second factor or their password.")),
    )


@rule("account-there", clauses=SECURITY, kind=Kind.OURS)
def person_has_an_account(*, person: Person) -> Refusal | None:
    """Only an account that is there can be taken away or helped."""
    if person.account_id is not None:
        return None
    return Refusal(
        _("This person has no account."), mend=Mend(_("Invite them to open one."), act="identity.account.invite")
    )


@rule("account-one", clauses=SECURITY, kind=Kind.OURS)
def account_is_nobodys(*, account: Account) -> Refusal | None:
    """An account belongs to one person."""
    if not Person.objects.filter(account=account).exists():
        return None
    return Refusal(_("This account already belongs to a person."), mend=Mend(_("Sign out, and open another account.")))


@rule("account-address", clauses=SECURITY, kind=Kind.OURS)
def address_is_the_accounts(*, account: Account, email: str) -> Refusal | None:
    """The address that is recorded for a person with an account is the one that they proved to be theirs."""
    if addresses.alias(email) == account.alias:
        return None
    return Refusal(
        _("This is not the address with which the account was opened."),
        mend=Mend(_("Sign in again with the address that you proved to be yours.")),
        field="email",
    )


@rule("account-address", clauses=SECURITY, kind=Kind.OURS)
def address_is_the_recorded_one(*, person: Person, email: str) -> Refusal | None:
    """An account is linked to a person only by the address that is recorded for them, where there is one."""
    if person.email_alias in {None, addresses.alias(email)}:
        return None
    return Refusal(
        _("Another e-mail address is recorded for you, so this one does not open your account."),
        mend=Mend(_("Use the address that the office knows, or ask the office to put it right first.")),
        field="email",
    )


@rule("invitation-staff", clauses=SECURITY, kind=Kind.OURS)
def who_holds_a_role_is_invited_by_who_gives_roles(*, by: Actor, person: Person) -> Refusal | None:
    """Whoever can open an account with a role has the role: so its link goes through the hands that give roles."""
    if not grants.is_given_any(person.id) or gives_roles(by):
        return None
    return Refusal(
        _("This person holds a role, so an administrator or top management invites them."),
        mend=Mend(_("Ask an administrator to invite them.")),
    )


@rule("invitation-staff", clauses=SECURITY, kind=Kind.OURS)
def who_was_given_a_role_meanwhile_is_invited_anew(*, invitation: Invitation) -> Refusal | None:
    """Whoever can open an account with a role has the role, also where the role came after the invitation."""
    if not grants.is_given_any(invitation.person_id) or gives_roles(invitations.made_by(invitation)):
        return None
    return Refusal(
        _("You were given a role after you were invited, so this invitation no longer works."),
        mend=Mend(_("Ask an administrator or top management to invite you again.")),
    )


@rule("invitation-open", clauses=SECURITY, kind=Kind.OURS)
def invitation_is_open(*, invitation: Invitation) -> Refusal | None:
    """An invitation works once, and until its time is over."""
    if invitations.is_open(invitation):
        return None
    return Refusal(
        _("This invitation was already used, or its time is over."),
        mend=Mend(_("Sign in if you have opened your account. Otherwise ask the office for another invitation.")),
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_helps_themselves(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody takes away their own protection or their own account as an administrator."""
    if not by.is_person(person.id):
        return None
    return Refusal(
        _("You cannot do this to yourself."), mend=Mend(_("Another administrator does it, when they have seen you."))
    )
