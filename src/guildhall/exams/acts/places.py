"""Sittings are given their rooms, platforms and equipment."""

from guildhall.exams.acts.sittings import told_of
from guildhall.exams.models import Sitting, SittingEquipment
from guildhall.exams.permissions import may_manage_equipment, may_manage_sittings
from guildhall.exams.rules.places import (
    equipment_changes_before_the_end,
    its_seats_suffice_there,
    the_equipment_is_fit_then,
    the_equipment_is_free,
    the_new_place_fits,
    the_place_can_be_used,
    what_was_used_stays,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.models import Equipment, ExamRoom, Venue

PLACED = ("2012:6.4", "2012:9.3.2", "2026:6.4")
FIT = ("2012:9.3.4", "2012:6.4", "2026:9.3")


@act(
    "exams.sitting.locate",
    about=("sitting", "room", "platform"),
    permission=may_manage_sittings,
    rules=[the_new_place_fits, the_place_can_be_used, its_seats_suffice_there],
    clauses=PLACED,
    sentence=gettext_noop("gave the sitting {subject} another room or platform"),
    label=gettext_noop("Give a room or platform"),
)
def locate(
    *, by: Actor, sitting: Sitting, room: ExamRoom | None = None, platform: Venue | None = None, place: str = ""
) -> Sitting:
    """Say in which room or on which platform a planned sitting is held; everybody who has a seat is told."""
    return change(sitting, room=room, platform=platform, place=place.strip() or told_of(room, platform))


@act(
    "exams.sitting.assign_equipment",
    about=("sitting", "equipment"),
    permission=may_manage_sittings,
    rules=[equipment_changes_before_the_end, the_equipment_is_fit_then, the_equipment_is_free],
    clauses=FIT,
    sentence=gettext_noop("assigned equipment to the sitting {subject}"),
    label=gettext_noop("Assign equipment"),
)
def assign(*, by: Actor, sitting: Sitting, equipment: Equipment) -> SittingEquipment:
    """Say which equipment is used at a sitting; the sitting does not open when it is not fit on its day."""
    return create(SittingEquipment, sitting=sitting, equipment=equipment)


@act(
    "exams.sitting.remove_equipment",
    about="assigned",
    permission=may_manage_equipment,
    rules=[what_was_used_stays],
    clauses=FIT,
    sentence=gettext_noop("took equipment away from a sitting"),
    label=gettext_noop("Take equipment away"),
)
def remove(*, by: Actor, assigned: SittingEquipment) -> SittingEquipment:
    """Take equipment away from a sitting before it is over; that it was assigned until now stays on record."""
    return change(assigned, removed_at=clock.now())
