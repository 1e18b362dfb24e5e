"""What somebody of the personnel has in common with somebody else, found by digests and records alone.

What was declared is not found again, and what was noticed once is not noticed twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from guildhall.kernel import clock
from guildhall.personnel import ties
from guildhall.personnel.models import ConflictSignal, Relation, SignalKind, Trace


@dataclass(frozen=True)
class Likeness:
    """That two people share something; `person_id` works for the body."""

    kind: SignalKind
    person_id: UUID
    other_id: UUID

    @property
    def pair(self) -> str:
        """One name for one thing, whichever of both is named first."""
        return f"{self.kind}:{min(self.person_id, self.other_id)}:{max(self.person_id, self.other_id)}"


def undeclared() -> list[Likeness]:
    """What nobody declared and nobody has judged, each pair once."""
    found = {each.pair: each for each in _all() if each.person_id != each.other_id}
    noticed = set(ConflictSignal.objects.filter(pair__in=found).values_list("pair", flat=True))
    known = _declared({each.person_id for each in found.values()})
    return [
        each
        for pair, each in sorted(found.items())
        if pair not in noticed and frozenset((each.person_id, each.other_id)) not in known
    ]


def _all() -> Iterator[Likeness]:
    yield from _same_trace("address", SignalKind.ADDRESS)
    yield from _same_trace("phone", SignalKind.PHONE)
    yield from _same_employer()
    yield from _named()


def _same_trace(column: str, kind: SignalKind) -> Iterator[Likeness]:
    """Who of the personnel shares a digest with whom."""
    others: dict[str, set[UUID]] = {}
    of_personnel = Trace.objects.filter(person__is_personnel=True, **{column: OuterRef(column)})
    shared = Trace.objects.exclude(**{column: ""}).filter(Exists(of_personnel))
    rows = list(shared.values_list("person_id", "person__is_personnel", column))
    for person_id, _, digest in rows:
        others.setdefault(digest, set()).add(person_id)
    for person_id, is_personnel, digest in rows:
        if is_personnel:
            yield from (Likeness(kind, person_id, other_id) for other_id in sorted(others[digest]))


def _same_employer() -> Iterator[Likeness]:
    """Who of the personnel is employed where somebody else is."""
    employed = ties.employed_on(clock.today()).values_list("person_id", "organisation_id")
    staff: dict[UUID, set[UUID]] = {}
    for person_id, organisation_id in employed.filter(person__is_personnel=True):
        staff.setdefault(organisation_id, set()).add(person_id)
    for other_id, organisation_id in employed.filter(organisation__in=staff):
        yield from (Likeness(SignalKind.EMPLOYER, each, other_id) for each in sorted(staff[organisation_id]))


def _named() -> Iterator[Likeness]:
    """Who is called like somebody to whom a tie was declared before they were known here."""
    meant = ties.binding(clock.today()).exclude(digest="").values_list("person_id", "digest")
    called: dict[str, set[UUID]] = {}
    for other_id, digest in Trace.objects.filter(name__in={digest for _, digest in meant}).values_list("pk", "name"):
        called.setdefault(digest, set()).add(other_id)
    for person_id, digest in meant:
        yield from (Likeness(SignalKind.NAME, person_id, other_id) for other_id in sorted(called.get(digest, ())))


def _declared(people: set[UUID]) -> set[frozenset[UUID]]:
    """Pairs between whom a tie is declared by one of both, judged or not."""
    declared = Relation.objects.filter(Q(person_id__in=people) | Q(concerned_id__in=people), concerned__isnull=False)
    standing = declared.filter(interest__declaration__state__in=ties.STANDING)
    return {frozenset(pair) for pair in standing.values_list("person_id", "concerned_id")}
