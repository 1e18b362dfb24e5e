"""What the acts of identity must not break."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from guildhall.identity import addresses, grants, invitations
from guildhall.identity.models import Absence, Account, Grant, Invitation, Person, Scope
from guildhall.identity.roles import ADMINISTRATOR, TOP_MANAGEMENT, all_roles
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor, ActorKind
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

RECORDS = ("2012:7.1.1", "2026:7.1")
ROLES = ("2012:6.1.3", "2026:6.1")
SECURITY = ("2012:7.3.1", "2026:7.3")


@rule("role-known", clauses=ROLES, kind=Kind.OURS)
def role_is_known(*, role: str) -> Refusal | None:
    """A role that is given is one that the house knows."""
    if role in {each.code for each in all_roles()}:
        return None
    return Refusal(
        _("There is no role called “%s”.") % role,
        mend=Mend(_("Choose one of the roles that are listed.")),
        field="role",
    )


@rule("role-scope", clauses=ROLES, kind=Kind.OURS)
def role_is_held_where_it_may_be(*, role: str, scope: Scope) -> Refusal | None:
    """A role of the body is held for the body, a role of a scheme for a scheme."""
    if role_named(role).where == scope.kind:
        return None
    return Refusal(
        _("This role cannot be held for that scope."),
        mend=Mend(_("Choose the body, or a scheme, as the role asks.")),
        field="scope",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_gives_themselves_a_role(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody decides about their own authority."""
    if not by.is_person(person.id):
        return None
    return Refusal(_("You cannot give a role to yourself."), mend=Mend(_("Somebody else who may give roles does it.")))


@rule("founded-once", clauses=ROLES, kind=Kind.OURS)
def installation_is_founded_once(*, by: Actor) -> Refusal | None:
    """The installation gives the first administrator their role, and never anything again."""
    if by.kind is not ActorKind.BOOTSTRAP or not Grant.objects.exists():
        return None
    return Refusal(
        _("This installation already has an administrator, so the installation itself does nothing more."),
        mend=Mend(_("Sign in as somebody whose role includes it.")),
    )


@rule("grant-open", clauses=ROLES, kind=Kind.OURS)
def grant_is_not_ended(*, grant: Grant) -> Refusal | None:
    """A role is ended once."""
    if grant.ended_at is None:
        return None
    return Refusal(_("This role has already been ended."), mend=Mend(_("Give the role again if it is needed.")))


@rule("administrator-remains", clauses=SECURITY, kind=Kind.OURS)
def an_administrator_remains(*, grant: Grant) -> Refusal | None:
    """Somebody can always give roles: the last administrator's role is not ended."""
    if grant.role != ADMINISTRATOR.code:
        return None
    others = grants.given_on(clock.today()).filter(role=ADMINISTRATOR.code).exclude(pk=grant.pk)
    if others.exists():
        return None
    return Refusal(
        _("This is the only administrator, and nobody else could appoint another."),
        mend=Mend(_("Give the role to somebody else first."), act="identity.grant.give"),
    )


@rule("R-60", clauses=["2012:7.1.1", "2012:10.2.4", "2026:7.1"])
def a_reason_is_given(*, reason: str) -> Refusal | None:
    """What is put right, taken away or ended is so for a reason that others can read later."""
    if reason.strip():
        return None
    return Refusal(
        _("There is no reason yet, and the record must say why this was done."),
        mend=Mend(_("Write one sentence that says why.")),
        field="reason",
    )


@rule("person-named", clauses=RECORDS, kind=Kind.OURS)
def a_name_is_given(*, given_name: str, family_name: str) -> Refusal | None:
    """A person has at least one name; people with a single name leave the other empty."""
    if given_name.strip() or family_name.strip():
        return None
    return Refusal(
        _("A person needs at least one name."),
        mend=Mend(_("Write the given name, the family name or both.")),
        field="family_name",
    )


@rule("person-address", clauses=RECORDS, kind=Kind.OURS)
def address_can_be_one(*, email: str) -> Refusal | None:
    """An e-mail address has the form of one, or there is none."""
    try:
        validate_email(email.strip() or "nobody@example.org")
    except ValidationError:
        return Refusal(
            _("This is not an e-mail address."),
            mend=Mend(_("Write it as name@example.org, or leave it empty if the person has none.")),
            field="email",
        )
    return None


@rule("person-address", clauses=RECORDS, kind=Kind.OURS)
def address_is_nobodys(*, email: str) -> Refusal | None:
    """An e-mail address leads to one person alone."""
    return _taken(email)


@rule("person-address", clauses=RECORDS, kind=Kind.OURS)
def address_is_nobody_elses(*, person: Person, email: str) -> Refusal | None:
    """An e-mail address leads to one person alone."""
    return _taken(email, person)


def _taken(email: str, person: Person | None = None) -> Refusal | None:
    if not email.strip():
        return None
    others = Person.objects.filter(email_alias=addresses.alias(email))
    others = others.exclude(pk=person.pk) if person else others
    if not others.exists():
        return None
    return Refusal(
        _("Another person is already recorded with this e-mail address."),
        mend=Mend(_("Look that person up, or leave the address empty.")),
        field="email",
    )


@rule("person-born", clauses=RECORDS, kind=Kind.OURS)
def birth_date_is_past(*, birth_date: date | None) -> Refusal | None:
    """Nobody is born in the future, and nobody recorded here is older than 130."""
    today = clock.today()
    if birth_date is None or date(today.year - 130, 1, 1) <= birth_date <= today:
        return None
    return Refusal(
        _("This date of birth cannot be right."), mend=Mend(_("Look at the year again.")), field="birth_date"
    )


