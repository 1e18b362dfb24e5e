"""What can be audited, and who had a hand in it: the question of R-12, per process, scheme and period.

The answer comes from the ledger and the grants, and from nothing that somebody would have to keep up to date. An act
whose scheme cannot be told counts for every scheme: independence is shown, never assumed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from guildhall.identity.models import Grant, Scope
from guildhall.identity.roles import (
    DOCUMENT_CONTROLLER,
    EXAM_MANAGER,
    OPERATIONS,
    OUTSOURCING_MANAGER,
    QUALITY_MANAGER,
    RESOURCE_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.models import Entry, Outcome

FURTHEST = 4
"""How many relations lie at most between a record and the scheme that it belongs to."""

DAY = timedelta(days=1)

AT_ONCE = 500
"""How many records are asked for their scheme in one query."""


@dataclass(frozen=True)
class Process:
    """A process of the body as an audit looks at it: the acts that it consists of, and the roles that manage it."""

    code: str
    title: str
    acts: tuple[str, ...]
    managed: tuple[Role, ...] = ()
    but: tuple[str, ...] = ()

    def entries(self) -> Q:
        """The entries of its acts."""
        inside, outside = _beginning(self.acts), _beginning(self.but)
        return inside & ~outside if self.but else inside


def _beginning(prefixes: Iterable[str]) -> Q:
    found = Q()
    for prefix in prefixes:
        found |= Q(act__startswith=prefix)
    return found


THINGS = ("personnel.venue.", "personnel.room.", "personnel.equipment.", "personnel.upkeep.", "personnel.release.")

PROCESSES = (
    Process("schemes", gettext_noop("Development of schemes"), ("schemes.",), (SCHEME_MANAGER,)),
    Process("items", gettext_noop("Item bank"), ("itembank.",), (EXAM_MANAGER,)),
    Process("applications", gettext_noop("Applications and admission"), ("applications.",), (OPERATIONS,)),
    Process("examinations", gettext_noop("Examinations"), ("exams.",), (EXAM_MANAGER,)),
    Process("decisions", gettext_noop("Decisions and certificates"), ("certification.",)),
    Process("people", gettext_noop("Personnel"), ("personnel.", "identity.grant."), (QUALITY_MANAGER,), THINGS),
    Process("resources", gettext_noop("Premises, equipment and software"), THINGS, (RESOURCE_MANAGER,)),
    Process("documents", gettext_noop("Documents"), ("documents.",), (DOCUMENT_CONTROLLER,)),
    Process("outsourcing", gettext_noop("Outsourcing"), ("governance.provider.",), (OUTSOURCING_MANAGER,)),
    Process(
        "governance",
        gettext_noop("Impartiality and governance"),
        ("governance.",),
        (TOP_MANAGEMENT,),
        ("governance.provider.",),
    ),
)
"""What an internal audit is planned by."""


def process(code: str) -> Process:
    """The process of that code; KeyError where there is none."""
    return {each.code: each for each in PROCESSES}[code]


@dataclass(frozen=True)
class Hand:
    """The hand that somebody had in a process: how many acts they did, when, and which roles they managed it by."""

    person_id: UUID
    acts: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    managed_as: tuple[str, ...] = ()


def hands(asked: Process, scope_id: UUID | None, since: date, until: date, people: Iterable[UUID]) -> dict[UUID, Hand]:
    """Who of `people` did or managed a process in a period, with what of it; who is not in it had no hand in it."""
    wanted = list(people)
    done = _done(asked, scope_id, since, until, wanted)
    managed = _managed(asked, scope_id, since, until, wanted)
    return {
        person_id: Hand(person_id, *_summed(done.get(person_id, [])), managed_as=tuple(managed.get(person_id, ())))
        for person_id in wanted
        if person_id in done or person_id in managed
    }


def _summed(moments: list[datetime]) -> tuple[int, datetime | None, datetime | None]:
    return (len(moments), min(moments), max(moments)) if moments else (0, None, None)


def _done(
    asked: Process, scope_id: UUID | None, since: date, until: date, people: list[UUID]
) -> dict[UUID, list[datetime]]:
    by_actor = {str(actors.person(each)): each for each in people}
    rows = list(_entries(asked, since, until, by_actor).values_list("actor", "subject", "at"))
    elsewhere = _elsewhere({subject for _, subject, _ in rows}, scope_id) if scope_id else set()
    found: dict[UUID, list[datetime]] = {}
    for actor, subject, at in rows:
        if subject not in elsewhere and since <= clock.day_of(at) <= until:
            found.setdefault(by_actor[actor], []).append(at)
    return found


def _entries(asked: Process, since: date, until: date, by: Iterable[str]) -> QuerySet[Entry]:
    """The acts of the period and of a day around it, since the body's days are not the database's."""
    near = Q(at__gte=_moment(since) - DAY, at__lt=_moment(until) + 2 * DAY)
    return Entry.objects.filter(asked.entries(), near, outcome=Outcome.DONE, actor__in=list(by)).order_by()


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _managed(
    asked: Process, scope_id: UUID | None, since: date, until: date, people: list[UUID]
) -> dict[UUID, list[str]]:
    """Who held a role that manages the process on some day of the period, in the scheme or for the body."""
    held = Grant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=since),
        Q(ended_at__isnull=True) | Q(ended_at__gte=_moment(since)),
        role__in=[each.code for each in asked.managed],
        from_on__lte=until,
        person_id__in=people,
    )
    if scope_id:
        held = held.filter(Q(scope_id=scope_id) | Q(scope__kind=Scope.Kind.BODY))
    found: dict[UUID, list[str]] = {}
    for person_id, role in held.order_by("from_on").values_list("person_id", "role"):
        found.setdefault(person_id, [])
        if role not in found[person_id]:
            found[person_id].append(role)
    return found


def _elsewhere(subjects: set[str], scope_id: UUID) -> set[str]:
    """Those of `subjects` that belong to another scheme."""
    return {ref for label, ids in _by_model(subjects).items() for ref in _of_others(label, ids, scope_id)}


def _by_model(subjects: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, _, pk in (each.partition(":") for each in sorted(subjects)):
        if pk:
            found.setdefault(label, []).append(pk)
    return found


def _of_others(label: str, ids: list[str], scope_id: UUID) -> Iterator[str]:
    path = way_to_scope(label)
    if not path:
        return
    model: Any = apps.get_model(label)
    for start in range(0, len(ids), AT_ONCE):
        some = model._base_manager.filter(pk__in=ids[start : start + AT_ONCE], **{f"{path}__kind": Scope.Kind.SCHEME})
        yield from (f"{label}:{pk}" for pk in some.exclude(**{path: scope_id}).values_list("pk", flat=True))


@cache
def way_to_scope(label: str) -> str:
    """The shortest way along what a kind of record always has to the scheme it belongs to; nothing where none is."""
    reached: list[tuple[type[Model], str]] = [(apps.get_model(label), "")]
    for _ in range(FURTHEST):
        reached = [step for model, path in reached for step in _steps(model, path)]
        for model, path in reached:
            if model is Scope:
                return path
    return ""


def _steps(model: type[Model], path: str) -> Iterator[tuple[type[Model], str]]:
    for field in model._meta.concrete_fields:
        related = field.related_model
        if isinstance(related, type) and related is not model and not field.null:
            yield related, f"{path}__{field.name}" if path else field.name
