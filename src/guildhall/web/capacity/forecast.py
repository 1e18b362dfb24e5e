"""The work of the coming months against the people who are authorised and the seats that exist (6.1.2).

What rooms declare in ``demand.py`` is counted by scheme and month. People count as they stand: who holds the role on
the last day of a month if nothing is renewed until then, times what one person does in a month.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from guildhall.identity.models import Scope
from guildhall.identity.terms import Term, terms
from guildhall.kernel import clock
from guildhall.kernel.capacity import Demand, Need, all_demands
from guildhall.kernel.periods import Period
from guildhall.personnel import queries

AHEAD = 6
"""How many months are looked at, this one among them."""


@dataclass(frozen=True)
class Line:
    """One kind of work in one scheme in one month: what is to be done, what can be done, by how many people."""

    demand: Demand
    scope: Scope
    what: str
    month: date
    count: int
    able: int
    people: int
    pace: int

    @property
    def short(self) -> int:
        """How much of it nobody can do."""
        return max(0, self.count - self.able)


def months() -> list[date]:
    """The first days of the months that are looked at."""
    begin = clock.today().replace(day=1)
    return [begin if not count else Period(months=count).after(begin) for count in range(AHEAD)]


def last_day(month: date) -> date:
    """The last day of a month."""
    return Period(months=1).after(month) - timedelta(days=1)


def lines() -> list[Line]:
    """Every kind of work that is ahead, by kind, scheme and month; where there is none there is no line."""
    scopes = {each.pk: each for each in Scope.objects.filter(kind=Scope.Kind.SCHEME)}
    held = terms(each.role for each in all_demands() if each.by_people)
    paces = queries.paces()
    found = [line for each in all_demands() for line in _lines(each, scopes, held, paces.get(each.name, each.pace))]
    return sorted(found, key=lambda line: (line.demand.name, line.scope.number, line.what, line.month))


def _lines(demand: Demand, scopes: dict[UUID, Scope], held: list[Term], pace: int) -> Iterator[Line]:
    ahead = months()
    needs = demand.needs(clock.today(), last_day(ahead[-1]))
    for (scope_id, what), by_month in _by_month(needs).items():
        if scope_id not in scopes:
            continue
        scope = scopes[scope_id]
        yield from (
            _by_people(demand, scope, what, by_month, held, pace)
            if demand.by_people
            else _by_seats(demand, scope, what, by_month)
        )


ByMonth = dict[date, list[Need]]


def _by_month(needs: Iterable[Need]) -> dict[tuple[UUID, str], ByMonth]:
    found: dict[tuple[UUID, str], ByMonth] = defaultdict(lambda: defaultdict(list))
    for need in needs:
        found[need.scope_id, need.what][need.due_on.replace(day=1)].append(need)
    return found


def _by_people(
    demand: Demand, scope: Scope, what: str, by_month: ByMonth, held: list[Term], pace: int
) -> Iterator[Line]:
    """A month's work, against who holds the role on its last day; this month's against who holds it today."""
    today = clock.today()
    for month, needs in by_month.items():
        day = max(today, last_day(month)) if month > today else today
        people = {each.person_id for each in held if _does(each, demand, scope, day)}
        count = sum(each.count for each in needs)
        yield Line(demand, scope, what, month, count, len(people) * pace, len(people), pace)


def _does(term: Term, demand: Demand, scope: Scope, day: date) -> bool:
    return term.role == demand.role and term.scope_id == scope.pk and term.holds_on(day)


def _by_seats(demand: Demand, scope: Scope, what: str, by_month: ByMonth) -> Iterator[Line]:
    """Seats that are needed until the end of a month, against those that exist until then and are not needed before."""
    spare = 0
    for month in months():
        needs = by_month.get(month, [])
        count, able = sum(each.count for each in needs), spare + sum(each.supply for each in needs)
        spare = max(0, able - count)
        if needs:
            yield Line(demand, scope, what, month, count, able, 0, 0)
