"""What controls, queues and timers say of premises, equipment and software: silent on true records, exact otherwise."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.exams import controls as examining
from guildhall.identity.roles import RESOURCE_MANAGER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, Control, ControlState
from guildhall.ledger import followers, sequencer
from guildhall.notices.models import Deadline, Due, Notice
from guildhall.personnel import controls
from guildhall.personnel.acts import equipment, releases, venues
from guildhall.personnel.models import SoftwareRelease
from guildhall.personnel.setup import a_release_is_verified, a_venue_is_approved
from guildhall.personnel.work import equipment_to_prove, releases_to_sign, venues_to_approve, venues_to_inspect
from tests import forge
from tests.cast import Cast, acting, give
from tests.exams.making import a_candidate, a_sitting, booked, opened
from tests.making import a_scheme
from tests.personnel.making_resources import (
    a_report,
    a_room,
    a_venue,
    a_verified_release,
    an_instrument,
    approved,
    calibrated,
    inspected,
)

DAY = timedelta(days=1)
OF_THINGS = [
    controls.venues_are_inspected,
    controls.equipment_is_proved,
    controls.upkeep_is_done,
    controls.software_is_verified,
]
OF_SITTINGS = [
    examining.places_were_fit,
    examining.rooms_held_their_seats,
    examining.equipment_was_fit,
    examining.releases_were_verified,
]


def named(control: Control) -> list[str]:
    return [each.number for each in control.query().findings]


def test_controls_of_things_hold_over_what_is_kept_well(cast: Cast) -> None:
    a_room()
    wrench = calibrated(an_instrument())
    due_on = house_clock.today() + DAY
    equipment.plan_upkeep(by=acting(cast.quinn), equipment=wrench, what="Grease", due_on=due_on)
    a_verified_release()
    for control in OF_THINGS:
        answer: Answer = control.query()
        assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1), control.name


def test_venue_past_its_inspection_is_named(cast: Cast, clock) -> None:
    site = approved(a_venue())
    assert controls.venues_are_inspected.query().changes_on == site.due_on
    clock.move(days=366)
    assert named(controls.venues_are_inspected) == [site.number]


def test_venue_approved_by_its_inspector_is_named(cast: Cast) -> None:
    site = approved(a_venue())
    forge.alter(site, approved_by=cast.quinn)
    assert named(controls.venues_are_inspected) == [site.number]


def test_equipment_out_of_calibration_is_named(cast: Cast, clock) -> None:
    never, wrench = an_instrument(serial="A"), calibrated(an_instrument(serial="B"), until=house_clock.today() + DAY)
    an_instrument(serial="C", proof="none", why_none="Shows the time.")
    assert named(controls.equipment_is_proved) == [never.number]
    clock.move(days=2)
    assert named(controls.equipment_is_proved) == [never.number, wrench.number]
    forge.alter(wrench, valid_until=house_clock.today() + 90 * DAY)
    assert named(controls.equipment_is_proved) == [never.number, wrench.number]


def test_overdue_upkeep_is_named(cast: Cast, clock) -> None:
    wrench = calibrated(an_instrument())
    due_on = house_clock.today() + DAY
    equipment.plan_upkeep(by=acting(cast.quinn), equipment=wrench, what="Grease", due_on=due_on)
    clock.move(days=2)
    assert named(controls.upkeep_is_done) == [wrench.number]


def test_unverified_software_is_named(cast: Cast) -> None:
    assert controls.software_is_verified.query().state == ControlState.NEEDS_JUDGEMENT
    report = a_report()
    assert named(controls.software_is_verified) == [report.number]
    releases.sign(by=acting(cast.quinn), release=report)
    assert named(controls.software_is_verified) == []
    forge.alter(report, fingerprint="f" * 64)
    assert "another release" in controls.software_is_verified.query().findings[0].sentence


@pytest.fixture
def held(cast: Cast) -> Any:
    """A sitting in the browser, opened where and with what is fit."""
    from guildhall.exams.acts import places

    made = a_scheme(cast)
    sitting = a_sitting(made)
    booked(a_candidate(made, cast), sitting)
    wrench = calibrated(an_instrument())
    places.assign(by=acting(made.crew.max), sitting=sitting, equipment=wrench)
    return opened(made, sitting)


@pytest.mark.parametrize("control", OF_SITTINGS, ids=lambda each: each.name)
def test_controls_of_sittings_hold_over_a_true_sitting(control: Control, held: Any) -> None:
    answer: Answer = control.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)


def test_sitting_in_an_unfit_place_is_named(held: Any) -> None:
    forge.alter(held.room.venue.inspections.get(), due_on=house_clock.today() - DAY)
    assert named(examining.places_were_fit) == [held.number]


def test_sitting_without_a_place_is_named(held: Any) -> None:
    forge.alter(held, room=None)
    assert named(examining.places_were_fit) == [held.number]


def test_later_change_of_a_venue_does_not_touch_sittings_before_it(cast: Cast, held: Any) -> None:
    told = {"name": "Training hall", "address": "Hafenstraße 6, 20457 Hamburg"}
    venues.change(by=acting(cast.quinn), venue=held.room.venue, **told)
    assert named(examining.places_were_fit) == []


def test_sitting_with_more_seats_than_its_room_is_named(held: Any) -> None:
    forge.alter(held, capacity=601)
    assert named(examining.rooms_held_their_seats) == [held.number]


def test_sitting_with_equipment_out_of_calibration_is_named(held: Any) -> None:
    calibration = held.equipment.get().equipment.calibrations.get()
    forge.alter(calibration, passed=False)
    assert named(examining.equipment_was_fit) == [held.number]


def test_sitting_delivered_by_unverified_software_is_named(held: Any) -> None:
    release = SoftwareRelease.objects.get()
    forge.alter(release, withdrawn_at=held.opened_at - DAY)
    assert named(examining.releases_were_verified) == [held.number]
    forge.alter(release, withdrawn_at=held.opened_at + DAY)
    assert named(examining.releases_were_verified) == []
    forge.alter(held, release=None)
    assert named(examining.releases_were_verified) == [held.number]


def waits(queue: Any, person: Any) -> list[str]:
    return [item.what for item in queue.waiting_for(person_id=person.id)]


def test_work_waits_for_who_keeps_and_who_approves(cast: Cast, clock) -> None:
    site, wrench = a_venue(), an_instrument()
    report = a_report()
    assert waits(venues_to_inspect, cast.quinn) == [f"Training hall ({site.number}): inspect"]
    assert waits(venues_to_approve, cast.tom) == []
    inspected(site)
    assert waits(venues_to_approve, cast.tom) == [f"Training hall ({site.number}): approve"]
    assert waits(venues_to_approve, cast.quinn) == []
    assert waits(equipment_to_prove, cast.quinn) == [f"Torque wrench ({wrench.number}): have it calibrated"]
    assert waits(releases_to_sign, cast.quinn) == [f"Software release {report.number}: read the report and sign"]
    give(acting(cast.tom), cast.olive, RESOURCE_MANAGER, cast.body)
    for queue in (venues_to_inspect, equipment_to_prove, releases_to_sign):
        assert waits(queue, cast.quinn) == []
    calibrated(wrench)
    due_on = house_clock.today() + DAY
    equipment.plan_upkeep(by=acting(cast.quinn), equipment=wrench, what="Grease", due_on=due_on)
    assert waits(equipment_to_prove, cast.olive) == [f"{wrench.number}: Grease"]


def follow() -> None:
    sequencer.run()
    followers.advance_all()


def running(name: str) -> list[Any]:
    found = Deadline.objects.filter(timer=name, state=Due.RUNNING)
    return [(each.number, each.due_on, each.role) for each in found]


def test_timers_of_inspection_calibration_and_upkeep_run_and_end(cast: Cast) -> None:
    site, wrench, by = approved(a_venue()), calibrated(an_instrument()), acting(cast.quinn)
    today = house_clock.today()
    upkeep = equipment.plan_upkeep(by=by, equipment=wrench, what="Grease", due_on=today + DAY, months=6)
    follow()
    assert running("personnel.inspection-due") == [(site.number, site.due_on, "resource-manager")]
    assert running("personnel.calibration-ends") == [(wrench.number, wrench.valid_until, "resource-manager")]
    assert running("personnel.upkeep-due") == [(wrench.number, today + DAY, "resource-manager")]

    venues.suspend(by=by, venue=site, reason="Roadworks.")
    calibrated(wrench, passed=False, words="Off.", done_on=today)
    equipment.do_upkeep(by=by, upkeep=upkeep, done_on=today, found="Greased.")
    follow()
    assert running("personnel.inspection-due") == running("personnel.calibration-ends") == []
    assert [due.isoformat() for _, due, _ in running("personnel.upkeep-due")] == ["2026-09-02"]


def test_who_approves_and_signs_is_told(cast: Cast) -> None:
    site = inspected(a_venue())
    report = a_report()
    follow()
    told = {(each.person, each.text) for each in Notice.objects.filter(number__in=[site.number, report.number])}
    assert told == {(cast.tom, "personnel/venue-found-suitable"), (cast.quinn, "personnel/release-reported")}


def test_set_up_is_done_once_something_was_approved_and_signed(cast: Cast) -> None:
    assert (a_venue_is_approved.standing().done, a_release_is_verified.standing().done) == (False, False)
    approved(a_venue())
    a_verified_release()
    assert (a_venue_is_approved.standing().done, a_release_is_verified.standing().done) == (True, True)
