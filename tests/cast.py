"""The cast: who plays in the tests, made through acts alone, so that the ledger of a test is true.

Ada administers, Tom is top management, Quinn manages quality, Olive runs operations. Carla is a candidate to be, Gero
has neither account nor e-mail and is served by staff, and Otto is the outsider who must see nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client

from guildhall.identity import grants as identity_grants
from guildhall.identity.acts import accounts, grants, persons, scopes
from guildhall.identity.backend import Accounts
from guildhall.identity.middleware import HAS_FACTOR
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT, Role
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import BOOTSTRAP, Actor

DECLARED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Cast:
    """The body and the people of a test; ``cast.olive`` is the person, ``acting(cast.olive)`` the actor."""

    body: Scope
    ada: Person
    tom: Person
    quinn: Person
    olive: Person
    carla: Person
    gero: Person
    otto: Person


def acting(person: Person) -> Actor:
    """The person as an actor."""
    return actors.person(person.id)


def give(by: Actor, person: Person, role: Role, scope: Scope) -> Grant:
    """Give a role from today on, with its declaration met for a year."""
    grant = grants.give(by=by, person=person, role=role.code, scope=scope, from_on=clock.today())
    if role.declares:
        meet_declaration(grant)
    return grant


def meet_declaration(grant: Grant, until_on: date | None = None) -> None:
    """Meet the condition of a grant that asks for a declaration, until a day (a year from today by default)."""
    grants.condition(
        by=actors.machine("declarations"),
        grant=grant,
        kind=identity_grants.DECLARATION,
        until_on=until_on or clock.today() + DECLARED_FOR,
        rule="R-46",
        clauses=("2012:6.1.6", "2012:6.1.7", "2026:6.1"),
    )


def authorise(person: Person, role: Role, scope: Scope, until_on: date | None = None) -> Grant:
    """Give a role that hangs on an authorisation, as the authorisation's own acts do, until a day (a year from today).

    Their declaration is met for a year as well.
    """
    machine = actors.machine("authorisations")
    grant = grants.give(by=machine, person=person, role=role.code, scope=scope, from_on=clock.today())
    if role.authorised:
        grants.condition(
            by=machine,
            grant=grant,
            kind=identity_grants.AUTHORISATION,
            until_on=until_on or clock.today() + DECLARED_FOR,
            rule="R-46",
            clauses=("2012:6.1.3", "2012:6.1.4", "2026:6.1"),
        )
    if role.declares:
        meet_declaration(grant)
    return grant


def found() -> tuple[Scope, Person]:
    """Found the installation: the body's scope and its first administrator, made by the installation itself."""
    body = scopes.open_scope(by=BOOTSTRAP, kind="body", number="BODY", name="Nordlicht Certification")
    ada = persons.register(
        by=BOOTSTRAP, given_name="Ada", family_name="Quellmalz", email="ada@nordlicht.example", is_personnel=True
    )
    grants.give(by=BOOTSTRAP, person=ada, role=ADMINISTRATOR.code, scope=body, from_on=clock.today())
    return body, ada


def _register(
    by: Actor, given_name: str, family_name: str, *, is_personnel: bool = False, email: bool = True
) -> Person:
    address = f"{given_name.lower()}.{family_name.lower()}@nordlicht.example" if email else ""
    return persons.register(
        by=by,
        given_name=given_name,
        family_name=family_name,
        email=address,
        birth_date=date(1987, 4, 23),
        is_personnel=is_personnel,
    )


def engage() -> Cast:
    """Found the body and give everybody their part, as a real body would begin."""
    body, ada = found()
    by_ada = acting(ada)
    tom = _register(by_ada, "Tomasz", "Wielandt", is_personnel=True)
    give(by_ada, tom, TOP_MANAGEMENT, body)
    by_tom = acting(tom)
    quinn = _register(by_tom, "Quinn", "Ostermann", is_personnel=True)
    give(by_tom, quinn, QUALITY_MANAGER, body)
    olive = _register(by_tom, "Olive", "Brandauer", is_personnel=True)
    give(by_tom, olive, OPERATIONS, body)
    by_olive = acting(olive)
    return Cast(
        body=body,
        ada=ada,
        tom=tom,
        quinn=quinn,
        olive=olive,
        carla=_register(by_olive, "Carla", "Zimmerer"),
        gero=_register(by_olive, "Gero", "Hollenstedt", email=False),
        otto=_register(by_olive, "Otto", "Fremdling"),
    )


def sign_in(client: Client, person: Person) -> Client:
    """Sign a person in as they would be after sign-in with their second factor; their account is opened if need be."""
    person.refresh_from_db()
    if person.account is None:
        account = accounts.opened_for(person)
        person = accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)
    assert person.account is not None
    client.force_login(person.account, backend=f"{Accounts.__module__}.{Accounts.__name__}")
    session = client.session
    session[HAS_FACTOR] = True
    session.save()
    return client
