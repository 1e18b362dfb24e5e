"""What pages cost in a large body: 500 people with posts, engagements and authorisations, 2,000 documents in effect.

The claims: no page asks more than 25 queries, and none takes more than 150 times as long as the bare query of 50
documents (session, sign-in, permissions, side bar and template included). ``large_body.py sqlite 50 200`` tries fewer.
"""

import sys
import time

import _house
from list_page import milliseconds

QUERIES, RATIO = 25, 150
PAGES = (
    "documents:read",
    "documents:documents",
    "documents:mine",
    "documents:archive",
    "documents:procedures",
    "documents:public",
    "personnel:organisation",
    "personnel:posts",
    "personnel:engagements",
    "personnel:authorisations",
    "personnel:matrix",
    "personnel:criteria-register",
    "personnel:declarations",
    "personnel:monitorings-due",
    "personnel:needs",
    "governance:threats",
    "governance:committees",
    "governance:providers",
    "web:calendar",
    "web:capacity",
    "web:work",
)


def populate(people: int, documents: int) -> object:
    """A body of that size, by acts; only its authorisations come by a way that is open to benchmarks alone."""
    from guildhall.identity.acts import persons
    from tests.cast import acting, engage
    from tests.documents.making import in_effect
    from tests.personnel.making_posts import a_post, held, organised

    cast = engage()
    for number in range(documents):
        in_effect(cast, f"WI-{number:04d}", kind="instruction", title=f"Instruction {number}")
    above = organised(cast)["office"]
    for number in range(people):
        named = {"given_name": "Maria", "family_name": f"Müller {number}", "email": f"m{number}@large.example"}
        person = persons.register(by=acting(cast.tom), is_personnel=True, **named)
        held(cast, a_post(cast, f"Post {number}", under=above), person)
    _authorise(cast)
    return cast


def _authorise(cast: object) -> None:
    """Three authorisations in a scheme for everybody."""
    from datetime import timedelta

    from django.db import transaction

    from guildhall.identity.models import Person, Scope
    from guildhall.identity.roles import DECIDER, EXAMINER, INVIGILATOR
    from guildhall.kernel import clock, identifiers
    from guildhall.ledger.guard import writing_as
    from guildhall.personnel.models import Authorisation
    from guildhall.vault import keys

    given = {
        "state": "authorised",
        "criteria": "As asked.",
        "proposed_by": cast.quinn,  # type: ignore[attr-defined]
        "authorised_by": cast.tom,  # type: ignore[attr-defined]
        "authorised_at": clock.now(),
        "from_on": clock.today(),
        "until_on": clock.today() + timedelta(days=365),
    }
    with keys.one_request(), writing_as("restore"), transaction.atomic():
        scope = Scope.objects.create(kind="scheme", number="BIG", name="A large scheme")
        everybody = list(Person.objects.filter(is_personnel=True))
        keys.fetch(each.data_key for each in everybody)
        Authorisation.objects.bulk_create(
            Authorisation(
                number=identifiers.readable("AU", 2025, 3 * place + turn + 1),
                person=each,
                role=role.code,
                scope=scope,
                **given,
            )
            for place, each in enumerate(everybody)
            for turn, role in enumerate((DECIDER, EXAMINER, INVIGILATOR))
        )


def measure(database: str, people: int, documents: int) -> int:
    """Fill, measure, tell; 1 where a claim does not hold."""
    _house.migrated()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from guildhall.documents.models import DocumentVersion
    from tests.cast import sign_in

    settings.ALLOWED_HOSTS = ["testserver"]
    begun = time.perf_counter()
    cast = populate(people, documents)
    print(f"{database}: {people:,} people, {documents:,} documents in {time.perf_counter() - begun:.0f} s")
    browser = sign_in(Client(), cast.quinn)  # type: ignore[attr-defined]
    bare = milliseconds(lambda: list(DocumentVersion.objects.select_related("document").order_by("title")[:50]))
    print(f"  bare query of 50 documents: {bare:.2f} ms")
    worst = 0
    for name in PAGES:
        address = reverse(name)
        browser.get(address)
        with CaptureQueriesContext(connection) as caught:
            answer = browser.get(address)
        queries, taken = len(caught), milliseconds(lambda address=address: browser.get(address))
        holds = answer.status_code == 200 and queries <= QUERIES and taken / bare <= RATIO
        worst |= not holds
        told = "" if holds else f"  TOO MUCH (status {answer.status_code})"
        print(f"  {name}: {queries} queries, {taken:.0f} ms, {taken / bare:.0f} times the bare query{told}")
    return worst


if __name__ == "__main__":
    if len(sys.argv) > 1:
        given = [int(each) for each in sys.argv[2:]] or [500, 2_000]
        sys.exit(measure(sys.argv[1], *given))
    sys.exit(_house.on_each(__file__, "sqlite", within=900))
