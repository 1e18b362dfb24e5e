"""Secret addresses of calendars are made and taken back by who subscribes."""

from guildhall.governance.models import CalendarAddress
from guildhall.governance.permissions.information import is_whose_calendar_it_is
from guildhall.governance.rules.information import addresses_are_few, the_address_holds
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds, is_that_person
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.identity.tokens import Fingerprint
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:7.3.1", "2026:7.3")


@act(
    "governance.calendar-address.make",
    about="person",
    permission=is_that_person,
    rules=[addresses_are_few],
    clauses=CLAUSES,
    sentence=gettext_noop("made a secret address for a calendar"),
    label=gettext_noop("Make a calendar address"),
)
def make(*, by: Actor, person: Person, label: str, fingerprint: Fingerprint) -> CalendarAddress:
    """Let one's calendar program fetch what falls due, under an address that nobody can guess.

    It is shown once and kept nowhere; `fingerprint` is what is kept of it. It shows no more than its owner may see on
    that day, and never anything personal.
    """
    return create(CalendarAddress, person=person, label=label.strip(), fingerprint=fingerprint)


@act(
    "governance.calendar-address.revoke",
    about="address",
    permission=is_whose_calendar_it_is | holds(ADMINISTRATOR),
    rules=[the_address_holds],
    clauses=CLAUSES,
    sentence=gettext_noop("took a calendar address back"),
    label=gettext_noop("Take this address back"),
)
def revoke(*, by: Actor, address: CalendarAddress) -> CalendarAddress:
    """Take a calendar address back; whatever fetches by it finds nothing from this moment."""
    return change(address, revoked_at=clock.now(), revoked_by=str(by))
