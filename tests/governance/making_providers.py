"""Providers in each state, made through acts: Olaf keeps them, Tom puts them on the list."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, Protocol

from guildhall.governance.acts import providers
from guildhall.governance.models import Provider
from guildhall.identity import grants
from guildhall.identity.acts import persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import OUTSOURCING_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.vault import keys
from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import PDF
from tests.cast import acting, give
from tests.papers import upload


class Hands(Protocol):
    """Who puts providers on the list, and the body for which; a cast is one."""

    tom: Person
    body: Scope


CENTRE = "Test House Ltd"
CLAUSES = {"confidentiality": "§ 7", "conflicts": "§ 8", "responsibility": "§ 2"}


def a_keeper(cast: Hands) -> Person:
    """Olaf, who keeps the list of providers; the one who is there, if somebody is."""
    known = Person.objects.filter(email_alias__isnull=False, grants__role=OUTSOURCING_MANAGER.code).first()
    if known:
        return known
    named = {"given_name": "Olaf", "family_name": "Outsorg", "email": "olaf@provider.example"}
    person = persons.register(by=acting(cast.tom), is_personnel=True, **named)
    give(acting(cast.tom), person, OUTSOURCING_MANAGER, cast.body)
    return person


def an_agreement(days: int = 365, **other: Any) -> dict[str, Any]:
    """What is told of an agreement that holds from today."""
    today = clock.today()
    days_of = {"signed_on": today, "from_on": today, "until_on": today + timedelta(days=days)}
    return {**days_of, **CLAUSES, "document": a_contract(), "no_decisions": True, **other}


def a_contract() -> Received:
    """The signed paper."""
    return receive(upload("Agreement.pdf"), key_id=keys.BODY, allowed=(PDF,))


def a_candidate(cast: Hands, name: str = CENTRE, activity: str = "centre", scope: Scope | None = None) -> Provider:
    """A provider that waits for its evaluation, and what it is to do."""
    by = acting(a_keeper(cast))
    provider = providers.propose(by=by, name=name, contact="Anna Anbieter, anna@testhouse.example")
    providers.serve(by=by, provider=provider, activity=activity, scope=scope or cast.body)
    return provider


def evaluated(cast: Hands, **other: Any) -> Provider:
    """A provider that Olaf found fit."""
    by = acting(a_keeper(cast))
    return providers.evaluate(by=by, provider=a_candidate(cast, **other), findings="Rooms, people and locks seen.")


def contracted(cast: Hands, days: int = 365, **other: Any) -> Provider:
    """A provider under an agreement, without conflicts of interest."""
    by = acting(a_keeper(cast))
    provider = providers.contract(by=by, provider=evaluated(cast, **other), **an_agreement(days))
    providers.declare(by=by, provider=provider, declared_on=clock.today())
    return provider


def a_provider(cast: Hands, days: int = 365, **other: Any) -> Provider:
    """A provider in use."""
    return providers.use(by=acting(cast.tom), provider=contracted(cast, days, **other))


def monitored(cast: Hands, provider: Provider, on: date | None = None, **other: Any) -> Any:
    """A provider that was watched, with nothing to complain of."""
    told = {"monitored_on": on or clock.today(), "outcome": "satisfactory", "findings": "As agreed.", **other}
    return providers.monitor(by=acting(a_keeper(cast)), provider=provider, **told)


def on_the_list(name: str) -> Provider:
    """The provider of that name in use, for who has no cast at hand; made where there is none."""
    known = Provider.objects.filter(name=name).first()
    if known:
        return known
    tom = Person.objects.get(pk=min(grants.holders(TOP_MANAGEMENT)))
    return a_provider(SimpleNamespace(tom=tom, body=Scope.objects.get(kind="body")), name=name)
