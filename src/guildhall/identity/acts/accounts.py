"""Accounts: persons are invited to one, given one, and lose one; a lost second factor is reset."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from guildhall.identity import addresses, erasure, findable
from guildhall.identity.acts.tokens import take_back
from guildhall.identity.invitations import DAYS
from guildhall.identity.models import Account, Invitation, Person
from guildhall.identity.permissions import NOBODY, holds, is_that_person
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.identity.rules.accounts import (
    account_is_nobodys,
    address_is_the_accounts,
    address_is_the_recorded_one,
    invitation_is_open,
    nobody_helps_themselves,
    person_has_an_account,
    person_has_no_account,
    who_holds_a_role_is_invited_by_who_gives_roles,
    who_was_given_a_role_meanwhile_is_invited_anew,
)
from guildhall.identity.rules.grants import installation_is_founded_once
from guildhall.identity.rules.persons import (
    a_reason_is_given,
    address_can_be_one,
    address_is_nobody_elses,
    person_is_not_erased,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:7.3.1", "2026:7.3")


@act(
    "identity.account.invite",
    about="person",
    permission=holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR),
    rules=[
        person_is_not_erased,
        person_has_no_account,
        who_holds_a_role_is_invited_by_who_gives_roles,
        installation_is_founded_once,
    ],
    clauses=CLAUSES,
    bootstrap=True,
    sentence=gettext_noop("invited {subject} to open an account"),
    label=gettext_noop("Invite to open an account"),
)
def invite(*, by: Actor, person: Person) -> Invitation:
    """Offer a registered person an account, by a link that works once and for fourteen days."""
    return create(Invitation, person=person, until=clock.now() + timedelta(days=DAYS))


@act(
    "identity.account.accept",
    about="invitation",
    permission=NOBODY,
    rules=[invitation_is_open, who_was_given_a_role_meanwhile_is_invited_anew],
    clauses=CLAUSES,
    doors=["invitation"],
    sentence=gettext_noop("accepted the invitation"),
)
def accept(*, by: Actor, invitation: Invitation, account: Account, email: str) -> Person:
    """Accept an invitation with an account whose address has been proved; the account becomes the person's.

    It is the address that is recorded for them. Who had none gives theirs by proving it.
    """
    change(invitation, used_at=clock.now())
    return link(by=by, person=invitation.person, account=account, email=email)


@act(
    "identity.account.link",
    about="person",
    permission=NOBODY,
    rules=[
        person_is_not_erased,
        person_has_no_account,
        account_is_nobodys,
        address_can_be_one,
        address_is_the_accounts,
        address_is_the_recorded_one,
        address_is_nobody_elses,
    ],
    clauses=CLAUSES,
    doors=["registration", "invitation"],
    machines=["demo"],
    sentence=gettext_noop("linked an account to {subject}"),
)
def link(*, by: Actor, person: Person, account: Account, email: str) -> Person:
    """Say that an account is this person's, with the address that opens it.

    No person does this: the registration and the invitation do, when the address has been proved.
    """
    return findable.index(change(person, account=account, email=email.strip(), email_alias=addresses.alias(email)))


@act(
    "identity.account.readdress",
    about="person",
    permission=is_that_person,
    rules=[person_is_not_erased, person_has_an_account, address_can_be_one, address_is_nobody_elses],
    clauses=CLAUSES,
    sentence=gettext_noop("changed the e-mail address of {subject}"),
    label=gettext_noop("Change my e-mail address"),
)
def readdress(*, by: Actor, person: Person, email: str) -> Person:
    """Change one's own e-mail address, after a code sent there has come back."""
    account = person.account
    if account is not None:
        account.alias = addresses.alias(email)
        account.save(update_fields=["alias"])
    return findable.index(change(person, email=email.strip(), email_alias=addresses.alias(email)))


@act(
    "identity.account.unlink",
    about="person",
    permission=holds(ADMINISTRATOR),
    rules=[a_reason_is_given, person_has_an_account, nobody_helps_themselves],
    clauses=CLAUSES,
    sentence=gettext_noop("took the account of {subject} away: {reason}"),
    label=gettext_noop("Take the account away"),
)
def unlink(*, by: Actor, person: Person, reason: str) -> Person:
    """Delete a person's account and sign them out everywhere, programs too. The person and their record remain."""
    take_back(by=by, person=person)
    erasure.close_account(person)
    return change(person, account=None)


@act(
    "identity.factor.reset",
    about="person",
    permission=holds(ADMINISTRATOR),
    rules=[a_reason_is_given, person_has_an_account, nobody_helps_themselves],
    clauses=CLAUSES,
    sentence=gettext_noop("reset the second factor of {subject}: {reason}"),
    label=gettext_noop("Reset the second factor"),
)
def reset_factor(*, by: Actor, person: Person, reason: str) -> Person:
    """Forget a lost second factor and sign the person out everywhere, programs too; they set up another one."""
    take_back(by=by, person=person)
    account = person.account
    if account is not None:
        Authenticator.objects.filter(user=account).delete()
        erasure.end_sessions(account)
    return person


def opened_for(person: Person, password: str | None = None) -> Account:
    """A new account with the address of `person`; without a password it can only be entered by the demonstration.

    Whoever makes it links it (`link`) as its machine.
    """
    account = Account(alias=addresses.alias(person.email))
    account.set_password(password)
    account.save(force_insert=True)
    EmailAddress(user=account, email=account.alias, verified=True, primary=True).save(force_insert=True)
    return account
