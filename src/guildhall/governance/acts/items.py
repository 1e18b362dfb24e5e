"""Items of an agenda: put there, worded, voted on in balance and without conflicts, noted or deferred.

Whoever is shut out of an item does nothing to it, the secretary included; how many votes carry it, the house counts.
"""

from guildhall.governance import balance
from guildhall.governance.acts import resolutions
from guildhall.governance.lifecycles.committees import AGENDA_ITEM, ItemState
from guildhall.governance.models import AgendaItem, Meeting, Paper, Seat, Vote
from guildhall.governance.permissions.committees import (
    has_a_part_in_the_item,
    holds_the_seat,
    may_keep_meetings,
)
from guildhall.governance.queries import committees as queries
from guildhall.governance.rules.committees import a_committee_change_has_its_reason
from guildhall.governance.rules.meetings import (
    a_quorum_is_there,
    a_quorum_voted,
    an_item_says_what_it_is_about,
    minutes_have_words,
    the_agenda_is_open,
    the_choice_is_known,
    the_item_is_before_the_meeting,
    the_meeting_is_held,
    the_member_is_not_shut_out,
    the_member_votes_here,
    the_motion_is_not_voted_on_yet,
    the_vote_is_open,
    there_is_a_motion,
    those_who_may_vote_are_in_balance,
    those_who_voted_are_in_balance,
    voted,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.queries import record_called
from guildhall.vault.files import Received, keep

MACHINE = actors.machine("committees")
"""Says what the votes came to; nobody says it by hand."""

CLAUSES = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")
KEEPS = may_keep_meetings & has_a_part_in_the_item


@act(
    "governance.item.add",
    about="meeting",
    move=AGENDA_ITEM.add,
    permission=may_keep_meetings,
    rules=[the_agenda_is_open, an_item_says_what_it_is_about],
    clauses=CLAUSES,
    sentence=gettext_noop("put {subject} on the agenda"),
)
def add(*, by: Actor, meeting: Meeting, title: str, motion: str = "", matter: str = "") -> AgendaItem:
    """Put a matter on the agenda: a title that all members see, and the motion on which they vote, if there is one.

    `matter` is the record that it is about; who is shut out of that is shut out here as well.
    """
    about = record_called(matter) if matter else None
    return create(
        AgendaItem,
        meeting=meeting,
        place=meeting.items.count() + 1,
        title=title.strip(),
        motion=motion.strip(),
        matter=matter,
        matter_number=str(getattr(about, "number", "")),
    )


@act(
    "governance.item.word",
    about="item",
    permission=KEEPS,
    rules=[the_item_is_before_the_meeting, the_motion_is_not_voted_on_yet, minutes_have_words],
    clauses=CLAUSES,
    sentence=gettext_noop("worded the motion of {subject}"),
    label=gettext_noop("Word the motion"),
)
def word(*, by: Actor, item: AgendaItem, words: str) -> AgendaItem:
    """Write the motion of an item, word for word, before it is voted on."""
    return change(item, motion=words.strip())


@act(
    "governance.paper.add",
    about="item",
    permission=KEEPS,
    rules=[the_item_is_before_the_meeting],
    clauses=CLAUSES,
    sentence=gettext_noop("brought a paper for {subject}"),
    label=gettext_noop("Bring a paper"),
)
def add_paper(*, by: Actor, item: AgendaItem, title: str, file: Received) -> Paper:
    """Bring a paper before the committee: members without a conflict in the item open it, and nobody else."""
    return create(Paper, item=item, title=title.strip(), file=keep(file), added_by=Person.objects.get(pk=by.name))


@act(
    "governance.item.open",
    about="item",
    move=AGENDA_ITEM.open,
    permission=KEEPS,
    rules=[the_meeting_is_held, there_is_a_motion, a_quorum_is_there, those_who_may_vote_are_in_balance],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the vote on {subject}"),
)
def open_vote(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Open the vote on a motion, if a quorum is there and no interest holds half of those who may vote (R-51)."""
    return change(item, state=ItemState.VOTING)


@act(
    "governance.vote.cast",
    about=("item", "seat"),
    permission=holds_the_seat | KEEPS,
    rules=[the_vote_is_open, the_member_is_not_shut_out, the_member_votes_here, the_choice_is_known],
    clauses=("2012:4.3.8", "2012:4.3.7", "2012:8.4 b)", "2026:4.3"),
    sentence=gettext_noop("voted on {subject}"),
    label=gettext_noop("Vote"),
)
def vote(*, by: Actor, item: AgendaItem, seat: Seat, choice: str) -> Vote:
    """Vote on a motion, as the member whose seat it is, or as the secretary who counts hands.

    Until the vote is closed a member can vote otherwise.
    """
    earlier = Vote.objects.filter(item=item, seat=seat).select_related("person").first()
    cast = {"choice": choice, "cast_at": clock.now(), "cast_by": str(by)}
    if earlier:
        return change(earlier, **cast)
    return create(Vote, item=item, seat=seat, person=seat.person, **cast)


@act(
    "governance.item.close",
    about="item",
    permission=KEEPS,
    rules=[the_vote_is_open, the_meeting_is_held, a_quorum_voted, those_who_voted_are_in_balance],
    clauses=CLAUSES,
    sentence=gettext_noop("closed the vote on {subject}"),
    label=gettext_noop("Close the vote"),
)
def close_vote(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Close a vote: the house counts the votes that count, and the motion is adopted or not.

    Votes of who was shut out since they voted are left out; an unbalanced vote is refused and stays open.
    """
    seats = {each.pk for each in voted(item)}
    choices = [each.choice for each in queries.votes(item) if each.seat_id in seats]
    settle = adopt if balance.carries(item.meeting.committee, choices) else reject
    return settle(by=MACHINE, item=item)


@act(
    "governance.item.adopt",
    about="item",
    move=AGENDA_ITEM.adopt,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("counted the votes and found {subject} adopted"),
)
def adopt(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Adopt a motion whose votes carry it, and make it a resolution that is followed up until it is done."""
    adopted = change(item, state=ItemState.ADOPTED, settled_at=clock.now())
    resolutions.adopt(by=by, item=adopted)
    return adopted


@act(
    "governance.item.reject",
    about="item",
    move=AGENDA_ITEM.reject,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("counted the votes and found {subject} not adopted"),
)
def reject(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Leave a motion whose votes do not carry it."""
    return change(item, state=ItemState.REJECTED, settled_at=clock.now())


@act(
    "governance.item.minute",
    about="item",
    permission=KEEPS,
    rules=[the_meeting_is_held, minutes_have_words],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote down what was said on {subject}"),
    label=gettext_noop("Write its minutes"),
)
def minute(*, by: Actor, item: AgendaItem, words: str) -> AgendaItem:
    """Write down what was said on an item; who is shut out of it does not read it."""
    return change(item, minutes=words.strip())


@act(
    "governance.item.note",
    about="item",
    move=AGENDA_ITEM.note,
    permission=KEEPS,
    rules=[the_meeting_is_held],
    clauses=CLAUSES,
    sentence=gettext_noop("closed {subject} without a vote"),
)
def note(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Close an item that was heard and needs no vote."""
    return change(item, state=ItemState.NOTED, settled_at=clock.now())


@act(
    "governance.item.defer",
    about="item",
    move=AGENDA_ITEM.defer,
    permission=KEEPS,
    rules=[the_item_is_before_the_meeting, a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("deferred {subject}"),
)
def defer(*, by: Actor, item: AgendaItem, reason: str) -> AgendaItem:
    """Defer an item to a later meeting, for example because the members who are there are not in balance."""
    return change(item, state=ItemState.DEFERRED, settled_at=clock.now())
