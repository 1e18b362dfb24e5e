"""How the register of items is narrowed, such that a bank of a hundred thousand answers as fast as a small one.

A page walks the versions in their order and asks of each whether it fits, until it is full; so nothing is sorted, and
what is asked of the item stands in a question of its own (`_item`) instead of a join that would turn the walk round.
What few versions have (a word, statistics, an exposure) is looked up first, and those alone are walked.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guildhall.identity.models import Grant, Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank import words
from guildhall.itembank.models import Exposure, Item, ItemStatistic, ItemVersion, ItemWord
from guildhall.itembank.queries.exposures import worn
from guildhall.itembank.queries.items import Sight, listed
from guildhall.itembank.queries.statistics import newest_figures
from guildhall.kernel import clock, identifiers
from guildhall.schemes.models import Scheme

Rows = QuerySet[ItemVersion]

EASY, HARD, WEAK = 0.95, 0.30, 0.10
"""From where on an item is shown as easy, as hard, as telling people hardly apart (M. Haladyna, 2004, chapter 9)."""

YEARS = (1, 2, 3, 5)
"""Ages by which the register can be narrowed."""

SHOWN = (1, 100, 500, 1000)
"""How many candidates saw an item, by which the register can be narrowed."""


def of_scheme(rows: Rows, code: str) -> Rows:
    """The versions of items of one scheme."""
    return rows.filter(_item(scheme__code=code))


def in_domain(rows: Rows, code: str) -> Rows:
    """The versions of items of one domain."""
    return rows.filter(_item(domain_code=code))


def of_level(rows: Rows, level: str) -> Rows:
    """The versions of items that ask for one cognitive level; `none` for those of which it was not said."""
    return rows.filter(_item(level="" if level == "none" else level))


def asking(rows: Rows, kind: str) -> Rows:
    """Those that ask for one kind of answer, alone or beside others."""
    alone, first, last = Q(interactions=kind), Q(interactions__startswith=f"{kind} "), f" {kind}"
    return rows.filter(alone | first | Q(interactions__endswith=last) | Q(interactions__contains=f"{last} "))


def older_than(rows: Rows, years: str) -> Rows:
    """Those that were written so many years ago, or earlier."""
    return rows.filter(authored_at__lt=clock.now() - timedelta(days=365 * int(years))) if years.isdecimal() else rows


def shown_at_least(rows: Rows, count: str) -> Rows:
    """Those that so many candidates had before them; `0` for those that nobody saw, `worn` for those due to rest."""
    if count == "worn":
        return rows.filter(pk__in=worn().values("pk"))
    seen = Exposure.objects.filter(shown__gte=max(int(count), 1)) if count.isdecimal() else Exposure.objects.all()
    found = seen.values("version")
    return rows.exclude(pk__in=found) if count == "0" else rows.filter(pk__in=found)


def measured(rows: Rows, how: str) -> Rows:
    """Those of which the latest statistics say how hard they are and how well they tell people apart."""
    if how == "none":
        return rows.exclude(pk__in=ItemStatistic.objects.values("version"))
    asked = STATISTICS.get(how)
    return rows.filter(pk__in=_latest().filter(asked).values("version")) if asked else rows


STATISTICS: Mapping[str, Q] = {
    "negative": Q(r__lt=0),
    "weak": Q(r__gte=0, r__lt=WEAK),
    "hard": Q(p__lt=HARD),
    "easy": Q(p__gt=EASY),
    "sound": Q(r__gte=WEAK, p__gte=HARD, p__lte=EASY),
}


def with_figures(rows: Rows) -> Rows:
    """Beside each version its author, its exposure, and how hard it is and how well it tells apart: no query more."""
    return rows.select_related("item__scheme__scope", "authored_by", "exposure").annotate(**newest_figures("p", "r"))


def _latest() -> QuerySet[ItemStatistic]:
    later = ItemStatistic.objects.filter(version=OuterRef("version"), recorded_at__gt=OuterRef("recorded_at"))
    return ItemStatistic.objects.exclude(Exists(later))


def saying(rows: Rows, typed: str) -> Rows:
    """Those with the number that was typed; otherwise those that hold every word that was typed.

    Words are found in any of their forms, in title, question, options, topic and identifier: by keyed hashes, since all
    of it is sealed. What somebody may not open they do not find.
    """
    exact, wanted = words.exactly(typed), words.looked_for(typed)
    if identifiers.is_number(typed.strip().upper()):
        return rows.filter(_holding(exact))
    if len(wanted) == 1:
        return rows.filter(_holding(exact, *wanted))
    return rows.filter(reduce(and_, (_holding(term) for term in wanted))) if wanted else rows.none()


def _holding(*terms: int) -> Q:
    return Q(pk__in=ItemWord.objects.filter(term__in=terms).values("version"))


def _item(**asked: Any) -> Q:
    return Q(Exists(Item.objects.filter(pk=OuterRef("item"), **asked)))


def states(seen: Sight) -> dict[str, int]:
    """How many versions somebody may open are in each state; one query."""
    return dict(seen.versions.order_by().values_list("state").annotate(Count("pk")))


def places(seen: Sight) -> list[tuple[str, str, str]]:
    """Code and name of every scheme of whose items somebody may see some, with each of its domains; one query."""
    scopes = seen.managed | seen.reviewed | seen.studied | seen.written
    found = Scheme.objects.filter(scope__in=scopes)
    return list(found.order_by("code").values_list("code", "name", "versions__domains__code").distinct())


def authors(seen: Sight) -> list[Person]:
    """Who wrote or may have written what somebody manages; for everybody else, themselves alone."""
    roles = [ITEM_WRITER.code, EXAM_MANAGER.code]
    wrote = Grant.objects.filter(role__in=roles, scope__in=seen.managed, person=OuterRef("pk"))
    return list(Person.objects.filter(Q(Exists(wrote)) | Q(pk=seen.person_id)).order_by("number"))


def latest_versions(items: Iterable[UUID]) -> list[ItemVersion]:
    """The latest version of each of some items, in the order of their numbers."""
    later = ItemVersion.objects.filter(item=OuterRef("item"), ordinal__gt=OuterRef("ordinal"))
    found = listed().filter(item__in=list(items)).exclude(Exists(later))
    return list(found.order_by("item__number"))
