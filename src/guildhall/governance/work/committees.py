"""What waits for members of committees, for who keeps their meetings, and for who answers them."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.governance import shutting_out
from guildhall.governance.controls.committees import ANSWER_WITHIN
from guildhall.governance.lifecycles.committees import ItemState, MeetingState, ResolutionState
from guildhall.governance.models import AgendaItem
from guildhall.governance.queries import committees as queries
from guildhall.identity import grants
from guildhall.identity.roles import COMMITTEE_SECRETARY, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

MINUTES_WITHIN = timedelta(days=14)
"""How soon minutes are written (our own choice)."""

SOON = timedelta(days=60)
"""How long before the end of a term its successor is looked for."""


@work("governance.meetings")
def meetings_to_keep(*, person_id: UUID) -> Iterator[WorkItem]:
    """Meetings that wait for their secretary: to invite to, to open, to write down."""
    if person_id not in grants.holders(COMMITTEE_SECRETARY):
        return
    states = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD)
    for meeting in queries.meetings().filter(state__in=states).order_by("begins_at")[:100]:
        link, name = ("governance:meeting", str(meeting.pk)), meeting.committee.name
        day = clock.day_of(meeting.begins_at)
        if meeting.state == MeetingState.PLANNED:
            what = _("Meeting %(number)s: invite the members") % {"number": meeting.number}
            yield WorkItem(what, name, _("Invite"), link, day)
        elif meeting.state == MeetingState.HELD:
            what = _("Meeting %(number)s: write the minutes") % {"number": meeting.number}
            yield WorkItem(what, name, _("Write"), link, day + MINUTES_WITHIN)
        elif day <= clock.today():
            what = _("Meeting %(number)s is today: open it") % {"number": meeting.number}
            yield WorkItem(what, name, _("Open"), link, day)


@work("governance.member")
def a_members_part(*, person_id: UUID) -> Iterator[WorkItem]:
    """What waits for a member: papers to read, votes to cast, minutes to approve; nothing that they are shut out of."""
    mine = queries.meetings_of(person_id).filter(state__in=(MeetingState.INVITED, MeetingState.DRAFTED))
    for meeting in mine.order_by("begins_at")[:50]:
        link, name = ("governance:meeting", str(meeting.pk)), meeting.committee.name
        if meeting.state == MeetingState.INVITED:
            what = _("Meeting %(number)s: read the papers, name your conflicts") % {"number": meeting.number}
            yield WorkItem(what, name, _("Read"), link, clock.day_of(meeting.begins_at))
        elif person_id in {each.person_id for each in queries.present(meeting)} - {meeting.drafted_by_id}:
            what = _("Meeting %(number)s: read and approve the minutes") % {"number": meeting.number}
            yield WorkItem(what, _("You were there; their author cannot approve them."), _("Read"), link)
    yield from _votes(person_id)


def _votes(person_id: UUID) -> Iterator[WorkItem]:
    on = queries.seats_of(person_id, clock.today()).filter(votes=True).values("committee_id")
    open_ = queries.items().filter(state=ItemState.VOTING, meeting__committee_id__in=on)
    for item in open_.exclude(votes__person_id=person_id):
        if not shutting_out.is_shut_out(person_id, item):
            yield _vote(item)


def _vote(item: AgendaItem) -> WorkItem:
    what = _("%(item)s is being voted on: cast your vote") % {"item": item}
    return WorkItem(what, item.title, _("Vote"), ("governance:item-vote", str(item.pk)), clock.today())


@work("governance.resolutions")
def resolutions_to_answer_and_do(*, person_id: UUID) -> Iterator[WorkItem]:
    """Resolutions that top management answers, and those that somebody carries out."""
    doing = queries.resolutions().filter(state=ResolutionState.ACCEPTED, responsible_id=person_id)
    for resolution in doing.order_by("due_on")[:100]:
        what = _("Resolution %(number)s: carry it out") % {"number": resolution.number}
        why = resolution.item.meeting.committee.name
        yield WorkItem(what, why, _("Report"), ("governance:resolution", str(resolution.pk)), resolution.due_on)
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for resolution in queries.resolutions().filter(state=ResolutionState.ADOPTED).order_by("adopted_at")[:100]:
        what = _("Resolution %(number)s: answer the committee") % {"number": resolution.number}
        why = resolution.item.meeting.committee.name
        due = clock.day_of(resolution.adopted_at) + ANSWER_WITHIN
        yield WorkItem(what, why, _("Answer"), ("governance:resolution", str(resolution.pk)), due)


@work("governance.seats")
def terms_that_end(*, person_id: UUID) -> Iterator[WorkItem]:
    """Seats whose term ends soon, for top management, which asks the interest for a successor."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for seat in queries.ending_by(clock.today() + SOON).order_by("until_on")[:100]:
        yield WorkItem(
            _("The seat for %(interest)s ends: appoint anew") % {"interest": seat.category},
            seat.committee.name,
            _("Appoint"),
            ("governance:committee", str(seat.committee_id)),
            seat.until_on,
        )
