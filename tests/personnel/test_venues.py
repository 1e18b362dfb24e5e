"""Venues: registered, inspected, approved by a second person; carried until the next inspection and no longer."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.kernel import clock as house_clock
from guildhall.personnel import fitness, resources
from guildhall.personnel.acts import rooms, venues
from guildhall.personnel.lifecycles import RoomState, VenueState
from guildhall.personnel.models import ExamRoom, Inspection, Venue
from guildhall.personnel.queries import platforms_in_use, rooms_in_use
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.personnel.making_resources import (
    PLATFORM,
    SITE,
    a_platform,
    a_room,
    a_venue,
    all_met,
    approved,
    inspected,
)

YEAR = 365


def fresh(venue: Venue) -> Venue:
    return Venue.objects.get(pk=venue.pk)


def test_venue_is_used_once_inspected_and_approved_by_somebody_else(cast: Cast) -> None:
    today, site = house_clock.today(), a_venue()
    assert "not approved" in resources.unfit_venue(site, today).sentence
    refused("R-25", venues.approve, by=acting(cast.tom), venue=site)

    site = inspected(site)
    refused("R-11", venues.approve, by=acting(cast.quinn), venue=site)
    site = venues.approve(by=acting(cast.tom), venue=site)

    assert (site.state, site.approved_by, resources.unfit_venue(site, today)) == (VenueState.APPROVED, cast.tom, None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({**SITE, "name": " "}, "name"),
        ({**SITE, "address": ""}, "address"),
        ({**SITE, "kind": "tent"}, "kind"),
        ({**SITE, "capacity": 20}, "capacity"),
        ({**PLATFORM, "capacity": None}, "capacity"),
        ({**PLATFORM, "release": ""}, "release"),
    ],
)
def test_venue_is_described(cast: Cast, given: dict[str, Any], field: str) -> None:
    assert refused("venue-described", venues.register, by=acting(cast.quinn), **given).field == field


def test_only_who_keeps_resources_registers(cast: Cast) -> None:
    refused("R-46", venues.register, by=acting(cast.olive), **SITE)


def test_inspection_carries_a_venue_for_a_year_and_no_longer(cast: Cast, clock) -> None:
    site, today = approved(a_venue()), house_clock.today()
    assert site.due_on == today.replace(year=today.year + 1)
    assert resources.unfit_venue(site, site.due_on) is None
    assert "carries it until 2 Mar 2027 only" in resources.unfit_venue(site, site.due_on + timedelta(days=1)).sentence

    clock.move(days=300)
    site, today = inspected(site), house_clock.today()
    assert (site.state, site.due_on) == (VenueState.APPROVED, today.replace(year=today.year + 1))


@pytest.mark.parametrize("days", [1, -YEAR])
def test_inspection_was_made_lately(cast: Cast, days: int) -> None:
    site = a_venue()
    told = {"inspected_on": house_clock.today() + timedelta(days=days), "answers": all_met("site"), "suitable": True}
    refused("T-14", venues.inspect, by=acting(cast.quinn), venue=site, **told)


def test_inspection_looks_at_everything(cast: Cast) -> None:
    site, today = a_venue(), house_clock.today()
    answers = all_met("site")
    asked = {"by": acting(cast.quinn), "venue": site, "inspected_on": today, "suitable": True}
    refused("R-25", venues.inspect, **asked, answers={**answers, "quiet": {"found": ""}})
    refused("R-25", venues.inspect, **asked, answers={**answers, "quiet": {"found": "not-met", "note": " "}})
    noted = {**answers, "quiet": {"found": "not-met", "note": "Windows stay shut."}}
    assert venues.inspect(**asked, answers=noted).suitable
    assert {each.code for each in fitness.asked("platform")} != set(answers)


def test_unsuitable_venue_is_suspended_at_once(cast: Cast) -> None:
    site, today = approved(a_venue()), house_clock.today()
    asked = {"by": acting(cast.quinn), "venue": site, "inspected_on": today, "answers": all_met("site")}
    refused("R-25", venues.inspect, **asked, suitable=False)
    venues.inspect(**asked, suitable=False, words="The ceiling leaks.")

    site = fresh(site)
    assert (site.state, site.reason, site.due_on) == (VenueState.SUSPENDED, "The ceiling leaks.", None)
    assert resources.unfit_venue(site, today).code == "R-25"
    refused("R-25", venues.approve, by=acting(cast.tom), venue=site)


def test_changed_venue_is_inspected_and_approved_anew(cast: Cast) -> None:
    platform, today = a_platform(), house_clock.today()
    told = {"name": "Remote room", "address": "remote.nordlicht.example", "capacity": 20}
    refused("venue-described", venues.change, by=acting(cast.quinn), venue=platform, **told)
    changed = venues.change(by=acting(cast.quinn), venue=platform, **told, release="5.0")
    assert (changed.state, changed.due_on, changed.release) == (VenueState.REGISTERED, None, "5.0")
    assert resources.unfit_venue(changed, today).code == "R-25"
    assert list(platforms_in_use()) == []


def test_venue_that_was_given_up_is_over(cast: Cast) -> None:
    room = a_room()
    rooms.take_out(by=acting(cast.quinn), room=room, reason="Painted.")
    refused("R-60", venues.close, by=acting(cast.quinn), venue=room.venue, reason="")
    closed = venues.close(by=acting(cast.quinn), venue=room.venue, reason="The lease ended.")
    told = {"inspected_on": house_clock.today(), "answers": all_met("site"), "suitable": True}
    refused("R-25", venues.inspect, by=acting(cast.quinn), venue=closed, **told)
    refused("R-25", rooms.add, by=acting(cast.quinn), venue=closed, name="Attic", capacity=4)
    refused("room-open", rooms.put_back, by=acting(cast.quinn), room=ExamRoom.reloaded(room.pk))


def test_suspension_says_why_and_ends_by_approval(cast: Cast) -> None:
    site = approved(a_venue())
    refused("R-60", venues.suspend, by=acting(cast.quinn), venue=site, reason=" ")
    suspended = venues.suspend(by=acting(cast.quinn), venue=site, reason="Roadworks.")
    assert venues.approve(by=acting(cast.tom), venue=suspended).state == VenueState.APPROVED


def test_room_can_be_chosen_while_it_and_its_site_are_in_use(cast: Cast) -> None:
    room = a_room(features=("quiet", "step-free"))
    assert (list(rooms_in_use()), room.features) == ([room], ["quiet", "step-free"])

    refused("R-60", rooms.take_out, by=acting(cast.quinn), room=room, reason="")
    out = rooms.take_out(by=acting(cast.quinn), room=room, reason="Painted.")
    assert (list(rooms_in_use()), out.state) == ([], RoomState.OUT_OF_USE)
    assert "Painted." in resources.unfit_room(out, house_clock.today()).sentence

    back = rooms.put_back(by=acting(cast.quinn), room=out)
    assert (list(rooms_in_use()), resources.unfit_room(back, house_clock.today())) == ([room], None)
    venues.suspend(by=acting(cast.quinn), venue=room.venue, reason="Roadworks.")
    assert list(rooms_in_use()) == []


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("room-described", {"name": " ", "capacity": 10}),
        ("room-described", {"name": "Attic", "capacity": 0}),
        ("room-described", {"name": "Attic", "capacity": 10, "features": ("sauna",)}),
        ("exam_room_is_one_of_its_name", {"name": "Room 2", "capacity": 10}),
    ],
)
def test_room_is_described(cast: Cast, code: str, given: dict[str, Any]) -> None:
    site = a_room().venue
    refused(code, rooms.add, by=acting(cast.quinn), venue=site, **given)


def test_room_changes_its_seats(cast: Cast) -> None:
    room = a_room()
    refused("room-described", rooms.change, by=acting(cast.quinn), room=room, capacity=0)
    refused("room-described", rooms.change, by=acting(cast.quinn), room=room, capacity=5, features=("sauna",))
    assert rooms.change(by=acting(cast.quinn), room=room, capacity=5, note="One row less.").capacity == 5


def test_platform_has_no_rooms(cast: Cast) -> None:
    refused("room-of-site", rooms.add, by=acting(cast.quinn), venue=a_platform(), name="Lobby", capacity=5)


def test_inspections_stay_on_record(cast: Cast) -> None:
    site = inspected(inspected(a_venue()))
    assert Inspection.objects.filter(venue=site).count() == 2