@rule("person-there", clauses=RECORDS, kind=Kind.OURS)
def person_is_not_erased(*, person: Person) -> Refusal | None:
    """An erased person stays erased: nothing personal is written there again."""
    if person.erased_at is None:
        return None
    return Refusal(
        _("This person has been erased, so nothing can be changed here."),
        mend=Mend(_("Register the person anew if they come back."), act="identity.person.register"),
    )


@rule("account-address", clauses=SECURITY, kind=Kind.OURS)
def sign_in_address_is_changed_by_its_holder(*, person: Person, email: str) -> Refusal | None:
    """Nobody else changes the address with which a person signs in: it would hand them the account."""
    if person.account_id is None or addresses.normalised(email) == addresses.normalised(person.email):
        return None
    return Refusal(
        _("This person signs in with their e-mail address, so only they can change it."),
        mend=Mend(
            _("They change it under My account. If they have lost it, take the account away and invite them again."),
            act="identity.account.unlink",
        ),
        field="email",
    )


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
    if not grants.is_given_any(person.id) or _gives_roles(by):
        return None
    return Refusal(
        _("This person holds a role, so an administrator or top management invites them."),
        mend=Mend(_("Ask an administrator to invite them.")),
    )


@rule("invitation-staff", clauses=SECURITY, kind=Kind.OURS)
def who_was_given_a_role_meanwhile_is_invited_anew(*, invitation: Invitation) -> Refusal | None:
    """Whoever can open an account with a role has the role, also where the role came after the invitation."""
    if not grants.is_given_any(invitation.person_id) or _gives_roles(invitations.made_by(invitation)):
        return None
    return Refusal(
        _("You were given a role after you were invited, so this invitation no longer works."),
        mend=Mend(_("Ask an administrator or top management to invite you again.")),
    )


@rule("account-address", clauses=SECURITY, kind=Kind.OURS)
def address_of_who_holds_a_role_is_recorded_by_who_gives_roles(
    *, by: Actor, person: Person, email: str
) -> Refusal | None:
    """The address opens the account, and with it the role: so it goes through the hands that give roles."""
    same = addresses.normalised(email) == addresses.normalised(person.email)
    if same or not grants.is_given_any(person.id) or _gives_roles(by):
        return None
    return Refusal(
        _("This person holds a role, so an administrator or top management changes their e-mail address."),
        mend=Mend(_("Ask an administrator to change it.")),
        field="email",
    )


def _gives_roles(by: Actor) -> bool:
    return by.person_id is None or grants.refusal(by.person_id, [ADMINISTRATOR, TOP_MANAGEMENT]) is None


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


@rule("erase-roles", clauses=RECORDS, kind=Kind.OURS)
def no_role_is_held(*, person: Person) -> Refusal | None:
    """Who still works for the body is not erased: what they do must remain attributable while they do it."""
    if not grants.given_on(clock.today()).filter(person_id=person.id).exists():
        return None
    return Refusal(
        _("This person still holds a role."), mend=Mend(_("End every role first."), act="identity.grant.end")
    )


@rule("absence-deputy", kind=Kind.OURS)
def deputy_is_another(*, person: Person, deputy: Person) -> Refusal | None:
    """Nobody is their own deputy."""
    if person.id != deputy.id:
        return None
    return Refusal(_("Nobody is their own deputy."), mend=Mend(_("Choose somebody else.")), field="deputy")


@rule("absence-deputy", kind=Kind.OURS)
def deputy_holds_the_same_roles(*, person: Person, deputy: Person) -> Refusal | None:
    """Work is handed to somebody who may do it; being a deputy lends no authority."""
    missing = grants.roles_of(person.id) - grants.roles_of(deputy.id)
    if not missing:
        return None
    names = ", ".join(_(role_named(code).name) for code in sorted(missing))
    return Refusal(
        _("The deputy does not hold every role of the person who is away: %(roles)s.") % {"roles": names},
        mend=Mend(_("Choose somebody who holds them, or give the missing roles first."), act="identity.grant.give"),
        field="deputy",
    )


@rule("absence-deputy", kind=Kind.OURS)
def deputy_is_there(*, deputy: Person, from_on: date, until_on: date) -> Refusal | None:
    """Work is not handed to somebody who is away themselves."""
    away = Absence.objects.filter(
        person_id=deputy.id, ended_at__isnull=True, from_on__lte=until_on, until_on__gte=from_on
    )
    if not away.exists():
        return None
    return Refusal(
        _("The deputy is away on some of these days."), mend=Mend(_("Choose somebody else.")), field="deputy"
    )


@rule("absence-days", kind=Kind.OURS)
def absence_lies_ahead(*, from_on: date, until_on: date) -> Refusal | None:
    """An absence has a first day that is not after its last, and is not over."""
    if from_on <= until_on and until_on >= clock.today():
        return None
    return Refusal(
        _("These days cannot be an absence: they are over, or end before they begin."),
        mend=Mend(_("Give a first and a last day, the last one not in the past.")),
        field="until_on",
    )


@rule("absence-open", kind=Kind.OURS)
def absence_is_not_ended(*, absence: Absence) -> Refusal | None:
    """An absence is ended once."""
    if absence.ended_at is None:
        return None
    return Refusal(_("This absence has already been ended."), mend=Mend(_("Declare another one if it is needed.")))
