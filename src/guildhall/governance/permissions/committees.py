"""Who may do what with committees, their meetings and their papers.

Nobody who is shut out of an item passes any of what asks about that item, whatever role they hold.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.governance import shutting_out
from guildhall.governance.models import AgendaItem, Meeting, Paper, Resolution, Seat
from guildhall.governance.queries import committees as queries
from guildhall.identity import grants
from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    ASSESSOR,
    COMMITTEE_MEMBER,
    COMMITTEE_SECRETARY,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

CONFLICTS = ("2012:4.3.7", "2026:4.3")
TABLE = ("2012:4.3.8", "2026:4.3")

may_set_up = holds(TOP_MANAGEMENT)
may_answer = holds(TOP_MANAGEMENT)
may_keep_meetings = holds(COMMITTEE_SECRETARY)
may_see_committees = holds(COMMITTEE_MEMBER, COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
OVERSEE = (COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
"""Who reads the papers of every committee, but for what they are shut out of."""


def _sits(by: Actor, committee_id: UUID) -> Refusal | None:
    if by.person_id is None or not queries.sits_on(by.person_id, committee_id):
        return Refusal(
            _("You do not sit on this committee today."),
            mend=Mend(_("Its members do this.")),
            clauses=TABLE,
        )
    return grants.refusal(by.person_id, [COMMITTEE_MEMBER])


def _no_part(by: Actor, item: AgendaItem) -> Refusal | None:
    """Why somebody has no part in an item; no role passes this."""
    if by.person_id is None or not shutting_out.is_shut_out(by.person_id, item):
        return None
    return Refusal(
        _(
            "You are shut out of %(item)s because of a conflict of interest: you neither vote on it nor see anything "
            "of it. No role passes this."
        )
        % {"item": item},
        mend=Mend(_("The members without that conflict go on with it.")),
        code="R-07",
        clauses=CONFLICTS,
    )


def _reads(by: Actor, item: AgendaItem) -> Refusal | None:
    shut_out = _no_part(by, item)
    if shut_out or by.person_id is None:
        return shut_out or _sits(by, item.meeting.committee_id)
    return _sits(by, item.meeting.committee_id) and grants.refusal(by.person_id, OVERSEE)


@permission("sits on the committee or looks after committees")
def may_open_meeting(*, by: Actor, meeting: Meeting) -> Refusal | None:
    """Members see the meetings of their committee; what they are shut out of is not among what they see."""
    if by.person_id is None:
        return _sits(by, meeting.committee_id)
    return _sits(by, meeting.committee_id) and grants.refusal(by.person_id, OVERSEE)


@permission("sits on the committee or looks after committees, and is not shut out of the item")
def may_read_item(*, by: Actor, item: AgendaItem) -> Refusal | None:
    """Motion, minutes and votes of an item are for members and overseers without a conflict in it."""
    return _reads(by, item)


@permission("sits on the committee or looks after committees, and is not shut out of the item")
def may_read_paper(*, by: Actor, paper: Paper) -> Refusal | None:
    """A paper is for who may read the item for which it was brought."""
    return _reads(by, paper.item)


@permission("sits on the committee or looks after committees, and is not shut out of the item")
def may_read_resolution(*, by: Actor, resolution: Resolution) -> Refusal | None:
    """A resolution is for who may read the item in which it was adopted."""
    return _reads(by, resolution.item)


@permission("is not shut out of the item")
def has_a_part_in_the_item(*, by: Actor, item: AgendaItem) -> Refusal | None:
    """Not even who writes the minutes works on an item in which they have a conflict."""
    return _no_part(by, item)


@permission("is not shut out of the item")
def has_a_part_in_the_resolution(*, by: Actor, resolution: Resolution) -> Refusal | None:
    """Nobody answers or reports what was resolved in an item in which they have a conflict."""
    return _no_part(by, resolution.item)


@permission("holds that seat")
def holds_the_seat(*, by: Actor, seat: Seat) -> Refusal | None:
    """A member votes for themselves, as long as their role holds: with a declaration in force (R-46)."""
    if by.person_id is None or not by.is_person(seat.person_id):
        return Refusal(_("This seat is somebody else's."), mend=Mend(_("Members vote for themselves.")), clauses=TABLE)
    return grants.refusal(by.person_id, [COMMITTEE_MEMBER])


@permission("sits on the committee")
def sits_on_the_committee_of_the_item(*, by: Actor, item: AgendaItem) -> Refusal | None:
    """Members declare their conflicts in items of their committee."""
    if by.person_id is not None and queries.sits_on(by.person_id, item.meeting.committee_id):
        return None
    return _sits(by, item.meeting.committee_id)


@permission("was present as a member")
def was_there(*, by: Actor, meeting: Meeting) -> Refusal | None:
    """Minutes are approved by a member who was there."""
    if by.person_id in {each.person_id for each in queries.present(meeting)}:
        return _sits(by, meeting.committee_id)
    return Refusal(
        _("You were not there as a member with a vote, so you cannot say whether these minutes are right."),
        mend=Mend(_("A member who was there approves them.")),
        clauses=TABLE,
    )


@permission("sits on the committee that resolved it")
def sits_on_the_committee_of_the_resolution(*, by: Actor, resolution: Resolution) -> Refusal | None:
    """A committee uses its right to act by itself through its members."""
    return _sits(by, resolution.item.meeting.committee_id)


@permission("is who carries it out")
def carries_it_out(*, by: Actor, resolution: Resolution) -> Refusal | None:
    """Who took a resolution on says when it is done."""
    if resolution.responsible_id is not None and by.is_person(resolution.responsible_id):
        return None
    return Refusal(_("Somebody else carries this out."), mend=Mend(_("They report it.")), clauses=TABLE)
