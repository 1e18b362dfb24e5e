"""Of whom a second factor is asked, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from guildhall.identity import grants
from guildhall.identity.models import Account, Person
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock


def is_asked_of(person: Person | None) -> bool:
    """Whether this person must have a second factor: who was given a role of the staff, except in a demonstration."""
    if person is None or settings.GUILDHALL.demo:
        return False
    staff = [role.code for role in all_roles() if role.staff]
    return grants.given_on(clock.today()).filter(person_id=person.id, role__in=staff).exists()


def is_set_up(account: Account) -> bool:
    """Whether an account has an authenticator app or a passkey."""
    has_one: bool = Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return has_one
