"""What is known of a person is opened only for who may, and every look is logged."""

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds, is_that_person
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading


@reading(
    "identity.person.open",
    about="person",
    permission=is_that_person | holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR),
)
def open_person(*, by: Actor, person: Person) -> Person:
    """The particulars of a person: names, date of birth, how they can be reached."""
    return person
