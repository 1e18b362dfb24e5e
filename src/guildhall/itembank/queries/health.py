"""How well a bank is: what it holds against its blueprint, how old and how known that is, and who is busy with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, QuerySet, Value, When

from guildhall.itembank.lifecycles import AssignmentState, ItemState
from guildhall.itembank.lifecycles.items import REVIEWED_STATES
from guildhall.itembank.models import (
    AssignedItem,
    Assignment,
    ItemReview,
    ItemStatistic,
    ItemVersion,
    KeyValidation,
    Level,
)
from guildhall.itembank.queries.items import coverage
from guildhall.kernel import clock
from guildhall.schemes.models import Scheme

PILOTED = (ItemState.PILOT, ItemState.PILOTING, ItemState.STATISTICS)
"""States in which candidates try an item before it counts."""

UNDER_WAY = (ItemState.DRAFT, *REVIEWED_STATES, ItemState.VALIDATED)
"""States in which people work on an item that no candidate has met."""

AWAY = (ItemState.RESTING, ItemState.FLAGGED)
"""States of an item that was in use and may be again."""

KINDS: Mapping[str, Sequence[ItemState]] = {
    "use": (ItemState.OPERATIONAL,),
    "pilot": PILOTED,
    "way": UNDER_WAY,
    "away": AWAY,
}
"""What is told apart in a cell of the blueprint."""

LATELY = timedelta(days=90)
"""The time over which the work of reviewers is counted."""

OLDEST = 5
"""Years from which on ages are one."""

EXPOSURES = (0, 1, 50, 200, 500, 1000)
"""Where the bands of exposure begin."""


@dataclass(frozen=True)
class Held:
    """A domain of the blueprint: what one form needs of it, and what the bank holds, by `KINDS`."""

    code: str
    title: str
    needed: int
    by_kind: Mapping[str, int]

    @property
    def in_use(self) -> int:
        return self.by_kind.get("use", 0)

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.in_use)


def held(scheme: Scheme) -> list[Held]:
    """The blueprint of a scheme against its bank, domain by domain."""
    kinds = [When(state__in=states, then=Value(kind)) for kind, states in KINDS.items()]
    kind = Case(*kinds, default=Value(""), output_field=CharField())
    found = _of(scheme).annotate(kind=kind).exclude(kind="")
    counted: dict[str, dict[str, int]] = {}
    for code, each, count in found.values_list("item__domain_code", "kind").annotate(Count("pk")).order_by():
        counted.setdefault(code, {})[each] = count
    return [Held(each.code, each.title, each.needed, counted.get(each.code, {})) for each in coverage(scheme)]


def levels(scheme: Scheme) -> dict[tuple[str, str], int]:
    """How many items in use each domain has of each cognitive level; the level is empty where it was not said."""
    found = _in_use(scheme).values_list("item__domain_code", "item__level").annotate(Count("pk"))
    return {(code, level): count for code, level, count in found.order_by()}


def known_levels() -> list[str]:
    """The cognitive levels, and the place of what was not said."""
    return [*Level.values, ""]


def ages(scheme: Scheme) -> list[int]:
    """How many items in use were written less than one year ago, one, two, ... `OLDEST` years ago or earlier."""
    found = _in_use(scheme).values_list(_years("authored_at")).annotate(Count("pk")).order_by()
    counted = dict(found)
    return [counted.get(years, 0) for years in range(OLDEST + 1)]


def _years(column: str) -> Case:
    today = clock.now()
    older = [
        When(**{f"{column}__lt": today - timedelta(days=365 * years)}, then=Value(years))
        for years in range(OLDEST, 0, -1)
    ]
    return Case(*older, default=Value(0))


def exposures(scheme: Scheme) -> list[int]:
    """How many items in use were seen by so many candidates, by the bands that begin with `EXPOSURES`."""
    bands = [When(exposure__shown__gte=start, then=Value(place)) for place, start in enumerate(EXPOSURES)][:0:-1]
    found = _in_use(scheme).values_list(Case(*bands, default=Value(0))).annotate(Count("pk")).order_by()
    counted = dict(found)
    return [counted.get(place, 0) for place in range(len(EXPOSURES))]


def unmeasured(scheme: Scheme) -> int:
    """How many items in use have no statistics."""
    return _in_use(scheme).exclude(Exists(ItemStatistic.objects.filter(version=OuterRef("pk")))).count()


@dataclass(frozen=True)
class Load:
    """What somebody has to do in a bank, and what they did of late."""

    waiting: int = 0
    asked: int = 0
    done: int = 0


def writers(scheme: Scheme) -> dict[UUID, Load]:
    """Writers with open drafts, items that they are asked for and have not begun, and items submitted of late."""
    drafts = _people(_of(scheme).filter(state=ItemState.DRAFT), "authored_by")
    submitted = _people(_of(scheme).filter(submitted_at__gte=clock.now() - LATELY), "authored_by")
    asked = _asked(scheme)
    return {
        each: Load(drafts.get(each, 0), asked.get(each, 0), submitted.get(each, 0))
        for each in {*drafts, *submitted, *asked}
    }


def _asked(scheme: Scheme) -> dict[UUID, int]:
    """How many items each writer is asked for and has not begun."""
    open_ones = Assignment.objects.filter(scheme=scheme, state=AssignmentState.OPEN)
    begun = dict(
        AssignedItem.objects.filter(assignment__in=open_ones).values_list("assignment").annotate(Count("pk")).order_by()
    )
    asked: dict[UUID, int] = {}
    for pk, writer, count in open_ones.values_list("pk", "writer", "count"):
        asked[writer] = asked.get(writer, 0) + max(0, count - begun.get(pk, 0))
    return asked


def reviewers(scheme: Scheme) -> dict[UUID, Load]:
    """Who reviewed or answered items of late, and how many."""
    since = clock.now() - LATELY
    reviews = ItemReview.objects.filter(version__item__scheme=scheme, reviewed_at__gte=since)
    answers = KeyValidation.objects.filter(version__item__scheme=scheme, answered_at__gte=since)
    judged, answered = _people(reviews, "reviewed_by"), _people(answers, "answered_by")
    return {each: Load(done=judged.get(each, 0) + answered.get(each, 0)) for each in {*judged, *answered}}


def in_review(scheme: Scheme) -> dict[str, int]:
    """How many items wait in each state of review."""
    found = _of(scheme).filter(state__in=REVIEWED_STATES).values_list("state").annotate(Count("pk"))
    return dict(found.order_by())


def _people(rows: QuerySet[ItemVersion] | QuerySet[ItemReview] | QuerySet[KeyValidation], who: str) -> dict[UUID, int]:
    return dict(rows.values_list(F(who)).annotate(Count("pk")).order_by())


def _of(scheme: Scheme) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(item__scheme=scheme)


def _in_use(scheme: Scheme) -> QuerySet[ItemVersion]:
    return _of(scheme).filter(state=ItemState.OPERATIONAL)
