"""The calendar as programs fetch it: iCalendar, whole days, no names, and nothing that its owner may not see today."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from guildhall.governance.models import CalendarAddress
from guildhall.identity import tokens
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.web.calendar.entries import Entry, of

BACK, AHEAD = timedelta(days=31), timedelta(days=400)
"""How far a calendar program sees."""


def owner(secret: str) -> Person | None:
    """Whose calendar this secret opens; None where it opens none any more, or never did."""
    held = CalendarAddress.objects.filter(fingerprint=tokens.fingerprint(secret), revoked_at__isnull=True)
    address = held.select_related("person__account").first()
    return address.person if address and tokens.may_speak(address.person) else None


def written(person: Person, absolute: Callable[[str], str]) -> bytes:
    """What `person` may see of the coming year, for their calendar program; `absolute` makes whole addresses."""
    today = clock.today()
    return _calendar(of(person.pk, today - BACK, today + AHEAD), absolute)


def _calendar(entries: Iterable[Entry], absolute: Callable[[str], str]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Guildhall//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("What falls due"))
    for entry in entries:
        calendar.add_component(_event(entry, absolute))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, absolute: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@guildhall")
    event.add("dtstamp", clock.now())
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.told)
    event.add("transp", "TRANSPARENT")
    if entry.url:
        event.add("url", absolute(entry.url))
    return event
