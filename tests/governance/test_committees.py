"""Committees in balance: set up, appointed to, meeting with a quorum, and voting without those who have a conflict."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from guildhall.governance import balance
from guildhall.governance.acts import committees, item_conflicts, items, meetings, resolutions
from guildhall.governance.models import Attendance, IndependentAction, Resolution, Seat, Vote
from guildhall.governance.queries import committees as queries
from guildhall.identity.acts import grants
from guildhall.identity.models import Grant
from guildhall.identity.roles import COMMITTEE_MEMBER, COMMITTEE_SECRETARY
from guildhall.kernel import clock as house_clock
from guildhall.personnel.acts import clearances
from guildhall.vault import keys
from guildhall.vault.files import receive
from tests import forge
from tests.cast import Cast, acting, engage, give
from tests.governance.making_committees import (
    MOTION,
    Table,
    a_meeting,
    a_member,
    a_table,
    an_item,
    conflict,
    held,
    invited,
    minuted,
    resolved,
    seat,
    voted,
)
from tests.governance.refusing import refused
from tests.papers import upload
from tests.staging import set_once


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Table]:
    """The table, set once; each test sits at it and leaves it as it was."""
    with set_once(django_db_blocker):
        yield a_table(engage())


@pytest.fixture
def table(stage: Table) -> Table:
    return replace(stage, seats=dict(stage.seats))


@pytest.fixture
def cast(stage: Table) -> Cast:
    return stage.cast


# Setting up and appointing.


def test_only_top_management_sets_up_and_appoints(cast: Cast, table: Table) -> None:
    given = {"committee": table.committee, "person": cast.quinn, "category": "Schools"}
    term = {"from_on": house_clock.today(), "until_on": house_clock.today() + timedelta(days=30)}
    refused("R-46", committees.appoint, by=acting(table.mina), **given, **term)


def test_seat_asks_for_the_role_the_interest_and_a_term(cast: Cast, table: Table) -> None:
    today = house_clock.today()
    nadia = a_member(cast, "Nadia", "Neuland")
    assert refused("R-46", seat, cast=cast, committee=table.committee, person=cast.quinn, category="Schools").field
    refused("R-51", seat, cast=cast, committee=table.committee, person=nadia, category="Sellers")
    refused("seat-term", seat, cast=cast, committee=table.committee, person=nadia, category="Schools",
            until_on=today + timedelta(days=2000))  # fmt: skip
    refused("seat-one", seat, cast=cast, committee=table.committee, person=table.edda, category="Schools")

    made = seat(cast, table.committee, nadia, "Schools", votes=False)

    assert (made.votes, made.state, str(made)) == (False, "held", f"{table.committee.number} · Schools")


def test_nobody_appoints_themselves_and_no_secretary_votes(cast: Cast, table: Table) -> None:
    give(acting(cast.ada), cast.tom, COMMITTEE_MEMBER, cast.body)
    refused("R-08", seat, cast=cast, committee=table.committee, person=cast.tom, category="Schools")
    give(acting(cast.tom), table.mina, COMMITTEE_MEMBER, cast.body)

    refused("R-51", seat, cast=cast, committee=table.committee, person=table.mina, category="Schools")


def test_seat_that_is_ended_reads_and_votes_no_more(cast: Cast, table: Table) -> None:
    refused("committee-reason", committees.vacate, by=acting(cast.tom), seat=table.seats["edda"], reason=" ")

    committees.vacate(by=acting(cast.tom), seat=table.seats["edda"], reason="She changed her work.")

    assert table.edda not in [each.person for each in queries.seated(table.committee.pk, house_clock.today())]
    assert queries.seats_of(table.edda.pk, house_clock.today()).count() == 0


def test_dissolved_committee_does_not_meet(cast: Cast, table: Table) -> None:
    gone = committees.dissolve(by=acting(cast.tom), committee=table.committee, reason="Merged.")
    refused("committee-standing", a_meeting, table=replace(table, committee=gone))
    refused("committee-standing", seat, cast=cast, committee=gone, person=table.edda, category="Schools")


# Balance, as a sum over seats.


@pytest.mark.parametrize(
    ("categories", "most"),
    [
        ("abc", None),
        ("aabc", "a"),
        ("aabcc", None),
        ("ab", "a"),
        ("aaabbccc", None),
        ("", None),
    ],
)
def test_no_interest_reaches_half_of_the_votes(categories: str, most: str | None) -> None:
    found = balance.predominant([Seat(category=each) for each in categories])
    assert (found.category if found else None) == most


@pytest.mark.parametrize(
    ("majority", "choices", "carries"),
    [
        ("simple", ["for", "against", "abstain"], False),
        ("simple", ["for", "for", "against"], True),
        ("simple", ["abstain", "abstain"], False),
        ("two-thirds", ["for", "for", "against"], True),
        ("two-thirds", ["for", "for", "for", "against", "against"], False),
        ("two-thirds", ["abstain"], False),
    ],
)
def test_majority_counts_for_and_against(table: Table, majority: str, choices: list[str], carries: bool) -> None:
    forge.alter(table.committee, majority=majority)
    table.committee.refresh_from_db()

    assert balance.carries(table.committee, choices) is carries


# The meeting.


def test_meeting_is_invited_with_an_agenda_and_opened_on_its_day(table: Table, clock: Any) -> None:
    by = acting(table.mina)
    meeting = a_meeting(table, house_clock.now() + timedelta(days=3))
    refused("meeting-agenda", meetings.invite, by=by, meeting=meeting)
    refused("item-title", an_item, table=table, meeting=meeting, title=" ")
    refused("item-title", an_item, table=table, meeting=meeting, matter="nonsense")
    an_item(table, meeting)
    meeting = meetings.invite(by=by, meeting=meeting)
    there = tuple(str(each.pk) for each in table.seats.values())
    refused("meeting-day", meetings.hold, by=by, meeting=meeting, present=there)
    clock.move(days=3)
    refused("R-51", meetings.hold, by=by, meeting=meeting, present=())
    refused("R-51", meetings.hold, by=by, meeting=meeting, present=(str(table.edda.pk),))

    meeting = meetings.hold(by=by, meeting=meeting, present=there[:3])

    assert (meeting.state, meeting.held_on) == ("held", house_clock.today())
    assert sorted(Attendance.objects.values_list("present", flat=True)) == [False, True, True, True]


def test_meeting_lies_ahead_and_only_the_secretary_keeps_it(table: Table) -> None:
    refused("meeting-ahead", a_meeting, table=table, begins_at=house_clock.now() - timedelta(days=1))
    meeting = a_meeting(table)
    refused("R-46", meetings.invite, by=acting(table.edda), meeting=meeting)
    refused("committee-reason", meetings.cancel, by=acting(table.mina), meeting=meeting, reason="")

    assert meetings.cancel(by=acting(table.mina), meeting=meeting, reason="Storm").state == "cancelled"


def test_motion_is_adopted_by_the_votes_and_becomes_a_resolution(table: Table) -> None:
    _, item = held(table)
    item = voted(table, item, edda="for", theo="for", sami="against", pola="abstain")

    closed = items.close_vote(by=acting(table.mina), item=item)

    assert closed.state == "adopted"
    assert Resolution.objects.get().item == closed
    assert Resolution.objects.get().number.startswith("RS-")


def test_motion_without_a_majority_is_not_adopted(table: Table) -> None:
    _, item = held(table)
    item = voted(table, item, edda="for", theo="against", sami="abstain")

    assert items.close_vote(by=acting(table.mina), item=item).state == "rejected"
    assert not Resolution.objects.exists()


def test_vote_can_be_changed_until_it_is_closed_and_secretary_counts_hands(table: Table) -> None:
    _, item = held(table)
    item = voted(table, item, edda="for", theo="against")
    items.vote(by=acting(table.edda), item=item, seat=table.seats["edda"], choice="against")
    items.vote(by=acting(table.mina), item=item, seat=table.seats["sami"], choice="for")

    cast = {each.person.given_name: (each.choice, each.cast_by) for each in queries.votes(item)}

    assert cast == {
        "Edda": ("against", str(acting(table.edda))),
        "Theo": ("against", str(acting(table.theo))),
        "Sami": ("for", str(acting(table.mina))),
    }


def test_vote_needs_an_open_meeting_a_motion_and_an_open_vote(table: Table) -> None:
    by = acting(table.mina)
    _, early = invited(table)
    refused("meeting-held", items.open_vote, by=by, item=early)
    meeting, item = held(table)
    refused("item-vote", items.vote, by=acting(table.edda), item=item, seat=table.seats["edda"], choice="for")
    refused("item-vote", items.close_vote, by=by, item=item)
    bare = an_item(table, meeting, motion="")
    refused("item-motion", items.open_vote, by=by, item=bare)
    bare = items.word(by=by, item=bare, words="We do it.")
    items.open_vote(by=by, item=bare)
    refused("item-motion", items.word, by=by, item=bare, words="We do something else.")
    refused("item-vote", items.vote, by=acting(table.edda), item=bare, seat=table.seats["edda"], choice="perhaps")


def test_nobody_votes_from_the_seat_of_another(table: Table) -> None:
    _, item = held(table)
    item = items.open_vote(by=acting(table.mina), item=item)

    refused("R-46", items.vote, by=acting(table.edda), item=item, seat=table.seats["theo"], choice="for")
    assert not Vote.objects.exists()


def test_member_whose_declaration_ended_does_not_vote(table: Table, clock: Any) -> None:
    grant = Grant.objects.get(person=table.edda, role=COMMITTEE_MEMBER.code)
    _, item = held(table)
    item = items.open_vote(by=acting(table.mina), item=item)
    grants.end(by=acting(table.cast.tom), grant=grant, reason="Away.")

    refused("R-46", items.vote, by=acting(table.edda), item=item, seat=table.seats["edda"], choice="for")


def test_who_is_absent_does_not_vote_and_who_comes_later_does(table: Table) -> None:
    by = acting(table.mina)
    meeting, item = held(table, "edda", "theo", "sami")
    item = items.open_vote(by=by, item=item)
    refused("R-51", items.vote, by=acting(table.pola), item=item, seat=table.seats["pola"], choice="for")

    meetings.note(by=by, attendance=Attendance.objects.get(meeting=meeting, seat=table.seats["pola"]), present=True)

    assert items.vote(by=acting(table.pola), item=item, seat=table.seats["pola"], choice="for").choice == "for"


def test_vote_without_a_quorum_is_refused(table: Table) -> None:
    _, item = held(table, "edda", "theo")

    refusal = refused("R-51", items.open_vote, by=acting(table.mina), item=item)

    assert "quorum of Committee for impartiality is 3 members for 2 interests" in refusal.sentence
    assert "there are 2 for 2" in refusal.sentence


def test_quorum_is_counted_without_who_is_shut_out(table: Table) -> None:
    _, item = held(table, "edda", "theo", "sami")
    conflict(table, item, "sami")

    assert "there are 2 for 2" in refused("R-51", items.open_vote, by=acting(table.mina), item=item).sentence


def test_quorum_is_counted_again_when_the_vote_is_closed(table: Table) -> None:
    _, item = held(table)
    item = voted(table, item, edda="for", theo="for")

    refused("R-51", items.close_vote, by=acting(table.mina), item=item)

    item.refresh_from_db()
    assert item.state == "voting"


def test_unbalanced_vote_is_refused_and_says_which_interest(cast: Cast, table: Table) -> None:
    nora = a_member(cast, "Nora", "Nachfolg")
    table.seats["nora"] = seat(cast, table.committee, nora, "Employers")
    meeting, item = held(table, "edda", "nora", "theo", "sami")

    refusal = refused("R-51", items.open_vote, by=acting(table.mina), item=item)

    assert "Of 4 members who vote here, 2 stand for “Employers”" in refusal.sentence
    meetings.note(
        by=acting(table.mina),
        attendance=Attendance.objects.get(meeting=meeting, seat=table.seats["pola"]),
        present=True,
    )
    assert items.open_vote(by=acting(table.mina), item=item).state == "voting"


def test_balance_is_looked_at_again_over_the_votes_that_were_cast(cast: Cast, table: Table) -> None:
    nora = a_member(cast, "Nora", "Nachfolg")
    table.seats["nora"] = seat(cast, table.committee, nora, "Employers")
    _, item = held(table, "edda", "nora", "theo", "sami", "pola")
    item = items.open_vote(by=acting(table.mina), item=item)
    for who, person in {"edda": table.edda, "nora": nora, "theo": table.theo}.items():
        items.vote(by=acting(person), item=item, seat=table.seats[who], choice="for")

    assert "Employers" in refused("R-51", items.close_vote, by=acting(table.mina), item=item).sentence
    items.vote(by=acting(table.sami), item=item, seat=table.seats["sami"], choice="abstain")
    items.vote(by=acting(table.pola), item=item, seat=table.seats["pola"], choice="against")
    assert items.close_vote(by=acting(table.mina), item=item).state == "adopted"


# Conflicts.


def test_who_declared_a_conflict_does_not_vote_whoever_raises_the_hand(table: Table) -> None:
    _, item = held(table)
    conflict(table, item, "edda")
    item = items.open_vote(by=acting(table.mina), item=item)

    for by in (acting(table.edda), acting(table.mina)):
        refused("R-07", items.vote, by=by, item=item, seat=table.seats["edda"], choice="for")


def test_vote_of_who_is_shut_out_meanwhile_does_not_count(table: Table) -> None:
    _, item = held(table)
    item = voted(table, item, edda="for", theo="for", sami="against", pola="against")
    conflict(table, item, "pola", "I own a share.")

    assert items.close_vote(by=acting(table.mina), item=item).state == "adopted"


def test_secretary_names_a_conflict_that_is_told_at_the_table(table: Table) -> None:
    _, item = held(table)
    named = {"item": item, "person": table.theo, "words": "He works there."}
    refused("R-46", item_conflicts.declare, by=acting(table.edda), **named)
    refused("R-07", item_conflicts.declare, by=acting(table.mina), **{**named, "words": " "})
    refused("R-07", item_conflicts.declare, by=acting(table.mina), **{**named, "person": table.cast.quinn})

    made = item_conflicts.declare(by=acting(table.mina), **named)

    assert made.declared_by == str(acting(table.mina))
    assert [each.category for each in queries.entitled(item)] == ["Employers", "Schools", "The public"]


def test_conflict_is_lifted_by_somebody_else_with_a_reason(table: Table) -> None:
    _, item = held(table)
    made = conflict(table, item, "edda")
    refused("R-46", item_conflicts.lift, by=acting(table.edda), conflict=made, reason="Nothing.")
    refused("committee-reason", item_conflicts.lift, by=acting(table.cast.quinn), conflict=made, reason="")

    item_conflicts.lift(by=acting(table.cast.quinn), conflict=made, reason="Another Windschule.")

    assert len(queries.entitled(item)) == 4


def test_nobody_lifts_a_conflict_of_their_own_whatever_their_role(cast: Cast, table: Table) -> None:
    give(acting(cast.ada), cast.quinn, COMMITTEE_MEMBER, cast.body)
    seat(cast, table.committee, cast.quinn, "Schools", votes=False)
    _, item = held(table)
    own = item_conflicts.declare(by=acting(cast.quinn), item=item, person=cast.quinn, words="I judge it.")

    refused("R-08", item_conflicts.lift, by=acting(cast.quinn), conflict=own, reason="It is nothing.")


def test_conflict_is_declared_before_the_item_is_settled(table: Table) -> None:
    meeting, item = held(table)
    item = items.note(by=acting(table.mina), item=item)
    refused("R-07", conflict, table=table, item=item, who="edda")
    meetings.draft(by=acting(table.mina), meeting=meeting, words="Noted.")
    refused("meeting-open", conflict, table=table, item=item, who="theo")


def test_conflict_with_the_matter_itself_shuts_out_too(cast: Cast, table: Table) -> None:
    """A matter about somebody is not voted on by them, nor by who declared a conflict in it before."""
    meeting, _ = held(table)
    about_theo = an_item(table, meeting, title="A sponsor", matter=table.theo.ref)
    clearances.declare(by=acting(table.sami), person=table.sami, about=table.theo.ref, conflict="My friend.")

    assert [each.category for each in queries.entitled(about_theo)] == ["Employers", "The public"]


def test_secretary_with_a_conflict_does_nothing_to_the_item(cast: Cast, table: Table) -> None:
    give(acting(cast.tom), table.mina, COMMITTEE_MEMBER, cast.body)
    seat(cast, table.committee, table.mina, "Schools", votes=False)
    _, item = held(table)
    by = acting(table.mina)
    item_conflicts.declare(by=by, item=item, person=table.mina, words="My brother's school.")

    refused("R-07", items.open_vote, by=by, item=item)
    refused("R-07", items.minute, by=by, item=item, words="Nothing was said.")
    file = receive(upload(), key_id=keys.BODY)
    refused("R-07", items.add_paper, by=by, item=item, title="P", file=file)


# Minutes.


def test_minutes_wait_for_every_item_and_are_approved_by_who_was_there(cast: Cast, table: Table) -> None:
    meeting, item = held(table, "edda", "theo", "sami")
    by = acting(table.mina)
    refused("R-51", meetings.draft, by=by, meeting=meeting, words="Done.")
    refused("R-51", items.minute, by=by, item=item, words=" ")
    refused("committee-reason", items.defer, by=by, item=item, reason="")
    items.defer(by=by, item=item, reason="Not enough of us.")
    refused("R-51", meetings.draft, by=by, meeting=meeting, words=" ")
    meeting = meetings.draft(by=by, meeting=meeting, words="Deferred.")
    refused("permission", meetings.approve, by=acting(table.pola), meeting=meeting)
    refused("permission", meetings.approve, by=acting(cast.tom), meeting=meeting)
    meeting = meetings.send_back(by=acting(table.edda), meeting=meeting, reason="It was at ten.")
    meeting = meetings.draft(by=by, meeting=meeting, words="Deferred at ten.")

    approved = meetings.approve(by=acting(table.edda), meeting=meeting)

    assert (approved.state, approved.minutes, approved.approved_by) == ("approved", "Deferred at ten.", table.edda)
    refused("meeting-open", an_item, table=table, meeting=approved)
    refused("attendance-later", meetings.note, by=by, attendance=Attendance.objects.first(), present=False)


def test_author_of_the_minutes_does_not_approve_them(cast: Cast, table: Table) -> None:
    meeting = minuted(table)
    give(acting(cast.tom), table.edda, COMMITTEE_SECRETARY, cast.body)
    meeting = meetings.send_back(by=acting(table.theo), meeting=meeting, reason="Too short.")
    meeting = meetings.draft(by=acting(table.edda), meeting=meeting, words="Longer.")

    refused("R-11", meetings.approve, by=acting(table.edda), meeting=meeting)


# Resolutions.


def test_resolution_is_answered_carried_out_and_reported(cast: Cast, table: Table) -> None:
    resolution = resolved(table)
    by, due = acting(cast.tom), house_clock.today() + timedelta(days=30)
    told = {"answer": "The discount ends.", "responsible": cast.quinn, "due_on": due}
    refused("R-46", resolutions.accept, by=acting(table.edda), resolution=resolution, **told)
    refused("R-51", resolutions.accept, by=by, resolution=resolution, **{**told, "answer": " "})
    refused("resolution-due", resolutions.accept, by=by, resolution=resolution, **{**told, "responsible": cast.otto})
    refused("state", resolutions.complete, by=acting(table.mina), resolution=resolution, report="Done.")
    accepted = resolutions.accept(by=by, resolution=resolution, **told)
    refused("R-46", resolutions.complete, by=acting(table.edda), resolution=accepted, report="Done.")
    refused("resolution-report", resolutions.complete, by=acting(cast.quinn), resolution=accepted, report="")

    done = resolutions.complete(by=acting(cast.quinn), resolution=accepted, report="Price list 7.")

    assert (done.state, done.item.motion, done.answer, done.report) == (
        "done",
        MOTION,
        "The discount ends.",
        "Price list 7.",
    )


def test_committee_acts_by_itself_where_its_advice_is_not_followed(cast: Cast, table: Table) -> None:
    declined = resolutions.decline(by=acting(cast.tom), resolution=resolved(table), answer="It pays our rent.")
    told = {"addressee": "accreditation", "words": "The discount goes on.", "taken_on": house_clock.today()}
    refused("R-51", resolutions.act_alone, by=acting(table.edda), resolution=declined, **{**told, "words": " "})
    refused("R-46", resolutions.act_alone, by=acting(cast.tom), resolution=declined, **told)

    acted = resolutions.act_alone(by=acting(table.edda), resolution=declined, **told)

    declined.refresh_from_db()
    assert IndependentAction.objects.get() == acted
    assert (declined.state, acted.words, acted.recorded_by) == ("acted", "The discount goes on.", table.edda)


def test_nobody_answers_a_resolution_in_whose_item_they_have_a_conflict(cast: Cast, table: Table) -> None:
    meeting, _ = held(table)
    item = an_item(table, meeting, title="Tom", matter=cast.tom.ref)
    item = voted(table, item, edda="for", theo="for", sami="for")
    resolution = items.close_vote(by=acting(table.mina), item=item).resolution

    refused("R-07", resolutions.decline, by=acting(cast.tom), resolution=resolution, answer="No.")
