"""What a page of a large item bank costs: the register listed, narrowed and searched, and one item opened.

A bank of synthetic items is filled in two steps, and the same pages are asked after each, through the whole stack, by
somebody who manages it all. The claims: under 10 queries for every list, for opening an item and for each part that its
page fetches when it stands, and time that grows less than the bank does. How many items are in each state is counted
over the whole bank and grows with it: the list does not wait for it.
Words follow a steep distribution: some are in most items and most in a few. What makes items alike is by chance, since
no page asks for it and no two of these items are alike. ``itembank.py sqlite 20000 100000`` says the database and the
two sizes; without them it tries 2,000 and 20,000 on SQLite.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import _house

QUERIES = 10
"""Fewer than so many for every page."""

TURNS = 9
AT_ONCE = 2_000
SIZES = (2_000, 20_000)
WORDS = 5_000
STATES = ("operational",) * 10 + ("draft",) * 4 + ("content", "fairness", "validated", "resting", "retired", "retired")
LEVELS = ("recall", "application", "analysis", "")

SOURCE = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="{name}" title="{title}"
 adaptive="false" time-dependent="false" xml:lang="en">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response>
<qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-item-body><p>{stem}</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
<qti-simple-choice identifier="A">{a}</qti-simple-choice><qti-simple-choice identifier="B">{b}</qti-simple-choice>
<qti-simple-choice identifier="C">{c}</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"/>
</qti-assessment-item>"""


@dataclass(frozen=True)
class Text:
    """What a synthetic item says."""

    title: str
    stem: str
    options: tuple[str, str, str]

    @classmethod
    def by(cls, chance: random.Random, vocabulary: list[str]) -> "Text":
        """An item of about thirty words, the frequent ones as frequent as they are in a language."""
        reach = len(vocabulary)
        words = [vocabulary[min(int(reach ** chance.random()), reach) - 1] for _ in range(33)]
        options = tuple(" ".join(words[start : start + 4]) for start in (21, 25, 29))
        return cls(" ".join(words[:3]), " ".join(words[3:21]) + "?", options)  # type: ignore[arg-type]  # three of them

    @property
    def words(self) -> set[str]:
        """All of its words, as they are looked for."""
        return set(" ".join((self.title, self.stem.rstrip("?"), *self.options)).split())

    def source(self, name: str) -> str:
        """The item in QTI."""
        a, b, c = self.options
        return SOURCE.format(name=name, title=self.title, stem=self.stem, a=a, b=b, c=c)


