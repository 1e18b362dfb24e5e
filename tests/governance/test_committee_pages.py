"""The pages of committees: a meeting from its planning to its minutes, and a member who is shut out to the byte."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.governance.acts import items, meetings
from guildhall.governance.models import AgendaItem, Attendance, Committee, ItemConflict, Meeting, Resolution, Seat
from guildhall.identity.models import Person
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel import clock
from guildhall.ledger.models import Access
from tests.api.conftest import Program, secret_of
from tests.cast import Cast, acting, engage, give, sign_in
from tests.governance.making_committees import (
    MOTION,
    SECRET,
    Table,
    a_meeting,
    a_member,
    a_paper,
    a_table,
    adopted_about,
    an_item,
    conflict,
    held,
    invited,
    minuted,
    resolved,
    seat,
    voted,
)
from tests.papers import upload
from tests.staging import set_once


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Table]:
    with set_once(django_db_blocker):
        yield a_table(engage())


@pytest.fixture
def table(stage: Table) -> Table:
    return replace(stage, seats=dict(stage.seats))


@pytest.fixture
def cast(stage: Table) -> Cast:
    return stage.cast


def page(person: Person, name: str, *args: object) -> tuple[int, str]:
    answer = sign_in(Client(), person).get(reverse(f"governance:{name}", args=args))
    held_by_it = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, held_by_it.decode()


def sent(who: Person, name: str, /, *args: object, **typed: Any) -> Any:
    return sign_in(Client(), who).post(reverse(f"governance:{name}", args=args), {"revision": "", **typed})


def test_committee_is_set_up_and_seated_on_the_pages(cast: Cast, table: Table) -> None:
    typed = {
        "kind": "board",
        "scope": cast.body.pk,
        "name": "Certification board",
        "mandate": "Decides on policy.",
        "categories": "Employers\nSchools\nThe public\n",
        "quorum": "3",
        "quorum_categories": "2",
        "majority": "simple",
    }
    assert sent(cast.tom, "committee-set-up", **{**typed, "categories": "Employers"}).status_code == 409
    sent(cast.tom, "committee-set-up", **typed)
    made = Committee.objects.get(name="Certification board")
    term = {"from_on": clock.today().isoformat(), "until_on": (clock.today() + timedelta(days=90)).isoformat()}

    sent(cast.tom, "seat-appoint", made.pk, person=table.edda.number, category="Schools", votes="on", **term)

    assert Seat.objects.get(committee=made).person == table.edda
    code, text = page(cast.quinn, "committee", made.pk)
    assert (code, "Edda Employski" in text, "Decides on policy." in text) == (200, True, True)
    assert "“Schools” holds 100 per cent of the votes" in text


def test_balance_is_drawn_and_told(cast: Cast, table: Table) -> None:
    _, text = page(table.theo, "committee", table.committee.pk)

    assert "In balance: no interest holds half of the votes." in text
    assert "<svg" in text


def test_meeting_goes_its_way_on_the_pages(cast: Cast, table: Table) -> None:
    begins = clock.now() + timedelta(hours=2)
    shape = "%Y-%m-%dT%H:%M"
    when = {"begins_at": begins.strftime(shape), "ends_at": (begins + timedelta(hours=1)).strftime(shape)}
    sent(table.mina, "meeting-plan", table.committee.pk, place="Room 1", **when)
    meeting = Meeting.objects.get()
    sent(table.mina, "item-add", meeting.pk, title="Fees", motion=MOTION)
    item = AgendaItem.objects.get()
    sent(table.mina, "paper-add", item.pk, title="What schools pay", file=upload("p.pdf", SECRET))
    sent(table.mina, "meeting-invite", meeting.pk)
    present = [str(table.seats[key].pk) for key in ("edda", "theo", "sami")]
    sent(table.mina, "meeting-hold", meeting.pk, present=present)
    late = Attendance.objects.get(meeting=meeting, seat=table.seats["pola"])
    sent(table.mina, "attendance", late.pk, present="on")
    sent(table.mina, "item-open", item.pk)
    sent(table.edda, "item-vote", item.pk, choice="for")
    sent(table.theo, "item-vote", item.pk, choice="for")
    sent(table.mina, "item-hand", item.pk, seat=table.seats["sami"].pk, choice="against")
    sent(table.mina, "item-close", item.pk)
    sent(table.mina, "item-minute", item.pk, words="A long talk.")
    sent(table.mina, "meeting-draft", meeting.pk, words="Closed at noon.")

    assert sent(table.mina, "meeting-approve", meeting.pk).status_code == 409
    sent(table.pola, "meeting-approve", meeting.pk)

    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.state, item.state, item.minutes) == ("approved", "adopted", "A long talk.")
    resolution = Resolution.objects.get()
    due = (clock.today() + timedelta(days=20)).isoformat()
    sent(cast.tom, "resolution-accept", resolution.pk, answer="Yes.", responsible=cast.quinn.number, due_on=due)
    sent(cast.quinn, "resolution-complete", resolution.pk, report="Done.")
    resolution.refresh_from_db()
    assert resolution.state == "done"
    assert all(word in page(cast.quinn, "resolution", resolution.pk)[1] for word in (MOTION, "Yes.", "Done."))


def test_refusals_of_a_vote_stand_on_its_page_with_what_mends_them(cast: Cast, table: Table) -> None:
    nora = a_member(cast, "Nora", "Nachfolg")
    table.seats["nora"] = seat(cast, table.committee, nora, "Employers")
    _, item = held(table, "edda", "nora", "theo", "sami")

    _, text = page(table.mina, "item", item.pk)
    answer = sent(table.mina, "item-open", item.pk)

    assert "2 stand for “Employers”" in text
    assert answer.status_code == 409
    assert "17024:2012 4.3.8" in answer.content.decode()


# Shut out to the byte.

EVERYWHERE = ("discount of Windschule", "A share of the rent", "What schools pay", "What Windschule GmbH pays")
"""Words that stand in the motion, the minutes, the title of the paper, and the paper."""


def everything_on(table: Table) -> tuple[Meeting, AgendaItem, Any, Resolution]:
    """An item with motion, paper, votes, minutes and a resolution, in which Sami has had a conflict from the start."""
    meeting, item = held(table)
    paper = a_paper(table, item)
    conflict(table, item, "sami")
    item = items.minute(by=acting(table.mina), item=item, words="A share of the rent was spoken of.")
    item = voted(table, item, edda="for", theo="for", pola="against")
    item = items.close_vote(by=acting(table.mina), item=item)
    return meeting, item, paper, item.resolution


ADDRESSES = (
    ("governance:item", "item"),
    ("governance:item-vote", "item"),
    ("governance:item-conflict", "item"),
    ("governance:item-word", "item"),
    ("governance:item-open", "item"),
    ("governance:item-close", "item"),
    ("governance:item-minute", "item"),
    ("governance:item-note", "item"),
    ("governance:item-defer", "item"),
    ("governance:item-hand", "item"),
    ("governance:item-conflict-named", "item"),
    ("governance:paper-add", "item"),
    ("governance:paper", "paper"),
    ("governance:meeting", "meeting"),
    ("governance:meeting-draft", "meeting"),
    ("governance:meeting-approve", "meeting"),
    ("governance:resolution", "resolution"),
    ("governance:resolution-accept", "resolution"),
    ("governance:resolution-decline", "resolution"),
    ("governance:resolution-complete", "resolution"),
    ("governance:resolution-act-alone", "resolution"),
    ("governance:committee", "committee"),
)
LISTS = ("governance:meetings", "governance:resolutions", "governance:committees", "web:work", "web:inbox")


def all_that_is_shown(client: Client, table: Table, found: dict[str, Any]) -> dict[str, str]:
    """Every page that could show the item, its exports and the search, as somebody who is signed in gets them."""
    asked = {f"{name} {key}": reverse(name, args=[found[key].pk]) for name, key in ADDRESSES}
    asked |= {name: reverse(name) for name in LISTS}
    asked |= {f"{name} csv": reverse(name) + "?export=csv" for name in LISTS[:3]}
    asked |= {f"search {word}": reverse("web:search") + f"?q={word}" for word in ("Windschule", "discount", "MT-2026")}
    asked["ledger"] = reverse("web:ledger")
    return {name: shown(client.get(address)) for name, address in asked.items()}


def shown(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("has_roles", [False, True])
def test_member_with_a_conflict_gets_no_byte_of_the_item(cast: Cast, table: Table, has_roles: bool) -> None:
    """Not by any page, export, search or file; and no role opens it: Sami also manages quality, and is secretary."""
    meeting, item, paper, resolution = everything_on(table)
    found = {"meeting": meeting, "item": item, "paper": paper, "resolution": resolution, "committee": table.committee}
    if has_roles:
        give(acting(cast.tom), table.sami, QUALITY_MANAGER, cast.body)

    of_sami = all_that_is_shown(sign_in(Client(), table.sami), table, found)
    of_edda = all_that_is_shown(sign_in(Client(), table.edda), table, found)

    leaks = [(name, word) for name, text in of_sami.items() for word in EVERYWHERE if word in text]
    assert leaks == []
    assert {word for word in EVERYWHERE for text in of_edda.values() if word in text} == set(EVERYWHERE)
    assert "You are shut out of this item" in of_sami["governance:meeting meeting"]
    assert "You are shut out of" in of_sami["governance:paper paper"]
    assert "/1 ·" not in of_sami["search discount"]
    assert "/1 ·" in of_edda["search discount"]


def test_every_look_at_a_paper_is_logged_and_refused_ones_too(table: Table) -> None:
    _, _, paper, _ = everything_on(table)

    codes = [page(person, "paper", paper.pk)[0] for person in (table.edda, table.sami, table.cast.otto)]

    assert codes == [200, 409, 409]
    looks = Access.objects.filter(reading="governance.paper.open").values_list("outcome", flat=True)
    assert sorted(looks) == ["done", "refused", "refused"]


def test_program_of_a_member_with_a_conflict_neither_votes_nor_learns(table: Table) -> None:
    _, item = held(table)
    conflict(table, item, "sami")
    items.open_vote(by=acting(table.mina), item=item)
    asked = {"item": item.ref, "seat": table.seats["sami"].ref, "choice": "for"}

    answer = Program(secret_of(table.sami), Client()).does("governance.vote.cast", asked)

    assert (answer.status_code, answer.json()["code"]) == (409, "R-07")
    assert not any(word in answer.content.decode() for word in EVERYWHERE)
    assert not item.votes.exists()


def test_conflict_of_the_whole_matter_shuts_out_without_being_declared_again(table: Table) -> None:
    meeting, _ = held(table)
    about_theo = an_item(table, meeting, title="A sponsor", matter=table.theo.ref)

    code, text = page(table.theo, "item", about_theo.pk)

    assert (code, MOTION in text) == (409, False)
    assert page(table.edda, "item", about_theo.pk)[0] == 200


def test_outsider_and_administrator_see_no_meeting(cast: Cast, table: Table) -> None:
    meeting, item = invited(table)
    for person in (cast.otto, cast.ada, cast.olive):
        assert page(person, "meeting", meeting.pk)[0] == 409
        assert MOTION not in page(person, "item", item.pk)[1]
        assert page(person, "committees")[0] == 403


def test_member_of_another_committee_reads_nothing_of_this_one(cast: Cast, table: Table) -> None:
    meeting, item = invited(table)
    stranger = a_member(cast, "Stella", "Fremd")
    assert page(stranger, "item", item.pk)[0] == 409
    assert meeting.number not in page(stranger, "meetings")[1]
    assert meeting.number in page(table.edda, "meetings")[1]


def test_conflict_is_declared_named_and_lifted_on_the_pages(cast: Cast, table: Table) -> None:
    meeting, item = held(table)
    answer = sent(table.edda, "item-conflict", item.pk, words="My sister owns it.")
    assert answer["Location"] == reverse("governance:meeting", args=[meeting.pk])
    sent(table.mina, "item-conflict-named", item.pk, person=table.theo.number, words="He works there.")
    assert ItemConflict.objects.filter(state="declared").count() == 2

    mine = ItemConflict.objects.get(person=table.edda)
    _, text = page(cast.quinn, "conflict-lift", mine.pk)
    assert "My sister owns it." in text
    assert page(table.edda, "conflict-lift", mine.pk)[0] == 403
    sent(cast.quinn, "conflict-lift", mine.pk, reason="Another one.")

    mine.refresh_from_db()
    assert mine.state == "lifted"


def test_matter_is_brought_from_its_own_page(cast: Cast, table: Table) -> None:
    meeting = a_meeting(table)
    code, text = page(table.mina, "bring", cast.carla.ref)
    assert (code, cast.carla.number in text) == (200, True)

    sent(table.mina, "bring", cast.carla.ref, meeting=meeting.pk, title="A sponsor", motion="We thank.")

    assert AgendaItem.objects.get().matter == cast.carla.ref
    assert page(table.mina, "bring", "nonsense")[0] == 404


def test_minutes_are_sent_back_and_meetings_cancelled_on_the_pages(table: Table) -> None:
    meeting = minuted(table)
    sent(table.theo, "meeting-send-back", meeting.pk, reason="It was at ten.")
    meeting.refresh_from_db()
    assert meeting.state == "held"
    other = a_meeting(table)
    sent(table.mina, "meeting-cancel", other.pk, reason="Storm.")
    other.refresh_from_db()
    assert other.state == "cancelled"


def test_committee_acts_by_itself_on_the_pages(cast: Cast, table: Table) -> None:
    resolution = resolved(table)
    sent(cast.tom, "resolution-decline", resolution.pk, answer="It pays our rent.")
    told = {"addressee": "accreditation", "words": "It goes on.", "taken_on": clock.today().isoformat()}

    sent(table.edda, "resolution-act-alone", resolution.pk, **told)

    _, text = page(table.edda, "resolution", resolution.pk)
    assert all(word in text for word in ("It pays our rent.", "It goes on.", "The accreditation body"))


def test_lists_cost_the_same_for_one_and_for_many(cast: Cast, table: Table) -> None:
    adopted_about(table, cast.carla.ref)
    for_one = costs(table)
    for _ in range(5):
        adopted_about(table, cast.carla.ref)

    assert costs(table) == for_one


def costs(table: Table) -> dict[str, int]:
    found = {}
    for person in (table.edda, table.cast.quinn):
        client = sign_in(Client(), person)
        for name in ("committees", "meetings", "resolutions"):
            with CaptureQueriesContext(connection) as made:
                client.get(reverse(f"governance:{name}"))
            found[f"{person.given_name} {name}"] = len(made)
    return found


def test_seat_and_committee_are_ended_on_the_pages(cast: Cast, table: Table) -> None:
    sent(cast.tom, "seat-vacate", table.seats["edda"].pk, reason="Moved.")
    sent(cast.tom, "committee-dissolve", table.committee.pk, reason="Merged.")

    assert Seat.objects.get(pk=table.seats["edda"].pk).state == "vacated"
    assert Committee.objects.get(pk=table.committee.pk).state == "dissolved"
    assert meetings.plan.refusal(by=acting(table.mina), committee=Committee.objects.get()) is not None
