"""What work and how many seats are ahead in this room, and which attempts will need an independent examiner."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guildhall.exams.lifecycles import AWAITED, OPEN, UNDECIDED, AttemptState, ResultState, SittingState
from guildhall.exams.markings import is_sampled
from guildhall.exams.models import Attempt, Candidacy, Channel, Result, Sitting
from guildhall.exams.permissions import scope_id_of
from guildhall.exams.queries import sittings
from guildhall.identity.roles import EXAMINER, INVIGILATOR
from guildhall.kernel import clock
from guildhall.kernel.capacity import Case, Need, cases, demand
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import hands
from guildhall.schemes.models import Component

TO_MARK = (*OPEN, AttemptState.COMPLETED)
"""Attempts before an examiner that somebody still marks."""


def _ahead() -> QuerySet[Sitting]:
    return sittings().filter(state=SittingState.PLANNED, begins_at__gte=clock.now())


@demand(
    "exams.invigilation",
    title=gettext_noop("Sittings to watch over"),
    mend=gettext_noop("Have another invigilator authorised, or plan fewer sittings at once."),
    role=INVIGILATOR.code,
    pace=8,
)
def invigilation(first: date, last: date) -> Iterator[Need]:
    """Planned sittings at which an invigilator watches, by their day."""
    for sitting in _ahead().filter(channel__in=[Channel.BROWSER, Channel.PAPER]):
        day = clock.day_of(sitting.begins_at)
        if first <= day <= last:
            yield Need(scope_id_of(sitting), day, 1)


def _to_mark() -> QuerySet[Attempt]:
    before = Attempt.objects.filter(channel=Channel.PERSON, state__in=TO_MARK)
    return before.select_related("sitting", "component__version__scheme")


@demand(
    "exams.markings",
    title=gettext_noop("Practical and oral examinations to mark"),
    mend=gettext_noop("Have another examiner authorised, or plan sittings with fewer seats."),
    role=EXAMINER.code,
    pace=30,
)
def markings(first: date, last: date) -> Iterator[Need]:
    """Attempts before an examiner, by the day of their sitting; those that are drawn for it are marked twice."""
    for attempt in _to_mark():
        day = max(first, clock.day_of(attempt.sitting.begins_at))
        if day <= last:
            yield Need(scope_id_of(attempt), day, 2 if is_sampled(attempt) else 1)


@demand(
    "exams.seats",
    title=gettext_noop("Seats for candidates who have none"),
    mend=gettext_noop("Plan another sitting before their admission ends."),
)
def seats(first: date, last: date) -> Iterator[Need]:
    """Candidates without a seat at a component, by the end of their admission, and the seats free until then."""
    for sitting in _ahead():
        day, free = clock.day_of(sitting.begins_at), max(0, sitting.capacity - sitting.taken)  # type: ignore[attr-defined]
        if day <= last and free:
            yield Need(scope_id_of(sitting), max(first, day), 0, free, sitting.component.title)
    for candidacy, component in _without_seat(last):
        yield Need(scope_id_of(component), max(first, candidacy.eligible_until), 1, 0, component.title)


def _without_seat(last: date) -> Iterator[tuple[Candidacy, Component]]:
    going_on = Candidacy.objects.filter(state__in=UNDECIDED, eligible_until__range=(clock.today(), last))
    candidacies = list(going_on.order_by("eligible_until"))
    components = defaultdict(list)
    for each in Component.objects.filter(version__in={one.version_id for one in candidacies}).select_related(
        "version__scheme"
    ):
        components[each.version_id].append(each)
    seated = _seated(candidacies)
    for candidacy in candidacies:
        for component in components[candidacy.version_id]:
            if component.pk not in seated[candidacy.pk]:
                yield candidacy, component


def _seated(candidacies: list[Candidacy]) -> dict[UUID, set[UUID]]:
    """The components at which each candidate has a seat, waits for a result, or has passed."""
    found: dict[UUID, set[UUID]] = {each.pk: set() for each in candidacies}
    under_way = Attempt.objects.filter(candidacy__in=candidacies, state__in=(*OPEN, *AWAITED))
    passed = Result.objects.filter(attempt__candidacy__in=candidacies, state=ResultState.RELEASED, passed=True)
    pairs = list(under_way.values_list("candidacy_id", "component_id"))
    pairs += passed.values_list("attempt__candidacy_id", "attempt__component_id")
    for candidacy_id, component_id in pairs:
        found[candidacy_id].add(component_id)
    return found


@cases("exams.markings", title=gettext_noop("Attempt that needs an examiner"))
def attempts_to_mark() -> Iterator[Case]:
    """Attempts before an examiner to whom nobody is assigned yet, with who trained the candidate or is tied to them."""
    waiting = list(_to_mark().filter(markings__isnull=True))
    tied = hands.tied_to({each.person_id for each in waiting}, clock.today())
    trained = {scope_id: _trained(scope_id, waiting) for scope_id in Counter(scope_id_of(each) for each in waiting)}
    for attempt in waiting:
        scope_id, day = scope_id_of(attempt), max(clock.today(), clock.day_of(attempt.sitting.begins_at))
        barred = tied[attempt.person_id] | trained[scope_id][attempt.person_id]
        link = ("exams:attempt", str(attempt.pk))
        yield Case(attempt.ref, attempt.number, scope_id, EXAMINER.code, day, barred, link)


def _trained(scope_id: UUID, attempts: list[Attempt]) -> hands.Bound:
    people = {each.person_id for each in attempts if scope_id_of(each) == scope_id}
    return hands.trained_lately(people, scope_id, clock.today())
