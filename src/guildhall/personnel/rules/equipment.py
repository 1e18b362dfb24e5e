"""What keeping equipment must not break: proof of what bears on results, and upkeep in time (R-30, T-14)."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import EquipmentState, VenueState
from guildhall.personnel.models import Equipment, EquipmentKind, Proof, Upkeep, Venue

FIT = ("2012:9.3.4", "2012:6.4", "2026:9.3")


@rule("equipment-described", kind=Kind.OURS, clauses=FIT)
def equipment_is_described(*, kind: str, name: str, serial: str, proof: str) -> Refusal | None:
    """Equipment says what it is and bears a serial number, or no certificate could be held against it."""
    if kind not in EquipmentKind.values or proof not in Proof.values:
        field = "kind" if kind not in EquipmentKind.values else "proof"
        return Refusal(_("This is not in the list."), mend=Mend(_("Choose one of the list.")), field=field)
    if name.strip() and serial.strip():
        return None
    return Refusal(
        _("Equipment needs its name and its serial number, or no certificate could be held against it."),
        mend=Mend(_("Give it a number of your own if the maker gave it none.")),
        field="name" if not name.strip() else "serial",
    )


@rule("R-30", clauses=FIT)
def equipment_without_proof_says_why(*, proof: str, why_none: str) -> Refusal | None:
    """What is neither calibrated nor verified does not bear on results, and says why."""
    if proof != Proof.NONE or why_none.strip():
        return None
    return Refusal(
        _("Equipment that is neither calibrated nor verified needs the reason why its result does not matter."),
        mend=Mend(_("Write it, or say how it is proved fit.")),
        field="why_none",
    )


@rule("venue-kept", kind=Kind.OURS, clauses=FIT)
def it_stands_at_a_venue_in_use(*, venue: Venue | None) -> Refusal | None:
    """Equipment stands at a venue that the body keeps, or at none."""
    if venue is None or venue.state != VenueState.CLOSED:
        return None
    return Refusal(_("This venue was given up."), mend=Mend(_("Choose another one.")), field="venue")


@rule("R-30", clauses=FIT)
def it_is_proved_at_all(*, equipment: Equipment) -> Refusal | None:
    """A certificate is entered for what is calibrated or verified, as long as it is kept."""
    if equipment.needs_proof and equipment.state != EquipmentState.RETIRED:
        return None
    return Refusal(
        _("%(number)s is retired, or is registered as needing neither calibration nor verification.")
        % {"number": equipment.number},
        mend=Mend(_("Register it anew if it bears on results after all.")),
    )


@rule("R-30", clauses=FIT)
def a_certificate_is_whole(*, done_on: date, laboratory: str, certificate: str) -> Refusal | None:
    """A calibration was done already, by somebody who is named, under a number by which its certificate is found."""
    if done_on > clock.today():
        return Refusal(
            _("This day lies ahead; a calibration is entered once it was done."),
            mend=Mend(_("Give the day that stands on the certificate.")),
            field="done_on",
        )
    if laboratory.strip() and certificate.strip():
        return None
    return Refusal(
        _("A calibration says who did it and under which number its certificate is found."),
        mend=Mend(
            _("Enter both as they stand on the certificate; for a verification of our own, the record's number.")
        ),
        field="laboratory" if not laboratory.strip() else "certificate",
    )


@rule("R-30", clauses=FIT)
def a_failure_is_described(*, passed: bool, words: str) -> Refusal | None:
    """Equipment that failed says how far it was off: earlier results may rest on it."""
    if passed or words.strip():
        return None
    return Refusal(
        _("Equipment that failed its calibration may have failed before, so what was found is written down."),
        mend=Mend(_("Write how far it was off, and since when it may have been.")),
        field="words",
    )


@rule("R-30", clauses=FIT)
def it_is_fit_again(*, equipment: Equipment) -> Refusal | None:
    """Equipment goes back into service with a calibration or verification in force, where it needs one."""
    today = clock.today()
    if not equipment.needs_proof or (equipment.valid_until and equipment.valid_until >= today):
        return None
    return Refusal(
        _("%(number)s has no calibration or verification in force.") % {"number": equipment.number},
        mend=Mend(
            _("Enter its new certificate first."),
            act="personnel.equipment.calibrate",
            link=("personnel:equipment-calibrate", str(equipment.pk)),
        ),
    )


@rule("equipment-kept", kind=Kind.OURS, clauses=FIT)
def it_is_kept(*, equipment: Equipment) -> Refusal | None:
    """What was retired gets no upkeep any more."""
    if equipment.state != EquipmentState.RETIRED:
        return None
    return Refusal(_("This equipment was retired."), mend=Mend(_("Nothing needs to be done.")))


@rule("T-14", kind=Kind.ACCREDITATION, clauses=FIT)
def upkeep_is_planned_ahead(*, what: str, due_on: date) -> Refusal | None:
    """Planned upkeep says what is done, and lies ahead."""
    if what.strip() and due_on >= clock.today():
        return None
    return Refusal(
        _("Planned upkeep says what is to be done, by a day that lies ahead."),
        mend=Mend(_("Write what is to be done, and until when.")),
        field="due_on" if what.strip() else "what",
    )


@rule("T-14", kind=Kind.ACCREDITATION, clauses=FIT)
def the_upkeep_waits(*, upkeep: Upkeep) -> Refusal | None:
    """Upkeep is done once; what comes again is planned again."""
    if upkeep.done_on is None:
        return None
    return Refusal(_("This was done already."), mend=Mend(_("Enter the next one that is planned.")))


@rule("T-14", kind=Kind.ACCREDITATION, clauses=FIT)
def the_upkeep_was_done(*, done_on: date, found: str) -> Refusal | None:
    """Upkeep that is entered was done already, and says what was found."""
    if done_on <= clock.today() and found.strip():
        return None
    return Refusal(
        _("Upkeep is entered once it was done, with what was found."),
        mend=Mend(_("Write what was found and done, and on which day.")),
        field="found" if done_on <= clock.today() else "done_on",
    )
