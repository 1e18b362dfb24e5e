"""Venues, equipment and a verified release for tests, made through acts by who keeps and approves them.

Quinn keeps and inspects, Tom approves; who they are is looked up by their roles, so that any cast will do.
"""

from datetime import date, timedelta
from typing import Any

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT, Role
from guildhall.kernel import clock, software
from guildhall.kernel.proving import Part
from guildhall.personnel import fitness, resources
from guildhall.personnel.acts import equipment, releases, rooms, venues
from guildhall.personnel.models import Equipment, ExamRoom, SoftwareRelease, Venue
from tests.cast import acting

SITE = {"kind": "site", "name": "Training hall", "address": "Hafenstraße 4, 20457 Hamburg"}
PLATFORM = {
    "kind": "platform",
    "name": "Remote room",
    "address": "remote.nordlicht.example",
    "capacity": 20,
    "release": "4.2",
}
WRENCH = {"kind": "measuring", "name": "Torque wrench", "serial": "TW-118", "proof": "calibration"}


def somebody(role: Role) -> Person:
    """Whoever holds a role of the body today; of several the first who was registered."""
    return Person.objects.filter(pk__in=grants.holders(role)).order_by("registered_at")[0]


def keeper() -> Person:
    """Who keeps venues and equipment."""
    return somebody(QUALITY_MANAGER)


def approver() -> Person:
    """Who approves what the keeper inspected."""
    return somebody(TOP_MANAGEMENT)


def all_met(kind: str) -> dict[str, dict[str, str]]:
    """Every criterion of an inspection met."""
    return {each.code: {"found": "met", "note": ""} for each in fitness.asked(kind)}


def a_venue(**other: Any) -> Venue:
    """A site that waits for its inspection."""
    return venues.register(by=acting(keeper()), **{**SITE, **other})


def inspected(venue: Venue, **other: Any) -> Venue:
    """The venue, found suitable today."""
    found = {"inspected_on": clock.today(), "answers": all_met(venue.kind), "suitable": True, **other}
    venues.inspect(by=acting(keeper()), venue=Venue.objects.get(pk=venue.pk), **found)
    return Venue.objects.get(pk=venue.pk)


def approved(venue: Venue) -> Venue:
    """The venue, inspected by the keeper and approved by somebody else."""
    return venues.approve(by=acting(approver()), venue=inspected(venue))


def a_platform() -> Venue:
    """An approved platform for twenty at once."""
    return approved(a_venue(**PLATFORM))


def a_room(capacity: int = 60, **other: Any) -> ExamRoom:
    """A room at an approved site."""
    site = approved(a_venue())
    return rooms.add(by=acting(keeper()), venue=site, **{"name": "Room 2", "capacity": capacity, **other})


def the_room() -> ExamRoom:
    """The one large room in which the sittings of a test are held."""
    return ExamRoom.objects.select_related("venue").first() or a_room(capacity=600)


def an_instrument(**other: Any) -> Equipment:
    """A torque wrench that was never calibrated."""
    return equipment.register(by=acting(keeper()), **{**WRENCH, **other})


def calibrated(thing: Equipment, until: date | None = None, **other: Any) -> Equipment:
    """The equipment with a certificate of yesterday that carries it for a year, or until a day."""
    today = clock.today()
    told = {
        "done_on": today - timedelta(days=1),
        "valid_until": until or today + timedelta(days=364),
        "laboratory": "Messlabor Kiel",
        "certificate": "K-2026-118",
        "passed": True,
        **other,
    }
    equipment.calibrate(by=acting(keeper()), equipment=Equipment.objects.get(pk=thing.pk), **told)
    return Equipment.objects.get(pk=thing.pk)


def a_report(**otherwise: str) -> SoftwareRelease:
    """A report on the software that runs, with one case of each part; ``rules="broken"`` lets one not hold."""
    cases = [
        {"proving": "reference", "part": part.value, "case": part.value, "expected": "ok", "found": found}
        for part in Part
        if (found := otherwise.get(part.value, "ok"))
    ]
    told = {"version": software.version(), "fingerprint": software.fingerprint(), "cases": cases}
    return releases.report(by=releases.MACHINE, **told)


def a_verified_release() -> SoftwareRelease:
    """The software that runs here, verified and signed; once."""
    return resources.verified_release() or releases.sign(by=acting(keeper()), release=a_report())
