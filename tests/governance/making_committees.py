"""A committee in balance and its meetings, made through acts as a body makes them.

Tom sets it up; Mina keeps its minutes. Edda sits for employers, Theo for certified persons, Sami for schools, and Pola
for the public.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from guildhall.governance.acts import committees, item_conflicts, items, meetings
from guildhall.governance.models import AgendaItem, Committee, Meeting, Paper, Resolution, Seat
from guildhall.identity.acts import persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import COMMITTEE_MEMBER, COMMITTEE_SECRETARY
from guildhall.kernel import clock
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import PDF
from tests.cast import Cast, acting, give
from tests.papers import upload

INTERESTS = ("Employers", "Certified persons", "Schools", "The public")
MEMBERS = {
    "edda": ("Edda", "Employski", "Employers"),
    "theo": ("Theo", "Technikus", "Certified persons"),
    "sami": ("Sami", "Schulmann", "Schools"),
    "pola": ("Pola", "Publica", "The public"),
}
MOTION = "The committee advises to end the discount of Windschule GmbH."
SECRET = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% What Windschule GmbH pays\ntrailer << /Root 1 0 R >>\n%%EOF\n"
)


@dataclass(frozen=True)
class Table:
    """A committee with its secretary and its members, and who sits where."""

    cast: Cast
    committee: Committee
    mina: Person
    edda: Person
    theo: Person
    sami: Person
    pola: Person
    seats: dict[str, Seat]

    @property
    def members(self) -> list[Person]:
        return [self.edda, self.theo, self.sami, self.pola]


def a_member(cast: Cast, given: str, family: str) -> Person:
    """Somebody of the personnel with the role of a committee member."""
    address = f"{given.lower()}@committee.example"
    names = {"given_name": given, "family_name": family, "email": address}
    person = persons.register(by=acting(cast.tom), is_personnel=True, **names)
    give(acting(cast.tom), person, COMMITTEE_MEMBER, cast.body)
    return person


def a_secretary(cast: Cast) -> Person:
    """Mina, who invites and writes the minutes."""
    person = persons.register(
        by=acting(cast.tom),
        is_personnel=True,
        given_name="Mina",
        family_name="Protokolla",
        email="mina@committee.example",
    )
    give(acting(cast.tom), person, COMMITTEE_SECRETARY, cast.body)
    return person


def a_committee(cast: Cast, *, scope: Scope | None = None, kind: str = "impartiality", **other: Any) -> Committee:
    """A committee without members, of which three of two interests must be there."""
    asked: dict[str, Any] = {
        "scope": scope or cast.body,
        "kind": kind,
        "name": "Committee for impartiality" if kind == "impartiality" else "Committee of the scheme",
        "mandate": "Advises on impartiality; where it is not followed it turns to the accreditation body.",
        "categories": INTERESTS,
        "quorum": 3,
        "quorum_categories": 2,
    }
    return committees.set_up(by=acting(cast.tom), **{**asked, **other})


def seat(cast: Cast, committee: Committee, person: Person, category: str, **other: Any) -> Seat:
    """A seat for two years from today."""
    term = {"from_on": clock.today(), "until_on": clock.today() + timedelta(days=730)}
    asked = {"committee": committee, "person": person, "category": category, **term, **other}
    return committees.appoint(by=acting(cast.tom), **asked)


def a_table(cast: Cast, **other: Any) -> Table:
    """A committee with four members for four interests, each with a vote."""
    committee, mina = a_committee(cast, **other), a_secretary(cast)
    people = {key: a_member(cast, given, family) for key, (given, family, _) in MEMBERS.items()}
    seats = {key: seat(cast, committee, people[key], MEMBERS[key][2]) for key in MEMBERS}
    return Table(cast, committee, mina, seats=seats, **people)


def a_meeting(table: Table, begins_at: datetime | None = None) -> Meeting:
    """A meeting in an hour, planned by Mina."""
    begins = begins_at or clock.now() + timedelta(hours=1)
    when = {"begins_at": begins, "ends_at": begins + timedelta(hours=2)}
    return meetings.plan(by=acting(table.mina), committee=table.committee, place="Room 1", **when)


def an_item(table: Table, meeting: Meeting, **other: Any) -> AgendaItem:
    """An item with a motion."""
    asked = {"title": "The discount of a training provider", "motion": MOTION, **other}
    return items.add(by=acting(table.mina), meeting=meeting, **asked)


def a_paper(table: Table, item: AgendaItem, content: bytes = SECRET) -> Paper:
    """A paper that Mina brings for an item."""
    file = receive(upload("Discounts of schools.pdf", content), key_id=keys.BODY, allowed=(PDF,))
    return items.add_paper(by=acting(table.mina), item=item, title="What schools pay", file=file)


def invited(table: Table) -> tuple[Meeting, AgendaItem]:
    """A meeting with one item, to which the members are invited."""
    meeting = a_meeting(table)
    item = an_item(table, meeting)
    return meetings.invite(by=acting(table.mina), meeting=meeting), item


def held(table: Table, *present: str) -> tuple[Meeting, AgendaItem]:
    """A meeting that was opened; all are there, or who is named."""
    meeting, item = invited(table)
    there = tuple(str(table.seats[key].pk) for key in present or MEMBERS)
    meeting = meetings.hold(by=acting(table.mina), meeting=meeting, present=there)
    item.refresh_from_db()
    return meeting, item


def conflict(table: Table, item: AgendaItem, who: str, words: str = "My sister owns Windschule GmbH.") -> Any:
    """A conflict that a member declares in an item."""
    person = getattr(table, who)
    return item_conflicts.declare(by=acting(person), item=item, person=person, words=words)


def voted(table: Table, item: AgendaItem, **choices: str) -> AgendaItem:
    """Members vote as they are named, on a vote that Mina opened."""
    item = items.open_vote(by=acting(table.mina), item=item)
    for who, choice in choices.items():
        items.vote(by=acting(getattr(table, who)), item=item, seat=table.seats[who], choice=choice)
    return item


def resolved(table: Table) -> Resolution:
    """A resolution that all members adopted."""
    _, item = held(table)
    item = voted(table, item, edda="for", theo="for", sami="for", pola="abstain")
    return items.close_vote(by=acting(table.mina), item=item).resolution


def adopted_about(table: Table, matter: str) -> Resolution:
    """A resolution by which the committee adopted what was brought before it about a record."""
    meeting = a_meeting(table)
    item = an_item(table, meeting, title="A version", motion="It is approved.", matter=matter)
    meeting = meetings.invite(by=acting(table.mina), meeting=meeting)
    there = tuple(str(each.pk) for each in table.seats.values())
    meetings.hold(by=acting(table.mina), meeting=meeting, present=there)
    item = voted(table, item, **dict.fromkeys(MEMBERS, "for"))
    return items.close_vote(by=acting(table.mina), item=item).resolution


def minuted(table: Table) -> Meeting:
    """A meeting whose item was noted and whose minutes wait for approval."""
    meeting, item = held(table)
    item = items.minute(by=acting(table.mina), item=item, words="Windschule GmbH was spoken of.")
    items.note(by=acting(table.mina), item=item)
    return meetings.draft(by=acting(table.mina), meeting=meeting, words="Opened at ten, closed at eleven.")
