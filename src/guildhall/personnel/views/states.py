"""How equipment stands, in a word, wherever it is shown."""

from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import EQUIPMENT, EquipmentState
from guildhall.personnel.models import Equipment
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

TONES = {
    EquipmentState.IN_SERVICE: Tone.HOLDS,
    EquipmentState.OUT_OF_SERVICE: Tone.FAILS,
    EquipmentState.RETIRED: Tone.CLOSED,
}


def equipment_status(equipment: Equipment) -> Status:
    """The state in a word; of what is in service and needs proof, how that stands."""
    state = EquipmentState(equipment.state)
    if state == EquipmentState.IN_SERVICE and equipment.needs_proof:
        return _proved(equipment)
    return Status(translated(EQUIPMENT.words[state]), TONES[state])


def _proved(equipment: Equipment) -> Status:
    today, until = clock.today(), equipment.valid_until
    if until is None:
        return Status(_("Not calibrated or verified"), Tone.FAILS)
    if until < today:
        return Status(_("Out of calibration"), Tone.FAILS)
    if until - today <= queries.SOON_DUE:
        return Status(_("In service, due soon"), Tone.SOON)
    return Status(_("In service"), Tone.HOLDS)
