"""Rooms, platforms, equipment and software of sittings: what is not fit does not open one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams.acts import places, sittings
from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Candidacy, Sitting, SittingEquipment
from guildhall.exams.work import sittings_to_place
from guildhall.kernel import clock as house_clock
from guildhall.kernel import identifiers
from guildhall.ledger import followers, sequencer
from guildhall.notices.models import Notice
from guildhall.personnel.acts import equipment, releases, rooms, venues
from guildhall.personnel.models import Equipment, ExamRoom
from guildhall.schemes.models import ComponentKind
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.exams.conftest import refused
from tests.exams.delivery.sitting import ready
from tests.exams.making import a_form, a_sitting, all_met, booked, staffed, watcher
from tests.making import Made
from tests.personnel.making_resources import (
    a_platform,
    a_room,
    a_venue,
    a_verified_release,
    an_instrument,
    calibrated,
    keeper,
    the_room,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def looked_at(made: Made, **planned: Any) -> Sitting:
    """A sitting that opens if its place, equipment and software are fit."""
    sitting = staffed(made, a_sitting(made, **planned))
    return sittings.check_conditions(by=acting(watcher(made, sitting)), sitting=sitting, answers=all_met(sitting))


def opening(made: Made, sitting: Sitting) -> dict[str, Any]:
    return {"by": acting(made.crew.max), "sitting": Sitting.reloaded(sitting.pk)}


def test_sitting_opens_where_with_and_by_what_is_fit(made: Made) -> None:
    sitting = looked_at(made)
    wrench = calibrated(an_instrument())
    places.assign(by=acting(made.crew.max), sitting=sitting, equipment=wrench)
    opened = sittings.open(**opening(made, sitting))
    assert (opened.state, opened.release) == (SittingState.OPEN, a_verified_release())


def test_sitting_does_not_open_in_a_room_that_was_taken_out_of_use(made: Made) -> None:
    sitting = looked_at(made)
    rooms.take_out(by=acting(keeper()), room=sitting.room, reason="Painted.")
    assert "Painted." in refused("R-25", sittings.open, **opening(made, sitting)).sentence
    rooms.put_back(by=acting(keeper()), room=ExamRoom.reloaded(sitting.room_id))
    assert sittings.open(**opening(made, sitting)).state == SittingState.OPEN


def test_sitting_does_not_open_at_a_venue_whose_inspection_ended(made: Made) -> None:
    sitting = looked_at(made)
    forge.alter(sitting.room.venue, due_on=house_clock.today() - DAY)
    assert "inspection" in refused("R-25", sittings.open, **opening(made, sitting)).sentence


def test_sitting_does_not_open_on_a_platform_that_was_suspended(made: Made) -> None:
    sitting = looked_at(made, mode="remote")
    venues.suspend(by=acting(keeper()), venue=sitting.platform, reason="Recordings leaked.")
    refused("R-25", sittings.open, **opening(made, sitting))


def test_sitting_without_a_place_does_not_open_until_it_has_one(made: Made) -> None:
    sitting = looked_at(made, room=None)
    assert refused("R-25", sittings.open, **opening(made, sitting)).mend.act == "exams.sitting.locate"
    told = {"by": acting(made.crew.max), "sitting": Sitting.reloaded(sitting.pk)}
    refused("R-25", places.locate, **told)
    located = places.locate(**told, room=the_room())
    assert located.place == "Room 2, Hafenstraße 4, 20457 Hamburg"
    assert sittings.open(**opening(made, sitting)).state == SittingState.OPEN
    refused("R-25", places.locate, by=acting(made.crew.max), sitting=Sitting.reloaded(sitting.pk), room=the_room())


def test_observation_is_held_at_the_workplace(made: Made) -> None:
    forge.alter(made.practical, kind=ComponentKind.OBSERVATION)
    made.practical.refresh_from_db()
    sitting = looked_at(made, channel="person", room=None)
    assert sittings.open(**opening(made, sitting)).state == SittingState.OPEN


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("platform", {"room": None, "platform": "platform"}),
        ("room", {"mode": "remote", "platform": None, "room": "room"}),
        ("room", {"channel": "provider", "provider": "Test House Ltd", "room": "room"}),
        ("platform", {"mode": "remote", "platform": "site"}),
        ("capacity", {"room": "small", "capacity": 9}),
        ("room", {"room": "unapproved"}),
        ("place", {"room": None, "place": " "}),
    ],
)
def test_sitting_is_planned_where_it_fits(made: Made, field: str, given: dict[str, Any]) -> None:
    made_here = {
        "room": the_room,
        "platform": a_platform,
        "site": lambda: the_room().venue,
        "small": lambda: a_room(capacity=8, name="Room 8"),
        "unapproved": lambda: rooms.add(by=acting(keeper()), venue=a_venue(), name="Attic", capacity=50),
    }
    read = {name: made_here[value]() if value in made_here else value for name, value in given.items()}
    assert refused("R-25", a_sitting, made=made, **read).field == field


def test_room_is_never_planned_beyond_its_seats(made: Made, cast: Cast) -> None:
    room, begins = a_room(capacity=25), house_clock.now() + HOUR
    first = a_sitting(made, room=room, begins_at=begins)
    a_sitting(made, room=room, begins_at=begins + HOUR)
    assert "20 of them" in refused("R-25", a_sitting, made=made, room=room, begins_at=begins + 2 * HOUR).sentence
    later = a_sitting(made, room=room, begins_at=begins + DAY)

    times = {"begins_at": begins + 2 * HOUR, "ends_at": begins + 5 * HOUR, "place": "Room 2", "reason": "Ill."}
    refused("R-25", sittings.postpone, by=acting(made.crew.max), sitting=later, **times)
    refused("R-25", places.locate, by=acting(made.crew.max), sitting=later, room=a_room(capacity=9, name="Nine"))

    sittings.cancel(by=acting(made.crew.max), sitting=first, reason="Too few.")
    assert sittings.postpone(by=acting(made.crew.max), sitting=later, **times).begins_at == times["begins_at"]


def test_equipment_out_of_calibration_stops_a_sitting(made: Made) -> None:
    sitting, by = looked_at(made), acting(made.crew.max)
    wrench = calibrated(an_instrument())
    assigned = places.assign(by=by, sitting=sitting, equipment=wrench)
    calibrated(wrench, passed=False, words="Off by 12 per cent.", done_on=house_clock.today())
    assert "Off by 12 per cent." in refused("R-30", sittings.open, **opening(made, sitting)).sentence

    places.remove(by=by, assigned=assigned)
    refused("R-30", places.remove, by=by, assigned=SittingEquipment.objects.get())
    assert sittings.open(**opening(made, sitting)).state == SittingState.OPEN


def test_equipment_is_assigned_while_its_proof_covers_the_day(made: Made) -> None:
    sitting = a_sitting(made, begins_at=house_clock.now() + 10 * DAY)
    by, wrench = acting(made.crew.max), an_instrument()
    refused("R-30", places.assign, by=by, sitting=sitting, equipment=wrench)
    wrench = calibrated(wrench, until=house_clock.today() + 9 * DAY)
    refused("R-30", places.assign, by=by, sitting=sitting, equipment=wrench)
    wrench = calibrated(wrench, until=house_clock.today() + 10 * DAY, certificate="K-2")
    assert places.assign(by=by, sitting=sitting, equipment=wrench).equipment == wrench
    refused("sitting_equipment_is_one", places.assign, by=by, sitting=sitting, equipment=wrench)


def test_equipment_is_at_one_sitting_at_a_time(made: Made) -> None:
    by, wrench = acting(made.crew.max), calibrated(an_instrument())
    first, second = a_sitting(made), a_sitting(made)
    places.assign(by=by, sitting=first, equipment=wrench)
    assert first.number in refused("R-30", places.assign, by=by, sitting=second, equipment=wrench).sentence
    sittings.cancel(by=by, sitting=first, reason="Too few.")
    assert places.assign(by=by, sitting=second, equipment=wrench).sitting == second


def test_what_was_used_stays_with_a_sitting_that_is_over(made: Made) -> None:
    by, wrench = acting(made.crew.max), calibrated(an_instrument())
    sitting = looked_at(made)
    assigned = places.assign(by=by, sitting=sitting, equipment=wrench)
    sittings.close(by=by, sitting=sittings.open(**opening(made, sitting)))
    refused("R-30", places.remove, by=by, assigned=SittingEquipment.reloaded(assigned.pk))
    other = calibrated(equipment.register(by=acting(keeper()), kind="other", name="X", serial="1", proof="calibration"))
    refused("R-30", places.assign, by=by, sitting=Sitting.reloaded(sitting.pk), equipment=other)


def test_unverified_software_opens_no_sitting_in_the_browser(made: Made) -> None:
    sitting, on_paper = looked_at(made), looked_at(made, channel="paper")
    releases.withdraw(by=acting(keeper()), release=a_verified_release(), reason="Scores wrongly.")
    refused("R-30", sittings.open, **opening(made, sitting))
    assert sittings.open(**opening(made, on_paper)).release is None


def test_nobody_starts_once_the_software_was_exchanged(made: Made, carla: Candidacy) -> None:
    from guildhall.exams.acts import sitting_down
    from guildhall.exams.models import Attempt

    attempt = ready(made, carla)
    releases.withdraw(by=acting(keeper()), release=a_verified_release(), reason="Loses answers.")
    refused("R-30", sitting_down.start, by=acting(carla.person), attempt=Attempt.reloaded(attempt.pk))
    a_verified_release()
    assert sitting_down.start(by=acting(carla.person), attempt=Attempt.reloaded(attempt.pk)).started_at


def test_equipment_is_kept_by_who_keeps_it_and_assigned_by_who_plans(made: Made, cast: Cast) -> None:
    sitting, wrench = a_sitting(made), calibrated(an_instrument())
    refused("R-46", places.assign, by=acting(cast.quinn), sitting=sitting, equipment=wrench)
    refused("R-46", equipment.retire, by=acting(made.crew.max), equipment=Equipment.objects.get(), reason="Old.")


@pytest.fixture
def max_(made: Made) -> Client:
    return sign_in(Client(), made.crew.max)


def text_of(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"exams:{name}", args=args))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, name: str, *args: object, status: int = 302, **typed_in: Any) -> str:
    answer = client.post(reverse(f"exams:{name}", args=args), {"once": identifiers.new_id().hex, **typed_in})
    assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:900]
    return answer.content.decode()


def test_sitting_is_planned_in_a_room_by_its_page(made: Made, max_: Client) -> None:
    room, begins = the_room(), house_clock.now() + DAY
    assert "Training hall, Room 2 (600 seats)" in text_of(max_, "sitting-plan-for", made.written.pk)
    planned = {
        "channel": "paper",
        "mode": "room",
        "room": room.pk,
        "begins_at": begins.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (begins + 3 * HOUR).strftime("%Y-%m-%dT%H:%M"),
        "capacity": 10,
        "form": a_form(made).pk,
    }
    send(max_, "sitting-plan-for", made.written.pk, **planned)
    sitting = Sitting.objects.get()
    assert (sitting.room, sitting.place) == (room, "Room 2, Hafenstraße 4, 20457 Hamburg")
    assert reverse("personnel:room", args=[room.pk]) in text_of(max_, "sitting", sitting.pk)


def test_room_and_equipment_are_given_by_pages(made: Made, max_: Client) -> None:
    sitting, wrench = a_sitting(made, room=None), an_instrument()
    assert "Without one it does not open." in text_of(max_, "sitting", sitting.pk)
    the_room()
    send(max_, "sitting-locate", sitting.pk, room=the_room().pk)
    assert "no calibration or verification that is in force" in send(
        max_, "sitting-assign", sitting.pk, equipment=wrench.pk, status=409
    )
    calibrated(wrench)
    send(max_, "sitting-assign", sitting.pk, equipment=wrench.pk)
    assigned = SittingEquipment.objects.get()
    page = text_of(max_, "sitting", sitting.pk)
    used = page.split("Equipment used")[1]
    assert (wrench.number in used, "Torque wrench" in used, "Fit" in used) == (True, True, True)
    send(max_, "equipment-remove", assigned.pk)
    assert "Torque wrench" not in text_of(max_, "sitting", sitting.pk).split("Equipment used")[1]


def told_after(act: str) -> list[tuple[str, str]]:
    """Who was told what after an act."""
    while sequencer.run() or followers.advance_all():
        continue
    found = Notice.objects.filter(event=act).select_related("person")
    return sorted((each.person.number, each.text) for each in found)


def test_everybody_hears_of_another_place(made: Made, carla: Candidacy) -> None:
    sitting = staffed(made, a_sitting(made, room=None))
    booked(carla, sitting)
    places.locate(by=acting(made.crew.max), sitting=sitting, room=the_room())
    assert told_after("exams.sitting.locate") == [
        (carla.person.number, "exams/sitting-relocated"),
        (made.crew.ina.number, "exams/duty-relocated"),
    ]


def test_managers_hear_of_what_their_sittings_lose_and_find_it_in_their_work(made: Made) -> None:
    sitting, wrench = a_sitting(made), calibrated(an_instrument())
    a_sitting(made, room=a_room(name="Other", capacity=20))
    places.assign(by=acting(made.crew.max), sitting=sitting, equipment=wrench)
    assert list(sittings_to_place.waiting_for(person_id=made.crew.max.id)) == []

    equipment.withdraw(by=acting(keeper()), equipment=wrench, reason="Dropped.")
    assert told_after("personnel.equipment.withdraw") == [(made.crew.max.number, "exams/equipment-lost")]
    waiting = [each.what for each in sittings_to_place.waiting_for(person_id=made.crew.max.id)]
    assert waiting == [f"Sitting {sitting.number}: its equipment cannot be used"]

    rooms.take_out(by=acting(keeper()), room=sitting.room, reason="Painted.")
    assert told_after("personnel.room.take_out") == [(made.crew.max.number, "exams/place-lost")]
    venues.suspend(by=acting(keeper()), venue=sitting.room.venue, reason="Flood.")
    assert told_after("personnel.venue.suspend") == [(made.crew.max.number, "exams/place-lost")]
    waiting = [each.what for each in sittings_to_place.waiting_for(person_id=made.crew.max.id)]
    assert waiting == [f"Sitting {sitting.number}: its place cannot be used"]


def test_sitting_without_a_place_waits_for_its_manager_and_nobody_else(made: Made) -> None:
    sitting = a_sitting(made, room=None)
    waiting = [each.what for each in sittings_to_place.waiting_for(person_id=made.crew.max.id)]
    assert waiting == [f"Sitting {sitting.number}: say where it is held"]
    assert list(sittings_to_place.waiting_for(person_id=made.crew.ina.id)) == []
