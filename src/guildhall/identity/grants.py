"""Which roles a person holds, on which day, and why one is not held."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Condition, Grant
from guildhall.identity.roles import Role, role
from guildhall.kernel import clock, remembering
from guildhall.kernel.refusals import Mend, Refusal

DECLARATION = "declaration"
"""The kind of condition that a current declaration of interests meets (R-46)."""

AUTHORISATION = "authorisation"
"""The kind of condition that an authorisation in force meets: competence was evaluated for role and scheme (R-46)."""

ACKNOWLEDGEMENT = "acknowledgement"
"""The kind of condition that whoever has read and understood their instructions meets (R-46)."""

ANYBODY = UUID(int=0)
"""Stands for a person where a question is spelled before it is known about whom."""


def held_on(day: date) -> QuerySet[Grant]:
    """The grants that are in force on `day`: begun, not ended, every condition met."""
    return given_on(day).exclude(_hangs(day))


def _hangs(day: date) -> Exists:
    """Whether a grant hangs on a condition that is not met on `day`."""
    unmet = Condition.objects.filter(grant=OuterRef("pk")).filter(Q(until_on__isnull=True) | Q(until_on__lt=day))
    return Exists(unmet)


def given_on(day: date) -> QuerySet[Grant]:
    """The grants that are given for `day`, whether or not their conditions are met."""
    return Grant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day, ended_at__isnull=True
    )


def is_given_any(person_id: UUID) -> bool:
    """Whether a person was given a role that has not ended, begun or not, whether or not its conditions are met."""
    standing = Grant.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()), ended_at__isnull=True)
    return standing.filter(person_id=person_id).exists()


@remembering.remembered
def held_by(person_id: UUID, day: date) -> frozenset[tuple[str, UUID]]:
    """Every role that a person holds on a day, with its scope; asked once for a page, whatever it shows."""
    return frozenset((role, scope) for role, scope, hangs in _given_to(person_id, day) if not hangs)


@remembering.remembered
def _given_to(person_id: UUID, day: date) -> frozenset[tuple[str, UUID, bool]]:
    """Every role that a person was given for a day, with its scope, and whether it hangs on what is not met."""
    given = given_on(day).filter(person_id=person_id).annotate(hangs=_hangs(day))
    return frozenset(given.values_list("role", "scope_id", "hangs"))


def roles_of(person_id: UUID) -> set[str]:
    """The codes of the roles that a person holds today."""
    return {role for role, _scope in held_by(person_id, clock.today())}


def declared_until(person_id: UUID) -> date | None:
    """Until when a person's declaration carries their roles, as the grants they already hold say."""
    met = Condition.objects.filter(grant__person_id=person_id, kind=DECLARATION, until_on__isnull=False)
    return met.order_by("-until_on").values_list("until_on", flat=True).first()


def holders(*roles: Role, scope_id: UUID | None = None) -> set[UUID]:
    """Who holds one of `roles` today; in one scope where `scope_id` names one."""
    held = held_on(clock.today()).filter(role__in=[each.code for each in roles])
    if scope_id is not None:
        held = held.filter(scope_id=scope_id)
    return set(held.values_list("person_id", flat=True))


def scopes_of(person_id: UUID, *roles: Role) -> set[UUID]:
    """The scopes in which a person holds one of `roles` today."""
    wanted = {each.code for each in roles}
    return {scope for role, scope in held_by(person_id, clock.today()) if role in wanted}


def colleagues(person_id: UUID) -> set[UUID]:
    """Who holds every role that this person holds today, without them: who could be their deputy."""
    held = roles_of(person_id)
    others = held_on(clock.today()).exclude(person_id=person_id).values_list("person_id", "role")
    theirs: dict[UUID, set[str]] = {}
    for other, role_code in others:
        theirs.setdefault(other, set()).add(role_code)
    return {other for other, roles in theirs.items() if held <= roles}


def refusal(person_id: UUID, roles: Iterable[Role]) -> Refusal | None:
    """None where the person holds one of `roles` today; otherwise what is missing, and since when."""
    wanted = [each.code for each in roles]
    today = clock.today()
    if holds_one(person_id, tuple(wanted), today):
        return None
    return _lapsed(person_id, wanted, today) or _never_given(wanted)


def refusal_in(person_id: UUID, roles: Iterable[Role], scope_id: UUID) -> Refusal | None:
    """None where the person holds one of `roles` today in that scope; a role in another scheme does not count."""
    wanted = [each.code for each in roles]
    today = clock.today()
    if any(role in wanted and scope == scope_id for role, scope in held_by(person_id, today)):
        return None
    return _lapsed(person_id, wanted, today, scope_id) or _never_given(wanted)


