"""Venues are registered, inspected, approved by a second person, changed, suspended and given up."""

from datetime import date
from typing import Any

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change as changed
from guildhall.ledger.records import create
from guildhall.notices import timers
from guildhall.personnel.lifecycles import VENUE, VenueState
from guildhall.personnel.models import Inspection, Venue
from guildhall.personnel.permissions.resources import may_approve_venues, may_keep_resources
from guildhall.personnel.rules.venues import (
    a_changed_venue_is_described,
    a_venue_is_described,
    an_inspection_carries_it,
    an_inspection_is_fresh,
    an_unsuitable_venue_says_why,
    every_criterion_is_answered,
    it_is_said_why,
    the_approver_did_not_inspect,
    the_venue_is_kept,
)
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:6.4", "2012:9.3.2", "2026:6.4")


@act(
    "personnel.venue.register",
    move=VENUE.register,
    permission=may_keep_resources,
    rules=[a_venue_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("registered the venue {subject}"),
)
def register(
    *,
    by: Actor,
    kind: str,
    name: str,
    address: str,
    capacity: int | None = None,
    release: str = "",
    accessibility: str = "",
) -> Venue:
    """Register a site or a platform at which the body wants to examine; it is used once inspected and approved."""
    return create(
        Venue,
        number=next_number("VE"),
        kind=kind,
        name=name.strip(),
        address=address.strip(),
        capacity=capacity,
        release=release.strip(),
        accessibility=accessibility.strip(),
        registered_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.venue.change",
    about="venue",
    move=VENUE.change,
    permission=may_keep_resources,
    rules=[a_changed_venue_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("entered a change of the venue {subject}"),
)
def change(
    *,
    by: Actor,
    venue: Venue,
    name: str,
    address: str,
    capacity: int | None = None,
    release: str = "",
    accessibility: str = "",
) -> Venue:
    """Enter that a venue is another than was inspected: rebuilt, moved, or a new version of a platform.

    Neither inspection nor approval carries it any more; both are made anew before it is used.
    """
    return changed(
        venue,
        state=VenueState.REGISTERED,
        name=name.strip(),
        address=address.strip(),
        capacity=capacity,
        release=release.strip(),
        accessibility=accessibility.strip(),
        due_on=None,
    )


@act(
    "personnel.venue.inspect",
    about="venue",
    permission=may_keep_resources,
    rules=[
        the_venue_is_kept,
        an_inspection_is_fresh,
        every_criterion_is_answered,
        an_unsuitable_venue_says_why,
    ],
    clauses=("2012:6.4", "2012:9.3.3", "2026:6.4"),
    sentence=gettext_noop("inspected the venue {subject}"),
    label=gettext_noop("Enter an inspection"),
)
def inspect(
    *,
    by: Actor,
    venue: Venue,
    inspected_on: date,
    answers: dict[str, Any],
    suitable: bool,
    words: str = "",
    report: Received | None = None,
) -> Inspection:
    """Enter what was found at a venue, criterion by criterion, and whether people can be examined there.

    A suitable one is carried until its next inspection is due (T-14); one that is not suitable is suspended at once.
    """
    due_on = timers.due_on("T-14", inspected_on) if suitable else None
    inspection = create(
        Inspection,
        number=next_number("IS"),
        venue=venue,
        inspected_on=inspected_on,
        inspected_by=Person.objects.get(pk=by.name),
        answers=answers,
        suitable=suitable,
        words=words.strip(),
        due_on=due_on,
        report=keep(report) if report else None,
    )
    if not suitable and venue.state == VenueState.APPROVED:
        venue = suspend(by=by, venue=venue, reason=words)
    changed(venue, due_on=due_on)
    return inspection


@act(
    "personnel.venue.approve",
    about="venue",
    move=VENUE.approve,
    permission=may_approve_venues,
    rules=[an_inspection_carries_it, the_approver_did_not_inspect],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the venue {subject}"),
)
def approve(*, by: Actor, venue: Venue) -> Venue:
    """Approve a venue on its inspection: sittings may be held there from now on."""
    approver = Person.objects.get(pk=by.name)
    return changed(venue, state=VenueState.APPROVED, approved_at=clock.now(), approved_by=approver, reason="")


@act(
    "personnel.venue.suspend",
    about="venue",
    move=VENUE.suspend,
    permission=may_keep_resources | may_approve_venues,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("suspended the venue {subject}: {reason}"),
)
def suspend(*, by: Actor, venue: Venue, reason: str) -> Venue:
    """Suspend a venue: no sitting is opened there until it is approved again."""
    return changed(venue, state=VenueState.SUSPENDED, reason=reason.strip())


@act(
    "personnel.venue.close",
    about="venue",
    move=VENUE.close,
    permission=may_keep_resources,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("gave up the venue {subject}: {reason}"),
)
def close(*, by: Actor, venue: Venue, reason: str) -> Venue:
    """Give a venue up for good; what happened there stays on record."""
    return changed(venue, state=VenueState.CLOSED, reason=reason.strip())
