"""Names at 100,000 persons: a search and a list stay usable although no database can read a name.

Measured against the same persons in a plain table in the same run: a search by ``LIKE`` over all names in their order,
and lists in the order of names. ``python benchmarks/names.py [PERSONS]``; exits with 1 where a claim does not hold.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PERSONS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
AT_ONCE = 2_000
PAGE = 50
SEARCH_AT_MOST, PAGE_AT_MOST, SORTED_AT_MOST = 5, 2, 20
"""How many times the plain way a search, a page of a list, and 2,000 hits in the order of their names may take.

At 100,000 persons: a scan of plain names grows with them, a search over terms hardly does.
"""

HOME = Path(tempfile.mkdtemp(prefix="guildhall-names-"))
os.environ["GUILDHALL_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "guildhall.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from guildhall.identity.models import Person  # noqa: E402
from guildhall.kernel import identifiers  # noqa: E402
from guildhall.ledger.guard import writing_as  # noqa: E402
from guildhall.vault import keys, search  # noqa: E402
from guildhall.vault.models import DataKey, Term  # noqa: E402

chance = random.Random(17024)
BEGIN = ("Schm", "M", "Br", "W", "Kr", "H", "B", "St", "F", "L", "N", "P", "Tr", "Sch", "K", "G", "R", "D", "V", "Gr")
MIDDLE = ("i", "ü", "ei", "a", "au", "o", "u", "e", "ä", "ö", "ie")
END = ("dt", "ller", "nn", "ber", "rg", "lz", "tke", "ck", "ger", "bach", "mann", "feld", "ser", "stein", "hoff")
FAMILY = sorted({a + b + c for a in BEGIN for b in MIDDLE for c in END})
FIRST = ("An", "Mar", "Jo", "Kar", "Li", "Pe", "Ste", "Tho", "Ul", "Eri")
GIVEN = sorted({a + b + c for a in FIRST for b in ("na", "ta", "li", "ri") for c in ("", "n", "s")})


def name() -> tuple[str, str]:
    """A name; some are far more frequent than others, as in life."""
    return chance.choice(GIVEN), FAMILY[int(len(FAMILY) * chance.random() ** 2)]


def fill() -> None:
    """All persons, by a way that is open to this benchmark alone."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (id CHAR(32) PRIMARY KEY, given TEXT, family TEXT)")
    with connection.schema_editor() as editor:
        for each in Term._meta.indexes:
            editor.remove_index(Term, each)
    for start in range(0, PERSONS, AT_ONCE):
        with keys.one_request(), writing_as("restore"):
            some(range(start, min(start + AT_ONCE, PERSONS)))
    with connection.schema_editor() as editor:
        for each in Term._meta.indexes:
            editor.add_index(Term, each)


def some(places: range) -> None:
    """Some persons, with their keys and terms."""
    named = [(identifiers.new_id(), identifiers.new_id(), *name()) for _ in places]
    master = settings.GUILDHALL.master_key
    with transaction.atomic(using="keys"):
        DataKey.objects.bulk_create(
            DataKey(id=key, wrapped=keys.wrapped(os.urandom(32), master)) for _, key, *_ in named
        )
    keys.fetch(key for _, key, *_ in named)
    with transaction.atomic():
        Person.objects.bulk_create(
            Person(
                id=id_,
                number=identifiers.readable("P", 2026, place),
                data_key=key,
                given_name=given,
                family_name=family,
            )
            for place, (id_, key, given, family) in zip(places, named, strict=True)
        )
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO plain VALUES (%s, %s, %s)", [(i.hex, g, f) for i, _, g, f in named])
            cursor.executemany(
                f"INSERT INTO {Term._meta.db_table} (term, owner) VALUES (%s, %s)",
                [(term, id_.hex) for id_, _, *parts in named for term in search.terms(parts)],
            )


def median(run: Callable[[], Any], times: int = 9) -> float:
    """The median span of a run, in seconds."""
    run()
    spans = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        spans.append(time.perf_counter() - begin)
    return statistics.median(spans)


def like(text: str) -> list[Any]:
    """The same search over plain names."""
    clause = " AND ".join("(given LIKE %s OR family LIKE %s)" for _ in text.split())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM plain WHERE {clause} ORDER BY family, given LIMIT {PAGE}",
            [f"%{w}%" for w in text.split() for _ in range(2)],
        )
        return list(cursor.fetchall())


def plain_page(limit: int) -> list[Any]:
    """The first names in their order, plain."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT given, family FROM plain ORDER BY family, given LIMIT {limit}")
        return list(cursor.fetchall())


def page() -> list[str]:
    """A page of a list: rows by number, names opened, keys in one query."""
    with keys.one_request():
        rows = list(Person.objects.order_by("number")[:PAGE])
        keys.fetch(row.key_id for row in rows)
        return [row.name for row in rows]


def found(text: str) -> list[str]:
    """A page of what a search finds, with its names."""
    with keys.one_request():
        rows = Person.objects.in_bulk(search.find(text, PAGE))
        keys.fetch(row.key_id for row in rows.values())
        return [row.name for row in rows.values()]


def by_name() -> None:
    """2,000 hits in the order of their names."""
    few = Person.objects.filter(number__lt=identifiers.readable("P", 2026, search.SORTED_IN_MEMORY))
    search.by_name(few, lambda person: (person.family_name, person.given_name))


def told(what: str, ours: float, plain: float, at_most: float) -> bool:
    """Print one measurement; whether its claim holds."""
    holds = ours / plain <= at_most
    print(
        f"{what:32} {ours * 1000:8.1f} ms   plain {plain * 1000:8.1f} ms   ratio {ours / plain:5.1f}   "
        f"at most {at_most:2}: {'holds' if holds else 'DOES NOT HOLD'}"
    )
    return holds


def main() -> int:
    """Fill, measure, tell; 0 where every claim holds."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    begin = time.perf_counter()
    fill()
    size = Path(connection.settings_dict["NAME"]).stat().st_size / 1e6
    span = time.perf_counter() - begin
    print(f"{PERSONS} persons, {Term.objects.count()} terms, {size:.0f} MB, filled in {span:.0f} s")
    frequent, rare = FAMILY[0], FAMILY[-7]
    typed = [frequent, frequent[:2], frequent[:4], f"{GIVEN[0]} {frequent}", rare, "Schmitt", "Zzyzx"]
    results = [
        told(
            f"search '{text}' ({len(found(text))} shown)",
            median(lambda t=text: found(t)),
            median(lambda t=text: like(t)),
            SEARCH_AT_MOST,
        )
        for text in typed
    ]
    results.append(told(f"list page of {PAGE}", median(page), median(lambda: plain_page(PAGE)), PAGE_AT_MOST))
    results.append(
        told(
            f"{search.SORTED_IN_MEMORY} hits by name",
            median(by_name, 3),
            median(lambda: plain_page(2000)),
            SORTED_AT_MOST,
        )
    )
    with CaptureQueriesContext(connection) as main_queries, CaptureQueriesContext(connections["keys"]) as key_queries:
        found(frequent)
    results.append(len(main_queries) == 2 and len(key_queries) == 1)
    print(f"queries of a search with its names: {len(main_queries)} and {len(key_queries)} for keys")
    return 0 if all(results) or PERSONS < 100_000 else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
