"""Who hears of committees, providers and disclosures, which timers run, and what waits for whom."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.governance.acts import agreements, disclosures, items, meetings, providers, resolutions
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.notices import texts
from guildhall.notices.models import Deadline, Due, Notice
from guildhall.web.work.queries import tasks
from tests.cast import Cast, acting
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
from tests.governance.making_information import a_consent, a_request, a_text, an_officer, reviewed
from tests.governance.making_providers import a_candidate, a_keeper, a_provider, contracted, monitored
from tests.notices.conftest import follow


@pytest.fixture
def table(cast: Cast) -> Table:
    return a_table(cast)


def told(event: str) -> list[tuple[str, str]]:
    """Who was told after an act, and the subject of what they read."""
    notices = Notice.objects.select_related("person").filter(event=event).order_by("person__number")
    return [(each.person.given_name, texts.of(each, "en").subject) for each in notices]


def bodies(event: str, person: Person) -> tuple[str, str]:
    notice = Notice.objects.select_related("person").get(event=event, person=person)
    return texts.of(notice, "en").body, texts.of(notice, "de").body


def work_of(person: Person, name: str) -> list[str]:
    """What waits for somebody in this room, in words."""
    return [each.item.what for each in tasks(person.id) if each.item.link[0].startswith(name)]


# Committees.


def test_members_are_invited_and_hear_when_a_meeting_is_off(table: Table) -> None:
    meeting, _ = invited(table)
    meetings.cancel(by=acting(table.mina), meeting=meeting, reason="Storm.")
    planned = a_meeting(table)
    meetings.cancel(by=acting(table.mina), meeting=planned, reason="Storm.")
    follow()

    everybody = ["Edda", "Theo", "Sami", "Pola"]
    subject = f"Invitation: Committee for impartiality, 2 Mar 2026 ({meeting.number})"
    assert told("governance.meeting.invite") == [(name, subject) for name in everybody]
    assert [name for name, _ in told("governance.meeting.cancel")] == everybody
    english, german = bodies("governance.meeting.invite", table.edda)
    assert "Where: Room 1." in english
    assert "am 2. März 2026 eingeladen" in german


def test_seat_minutes_and_resolutions_are_told_to_whom_they_concern(cast: Cast, table: Table) -> None:
    resolution = resolved(table)
    due = house_clock.today() + timedelta(days=9)
    resolutions.accept(by=acting(cast.tom), resolution=resolution, answer="Yes.", responsible=cast.quinn, due_on=due)
    meetings.draft(by=acting(table.mina), meeting=resolution.item.meeting, words="Short.")
    follow()

    assert len(told("governance.seat.appoint")) == 4
    assert told("governance.resolution.adopt") == [
        ("Tomasz", f"A committee has resolved something: {resolution.number}")
    ]
    assert told("governance.resolution.accept") == [("Quinn", f"You carry out a resolution: {resolution.number}")]
    assert [name for name, _ in told("governance.meeting.draft")] == ["Edda", "Theo", "Sami", "Pola"]
    assert "bis 11. März 2026" in bodies("governance.resolution.accept", cast.quinn)[1]


def test_advice_that_is_not_followed_is_told_to_members_without_a_conflict(cast: Cast, table: Table) -> None:
    _, item = held(table)
    conflict(table, item, "sami")
    item = voted(table, item, edda="for", theo="for", pola="for")
    resolution = items.close_vote(by=acting(table.mina), item=item).resolution
    resolutions.decline(by=acting(cast.tom), resolution=resolution, answer="It pays our rent.")
    follow()

    assert [name for name, _ in told("governance.resolution.decline")] == ["Edda", "Theo", "Pola"]
    assert not any(MOTION in str(each.words) or "rent" in str(each.words) for each in Notice.objects.all())


def test_timer_of_the_impartiality_committee_begins_anew_with_each_meeting(table: Table, clock: Any) -> None:
    follow()
    due = Deadline.objects.get(timer="governance.committee-meets", state=Due.RUNNING)
    assert (due.about, due.due_on) == (table.committee.ref, house_clock.today().replace(year=2027))
    clock.move(days=100)
    held(table)
    follow()

    running = Deadline.objects.get(timer="governance.committee-meets", state=Due.RUNNING)
    assert running.due_on == (house_clock.today()).replace(year=2027)


def test_work_of_secretary_members_and_top_management(cast: Cast, table: Table) -> None:
    meeting = a_meeting(table)
    item = an_item(table, meeting)
    number = meeting.number
    assert work_of(table.mina, "governance:meeting") == [f"Meeting {number}: invite the members"]
    meeting = meetings.invite(by=acting(table.mina), meeting=meeting)
    assert work_of(table.mina, "governance:meeting") == [f"Meeting {number} is today: open it"]
    assert work_of(table.edda, "governance:meeting") == [f"Meeting {number}: read the papers, name your conflicts"]
    there = tuple(str(table.seats[key].pk) for key in ("edda", "theo", "sami", "pola"))
    meeting = meetings.hold(by=acting(table.mina), meeting=meeting, present=there)
    assert work_of(table.mina, "governance:meeting") == [f"Meeting {number}: write the minutes"]
    conflict(table, item, "sami")
    item = items.open_vote(by=acting(table.mina), item=item)
    waits = {name: work_of(getattr(table, name), "governance:item") for name in ("edda", "sami", "mina")}
    assert waits == {"edda": [f"{number}/1 is being voted on: cast your vote"], "sami": [], "mina": []}
    for who in ("edda", "theo", "pola"):
        items.vote(by=acting(getattr(table, who)), item=item, seat=table.seats[who], choice="for")
    assert work_of(table.edda, "governance:item") == []
    resolution = items.close_vote(by=acting(table.mina), item=item).resolution
    assert work_of(cast.tom, "governance:resolution") == [f"Resolution {resolution.number}: answer the committee"]
    meetings.draft(by=acting(table.mina), meeting=meeting, words="Short.")
    assert work_of(table.theo, "governance:meeting") == [f"Meeting {number}: read and approve the minutes"]
    told_of = {"answer": "Yes.", "responsible": cast.quinn, "due_on": house_clock.today()}
    resolutions.accept(by=acting(cast.tom), resolution=resolution, **told_of)
    assert work_of(cast.quinn, "governance:resolution") == [f"Resolution {resolution.number}: carry it out"]
    assert work_of(cast.otto, "governance:") == []


def test_author_of_minutes_is_not_asked_to_approve_them(table: Table) -> None:
    minuted(table)

    assert work_of(table.mina, "governance:meeting") == []


def test_terms_that_end_wait_for_top_management(cast: Cast, table: Table) -> None:
    assert work_of(cast.tom, "governance:committee") == []
    nora = a_member(cast, "Nora", "Nachfolg")

    seat(cast, table.committee, nora, "Schools", until_on=house_clock.today() + timedelta(days=40))

    assert work_of(cast.tom, "governance:committee") == ["The seat for Schools ends: appoint anew"]


# Providers.


def test_steps_of_a_provider_wait_for_who_takes_them(cast: Cast) -> None:
    olaf = a_keeper(cast)
    a_candidate(cast, name="First Ltd")
    contracted(cast, name="Second Ltd")
    third = a_provider(cast, name="Third Ltd")
    assert work_of(olaf, "governance:provider") == ["First Ltd: evaluate it"]
    assert work_of(cast.tom, "governance:provider") == ["Second Ltd: put it on the list, or end it"]

    monitored(cast, third, on=house_clock.today() - timedelta(days=350))

    assert work_of(olaf, "governance:provider-monitor") == ["Third Ltd: monitor it"]


def test_timers_of_a_provider_run_until_it_ends(cast: Cast) -> None:
    made = a_provider(cast, days=200)
    follow()
    running = Deadline.objects.filter(about=made.ref, state=Due.RUNNING).order_by("timer")
    assert [(each.timer, each.due_on, each.role) for each in running] == [
        ("governance.provider-agreement-ends", house_clock.today() + timedelta(days=200), "outsourcing-manager"),
        ("governance.provider-is-monitored", made.next_monitoring_on, "outsourcing-manager"),
    ]

    providers.end(by=acting(cast.tom), provider=made, reason="Closed.")
    follow()

    assert not Deadline.objects.filter(about=made.ref, state=Due.RUNNING).exists()
    assert told("governance.provider.end") == [("Olaf", f"Nothing new is planned with a provider: {made.number}")]
    assert told("governance.provider.contract") == [
        ("Tomasz", f"A provider waits to be put on the list: {made.number}")
    ]


# Information.


def test_person_is_told_what_the_law_demands_in_both_languages(cast: Cast) -> None:
    dana = an_officer(cast)
    request = a_request(cast, cast.carla)
    follow()
    assert told("governance.legal-request.receive") == [
        ("Dana", f"A request under the law was taken in: {request.number}")
    ]
    assert work_of(dana, "governance:request") == [f"Request {request.number}: answer it"]

    request = disclosures.uphold(by=acting(dana), request=request, reason="It may ask.")
    disclosures.tell(by=acting(dana), request=request)
    follow()

    english, german = bodies("governance.legal-request.tell", cast.carla)
    assert "Landgericht Flensburg has asked us for something about you: The dates of the examinations." in english
    assert "Landgericht Flensburg verlangt von uns etwas über Sie" in german
    assert not any("Flensburg" in str(each.words) for each in Notice.objects.exclude(person=cast.carla))


def test_disclosure_and_the_end_of_a_consent_are_told(cast: Cast) -> None:
    dana, consent = an_officer(cast), a_consent(cast.carla)
    made = disclosures.disclose(by=acting(dana), person=cast.carla, consent=consent, what="Passed.")
    disclosures.revoke(by=acting(cast.carla), consent=consent)
    follow()

    subject = f"Something about you was told, as you agreed: {made.number}"
    assert told("governance.disclosure.make") == [("Carla", subject)]
    assert told("governance.consent.revoke") == [("Dana", f"A consent was taken back: {consent.number}")]


def test_agreement_and_public_information_wait_for_whom_they_wait(cast: Cast) -> None:
    text = a_text(cast)
    follow()
    assert told("governance.agreement-text.propose") == [
        ("Tomasz", f"A text of agreement waits for approval: {text.number}")
    ]
    assert work_of(cast.tom, "governance:agreement") == [f"Agreement {text.number}: approve or reject"]
    agreements.approve(by=acting(cast.tom), text=text)
    assert work_of(cast.tom, "governance:agreement") == []

    assert work_of(cast.quinn, "web:information") == ["Public information: go through it"]
    reviewed(cast)
    assert work_of(cast.quinn, "web:information") == []
