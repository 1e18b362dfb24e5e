"""How often candidates met each item, and whom a locked item concerns: its forms, every attempt, what is to be done.

Attempts are known here by their numbers. Nothing of this shows a word of an item.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from guildhall.exams.lifecycles import AWAITED, SITS, AttemptState, FormState, ResultState
from guildhall.exams.models import Attempt, Channel, Form, FormItem, Result
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import Exposure, ItemVersion
from guildhall.itembank.queries import SECRET
from guildhall.itembank.queries.exposures import looking_back
from guildhall.kernel import clock
from guildhall.kernel.periods import months_before
from guildhall.kernel.words import gettext_noop

BEFORE_THEM = Q(form__attempts__started_at__isnull=False) | Q(form__attempts__completed_at__isnull=False)
BEFORE_THEM |= Q(form__attempts__channel=Channel.PAPER, form__attempts__checked_in_at__isnull=False)
"""The form lay before the candidate: in the browser from the start on, on paper from the check-in on."""

TOLD_WITHIN = timedelta(days=1)
"""How soon after a sitting the bank knows how many candidates met its items."""

Seen = tuple[int, str, int]
"""How many candidates met a version, the day of the last as an ISO date or nothing, and how many of them lately."""

MOMENT = Coalesce("form__attempts__started_at", "form__attempts__completed_at", "form__attempts__checked_in_at")
"""When a form came before a candidate."""


def counted(forms: Iterable[UUID] | None = None) -> dict[UUID, Seen]:
    """How many attempts had each version before them, over all forms; of `forms` where only theirs are asked for."""
    placed = FormItem.objects.filter(removed_at__isnull=True)
    if forms is not None:
        placed = placed.filter(item_version__in=placed.filter(form__in=list(forms)).values("item_version"))
    rows = placed.values_list("item_version").annotate(
        met=Count("form__attempts", filter=BEFORE_THEM, distinct=True),
        last=Max(MOMENT, filter=BEFORE_THEM),
        lately=_lately(),
    )
    return {pk: (met, clock.day_of(last).isoformat() if last else "", lately) for pk, met, last, lately in rows if met}


def _lately() -> Count | Value:
    """How many of them within the months to which the policy of the scheme looks back; none where it does not."""
    schemes = looking_back()
    if not schemes:
        return Value(0)
    within = Q()
    for scheme, months in schemes.items():
        ago = clock.today() - months_before(clock.today(), months)
        within |= Q(GreaterThanOrEqual(MOMENT, clock.now() - ago), item_version__item__scheme=scheme)
    return Count("form__attempts", filter=BEFORE_THEM & within, distinct=True)


def changed(forms: Iterable[UUID] | None = None) -> dict[UUID, dict[str, Seen]]:
    """What was counted and is not kept so yet, by scheme: what the bank is told."""
    found = counted(forms)
    kept = _kept(found)
    fresh = {pk: seen for pk, seen in found.items() if kept.get(pk) != seen}
    told: dict[UUID, dict[str, Seen]] = {}
    schemes = ItemVersion.objects.filter(pk__in=fresh).values_list("pk", "item__scheme")
    for pk, scheme in schemes:
        told.setdefault(scheme, {})[str(pk)] = fresh[pk]
    return told


def _kept(versions: Iterable[UUID]) -> dict[UUID, Seen]:
    """What the bank knows of these versions."""
    rows = Exposure.objects.filter(version__in=list(versions)).values_list("version", "shown", "last_on", "lately")
    return {pk: (shown, last.isoformat() if last else "", lately) for pk, shown, last, lately in rows}


def miscounted() -> set[str]:
    """The versions of which the bank does not know who met them by a day ago; what only fades with time is no fault."""
    found = counted(settled_forms())
    kept = _kept(found)
    return {str(pk) for pk, seen in found.items() if pk not in kept or kept[pk][:2] != seen[:2]}


def forms_of(scheme: UUID) -> set[UUID]:
    """The forms of all versions of a scheme."""
    return set(Form.objects.filter(component__version__scheme=scheme).values_list("pk", flat=True))


def settled_forms() -> set[UUID]:
    """The forms of sittings that ended more than a day ago: what the bank is told by then."""
    over = clock.now() - TOLD_WITHIN
    ended = Attempt.objects.filter(form__isnull=False, sitting__ends_at__lt=over).exclude(state__in=SITS)
    return set(ended.values_list("form", flat=True))


def versions(wanted: Iterable[str]) -> QuerySet[ItemVersion]:
    """The versions of these identifiers, by number."""
    found = ItemVersion.objects.filter(pk__in=list(wanted)).select_related("item").defer(*SECRET)
    return found.order_by("item__number", "ordinal")


def exposed(scopes: Iterable[UUID]) -> QuerySet[ItemVersion]:
    """The locked versions that stand in forms, in schemes of these scopes, with how many forms and attempts each."""
    placed = Q(placements__removed_at__isnull=True)
    live = placed & Q(placements__form__state=FormState.LIVE)
    found = ItemVersion.objects.filter(state=ItemState.COMPROMISED, item__scheme__scope__in=list(scopes))
    found = found.filter(pk__in=FormItem.objects.filter(removed_at__isnull=True).values("item_version"))
    return (
        found.select_related("item__scheme__scope")
        .defer(*SECRET)
        .annotate(
            forms=Count("placements__form", filter=placed, distinct=True),
            live=Count("placements__form", filter=live, distinct=True),
        )
    )


def forms_with(version: ItemVersion) -> list[Form]:
    """The forms that hold a version, the latest first."""
    standing = FormItem.objects.filter(item_version=version, removed_at__isnull=True)
    found = Form.objects.filter(pk__in=standing.values("form")).select_related(*Form.reload_with)
    return list(found.order_by("-number"))


@dataclass(frozen=True)
class Concerned:
    """An attempt on a form that holds the item; `hangs` where it passed and would not have without its points."""

    attempt: Attempt
    points: Decimal | None = None
    passed: bool | None = None
    hangs: bool = False


@dataclass(frozen=True)
class Group:
    """Attempts for which the same is to be done."""

    name: str
    title: str
    to_do: str
    attempts: Sequence[Concerned]

    @property
    def hanging(self) -> int:
        return sum(1 for each in self.attempts if each.hangs)


GROUPS: tuple[tuple[str, str, str, tuple[AttemptState, ...]], ...] = (
    (
        "ahead",
        gettext_noop("Seats that are booked"),
        gettext_noop("Give their sitting another form before it opens, or suspend this one."),
        (AttemptState.SCHEDULED, AttemptState.CHECKED_IN),
    ),
    (
        "under-way",
        gettext_noop("Examinations under way"),
        gettext_noop("Let them end, and rule on the item before their results are released."),
        (AttemptState.IN_PROGRESS, AttemptState.INTERRUPTED),
    ),
    (
        "awaited",
        gettext_noop("Results that nobody knows yet"),
        gettext_noop("Rule on the item: it is left out, or everybody gets its points. Then release."),
        AWAITED,
    ),
    (
        "released",
        gettext_noop("Results that are released"),
        gettext_noop("Judge whether they stand. If the item may not count, all of them are rescored together."),
        (AttemptState.RELEASED,),
    ),
)
"""What is to be done for whom, by the state of their attempt."""


def concerned(version: ItemVersion) -> list[Group]:
    """Every attempt on a form that holds a version, by what is to be done; those that never took place are left out."""
    held = [each.pk for each in forms_with(version)]
    attempts = list(Attempt.objects.filter(form__in=held).select_related("form", "sitting").order_by("number"))
    results = _results(attempts)
    return [
        Group(name, title, to_do, [_of(each, version, results) for each in attempts if each.state in states])
        for name, title, to_do, states in GROUPS
    ]


def _results(attempts: Iterable[Attempt]) -> dict[UUID, Result]:
    """The result that counts of each attempt."""
    standing = [ResultState.SCORED, ResultState.VERIFIED, ResultState.RELEASED]
    found = Result.objects.filter(attempt__in=[each.pk for each in attempts], state__in=standing).defer("trace")
    return {each.attempt_id: each for each in found.order_by("ordinal")}


def _of(attempt: Attempt, version: ItemVersion, results: dict[UUID, Result]) -> Concerned:
    result = results.get(attempt.pk)
    row = next((each for each in result.by_item if each.get("version") == str(version.pk)), None) if result else None
    if result is None or row is None:
        return Concerned(attempt, passed=result.passed if result else None)
    points = Decimal(0) if row.get("pretest") else Decimal(row["score"])
    hangs = result.passed and result.score - points < result.cut
    return Concerned(attempt, points, result.passed, hangs)


def to_see_to(scopes: Iterable[UUID]) -> Iterator[ItemVersion]:
    """The locked versions for which something is still to be done: a form in use, or a result that is awaited."""
    states = [state for name, _, _, states in GROUPS if name != "released" for state in states]
    for version in exposed(scopes).order_by("item__number"):
        waiting = Attempt.objects.filter(form__in=[each.pk for each in forms_with(version)], state__in=states)
        if version.live or waiting.exists():  # type: ignore[attr-defined]  # annotated
            yield version
