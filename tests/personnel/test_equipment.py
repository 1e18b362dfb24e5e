"""Equipment: what bears on results is calibrated or verified, kept up, and not used when it is not."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from guildhall.kernel import clock as house_clock
from guildhall.personnel import resources
from guildhall.personnel.acts import equipment, venues
from guildhall.personnel.lifecycles import EquipmentState
from guildhall.personnel.models import Equipment, Upkeep
from guildhall.personnel.queries import equipment_due, upkeep_due
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.personnel.making_resources import WRENCH, a_venue, an_instrument, calibrated

DAY = timedelta(days=1)


def fresh(thing: Equipment) -> Equipment:
    return Equipment.objects.get(pk=thing.pk)


def planned(work: str) -> Callable[..., Upkeep]:
    return partial(equipment.plan_upkeep, what=work)


def test_equipment_is_fit_from_its_calibration_to_its_last_day(cast: Cast) -> None:
    today, wrench = house_clock.today(), an_instrument()
    assert "no calibration" in resources.unfit_equipment(wrench, today).sentence
    wrench = calibrated(wrench, until=today + 9 * DAY)
    assert resources.unfit_equipment(wrench, today + 9 * DAY) is None
    refusal = resources.unfit_equipment(wrench, today + 10 * DAY)
    assert (refusal.code, refusal.mend.act) == ("R-30", "personnel.equipment.calibrate")
    assert "until 11 Mar 2026 only" in refusal.sentence


@pytest.mark.parametrize(
    ("code", "field", "given"),
    [
        ("equipment-described", "kind", {"kind": "magic"}),
        ("equipment-described", "proof", {"proof": "trust"}),
        ("equipment-described", "name", {"name": ""}),
        ("equipment-described", "serial", {"serial": " "}),
        ("R-30", "why_none", {"proof": "none"}),
    ],
)
def test_equipment_is_described(cast: Cast, code: str, field: str, given: dict[str, Any]) -> None:
    assert refused(code, equipment.register, by=acting(cast.quinn), **{**WRENCH, **given}).field == field


def test_equipment_is_registered_once_and_where_the_body_is(cast: Cast) -> None:
    an_instrument()
    refused("equipment_serial_is_one", equipment.register, by=acting(cast.quinn), **WRENCH)
    given_up = venues.close(by=acting(cast.quinn), venue=a_venue(), reason="The lease ended.")
    told = {**WRENCH, "serial": "TW-2", "venue": given_up}
    refused("venue-kept", equipment.register, by=acting(cast.quinn), **told)


def test_what_does_not_bear_on_results_needs_no_proof(cast: Cast) -> None:
    clock = an_instrument(kind="other", proof="none", why_none="Shows the time; the server keeps it.")
    assert resources.unfit_equipment(clock, house_clock.today()) is None
    assert list(equipment_due()) == []
    told = {"done_on": house_clock.today(), "valid_until": house_clock.today(), "laboratory": "L", "certificate": "C"}
    refused("R-30", equipment.calibrate, by=acting(cast.quinn), equipment=clock, passed=True, **told)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("R-30", {"done_on": 1}),
        ("R-30", {"laboratory": " "}),
        ("R-30", {"certificate": ""}),
        ("R-30", {"passed": False}),
        ("calibration_ends_after_it_begins", {"valid_until": -9}),
    ],
)
def test_certificate_is_whole(cast: Cast, code: str, given: dict[str, Any]) -> None:
    today = house_clock.today()
    read = {name: today + value * DAY if type(value) is int else value for name, value in given.items()}
    told = {"done_on": today, "valid_until": today + DAY, "laboratory": "L", "certificate": "C", "passed": True, **read}
    refused(code, equipment.calibrate, by=acting(cast.quinn), equipment=an_instrument(), **told)


def test_equipment_that_failed_is_withdrawn_until_it_is_fit_again(cast: Cast) -> None:
    wrench = calibrated(an_instrument())
    wrench = calibrated(wrench, passed=False, words="Off by 12 per cent.")
    assert (wrench.state, wrench.valid_until) == (EquipmentState.OUT_OF_SERVICE, None)
    assert "Off by 12 per cent." in resources.unfit_equipment(wrench, house_clock.today()).sentence

    refused("R-30", equipment.restore, by=acting(cast.quinn), equipment=wrench, reason="Looks fine.")
    wrench = calibrated(wrench)
    refused("R-60", equipment.restore, by=acting(cast.quinn), equipment=wrench, reason="")
    wrench = equipment.restore(by=acting(cast.quinn), equipment=wrench, reason="Adjusted and calibrated.")
    assert resources.unfit_equipment(wrench, house_clock.today()) is None


def test_older_certificate_does_not_carry_what_failed_since(cast: Cast) -> None:
    wrench = calibrated(an_instrument(), passed=False, words="Off.", done_on=house_clock.today())
    wrench = calibrated(wrench, done_on=house_clock.today() - 30 * DAY)
    assert (wrench.valid_until, wrench.state) == (None, EquipmentState.OUT_OF_SERVICE)


def test_upkeep_that_is_overdue_takes_equipment_out_of_use(cast: Cast, clock) -> None:
    wrench, by, today = calibrated(an_instrument()), acting(cast.quinn), house_clock.today()
    refused("T-14", planned(" "), by=by, equipment=wrench, due_on=today + DAY)
    refused("T-14", planned("Grease"), by=by, equipment=wrench, due_on=today - DAY)
    upkeep = equipment.plan_upkeep(by=by, equipment=wrench, what="Grease the ratchet", due_on=today + DAY, months=6)
    assert (resources.unfit_equipment(wrench, today + DAY), list(upkeep_due())) == (None, [upkeep])

    clock.move(days=2)
    refusal = resources.unfit_equipment(wrench, house_clock.today())
    assert (refusal.code, "Grease the ratchet" in refusal.sentence) == ("R-30", True)
    refused("T-14", equipment.do_upkeep, by=by, upkeep=upkeep, done_on=house_clock.today(), found="")
    refused("T-14", equipment.do_upkeep, by=by, upkeep=upkeep, done_on=house_clock.today() + DAY, found="Done.")
    done = equipment.do_upkeep(by=by, upkeep=upkeep, done_on=house_clock.today(), found="Greased, nothing worn.")

    again = Upkeep.objects.get(done_on=None)
    assert (again.what, again.due_on.isoformat(), again.months) == ("Grease the ratchet", "2026-09-04", 6)
    assert resources.unfit_equipment(wrench, house_clock.today()) is None
    refused("T-14", equipment.do_upkeep, by=by, upkeep=done, done_on=house_clock.today(), found="Again.")


def test_retired_equipment_is_not_kept_up(cast: Cast) -> None:
    wrench, by, today = calibrated(an_instrument()), acting(cast.quinn), house_clock.today()
    refused("R-60", equipment.retire, by=by, equipment=wrench, reason="")
    retired = equipment.retire(by=by, equipment=wrench, reason="Worn out.")
    refused("equipment-kept", planned("Grease"), by=by, equipment=retired, due_on=today + DAY)
    told = {"done_on": today, "valid_until": today, "laboratory": "L", "certificate": "C", "passed": True}
    refused("R-30", equipment.calibrate, by=by, equipment=retired, **told)
    assert "out of service" in resources.unfit_equipment(retired, today).sentence


def test_withdrawing_says_why(cast: Cast) -> None:
    wrench = calibrated(an_instrument())
    refused("R-60", equipment.withdraw, by=acting(cast.quinn), equipment=wrench, reason=" ")
    withdrawn = equipment.withdraw(by=acting(cast.quinn), equipment=wrench, reason="Dropped from the tower.")
    assert (withdrawn.state, withdrawn.reason) == (EquipmentState.OUT_OF_SERVICE, "Dropped from the tower.")


def test_due_equipment_is_what_ends_soon_or_has_no_proof(cast: Cast) -> None:
    never = an_instrument(serial="A")
    soon = calibrated(an_instrument(serial="B"), until=house_clock.today() + 20 * DAY)
    calibrated(an_instrument(serial="C"))
    assert set(equipment_due()) == {never, soon}
