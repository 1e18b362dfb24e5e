"""Whether rooms, platforms, equipment and the software itself may be used for an examination today, and why not.

The rooms above ask it in rules of their own, so that each refusal stands on the act that it refuses (R-25, R-30, T-14).
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel import software
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.lifecycles import EquipmentState, ReleaseState, RoomState, VenueState
from guildhall.personnel.models import Equipment, ExamRoom, SoftwareRelease, Upkeep, Venue

SUITABLE = ("2012:6.4", "2012:9.3.2", "2026:6.4")
FIT = ("2012:9.3.4", "2012:6.4", "2026:9.3")
VERIFIED = ("2012:9.3.4", "2026:6.4", "2026:9.3")


def unfit_venue(venue: Venue, day: date) -> Refusal | None:
    """Why nobody is examined at a venue on `day`: it is not approved, or its inspection does not carry it so long."""
    if venue.state != VenueState.APPROVED:
        return _venue(
            venue,
            _("%(name)s (%(number)s) is not approved for examinations."),
            _("Have it inspected and approved, or choose another one."),
            "personnel.venue.approve",
        )
    if venue.due_on is None or venue.due_on < day:
        return _venue(
            venue,
            _("The inspection of %(name)s (%(number)s) carries it until %(until)s only."),
            _("Inspect it again, or choose another one."),
            "personnel.venue.inspect",
        )
    return None


def _venue(venue: Venue, sentence: str, mend: str, act: str) -> Refusal:
    told = {"name": venue.name, "number": venue.number, "until": _day(venue.due_on)}
    link = ("personnel:venue", str(venue.pk))
    return Refusal(sentence % told, mend=Mend(mend, act=act, link=link), code="R-25", clauses=SUITABLE)


def unfit_room(room: ExamRoom, day: date) -> Refusal | None:
    """Why nobody is examined in a room on `day`: it is out of use, or its site is not fit."""
    if room.state == RoomState.IN_USE:
        return unfit_venue(room.venue, day)
    return Refusal(
        _("The room %(name)s of %(venue)s is out of use: %(reason)s")
        % {"name": room.name, "venue": room.venue.number, "reason": room.reason},
        mend=Mend(
            _("Choose another room, or have it put back into use."),
            act="personnel.room.put_back",
            link=("personnel:venue", str(room.venue_id)),
        ),
        code="R-25",
        clauses=SUITABLE,
    )


def unfit_equipment(equipment: Equipment, day: date) -> Refusal | None:
    """Why a piece of equipment is not used on `day`: out of service, out of calibration, or its upkeep is overdue."""
    if equipment.state != EquipmentState.IN_SERVICE:
        return _equipment(
            equipment,
            _("%(name)s (%(number)s) is out of service: %(reason)s") % _told(equipment),
            _("Use another one, or have it put into service again."),
            "personnel.equipment.restore",
        )
    if equipment.needs_proof and (equipment.valid_until is None or equipment.valid_until < day):
        return _equipment(
            equipment,
            _without_proof(equipment),
            _("Have it calibrated or verified and enter the certificate, or use another one."),
            "personnel.equipment.calibrate",
        )
    overdue = Upkeep.objects.filter(equipment=equipment, done_on__isnull=True, due_on__lt=day).first()
    return _neglected(equipment, overdue) if overdue else None


def _told(equipment: Equipment) -> dict[str, str]:
    until = _day(equipment.valid_until)
    return {"name": equipment.name, "number": equipment.number, "reason": equipment.reason, "until": until}


def _without_proof(equipment: Equipment) -> str:
    if equipment.valid_until is None:
        return _("%(name)s (%(number)s) has no calibration or verification that is in force.") % _told(equipment)
    return _("%(name)s (%(number)s) is calibrated or verified until %(until)s only.") % _told(equipment)


def _neglected(equipment: Equipment, overdue: Upkeep) -> Refusal:
    told = {**_told(equipment), "what": overdue.what, "due": _day(overdue.due_on)}
    return _equipment(
        equipment,
        _("Upkeep of %(name)s (%(number)s) was due by %(due)s and is not done: %(what)s.") % told,
        _("Have it done and entered, or use another one."),
        "personnel.upkeep.done",
    )


def _equipment(equipment: Equipment, sentence: str, mend: str, act: str) -> Refusal:
    link = ("personnel:equipment", str(equipment.pk))
    return Refusal(sentence, mend=Mend(mend, act=act, link=link), code="R-30", clauses=FIT)


def verified_release() -> SoftwareRelease | None:
    """The signed report on the software that runs here; None where nobody signed one for exactly this software."""
    signed = SoftwareRelease.objects.filter(fingerprint=software.fingerprint(), state=ReleaseState.VERIFIED)
    return signed.first()


def is_verified(release: SoftwareRelease | None) -> bool:
    """Whether this report is on exactly the software that runs here, and its signature stands."""
    if release is None or release.fingerprint != software.fingerprint():
        return False
    return release.state == ReleaseState.VERIFIED


def unverified_release() -> Refusal | None:
    """Why this software delivers no examination: nobody verified exactly this release. No setting passes it (R-30)."""
    if verified_release():
        return None
    return Refusal(
        _("The software that runs here, release %(version)s (%(short)s), is not verified for examinations.")
        % {"version": software.version(), "short": software.fingerprint()[:12]},
        mend=Mend(
            _("Run “guildhall release verify”; the resource manager or quality manager reads the report and signs it."),
            act="personnel.release.sign",
            link=("personnel:releases",),
        ),
        code="R-30",
        clauses=VERIFIED,
    )


def _day(day: date | None) -> str:
    return date_format(day, "j M Y") if day else _("no day")
