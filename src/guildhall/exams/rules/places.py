"""Where, with what and by which software people are examined: what is not fit is not used (R-25, R-30, T-14)."""

from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Attempt, Channel, Mode, Sitting, SittingEquipment
from guildhall.exams.queries import equipment_of, held_at_the_same_time
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.personnel import resources
from guildhall.personnel.models import Equipment, ExamRoom, Venue
from guildhall.schemes.models import ComponentKind

PLACED = ("2012:6.4", "2012:9.3.2", "2026:6.4")
FIT = ("2012:9.3.4", "2012:6.4", "2026:9.3")
VERIFIED = ("2012:9.3.4", "2026:6.4", "2026:9.3")


@rule("R-25", clauses=PLACED)
def the_place_fits(
    *, channel: str, mode: str, place: str, room: ExamRoom | None, platform: Venue | None
) -> Refusal | None:
    """In a room one sits in a room of ours, at a distance on a platform of ours; a provider has its own."""
    if not place.strip() and room is None and platform is None:
        return Refusal(
            _("Candidates would not know where to come."),
            mend=Mend(_("Choose a room or a platform, or write what candidates are told of the place.")),
            field="place",
        )
    return _misplaced(channel, mode, room, platform)


@rule("R-25", clauses=PLACED)
def the_new_place_fits(*, sitting: Sitting, room: ExamRoom | None, platform: Venue | None) -> Refusal | None:
    """What a sitting is given instead fits it as well, and is given before it opens."""
    if sitting.state != SittingState.PLANNED:
        return Refusal(_("The sitting is open or over."), mend=Mend(_("It stays where it is held.")))
    if room is None and platform is None:
        return Refusal(
            _("Neither a room nor a platform is named."), mend=Mend(_("Choose one.")), field=_field(sitting.mode)
        )
    return _misplaced(sitting.channel, sitting.mode, room, platform)


def _misplaced(channel: str, mode: str, room: ExamRoom | None, platform: Venue | None) -> Refusal | None:
    if channel == Channel.PROVIDER and (room or platform):
        return Refusal(
            _("A sitting at a provider's centre is not held in a room or on a platform of ours."),
            mend=Mend(_("Leave the room and the platform out, or choose another channel.")),
            field=_field(mode),
        )
    if (mode == Mode.REMOTE and room) or (mode == Mode.ROOM and platform):
        return Refusal(
            _("In a room one is examined in a room, and at a distance on a platform."),
            mend=Mend(_("Choose what fits, or say otherwise where the sitting takes place.")),
            field="room" if room else "platform",
        )
    if platform and not platform.is_platform:
        return Refusal(_("This is a site and no platform."), mend=Mend(_("Choose a platform.")), field="platform")
    return None


def _field(mode: str) -> str:
    return "platform" if mode == Mode.REMOTE else "room"


@rule("R-25", clauses=PLACED)
def the_place_can_be_used(*, room: ExamRoom | None, platform: Venue | None) -> Refusal | None:
    """Sittings are planned where the site or platform is approved, and its inspection carries it today."""
    return _unfit(room, platform)


def _unfit(room: ExamRoom | None, platform: Venue | None) -> Refusal | None:
    today = clock.today()
    found = resources.unfit_room(room, today) if room else resources.unfit_venue(platform, today) if platform else None
    if found:
        found.field = "room" if room else "platform"
    return found


@rule("R-25", clauses=PLACED)
def its_seats_suffice(
    *, room: ExamRoom | None, platform: Venue | None, begins_at: datetime, ends_at: datetime, capacity: int
) -> Refusal | None:
    """At no time are there more seats in a room, or more people on a platform, than it was approved for."""
    return _overfull(room, platform, begins_at, ends_at, capacity)


@rule("R-25", clauses=PLACED)
def its_seats_suffice_there(*, sitting: Sitting, room: ExamRoom | None, platform: Venue | None) -> Refusal | None:
    """The room that a sitting is given instead has its seats at that time."""
    return _overfull(room, platform, sitting.begins_at, sitting.ends_at, sitting.capacity, but=sitting)


@rule("R-25", clauses=PLACED)
def its_seats_suffice_then(*, sitting: Sitting, begins_at: datetime, ends_at: datetime) -> Refusal | None:
    """A postponed sitting finds its seats in its room at the new time as well."""
    return _overfull(sitting.room, sitting.platform, begins_at, ends_at, sitting.capacity, but=sitting)


