"""Programs that speak in somebody's name, in a house that still checks forms for forgery."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from guildhall.identity import tokens
from guildhall.identity.acts import accounts
from guildhall.identity.acts import tokens as acts
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from tests.cast import acting


@dataclass(frozen=True)
class Program:
    """A program with a token of somebody."""

    secret: str
    client: Client

    def asks(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}", headers=self._with(headers))

    def does(self, name: str, given: Any = None, **headers: str) -> HttpResponse:
        content = {} if given is None else given
        url = f"/api/v1/acts/{name}"
        return self.client.post(url, content, content_type="application/json", headers=self._with(headers))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.secret}", **given} if self.secret else given


def with_account(person: Person) -> Person:
    """The person with an account and, as their roles may ask for it, a second factor."""
    person.refresh_from_db()
    if person.account is None:
        account = accounts.opened_for(person)
        person = accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return person


def secret_of(person: Person, days: int = 30) -> str:
    """The secret of a new token of somebody."""
    person = with_account(person)
    secret = tokens.new_secret()
    acts.make(
        by=acting(person),
        person=person,
        label="Payroll",
        until_on=clock.today() + timedelta(days=days),
        fingerprint=tokens.fingerprint(secret),
    )
    return secret


@pytest.fixture
def program() -> Callable[[Person | None], Program]:
    """Makes a program that speaks in somebody's name; in nobody's for None."""

    def made(person: Person | None) -> Program:
        return Program(secret_of(person) if person else "", Client(enforce_csrf_checks=True))

    return made
