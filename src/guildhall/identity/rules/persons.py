"""What holds of persons and their particulars."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from guildhall.identity import addresses, grants
from guildhall.identity.models import Person
from guildhall.identity.rules import RECORDS, SECURITY, gives_roles
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


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
def address_of_who_holds_a_role_is_recorded_by_who_gives_roles(
    *, by: Actor, person: Person, email: str
) -> Refusal | None:
    """The address opens the account, and with it the role: so it goes through the hands that give roles."""
    same = addresses.normalised(email) == addresses.normalised(person.email)
    if same or not grants.is_given_any(person.id) or gives_roles(by):
        return None
    return Refusal(
        _("This person holds a role, so an administrator or top management changes their e-mail address."),
        mend=Mend(_("Ask an administrator to change it.")),
        field="email",
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


@rule("erase-roles", clauses=RECORDS, kind=Kind.OURS)
def no_role_is_held(*, person: Person) -> Refusal | None:
    """Who still works for the body is not erased: what they do must remain attributable while they do it."""
    if not grants.given_on(clock.today()).filter(person_id=person.id).exists():
        return None
    return Refusal(
        _("This person still holds a role."), mend=Mend(_("End every role first."), act="identity.grant.end")
    )