def _overfull(
    room: ExamRoom | None,
    platform: Venue | None,
    begins_at: datetime,
    ends_at: datetime,
    capacity: int,
    but: Sitting | None = None,
) -> Refusal | None:
    most = room.capacity if room else platform.capacity if platform else None
    if most is None:
        return None
    others = held_at_the_same_time(room, platform, begins_at, ends_at)
    if but:
        others = others.exclude(pk=but.pk)
    taken = others.aggregate(seats=Sum("capacity"))["seats"] or 0
    if taken + capacity <= most:
        return None
    return Refusal(
        _("%(place)s takes %(most)d at once; %(taken)d of them are planned for that time already.")
        % {"place": room.words if room else platform.name if platform else "", "most": most, "taken": taken},
        mend=Mend(_("Plan fewer seats, another time, or another place.")),
        field="capacity" if but is None else "room",
    )


@rule("R-25", clauses=PLACED)
def it_is_held_in_a_fit_place(*, sitting: Sitting) -> Refusal | None:
    """A sitting opens in an approved room or on an approved platform whose inspection is in force today.

    At a provider's centre the provider answers for it; what is observed at the workplace is held there.
    """
    if sitting.room or sitting.platform:
        return _unfit(sitting.room, sitting.platform)
    if not needs_a_place(sitting):
        return None
    return Refusal(
        _("Nobody has said in which approved room, or on which platform, this sitting is held."),
        mend=Mend(_("Give it one first."), act="exams.sitting.locate", link=("exams:sitting-locate", str(sitting.pk))),
    )


def needs_a_place(sitting: Sitting) -> bool:
    """Whether a sitting is held in a room or on a platform that the body answers for."""
    return sitting.channel != Channel.PROVIDER and sitting.component.kind != ComponentKind.OBSERVATION


@rule("R-30", clauses=FIT)
def its_equipment_is_fit(*, sitting: Sitting) -> Refusal | None:
    """A sitting opens when all equipment that it uses is in service, calibrated and kept up today."""
    today = clock.today()
    found = (resources.unfit_equipment(each.equipment, today) for each in equipment_of(sitting))
    return next((each for each in found if each), None)


@rule("R-30", clauses=FIT)
def the_equipment_is_fit_then(*, sitting: Sitting, equipment: Equipment) -> Refusal | None:
    """Equipment is assigned to a sitting whose day its calibration or verification still covers."""
    return resources.unfit_equipment(equipment, max(clock.today(), clock.day_of(sitting.begins_at)))


@rule("R-30", clauses=FIT)
def the_equipment_is_free(*, sitting: Sitting, equipment: Equipment) -> Refusal | None:
    """A thing is at one sitting at a time."""
    meanwhile = SittingEquipment.objects.filter(
        equipment=equipment,
        removed_at__isnull=True,
        sitting__state__in=[SittingState.PLANNED, SittingState.OPEN],
        sitting__begins_at__lt=sitting.ends_at,
        sitting__ends_at__gt=sitting.begins_at,
    ).exclude(sitting=sitting)
    taken = meanwhile.select_related("sitting").first()
    if taken is None:
        return None
    return Refusal(
        _("%(equipment)s is used at the sitting %(number)s at that time.")
        % {"equipment": equipment.number, "number": taken.sitting.number},
        mend=Mend(_("Choose another one, or take it away from that sitting.")),
        field="equipment",
    )


@rule("R-30", clauses=FIT)
def equipment_changes_before_the_end(*, sitting: Sitting) -> Refusal | None:
    """What a sitting uses is said as long as it goes on, and not afterwards."""
    return _over(sitting)


@rule("R-30", clauses=FIT)
def what_was_used_stays(*, assigned: SittingEquipment) -> Refusal | None:
    """What was used at a sitting that is over stays with it: its results rest on it."""
    if assigned.removed_at:
        return Refusal(_("It was taken away already."), mend=Mend(_("Nothing needs to be done.")))
    return _over(assigned.sitting)


def _over(sitting: Sitting) -> Refusal | None:
    if sitting.state in {SittingState.PLANNED, SittingState.OPEN}:
        return None
    return Refusal(
        _("The sitting is over, and its results rest on what was used."),
        mend=Mend(_("What was wrong is noted at the attempts that it touches.")),
    )


@rule("R-30", clauses=VERIFIED)
def the_software_is_verified(*, sitting: Sitting) -> Refusal | None:
    """No examination is delivered in the browser by a release of the software that nobody verified and signed."""
    return resources.unverified_release() if sitting.channel == Channel.BROWSER else None


@rule("R-30", clauses=VERIFIED)
def the_release_is_verified(*, attempt: Attempt) -> Refusal | None:
    """Nobody starts in the browser on an unverified release, also not where it was exchanged after the opening."""
    if resources.is_verified(attempt.sitting.release) or resources.unverified_release() is None:
        return None
    return Refusal(
        _("The examination cannot be started: the software was exchanged and is not verified yet."),
        mend=Mend(
            _("Tell the invigilator; nothing of yours is lost. Somebody of the body verifies the software and signs."),
            act="personnel.release.sign",
        ),
    )
