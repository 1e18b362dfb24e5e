"""Makes a person findable by their names and exact values, through the vault's search; inside an act."""

from guildhall.identity.models import Person
from guildhall.vault import search


def index(person: Person) -> Person:
    """Make `person` findable as they are called and reached now."""
    search.index(
        person.id,
        name_parts=[person.given_name, person.family_name],
        exact={"email": person.email, "number": person.number, "phone": person.phone},
    )
    return person


def forget(person: Person) -> None:
    """Make `person` unfindable; part of every erasure."""
    search.forget(person.id)
