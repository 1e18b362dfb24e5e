"""Which timers of premises and equipment run (T-14), and who is told what of them."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, RESOURCE_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.personnel.models import Equipment, SoftwareRelease, Upkeep, Venue

BEGINS = frozenset(
    {
        "personnel.venue.inspect",
        "personnel.venue.approve",
        "personnel.equipment.calibrate",
        "personnel.equipment.restore",
    }
)
"""After these a time begins to run, if there is one: what was found unfit is carried until no day."""


@timer(
    "personnel.inspection-due",
    code="T-14",
    title=gettext_noop("Examination site or platform is inspected"),
    starts=["personnel.venue.inspect", "personnel.venue.approve"],
    stops=["personnel.venue.suspend", "personnel.venue.change", "personnel.venue.close"],
    warn_days=(60, 30, 7),
    in_work=False,
)
def inspection_due(*, entry: Any) -> Run | None:
    """How long an inspection carries a venue; an inspection made again begins it anew."""
    venue = find(entry.subject)
    if not isinstance(venue, Venue) or (venue.due_on is None and entry.act in BEGINS):
        return None
    link = ("personnel:venue", str(venue.pk))
    return Run(venue.ref, venue.due_on or clock.today(), venue.number, role=RESOURCE_MANAGER.code, link=link)


@timer(
    "personnel.calibration-ends",
    code="T-14",
    title=gettext_noop("Calibration or verification of equipment ends"),
    starts=["personnel.equipment.calibrate", "personnel.equipment.restore"],
    stops=["personnel.equipment.withdraw", "personnel.equipment.retire"],
    warn_days=(60, 30, 7),
    in_work=False,
)
def calibration_ends(*, entry: Any) -> Run | None:
    """How long a certificate carries a piece of equipment."""
    found = find(entry.subject)
    if not isinstance(found, Equipment) or (found.valid_until is None and entry.act in BEGINS):
        return None
    link = ("personnel:equipment", str(found.pk))
    return Run(found.ref, found.valid_until or clock.today(), found.number, role=RESOURCE_MANAGER.code, link=link)


@timer(
    "personnel.upkeep-due",
    code="T-14",
    title=gettext_noop("Upkeep of equipment is due"),
    starts=["personnel.upkeep.plan"],
    meets=["personnel.upkeep.done"],
    warn_days=(30, 7),
    in_work=False,
)
def upkeep_due(*, entry: Any) -> Run | None:
    """Planned upkeep, until it is done."""
    upkeep = find(entry.result)
    if not isinstance(upkeep, Upkeep):
        return None
    link = ("personnel:equipment", str(upkeep.equipment_id))
    return Run(upkeep.ref, upkeep.due_on, upkeep.equipment.number, role=RESOURCE_MANAGER.code, link=link)


@tells("personnel.venue.inspect", text="personnel/venue-found-suitable", mailed=False)
def approvers_hear_of_a_suitable_venue(*, entry: Any) -> Iterator[Told]:
    """Who approves venues, where one waits for it; not who inspected it."""
    venue = find(entry.subject)
    if not isinstance(venue, Venue) or venue.due_on is None or venue.state == "approved":
        return
    for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT)):
        if entry.actor != f"person:{person_id}":
            yield Told(person_id, venue.number, {"venue": venue.name}, ("personnel:venue", str(venue.pk)))


@tells("personnel.release.report", text="personnel/release-reported", mailed=False)
def keepers_hear_of_a_report(*, entry: Any) -> Iterator[Told]:
    """Who signs releases: until somebody does, nothing is delivered by this one."""
    release = find(entry.result)
    if isinstance(release, SoftwareRelease):
        for person_id in sorted(grants.holders(RESOURCE_MANAGER, QUALITY_MANAGER)):
            yield Told(person_id, release.number, link=("personnel:release", str(release.pk)))
