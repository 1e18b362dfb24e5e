"""What a page of a long list costs: the list of 100,000 persons, through the whole stack, names opened.

The claims: under 10 queries on every page, and at most 60 times the bare query that fetches the same 50 rows (session,
sign-in, permission, count, keys, decryption, side bar and template included). ``list_page.py sqlite 5000`` tries fewer.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import _house

QUERIES, RATIO = 10, 60
TURNS = 15
AT_ONCE = 5_000
PAGES = {
    "first page": "/people/",
    "page 150": "/people/?page=150",
    "sorted": "/people/?order=registered_at",
    "filtered": "/people/?kind=others",
    "found by name": "/people/?q=Mar",
}


def fill(count: int) -> None:
    """Persons with names under keys of their own, by a way that is open to this benchmark alone."""
    from django.conf import settings
    from django.db import transaction

    from guildhall.identity.models import Person
    from guildhall.kernel import identifiers
    from guildhall.ledger.guard import writing_as
    from guildhall.vault import keys
    from guildhall.vault.models import DataKey

    def wrapped() -> bytes:
        return keys.wrapped(os.urandom(32), settings.GUILDHALL.master_key)

    for start in range(0, count, AT_ONCE):
        places = range(start, min(start + AT_ONCE, count))
        made = [(place, identifiers.new_id()) for place in places]
        with keys.one_request(), writing_as("restore"), transaction.atomic():
            with transaction.atomic(using="keys"):
                DataKey.objects.bulk_create(DataKey(id=key, wrapped=wrapped()) for _, key in made)
            keys.fetch(key for _, key in made)
            Person.objects.bulk_create(
                Person(
                    number=identifiers.readable("P", 2025, place + 1),
                    data_key=key,
                    given_name=f"Maria {place}",
                    family_name=f"Müller {place}",
                )
                for place, key in made
            )


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of `work`, in milliseconds."""
    times = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def measure(database: str, count: int) -> int:
    """Fill, measure, tell; 1 where a claim does not hold."""
    _house.founded()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from guildhall.identity.models import Person
    from tests.cast import sign_in

    settings.ALLOWED_HOSTS = ["testserver"]
    begun = time.perf_counter()
    fill(count)
    print(f"{database}: {count:,} persons in {time.perf_counter() - begun:.0f} s")
    browser = sign_in(Client(), Person.objects.get(is_personnel=True))
    browser.get("/people/")
    bare = milliseconds(lambda: list(Person.objects.order_by("-number")[:50]))
    print(f"  bare query of 50 rows: {bare:.2f} ms")
    worst = 0
    for what, address in PAGES.items():
        with CaptureQueriesContext(connection) as caught:
            answer = browser.get(address)
        queries = len(caught)
        taken = milliseconds(lambda address=address: browser.get(address))
        holds = answer.status_code == 200 and queries < QUERIES and taken / bare <= RATIO
        worst |= not holds
        told = "" if holds else "  TOO MUCH"
        print(f"  {what}: {queries} queries, {taken:.1f} ms, {taken / bare:.1f} times the bare query{told}")
    return worst


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000))
    sys.exit(_house.on_each(__file__, "sqlite"))
