"""What a meeting must not break: who was invited, who is there, who votes, in balance and without a conflict."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance import balance, shutting_out
from guildhall.governance.lifecycles.committees import ItemState, MeetingState
from guildhall.governance.models import AgendaItem, Attendance, Choice, Committee, Meeting, Seat
from guildhall.governance.queries import committees as queries
from guildhall.governance.rules.committees import BALANCE, unbalanced
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.queries import record_called

MEETS = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")
CONFLICTS = ("2012:4.3.7", "2026:4.3")
OPEN = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD)


@rule("meeting-ahead", clauses=MEETS, kind=Kind.OURS)
def a_meeting_lies_ahead(*, begins_at: datetime) -> Refusal | None:
    """A meeting is planned for a time to come."""
    if begins_at > clock.now():
        return None
    return Refusal(_("This time has passed already."), mend=Mend(_("Give a time that lies ahead.")), field="begins_at")


@rule("committee-standing", clauses=MEETS, kind=Kind.OURS)
def the_committee_stands(*, committee: Committee) -> Refusal | None:
    """Only a committee that stands meets and is appointed to."""
    if committee.state == "standing":
        return None
    return Refusal(
        _("%(committee)s was dissolved.") % {"committee": committee.name},
        mend=Mend(_("Set up another committee."), act="governance.committee.set-up"),
    )


@rule("meeting-agenda", clauses=MEETS, kind=Kind.OURS)
def there_is_an_agenda(*, meeting: Meeting) -> Refusal | None:
    """Members are invited to something: an agenda of at least one item."""
    if meeting.items.exists():
        return None
    return Refusal(
        _("Nothing stands on the agenda of %(meeting)s yet.") % {"meeting": meeting},
        mend=Mend(
            _("Put an item on it first."), act="governance.item.add", link=("governance:item-add", str(meeting.pk))
        ),
    )


@rule("meeting-day", clauses=MEETS, kind=Kind.OURS)
def its_day_has_come(*, meeting: Meeting) -> Refusal | None:
    """A meeting is opened on its day, not before."""
    day = clock.day_of(meeting.begins_at)
    if day <= clock.today():
        return None
    return Refusal(
        _("This meeting is on %(day)s.") % {"day": date_format(day, "j M Y")},
        mend=Mend(_("Open it on its day.")),
    )


@rule("R-51", clauses=BALANCE)
def who_is_there_sits_here(*, meeting: Meeting, present: tuple[str, ...]) -> Refusal | None:
    """Only members whose term runs on the day are noted as present; guests stand in the minutes."""
    known = {str(each.pk) for each in queries.seated(meeting.committee_id, clock.today())}
    if present and set(present) <= known:
        return None
    return Refusal(
        _("Nobody is noted as present, or somebody who does not sit on this committee today."),
        mend=Mend(_("Tick the members who are there; guests are named in the minutes.")),
        field="present",
    )


@rule("meeting-open", clauses=MEETS, kind=Kind.OURS)
def the_agenda_is_open(*, meeting: Meeting) -> Refusal | None:
    """Items are put on an agenda until the minutes are handed in."""
    return _not_over(meeting)


@rule("meeting-open", clauses=MEETS, kind=Kind.OURS)
def the_item_is_before_the_meeting(*, item: AgendaItem) -> Refusal | None:
    """Papers come, and conflicts are declared, until the minutes are handed in."""
    return _not_over(item.meeting)


def _not_over(meeting: Meeting) -> Refusal | None:
    if meeting.state in OPEN:
        return None
    return Refusal(
        _("The meeting %(meeting)s is over.") % {"meeting": meeting}, mend=Mend(_("Bring it to the next meeting."))
    )


@rule("item-title", clauses=MEETS, kind=Kind.OURS)
def an_item_says_what_it_is_about(*, title: str, matter: str) -> Refusal | None:
    """An item has a title by which members know whether they have a conflict; a record it names is there."""
    if not title.strip():
        return Refusal(
            _("An item without a title tells nobody whether they have a conflict in it."),
            mend=Mend(_("Write what it is about; what is confidential belongs in the motion and in the papers.")),
            field="title",
        )
    if not matter or record_called(matter) is not None:
        return None
    return Refusal(
        _("There is no record that this item could be about."),
        mend=Mend(_("Bring it from the page of the record itself.")),
        field="matter",
    )


@rule("meeting-held", clauses=MEETS, kind=Kind.OURS)
def the_meeting_is_held(*, item: AgendaItem) -> Refusal | None:
    """Items are voted on, noted and minuted while the meeting is open."""
    if item.meeting.state == MeetingState.HELD:
        return None
    return Refusal(
        _("The meeting %(meeting)s is not open.") % {"meeting": item.meeting},
        mend=Mend(
            _("The secretary opens it on its day and notes who is there."),
            act="governance.meeting.hold",
            link=("governance:meeting", str(item.meeting_id)),
        ),
    )


@rule("item-motion", clauses=MEETS, kind=Kind.OURS)
def there_is_a_motion(*, item: AgendaItem) -> Refusal | None:
    """What is voted on is written down before the vote."""
    if item.motion.strip():
        return None
    return Refusal(
        _("There is no motion on which members could vote."),
        mend=Mend(
            _("Write the motion first, word for word."),
            act="governance.item.word",
            link=("governance:item-word", str(item.pk)),
        ),
    )


@rule("item-motion", clauses=MEETS, kind=Kind.OURS)
def the_motion_is_not_voted_on_yet(*, item: AgendaItem) -> Refusal | None:
    """Nobody changes the words on which others vote, or have voted."""
    if item.state == ItemState.LISTED:
        return None
    return Refusal(
        _("This motion is being voted on, or was."), mend=Mend(_("Bring other words as an item of their own."))
    )


@rule("R-51", clauses=BALANCE)
def a_quorum_is_there(*, item: AgendaItem) -> Refusal | None:
    """Enough members are there for enough interests, counted without those who are shut out of the item."""
    return no_quorum(item.meeting.committee, queries.entitled(item))


@rule("R-51", clauses=BALANCE)
def those_who_may_vote_are_in_balance(*, item: AgendaItem) -> Refusal | None:
    """No interest holds half or more of those who may vote on the item."""
    return unbalanced(queries.entitled(item))


@rule("R-51", clauses=BALANCE)
def a_quorum_voted(*, item: AgendaItem) -> Refusal | None:
    """A vote counts when a quorum took part in it."""
    return no_quorum(item.meeting.committee, voted(item))


@rule("R-51", clauses=BALANCE)
def those_who_voted_are_in_balance(*, item: AgendaItem) -> Refusal | None:
    """No interest holds half or more of the votes that were cast."""
    return unbalanced(voted(item))


def voted(item: AgendaItem) -> list[Seat]:
    """The seats from which a vote was cast that counts: of who is not shut out since."""
    cast = queries.votes(item)
    out = shutting_out.among((each.person_id for each in cast), item)
    return [each.seat for each in cast if each.person_id not in out]


def no_quorum(committee: Committee, seats: list[Seat]) -> Refusal | None:
    """Why these members cannot resolve anything: too few, or for too few interests."""
    found = balance.quorum(committee, seats)
    if found.is_reached:
        return None
    return Refusal(
        _(
            "The quorum of %(committee)s is %(asked)d members for %(asked_interests)d interests. Without those who are "
            "shut out there are %(there)d for %(interests)d."
        )
        % {
            "committee": committee.name,
            "asked": found.asked,
            "asked_interests": found.interests_asked,
            "there": found.there,
            "interests": found.interests,
        },
        mend=Mend(_("Note who came later, or defer the item to a meeting with more members.")),
    )


@rule("item-vote", clauses=MEETS, kind=Kind.OURS)
def the_vote_is_open(*, item: AgendaItem) -> Refusal | None:
    """Votes are cast from the opening of a vote to its closing."""
    if item.state == ItemState.VOTING:
        return None
    return Refusal(
        _("%(item)s is not being voted on.") % {"item": item},
        mend=Mend(_("The secretary opens the vote."), act="governance.item.open"),
    )


@rule("R-51", clauses=BALANCE)
def the_member_votes_here(*, item: AgendaItem, seat: Seat) -> Refusal | None:
    """A vote is cast from a seat with a vote whose holder is present."""
    if seat.pk in {each.pk for each in queries.present(item.meeting)}:
        return None
    return Refusal(
        _("This member is not noted as present with a vote at %(meeting)s.") % {"meeting": item.meeting},
        mend=Mend(_("The secretary notes who came later."), link=("governance:meeting", str(item.meeting_id))),
        field="seat",
    )


@rule("R-07", clauses=CONFLICTS)
def the_member_is_not_shut_out(*, item: AgendaItem, seat: Seat) -> Refusal | None:
    """Who has a conflict in an item does not vote on it; no role and no secretary passes this."""
    if not shutting_out.is_shut_out(seat.person_id, item):
        return None
    return Refusal(
        _("This member is shut out of %(item)s because of a conflict of interest.") % {"item": item},
        mend=Mend(_("The members without that conflict vote.")),
        field="seat",
    )


@rule("item-vote", clauses=MEETS, kind=Kind.OURS)
def the_choice_is_known(*, choice: str) -> Refusal | None:
    """A vote is for, against, or an abstention."""
    if choice in Choice.values:
        return None
    return Refusal(
        _("A vote is for or against, or abstains."), mend=Mend(_("Choose one of the three.")), field="choice"
    )


@rule("R-07", clauses=CONFLICTS)
def a_conflict_in_an_item_is_described(*, words: str) -> Refusal | None:
    """A conflict says in a sentence what it is, so that the minutes can say why somebody was shut out."""
    if words.strip():
        return None
    return Refusal(
        _("A conflict that is not described could not be understood later."),
        mend=Mend(_("Say in a sentence what ties the member to this matter.")),
        field="words",
    )


@rule("R-07", clauses=CONFLICTS)
def the_conflict_is_of_a_member(*, item: AgendaItem, person: Person) -> Refusal | None:
    """Conflicts in items are those of members of the committee."""
    if queries.sits_on(person.pk, item.meeting.committee_id):
        return None
    return Refusal(
        _("This person does not sit on the committee."), mend=Mend(_("Choose one of its members.")), field="person"
    )


@rule("R-07", clauses=CONFLICTS)
def nothing_was_decided_yet(*, item: AgendaItem) -> Refusal | None:
    """A conflict keeps somebody out of what is still to come; a vote that is over is looked at anew another way."""
    if item.state in {ItemState.LISTED, ItemState.VOTING}:
        return None
    return Refusal(
        _("%(item)s is settled already.") % {"item": item},
        mend=Mend(_("Tell the secretary: the committee takes the item up again at its next meeting.")),
    )


@rule("R-51", clauses=MEETS)
def every_item_is_settled(*, meeting: Meeting) -> Refusal | None:
    """Minutes are handed in when each item was voted on, noted or deferred."""
    waiting = [each for each in queries.agenda(meeting) if each.state in {ItemState.LISTED, ItemState.VOTING}]
    if not waiting:
        return None
    return Refusal(
        _("Not settled yet: %(items)s.") % {"items": ", ".join(map(str, waiting))},
        mend=Mend(_("Vote on each, close it without a vote, or defer it.")),
    )


@rule("R-51", clauses=MEETS)
def minutes_have_words(*, words: str) -> Refusal | None:
    """Minutes say what was said."""
    if words.strip():
        return None
    return Refusal(_("There are no minutes yet."), mend=Mend(_("Write what was said.")), field="words")


@rule("R-11", clauses=["2012:4.3.8", "2026:4.3"], kind=Kind.ACCREDITATION)
def minutes_are_approved_by_another(*, by: Actor, meeting: Meeting) -> Refusal | None:
    """Who wrote the minutes does not approve them."""
    if meeting.drafted_by_id is None or not by.is_person(meeting.drafted_by_id):
        return None
    return Refusal(
        _("You wrote these minutes, and their author does not approve them."),
        mend=Mend(_("Another member who was there approves them.")),
    )


@rule("attendance-later", clauses=MEETS, kind=Kind.OURS)
def the_meeting_goes_on(*, attendance: Attendance) -> Refusal | None:
    """Who comes later or leaves is noted while the meeting goes on."""
    if attendance.meeting.state == MeetingState.HELD:
        return None
    return Refusal(_("This meeting is not open."), mend=Mend(_("What was noted stands; tell it in the minutes.")))
