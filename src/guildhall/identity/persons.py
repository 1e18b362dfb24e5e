"""What others may ask about persons."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.kernel import clock, remembering
from guildhall.vault import keys, search

MOST = 500
"""How many persons a search looks at; who finds more types more."""


def listed() -> QuerySet[Person]:
    """Everybody, the latest registered first."""
    return Person.objects.order_by("-registered_at", "-id")


def by_number(number: str) -> Person | None:
    """The person of that number."""
    return Person.objects.filter(number=number.strip().upper()).first()


def find(text: str) -> QuerySet[Person]:
    """The persons that `text` finds: by number, e-mail address or telephone, or how a name begins or sounds."""
    return listed().filter(id__in=search.find(text, limit=MOST))


def matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `people` that `text` finds."""
    return people.filter(id__in=search.find(text, limit=MOST))


@remembering.remembered
def is_personnel(person_id: UUID) -> bool:
    """Whether somebody is registered as personnel of the body."""
    return Person.objects.filter(pk=person_id, is_personnel=True).exists()


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of many persons, with one query for the rows and one for the keys."""
    return called(Person.objects.in_bulk(set(ids)).values())


def called(people: Iterable[Person]) -> dict[UUID, str]:
    """The names of persons whose rows are at hand, with one query for the keys."""
    with keys.one_request():
        return {person.id: person.name for person in opened(people)}


def opened(people: Iterable[Person]) -> Iterator[Person]:
    """`people`, with their keys fetched at once, so that showing names costs one query."""
    people = list(people)
    keys.fetch(person.data_key for person in people if person.erased_at is None)
    return iter(people)


def cast() -> dict[str, list[Person]]:
    """Who holds which role today, by the role's code; for demonstrations, where everybody can be played."""
    held: dict[str, list[Person]] = {}
    for grant in grants.given_on(clock.today()).select_related("person").order_by("role", "person__number"):
        held.setdefault(grant.role, []).append(grant.person)
    return held
