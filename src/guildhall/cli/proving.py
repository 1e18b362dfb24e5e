"""Who acts at the terminal. Whoever has the shell of the machine is not yet the person they name with ``--by``.

In a demonstration the name is enough, as on its sign-in page. Everywhere else the person proves themselves as they do
in the browser: by their password, and by their second factor, which staff must have. A passkey cannot be asked for.
"""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from guildhall.cli.asking import secret
from guildhall.identity.grants import given_on
from guildhall.identity.models import Account, Person
from guildhall.identity.roles import role
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop

PAUSE = 2.0
"""Seconds to wait after a wrong answer, so that guessing is slow."""


def actor(number: str) -> Actor:
    """The person of this number as an actor, once they have proved who they are."""
    person = Person.objects.filter(number=number).first()
    if settings.GUILDHALL.demo and person is not None:
        return actors.person(person.id)
    account = person.account if person else None
    password = secret(f"Password of {number}")
    if person is None or account is None or not account.is_active or not account.check_password(password):
        raise _not_proved()
    _prove_second_factor(person, account)
    return actors.person(person.id)


def _prove_second_factor(person: Person, account: Account) -> None:
    app = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
    if app is None:
        if _is_staff(person) or Authenticator.objects.filter(user_id=account.pk).exists():
            raise _no_app()
    elif not TOTP(app).validate_code(secret("Code of the authenticator app")):
        raise _not_proved()


def _is_staff(person: Person) -> bool:
    roles = given_on(clock.today()).filter(person=person).values_list("role", flat=True)
    return any(role(code).staff for code in roles)


def _not_proved() -> Refusal:
    time.sleep(PAUSE)
    return Refusal(
        gettext_noop("Number, password and code do not belong together."),
        mend=gettext_noop("Try again, or sign in on the page and do it there."),
        code="sign-in",
    )


def _no_app() -> Refusal:
    return Refusal(
        gettext_noop("At the terminal the second factor is a code of an authenticator app, and you have none."),
        mend=gettext_noop("Set one up on your account's page, or do it on the page with your passkey."),
        code="sign-in",
    )
