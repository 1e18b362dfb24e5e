"""Who is bound to many people at once: what the forecast of independent hands asks, in a few queries for all files.

`impartiality` asks the same of one pair when somebody acts; what is said here is a forecast, and the act decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.notices import timers
from guildhall.personnel import posts, ties
from guildhall.personnel.lifecycles import SignalState, TrainingState
from guildhall.personnel.models import ConflictSignal, Exemption, Occupancy, Training
from guildhall.personnel.queries import SEPARATION

Bound = dict[UUID, frozenset[UUID]]
"""For each of the people asked about, who is bound to them."""

Pair = tuple[UUID, UUID]
"""Somebody asked about, and who is bound to them."""


def tied_to(people: Collection[UUID], day: date) -> Bound:
    """Who may handle no file of each of these people: themselves, and everybody to whom a tie binds them (R-08)."""
    wanted = set(people)
    themselves = ((each, each) for each in wanted)
    pairs = (
        *themselves,
        *_declared(wanted, day),
        *_by_employers(wanted, day),
        *_confirmed(wanted),
        *_in_line(wanted, day),
    )
    return _gathered(wanted, pairs)


def trained_for(people: Collection[UUID], scope_id: UUID) -> Bound:
    """Who trained each of these people for a scheme, and therefore never decides about them in it (R-02)."""
    trainings = _trainings(people).filter(scope_id=scope_id)
    return _gathered(set(people), trainings.values_list("person_id", "trainer_id"))


def trained_lately(people: Collection[UUID], scope_id: UUID, day: date) -> Bound:
    """Who trained each of these people within 24 months before `day`, and does not examine them in a scheme (R-09)."""
    separation = timers.length(SEPARATION)
    exempted = Exemption.objects.filter(scope_id=scope_id, ended_at__isnull=True, until_on__gte=day)
    barring = _trainings(people).exclude(pk__in=exempted.values("training_id"))
    lately = (each for each in barring if separation and day < separation.after(each.ended_on))
    return _gathered(set(people), ((each.person_id, each.trainer_id) for each in lately))


def _trainings(people: Collection[UUID]) -> QuerySet[Training]:
    return Training.objects.filter(person_id__in=people, state=TrainingState.RECORDED)


def _gathered(wanted: set[UUID], pairs: Iterable[Pair]) -> Bound:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for person_id, bound in pairs:
        found[person_id].add(bound)
    return {each: frozenset(found[each]) for each in wanted}


def _declared(wanted: set[UUID], day: date) -> Iterator[Pair]:
    both = Q(concerned_id__in=wanted) | Q(person_id__in=wanted, concerned__isnull=False)
    for one, other in ties.binding(day).filter(both).values_list("person_id", "concerned_id"):
        yield from _both_ways(wanted, one, other)


def _confirmed(wanted: set[UUID]) -> Iterator[Pair]:
    confirmed = ConflictSignal.objects.filter(state=SignalState.CONFIRMED, other__isnull=False)
    concerned = confirmed.filter(Q(person_id__in=wanted) | Q(other_id__in=wanted))
    for one, other in concerned.values_list("person_id", "other_id"):
        yield from _both_ways(wanted, one, other)


def _both_ways(wanted: set[UUID], one: UUID, other: UUID) -> Iterator[Pair]:
    if one in wanted:
        yield one, other
    if other in wanted:
        yield other, one


def _by_employers(wanted: set[UUID], day: date) -> Iterator[Pair]:
    """Who is tied to the employer of one of them, and who works for an employer to which one of them is tied."""
    tied = ties.binding(day).filter(kind__in=ties.OF_EMPLOYERS, organisation__isnull=False).order_by()
    employed = ties.employed_on(day).order_by()
    for asked, others in ((employed, tied), (tied, employed)):
        theirs = list(asked.filter(person_id__in=wanted).values_list("person_id", "organisation_id"))
        there = others.filter(organisation_id__in={organisation for _, organisation in theirs})
        by_organisation = defaultdict(set)
        for person_id, organisation in there.values_list("person_id", "organisation_id"):
            by_organisation[organisation].add(person_id)
        yield from ((one, other) for one, organisation in theirs for other in by_organisation[organisation])


def _in_line(wanted: set[UUID], day: date) -> Iterator[Pair]:
    """Superiors and subordinates of those of them who hold a post of the body themselves."""
    holding = set(Occupancy.objects.filter(person_id__in=wanted).values_list("person_id", flat=True))
    for person_id in holding:
        near = {*posts.superiors(person_id, day), *posts.subordinates(person_id, day)}
        yield from ((person_id, other) for other in near)
