"""Equipment is registered, proved fit, kept up, withdrawn, put into service again, and retired."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import EQUIPMENT, EquipmentState
from guildhall.personnel.models import Calibration, Equipment, Upkeep, Venue
from guildhall.personnel.permissions.resources import may_keep_resources
from guildhall.personnel.rules.equipment import (
    a_certificate_is_whole,
    a_failure_is_described,
    equipment_is_described,
    equipment_without_proof_says_why,
    it_is_fit_again,
    it_is_kept,
    it_is_proved_at_all,
    it_stands_at_a_venue_in_use,
    the_upkeep_waits,
    the_upkeep_was_done,
    upkeep_is_planned_ahead,
)
from guildhall.personnel.rules.venues import it_is_said_why
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:9.3.4", "2012:6.4", "2026:9.3")


@act(
    "personnel.equipment.register",
    move=EQUIPMENT.register,
    permission=may_keep_resources,
    rules=[equipment_is_described, equipment_without_proof_says_why, it_stands_at_a_venue_in_use],
    clauses=CLAUSES,
    sentence=gettext_noop("registered the equipment {subject}"),
)
def register(
    *,
    by: Actor,
    kind: str,
    name: str,
    serial: str,
    proof: str,
    why_none: str = "",
    venue: Venue | None = None,
) -> Equipment:
    """Register a piece of equipment, and say whether it is calibrated, verified, or why neither matters."""
    return create(
        Equipment,
        number=next_number("ED"),
        kind=kind,
        name=name.strip(),
        serial=serial.strip(),
        proof=proof,
        why_none=why_none.strip(),
        venue=venue,
        registered_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.equipment.calibrate",
    about="equipment",
    permission=may_keep_resources,
    rules=[it_is_proved_at_all, a_certificate_is_whole, a_failure_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("entered a calibration or verification of {subject}"),
    label=gettext_noop("Enter a calibration"),
)
def calibrate(
    *,
    by: Actor,
    equipment: Equipment,
    done_on: date,
    valid_until: date,
    laboratory: str,
    certificate: str,
    passed: bool,
    trace: str = "",
    words: str = "",
    certificate_file: Received | None = None,
) -> Calibration:
    """Enter a calibration or verification with its certificate; it carries the equipment until the day it names.

    Equipment that failed is withdrawn in the same moment, with what was found.
    """
    calibration = create(
        Calibration,
        equipment=equipment,
        done_on=done_on,
        valid_until=valid_until,
        laboratory=laboratory.strip(),
        certificate=certificate.strip(),
        trace=trace.strip(),
        passed=passed,
        words=words.strip(),
        certificate_file=keep(certificate_file) if certificate_file else None,
        entered_by=Person.objects.get(pk=by.name),
    )
    if not passed and equipment.state == EquipmentState.IN_SERVICE:
        equipment = withdraw(by=by, equipment=equipment, reason=words)
    change(equipment, valid_until=_carried_until(equipment))
    return calibration


@act(
    "personnel.equipment.withdraw",
    about="equipment",
    move=EQUIPMENT.withdraw,
    permission=may_keep_resources,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew the equipment {subject}: {reason}"),
)
def withdraw(*, by: Actor, equipment: Equipment, reason: str) -> Equipment:
    """Take equipment out of service, because it is broken, lost or doubted; no sitting is opened with it."""
    return change(equipment, state=EquipmentState.OUT_OF_SERVICE, reason=reason.strip())


@act(
    "personnel.equipment.restore",
    about="equipment",
    move=EQUIPMENT.restore,
    permission=may_keep_resources,
    rules=[it_is_fit_again, it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("put the equipment {subject} into service again: {reason}"),
)
def restore(*, by: Actor, equipment: Equipment, reason: str) -> Equipment:
    """Put equipment into service again, and say what was done."""
    return change(equipment, state=EquipmentState.IN_SERVICE, reason=reason.strip())


@act(
    "personnel.equipment.retire",
    about="equipment",
    move=EQUIPMENT.retire,
    permission=may_keep_resources,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("retired the equipment {subject}: {reason}"),
)
def retire(*, by: Actor, equipment: Equipment, reason: str) -> Equipment:
    """Give equipment up for good; its calibrations stay on record for the examinations that rest on them."""
    return change(equipment, state=EquipmentState.RETIRED, reason=reason.strip())


@act(
    "personnel.upkeep.plan",
    about="equipment",
    permission=may_keep_resources,
    rules=[it_is_kept, upkeep_is_planned_ahead],
    clauses=CLAUSES,
    sentence=gettext_noop("planned upkeep of {subject}: {what}"),
    label=gettext_noop("Plan upkeep"),
)
def plan_upkeep(*, by: Actor, equipment: Equipment, what: str, due_on: date, months: int = 0) -> Upkeep:
    """Plan what keeps equipment fit, by a day; where it comes again, every so many months."""
    return create(Upkeep, equipment=equipment, what=what.strip(), due_on=due_on, months=months)


@act(
    "personnel.upkeep.done",
    about="upkeep",
    permission=may_keep_resources,
    rules=[the_upkeep_waits, the_upkeep_was_done],
    clauses=CLAUSES,
    sentence=gettext_noop("entered that upkeep was done: {subject}"),
    label=gettext_noop("Enter upkeep"),
)
def do_upkeep(*, by: Actor, upkeep: Upkeep, done_on: date, found: str) -> Upkeep:
    """Enter that upkeep was done and what was found; what comes again is planned in the same moment."""
    done_by = Person.objects.get(pk=by.name)
    done = change(upkeep, done_on=done_on, done_by=done_by, found=found.strip())
    if upkeep.months and upkeep.equipment.state != EquipmentState.RETIRED:
        due_on = max(clock.today(), Period(months=upkeep.months).after(done_on))
        plan_upkeep(by=by, equipment=upkeep.equipment, what=upkeep.what, due_on=due_on, months=upkeep.months)
    return done


def _carried_until(equipment: Equipment) -> date | None:
    """The last day that the latest calibration carries equipment; none where it failed."""
    latest = Calibration.objects.filter(equipment=equipment).order_by("-done_on", "-entered_at").first()
    return latest.valid_until if latest and latest.passed else None