def vocabulary() -> list[str]:
    """Words that are made of syllables, the same in every run."""
    chance = random.Random(7)
    syllables = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
    made = ["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(WORDS * 2)]
    return list(dict.fromkeys(made))[:WORDS]


class Bank:
    """A scheme whose bank is filled by a way that is open to this benchmark alone."""

    def __init__(self, made: Any) -> None:
        self.made, self.size = made, 0
        self.known: dict[str, list[int]] = {}
        self.chance, self.vocabulary = random.Random(11), vocabulary()

    def fill(self, size: int) -> None:
        """Add items until there are `size`."""
        from django.db import connection, transaction

        from guildhall.ledger.guard import writing_as

        with _unindexed():
            while self.size < size:
                places = range(self.size, min(self.size + AT_ONCE, size))
                with writing_as("restore"), transaction.atomic():
                    self._add(places)
                self.size = places.stop
        if connection.vendor == "postgresql":  # which does so by itself, but not at once
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _add(self, places: range) -> None:
        from guildhall.itembank import models

        rows = [self._item(place) for place in places]
        models.Item.objects.bulk_create(item for item, _, _ in rows)
        models.ItemVersion.objects.bulk_create(version for _, version, _ in rows)
        _write(
            models.ItemWord,
            "term",
            ((term, version) for item, version, text in rows for term in self._terms(item, text)),
        )
        _write(models.ItemBand, "band", ((band, version) for _, version, _ in rows for band in self._bands()))
        met = [version for _, version, _ in rows if version.approved_at]
        models.Exposure.objects.bulk_create(self._exposure(each) for each in met if self.chance.random() < 0.7)
        models.ItemStatistic.objects.bulk_create(self._statistic(each) for each in met if self.chance.random() < 0.6)

    def _item(self, place: int) -> tuple[Any, Any, Text]:
        from guildhall.itembank.models import Item, ItemVersion
        from guildhall.kernel import clock, identifiers

        crew, number = self.made.crew, identifiers.readable("IT", 2025, place + 1)
        text, state = Text.by(self.chance, self.vocabulary), self.chance.choice(STATES)
        where = {"domain_code": self.chance.choice("ABC"), "level": self.chance.choice(LEVELS)}
        item = Item(number=number, scheme=self.made.scheme, identifier=number, **where)
        written = clock.now() - timedelta(days=self.chance.randrange(2_000))
        approved = {"approved_by": crew.max, "approved_at": written} if state in {"operational", "resting"} else {}
        version = ItemVersion(
            item=item,
            state=state,
            title=text.title,
            language="en",
            source=text.source(number),
            interactions="choice",
            authored_by=crew.ivo,
            authored_at=written,
            **approved,
        )
        return item, version, text

    def _terms(self, item: Any, text: Text) -> set[int]:
        """What `words.terms` would say; the terms of each word are looked up and not made anew for each item."""
        from guildhall.itembank import words

        spoken = {term for each in text.words for term in self._term_of(each)}
        return {*words.terms(item, "", ""), *spoken}

    def _term_of(self, word: str) -> list[int]:
        from guildhall.itembank import words

        if word not in self.known:
            self.known[word] = words.looked_for(word)
        return self.known[word]

    def _bands(self) -> list[int]:
        from guildhall.itembank.likeness.signatures import BANDS

        return [self.chance.getrandbits(64) - 2**63 for _ in range(BANDS)]

    def _exposure(self, version: Any) -> Any:
        from guildhall.itembank.models import Exposure

        return Exposure(version=version, shown=int(self.chance.paretovariate(0.7)))

    def _statistic(self, version: Any) -> Any:
        from guildhall.itembank.models import ItemStatistic

        p, r = self.chance.betavariate(5, 3), self.chance.gauss(0.3, 0.12)
        return ItemStatistic(version=version, n=120, p=p, r=max(-1.0, min(r, 1.0)))

    def pages(self) -> dict[str, str]:
        """What is asked of the bank, and under which address."""
        from guildhall.itembank.models import ItemVersion

        used = ItemVersion.objects.filter(state="operational", exposure__isnull=False, statistics__isnull=False)
        opened = used.order_by("pk")[self.size // 10]
        often, seldom = self.vocabulary[1], self.vocabulary[WORDS * 3 // 4]
        return {
            "list: first page": "/itembank/",
            "list: page 30": "/itembank/?page=30",
            "list: by number": "/itembank/?order=item_id",
            "count: by state": "/itembank/states/",
            "filter: state": "/itembank/?state=validated",
            "filter: domain and level": "/itembank/?domain=B&level=analysis",
            "filter: author and age": f"/itembank/?author={self.made.crew.ivo.number}&age=5",
            "filter: statistics": "/itembank/?state=operational&measured=negative",
            "filter: exposure": "/itembank/?seen=500",
            "filter: a frequent word": f"/itembank/?q={often}",
            "filter: a rare word": f"/itembank/?q={seldom}",
            "filter: both": f"/itembank/?q={often}+{seldom}",
            "filter: a number": f"/itembank/?q={opened.item.number}",
            "open: an item": f"/itembank/versions/{opened.pk}/",
            "open: versions and reviews": f"/itembank/versions/{opened.pk}/found/",
            "open: around it": f"/itembank/versions/{opened.pk}/around/",
            "open: its history": f"/itembank/versions/{opened.pk}/history/",
        }


def _write(model: Any, column: str, rows: Iterable[tuple[int, Any]]) -> None:
    """Write many rows of a number and a version each, past Django's own way, which takes ten times as long."""
    from django.db import connection

    prepared = model._meta.get_field("version").get_db_prep_value
    quoted = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted} ({column}, version_id) VALUES (%s, %s)",
            [(number, prepared(version.pk, connection)) for number, version in rows],
        )


@contextmanager
def _unindexed() -> Iterator[None]:
    """Fill without the indexes that are in no order of what is filled, and lay them again."""
    from django.db import connection

    from guildhall.itembank.models import ItemBand, ItemWord

    laid = [(model, index) for model in (ItemWord, ItemBand) for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in laid:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for model, index in laid:
            editor.add_index(model, index)


@dataclass(frozen=True)
class Cost:
    """What a page costs: queries, and milliseconds in the median."""

    queries: int
    taken: float


def cost(browser: Any, address: str) -> Cost:
    """Ask for a page until its cost is known; what a process asks once, such as what SQLite can do, is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.get(address)
    with CaptureQueriesContext(connection) as caught:
        answer = browser.get(address)
    queries = len(caught)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    times = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        browser.get(address)
        times.append(time.perf_counter() - begun)
    return Cost(queries, statistics.median(times) * 1000)


def measured(bank: Bank, browser: Any, size: int, database: str) -> dict[str, Cost]:
    """Fill the bank up to `size` and ask for every page."""
    begun = time.perf_counter()
    bank.fill(size)
    print(f"{database}: {size:,} items after {time.perf_counter() - begun:.0f} s more", flush=True)
    browser.get("/itembank/")
    return {what: cost(browser, address) for what, address in bank.pages().items()}


def measure(database: str, small: int, large: int) -> int:
    """Fill, measure, tell; 1 where a claim does not hold."""
    _house.migrated()
    from django.conf import settings
    from django.test import Client

    from tests.cast import engage, sign_in
    from tests.making import a_scheme

    settings.ALLOWED_HOSTS = ["testserver"]
    made = a_scheme(engage())
    bank, browser = Bank(made), sign_in(Client(), made.crew.max)
    before = measured(bank, browser, small, database)
    after = measured(bank, browser, large, database)
    worst = 0
    for what, cost_now in after.items():
        growth = cost_now.taken / before[what].taken
        is_slower = growth >= large / small and not what.startswith("count:")
        holds = before[what].queries == cost_now.queries < QUERIES and not is_slower
        worst |= not holds
        told = f"{before[what].taken:7.1f} ms  {cost_now.taken:7.1f} ms  {growth:5.1f} times"
        print(f"  {what:<26}{cost_now.queries:3d} queries  {told}{'' if holds else '  TOO MUCH'}")
    print(f"  The bank grew {large / small:.0f} times.")
    return worst


if __name__ == "__main__":
    databases, sizes = sys.argv[1:2], sys.argv[2:4]
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        sys.exit(measure(*databases, *map(int, sizes or SIZES)))
    sys.exit(_house.on_each(__file__, *(databases or ["sqlite"]), within=1_800, more=sizes))