def held_in(person_id: UUID, role: Role, scope_id: UUID, day: date) -> bool:
    """Whether the person held that role in that scope on a day, by a grant that has not been ended since."""
    return held_on(day).filter(person_id=person_id, role=role.code, scope_id=scope_id).exists()


def holds_one(person_id: UUID, roles: tuple[str, ...], day: date) -> bool:
    """Whether the person holds one of `roles` on `day`: `held_on`, asked as every act asks it.

    Its SQL is spelled once a day and not at every act, where spelling it cost more than the rest of the act.
    """
    if remembering.is_on():
        return any(role in roles for role, _scope in held_by(person_id, day))
    sql, spelled = _question(roles, day)
    anybody, this_one = _as_stored(ANYBODY), _as_stored(person_id)
    with connection.cursor() as cursor:
        cursor.execute(sql, [this_one if each == anybody else each for each in spelled])
        return cursor.fetchone() is not None


@lru_cache(maxsize=256)
def _question(roles: tuple[str, ...], day: date) -> tuple[str, tuple[Any, ...]]:
    """The SQL and its parameters, in which `ANYBODY` stands for the person."""
    held = held_on(day).filter(person_id=ANYBODY, role__in=roles).values("pk")[:1]
    return held.query.sql_with_params()


def _as_stored(person_id: UUID) -> Any:
    return Grant._meta.get_field("person").get_db_prep_value(person_id, connection)


def _lapsed(person_id: UUID, wanted: list[str], today: date, scope_id: UUID | None = None) -> Refusal | None:
    given_to = _given_to(person_id, today)
    if not any(hangs and role in wanted and scope_id in {None, scope} for role, scope, hangs in given_to):
        return None
    given = given_on(today).filter(scope_id=scope_id) if scope_id else given_on(today)
    unmet = (
        Condition.objects.filter(grant__in=given, grant__person_id=person_id, grant__role__in=wanted)
        .filter(Q(until_on__isnull=True) | Q(until_on__lt=today))
        .select_related("grant")
        .order_by("until_on", "-kind")
        .first()
    )
    return lapse(unmet) if unmet else None


def lapse(condition: Condition) -> Refusal:
    """Why a grant does not hold, told from the condition that is not met."""
    told = _causes[condition.kind]
    name = _(role(condition.grant.role).name)
    sentence = (
        _(told.lapsed) % {"role": name, "until": date_format(condition.until_on, "j M Y")}
        if condition.until_on
        else (_(told.never) % {"role": name})
    )
    return Refusal(sentence, mend=told.mend, code=condition.rule, clauses=tuple(condition.clauses.split()))


def _never_given(wanted: list[str]) -> Refusal:
    names = ", ".join(_(role(code).name) for code in wanted)
    return Refusal(
        _("This needs a role that you do not hold today: %(roles)s.") % {"roles": names},
        mend=Mend(_("Ask an administrator or top management for the role, or hand the work to somebody who holds it.")),
        code="R-46",
        clauses=("2012:6.1.3", "2026:6.1"),
    )


@dataclass(frozen=True)
class Hanging:
    """That a grant, as it is given, hangs on a condition: until when it is met, by which rule and clauses."""

    until_on: date | None
    rule: str
    clauses: tuple[str, ...]


Begins = Callable[[Grant], Hanging | None]
"""Asked of every grant as it is given: the condition with which it begins, or None."""


@dataclass(frozen=True)
class Cause:
    """What a kind of condition says of a grant that hangs on it; the room that owns the cause declares it."""

    lapsed: str
    never: str
    mend: Mend
    begins: Begins | None = None


_causes: dict[str, Cause] = {}


def cause(kind: str, *, lapsed: str, never: str, mend: Mend, begins: Begins | None = None) -> None:
    """Declare what is told when a condition of `kind` lapsed (``%(role)s``, ``%(until)s``) or was never met.

    `begins` says of a new grant whether it hangs on such a condition from its first moment.
    """
    _causes[kind] = Cause(lapsed, never, mend, begins)


def hangings(grant: Grant) -> Iterator[tuple[str, Hanging]]:
    """The conditions with which a new grant begins, as the rooms that own their causes say, by kind."""
    for kind, each in sorted(_causes.items()):
        if each.begins and (hanging := each.begins(grant)):
            yield kind, hanging
