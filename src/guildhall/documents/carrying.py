"""Until when somebody's acknowledgements carry their roles: the reckoning behind the condition of R-46.

A role to which a document is distributed *to be acknowledged* holds while its holder has acknowledged the edition in
effect. An approved edition can be acknowledged ahead; whoever has not done so by its day loses the role on that day, by
the date alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.documents.lifecycles import IN_EFFECT, VersionState
from guildhall.documents.models import Acknowledgement, Distribution, DocumentVersion
from guildhall.identity.models import Grant
from guildhall.kernel import clock

RULE = "R-46"
CLAUSES = ("2012:6.1.5", "2012:10.2.3", "2026:6.1")
FOREVER = date(9999, 12, 31)
"""Until when a condition is met to which nothing more is owed; the next edition shortens it."""


@dataclass(frozen=True)
class Edition:
    """An edition of a document that binds from a day on, in whichever languages it is there."""

    document_id: UUID
    ordinal: int
    from_on: date


def asking() -> QuerySet[Distribution]:
    """The distributions that ask for an acknowledgement and have not ended."""
    return Distribution.objects.filter(must_acknowledge=True, ended_at__isnull=True)


def asks(grant: Grant) -> bool:
    """Whether some document is distributed to the role of `grant` to be acknowledged."""
    return asking().filter(Q(scope__isnull=True) | Q(scope_id=grant.scope_id), role=grant.role).exists()


def met_until(given: Sequence[Grant]) -> dict[UUID, date | None]:
    """Until when the acknowledgements of their holders carry `given`, by grant; None where they never did."""
    asked = list(asking().filter(role__in={grant.role for grant in given}))
    editions = binding({each.document_id for each in asked})
    known = read({grant.person_id for grant in given}, set(editions))
    return {grant.pk: _earliest(list(_ends(grant, asked, editions, known))) for grant in given}


def _ends(
    grant: Grant, asked: list[Distribution], editions: dict[UUID, list[Edition]], known: set[tuple[UUID, UUID, int]]
) -> Iterator[date | None]:
    for distribution in asked:
        if distribution.role != grant.role or distribution.scope_id not in (None, grant.scope_id):
            continue
        for edition in editions.get(distribution.document_id, ()):
            if (grant.person_id, edition.document_id, edition.ordinal) not in known:
                begins = max(edition.from_on, distribution.from_on)
                yield begins - timedelta(days=1) if grant.from_on < begins else None


def _earliest(ends: list[date | None]) -> date | None:
    if None in ends:
        return None
    return min((end for end in ends if end is not None), default=FOREVER)


def binding(document_ids: Iterable[UUID]) -> dict[UUID, list[Edition]]:
    """The editions of documents that bind: the latest in effect, and approved ones that come after it."""
    states = (*IN_EFFECT, VersionState.APPROVED)
    found = DocumentVersion.objects.filter(document_id__in=set(document_ids), state__in=states)
    in_effect: dict[UUID, dict[int, date]] = {}
    coming: dict[UUID, dict[int, date]] = {}
    for each in found.only("document_id", "ordinal", "state", "effective_on"):
        days = (coming if each.state == VersionState.APPROVED else in_effect).setdefault(each.document_id, {})
        begins = each.effective_on or clock.today()
        days[each.ordinal] = min(begins, days.get(each.ordinal, begins))
    return {key: _in_order(key, in_effect.get(key, {}), coming.get(key, {})) for key in {*in_effect, *coming}}


def _in_order(document_id: UUID, in_effect: dict[int, date], coming: dict[int, date]) -> list[Edition]:
    latest = max(in_effect, default=0)
    ordinals = [*([latest] if latest else []), *sorted(each for each in coming if each > latest)]
    return [Edition(document_id, ordinal, {**coming, **in_effect}[ordinal]) for ordinal in ordinals]


def read(person_ids: Iterable[UUID], document_ids: Iterable[UUID]) -> set[tuple[UUID, UUID, int]]:
    """Who acknowledged which edition: person, document and ordinal, in whichever language."""
    found = Acknowledgement.objects.filter(person_id__in=person_ids, version__document_id__in=document_ids)
    return set(found.values_list("person_id", "version__document_id", "version__ordinal"))


def standing(roles: Iterable[str], scope_ids: Iterable[UUID] | None = None) -> QuerySet[Grant]:
    """The grants of `roles` that have not ended, in any scope or in those named."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=clock.today())
    found = Grant.objects.filter(lasting, role__in=set(roles), ended_at__isnull=True)
    return found if scope_ids is None else found.filter(scope_id__in=set(scope_ids))
