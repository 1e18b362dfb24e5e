"""Who hears what of committees, and the timer of the impartiality committee; no text says what an item is about."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.governance import shutting_out
from guildhall.governance.models import Committee, Meeting, Resolution, Seat
from guildhall.governance.queries import committees as queries
from guildhall.identity import grants
from guildhall.identity.roles import COMMITTEE_SECRETARY, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.notices import timers

Words = dict[str, str | date]
"""What a text fills in; a word whose name ends in ``_on`` is a date."""


@timer(
    "governance.committee-meets",
    code="T-09",
    title=gettext_noop("Impartiality committee meets"),
    starts=["governance.committee.set-up", "governance.meeting.hold"],
    stops=["governance.committee.dissolve"],
    warn_days=(60, 30, 7),
)
def committee_meets(*, entry: Any) -> Run | None:
    """The committee that safeguards impartiality meets within a year of the meeting before."""
    record = find(entry.subject)
    committee = record.committee if isinstance(record, Meeting) else record
    if not isinstance(committee, Committee) or not committee.advises:
        return None
    return Run(
        about=committee.ref,
        due_on=timers.due_on("T-09", clock.day_of(entry.at)),
        number=committee.number,
        role=COMMITTEE_SECRETARY.code,
        link=("governance:committee", str(committee.pk)),
    )


@tells("governance.seat.appoint", text="governance/seat-given")
def member_hears_of_the_seat(*, entry: Any) -> Iterator[Told]:
    """Whoever was appointed."""
    seat = find(entry.subject)
    if isinstance(seat, Seat):
        words: Words = {"committee": seat.committee.name, "interest": seat.category, "ends_on": seat.until_on}
        yield Told(seat.person_id, seat.committee.number, words, ("governance:committee", str(seat.committee_id)))


@tells("governance.meeting.invite", text="governance/invited")
def members_are_invited(*, entry: Any) -> Iterator[Told]:
    """Everybody whose term runs on the day of the meeting."""
    yield from _members(entry)


@tells("governance.meeting.cancel", text="governance/meeting-cancelled")
def members_hear_that_a_meeting_is_off(*, entry: Any) -> Iterator[Told]:
    """Everybody who was invited; nobody where nobody was invited yet."""
    if entry.before == "invited":
        yield from _members(entry)


@tells("governance.meeting.draft", text="governance/minutes-drafted", mailed=False)
def who_was_there_hears_of_the_minutes(*, entry: Any) -> Iterator[Told]:
    """The members who were there; one of them approves the minutes."""
    meeting = find(entry.subject)
    if isinstance(meeting, Meeting):
        link = ("governance:meeting", str(meeting.pk))
        for seat in queries.present(meeting):
            yield Told(seat.person_id, meeting.number, {"committee": meeting.committee.name}, link)


@tells("governance.resolution.adopt", text="governance/resolution-adopted")
def top_management_hears_of_a_resolution(*, entry: Any) -> Iterator[Told]:
    """Top management, which answers it."""
    resolution = find(entry.subject)
    if isinstance(resolution, Resolution):
        yield from _told_of(resolution, grants.holders(TOP_MANAGEMENT))


@tells("governance.resolution.accept", text="governance/resolution-given")
def who_carries_it_out_hears(*, entry: Any) -> Iterator[Told]:
    """Whoever is to carry it out."""
    resolution = find(entry.subject)
    if isinstance(resolution, Resolution) and resolution.responsible_id and resolution.due_on:
        words: Words = {"committee": resolution.item.meeting.committee.name, "due_on": resolution.due_on}
        link = ("governance:resolution", str(resolution.pk))
        yield Told(resolution.responsible_id, resolution.number, words, link)


@tells("governance.resolution.decline", text="governance/resolution-declined")
def members_hear_that_advice_is_not_followed(*, entry: Any) -> Iterator[Told]:
    """The members, but for who is shut out of the item: they may act by themselves now."""
    resolution = find(entry.subject)
    if isinstance(resolution, Resolution):
        seats = queries.seated(resolution.item.meeting.committee_id, clock.today())
        yield from _told_of(resolution, {each.person_id for each in seats})


def _told_of(resolution: Resolution, people: Any) -> Iterator[Told]:
    out = shutting_out.among(people, resolution.item)
    words, link = {"committee": resolution.item.meeting.committee.name}, ("governance:resolution", str(resolution.pk))
    for person_id in sorted(set(people) - out):
        yield Told(person_id, resolution.number, words, link)


def _members(entry: Any) -> Iterator[Told]:
    meeting = find(entry.subject)
    if not isinstance(meeting, Meeting):
        return
    day = clock.day_of(meeting.begins_at)
    words: Words = {"committee": meeting.committee.name, "begins_on": day, "place": meeting.place}
    for seat in queries.seated(meeting.committee_id, day):
        yield Told(seat.person_id, meeting.number, words, ("governance:meeting", str(meeting.pk)))
