"""What others may ask about persons."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildhall.identity import addresses, grants
from guildhall.identity.models import Person
from guildhall.kernel import clock, identifiers
from guildhall.vault import keys


def listed() -> QuerySet[Person]:
    """Everybody, the latest registered first."""
    return Person.objects.order_by("-registered_at", "-id")


def by_number(number: str) -> Person | None:
    """The person of that number."""
    return Person.objects.filter(number=number.strip().upper()).first()


def find(text: str) -> QuerySet[Person]:
    """The persons that `text` finds: by number, by e-mail address, by the beginning or the sound of any name."""
    text = text.strip()
    if identifiers.is_number(text.upper()):
        return listed().filter(number=text.upper())
    if "@" in text:
        return listed().filter(email_alias=addresses.alias(text))
    return listed().none()


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of many persons, with one query for the rows and one for the keys."""
    found = Person.objects.in_bulk(set(ids))
    return {person.id: person.name for person in opened(found.values())}


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


def erased_word() -> str:
    """What stands where a name was erased."""
    return _("erased person")
