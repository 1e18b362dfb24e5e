"""Meetings are planned, invited, opened, and written down; the secretary keeps them, a member approves the minutes."""

from datetime import datetime

from guildhall.governance.lifecycles.committees import MEETING, MeetingState
from guildhall.governance.models import Attendance, Committee, Meeting
from guildhall.governance.permissions.committees import may_keep_meetings, was_there
from guildhall.governance.queries import committees as queries
from guildhall.governance.rules.committees import a_committee_change_has_its_reason
from guildhall.governance.rules.meetings import (
    a_meeting_lies_ahead,
    every_item_is_settled,
    its_day_has_come,
    minutes_are_approved_by_another,
    minutes_have_words,
    the_committee_stands,
    the_meeting_goes_on,
    there_is_an_agenda,
    who_is_there_sits_here,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")


@act(
    "governance.meeting.plan",
    about="committee",
    move=MEETING.plan,
    permission=may_keep_meetings,
    rules=[the_committee_stands, a_meeting_lies_ahead],
    clauses=CLAUSES,
    sentence=gettext_noop("planned the meeting {subject}"),
)
def plan(*, by: Actor, committee: Committee, place: str, begins_at: datetime, ends_at: datetime) -> Meeting:
    """Plan when and where a committee meets; its agenda comes next, then the invitation."""
    return create(
        Meeting,
        number=next_number("MT"),
        committee=committee,
        place=place.strip(),
        begins_at=begins_at,
        ends_at=ends_at,
        planned_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.meeting.invite",
    about="meeting",
    move=MEETING.invite,
    permission=may_keep_meetings,
    rules=[there_is_an_agenda],
    clauses=CLAUSES,
    sentence=gettext_noop("invited the members to {subject}"),
)
def invite(*, by: Actor, meeting: Meeting) -> Meeting:
    """Invite every member whose term runs on the day: they are told, read the papers, and declare their conflicts."""
    return change(meeting, state=MeetingState.INVITED)


@act(
    "governance.meeting.hold",
    about="meeting",
    move=MEETING.hold,
    permission=may_keep_meetings,
    rules=[its_day_has_come, who_is_there_sits_here],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the meeting {subject}"),
)
def hold(*, by: Actor, meeting: Meeting, present: tuple[str, ...]) -> Meeting:
    """Open a meeting and note who is there, by their seats; who is not ticked is noted as absent."""
    for seat in queries.seated(meeting.committee_id, clock.today()):
        create(Attendance, meeting=meeting, seat=seat, present=str(seat.pk) in present)
    return change(meeting, state=MeetingState.HELD, held_on=clock.today())


@act(
    "governance.attendance.note",
    about="attendance",
    permission=may_keep_meetings,
    rules=[the_meeting_goes_on],
    clauses=CLAUSES,
    sentence=gettext_noop("noted that a member came or left"),
    label=gettext_noop("Note who came or left"),
)
def note(*, by: Actor, attendance: Attendance, present: bool) -> Attendance:
    """Note that a member came later, or left: they vote on what follows, or no more."""
    return change(attendance, present=present, noted_at=clock.now())


@act(
    "governance.meeting.draft",
    about="meeting",
    move=MEETING.draft,
    permission=may_keep_meetings,
    rules=[every_item_is_settled, minutes_have_words],
    clauses=CLAUSES,
    sentence=gettext_noop("handed in the minutes of {subject}"),
)
def draft(*, by: Actor, meeting: Meeting, words: str) -> Meeting:
    """Hand in the minutes: what was said beside the items; each item has its own words."""
    return change(
        meeting,
        state=MeetingState.DRAFTED,
        minutes=words.strip(),
        drafted_at=clock.now(),
        drafted_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.meeting.send-back",
    about="meeting",
    move=MEETING.send_back,
    permission=was_there,
    rules=[a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for other minutes of {subject}"),
)
def send_back(*, by: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Ask for other minutes, and say what is wrong with these; the secretary writes them again."""
    return change(meeting, state=MeetingState.HELD, drafted_at=None, drafted_by=None)


@act(
    "governance.meeting.approve",
    about="meeting",
    move=MEETING.approve,
    permission=was_there,
    rules=[minutes_are_approved_by_another],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the minutes of {subject}"),
)
def approve(*, by: Actor, meeting: Meeting) -> Meeting:
    """Approve the minutes, as a member who was there; nothing in them changes any more."""
    approver = Person.objects.get(pk=by.name)
    return change(meeting, state=MeetingState.APPROVED, approved_at=clock.now(), approved_by=approver)


@act(
    "governance.meeting.cancel",
    about="meeting",
    move=MEETING.cancel,
    permission=may_keep_meetings,
    rules=[a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("cancelled the meeting {subject}: {reason}"),
)
def cancel(*, by: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting; who was invited is told, and its items are brought to another one."""
    return change(meeting, state=MeetingState.CANCELLED)
