"""Between whom there is a tie today: declared, found and confirmed, or by a common employer (R-08).

Every question here is one about records; nothing is read from the words in which people declared.
"""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.personnel import posts
from guildhall.personnel.lifecycles import DeclarationState, EmploymentState, InterestState, SignalState
from guildhall.personnel.models import ConflictSignal, Employment, Interest, Occupancy, Relation, RelationKind

STANDING = (DeclarationState.DRAFT, DeclarationState.SIGNED, DeclarationState.EXPIRED)
"""Declarations whose interests still bind: a renewal names them anew, and what is void or discarded never bound."""

OF_EMPLOYERS = (RelationKind.EMPLOYER, RelationKind.SHARE)
"""Ties to an organisation that keep somebody off the files of the people whom it employs."""


def binding(day: date) -> QuerySet[Relation]:
    """The ties that bind on `day`: declared, not judged harmless, begun, and not ended."""
    standing = Relation.objects.filter(interest__declaration__state__in=STANDING)
    return standing.exclude(interest__state=InterestState.NO_THREAT).filter(_begun(day, "from_on"), _not_ended(day))


def between(one: UUID, other: UUID, day: date) -> bool:
    """Whether a tie binds these two people on `day`, whichever of both declared it, or one that was found is confirmed.

    It may lead through an employer: one is tied to it, the other works for it.
    """
    return _declared(one, other, day) or _through_an_employer(one, other, day) or _confirmed(one, other)


def in_one_line(one: UUID, other: UUID, day: date) -> bool:
    """Whether one is the direct superior of the other on `day`, by the posts that they hold."""
    if not Occupancy.objects.filter(person_id=other).exists():
        return False
    return other in posts.superiors(one, day) or one in posts.superiors(other, day)


def employed_on(day: date) -> QuerySet[Employment]:
    """Who was employed where on `day`."""
    recorded = Employment.objects.filter(state=EmploymentState.RECORDED)
    return recorded.filter(_begun(day, "since_on"), _not_ended(day))


def unread() -> QuerySet[Interest]:
    """Interests that rules cannot read: no relation was drawn from them."""
    drawn = Relation.objects.filter(interest=OuterRef("pk"))
    return Interest.objects.filter(declaration__state__in=STANDING).exclude(Exists(drawn))


def _declared(one: UUID, other: UUID, day: date) -> bool:
    both = Q(person_id=one, concerned_id=other) | Q(person_id=other, concerned_id=one)
    return binding(day).filter(both).exists()


def _through_an_employer(one: UUID, other: UUID, day: date) -> bool:
    works = employed_on(day).filter(organisation=OuterRef("organisation"))
    tied = binding(day).filter(kind__in=OF_EMPLOYERS, organisation__isnull=False)
    mine = Q(person_id=one) & Exists(works.filter(person_id=other))
    theirs = Q(person_id=other) & Exists(works.filter(person_id=one))
    return tied.filter(mine | theirs).exists()


def _confirmed(one: UUID, other: UUID) -> bool:
    both = Q(person_id=one, other_id=other) | Q(person_id=other, other_id=one)
    return ConflictSignal.objects.filter(both, state=SignalState.CONFIRMED).exists()


def _begun(day: date, name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": day})


def _not_ended(day: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=day)
